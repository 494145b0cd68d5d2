"""A person: a key that other streams refer to, the details behind it, and their erasure.

Names and contact details stand in this stream only, in the events of `PERSONAL`, which are stored encrypted
with a key of the person's own. Erasing destroys that key: the entries stay in the log, unreadable. A refusal
here never repeats a detail, only the person's key, because refusals are shown and logged elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.commands import CommandType
from domain.keys import Detail, FreeText, PersonKey, Somebody
from domain.refusals import ErasureTakesTwo, PersonIsErased, PersonIsRegisteredOnce, PersonMustBeRegistered

# --- events ---


@dataclass(frozen=True, slots=True)
class PersonRegistered:
    """Somebody is known to the register under a key."""

    effective: date
    person: PersonKey
    name: Detail
    email: Detail | None
    phone: Detail | None
    employer: Detail | None


@dataclass(frozen=True, slots=True)
class ContactDetailsChanged:
    """Somebody's details are other than before; `None` leaves a detail as it was."""

    effective: date
    person: PersonKey
    name: Detail | None
    email: Detail | None
    phone: Detail | None
    employer: Detail | None
    reported_by: Somebody | None


@dataclass(frozen=True, slots=True)
class ErasureRequested:
    """Somebody's erasure is asked for, under a decision; neither text is personal data, for both remain."""

    effective: date
    person: PersonKey
    decision: FreeText
    reason: FreeText


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Somebody's details are gone for good; decision and reason remain as the trail."""

    effective: date
    person: PersonKey
    decision: FreeText
    reason: FreeText


PersonEvent = PersonRegistered | ContactDetailsChanged | ErasureRequested | PersonErased

EVENTS = (PersonRegistered, ContactDetailsChanged, ErasureRequested, PersonErased)

PERSONAL = (PersonRegistered, ContactDetailsChanged)
"""The events that hold personal data and are stored encrypted."""


# --- state ---


@dataclass(slots=True)
class Person:
    """A person as the entries of one stream leave them; details are `None` when unknown or erased."""

    key: str
    version: int = 0
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    employer: str | None = None
    erasure_requested_by: str | None = None
    erasure_decision: str | None = None
    erased: bool = False

    @property
    def registered(self) -> bool:
        """Whether the key has been registered: every stream begins so, even one that cannot be read."""
        return self.version > 0


# --- evolve ---


def evolve(person: Person, event: PersonEvent | None, actor: str | None) -> None:
    """Take one entry into account, in place; `None` is an entry whose key is destroyed, and only counts."""
    person.version += 1
    match event:
        case PersonRegistered() | ContactDetailsChanged():
            person.name = person.name if event.name is None else event.name
            person.email = person.email if event.email is None else event.email
            person.phone = person.phone if event.phone is None else event.phone
            person.employer = person.employer if event.employer is None else event.employer
        case ErasureRequested():
            person.erasure_requested_by = actor
            person.erasure_decision = event.decision
        case PersonErased():
            person.erased = True
            person.name = person.email = person.phone = person.employer = None


# --- decisions ---


def register(
    person: Person,
    *,
    effective: date,
    name: Detail,
    email: Detail | None,
    phone: Detail | None,
    employer: Detail | None,
) -> list[PersonEvent]:
    """Make somebody known under a key; the same details again are nothing new.

    Raises `PersonIsErased` and, where the key is registered with other details, `PersonIsRegisteredOnce`.
    """
    _refuse_erased(person)
    if not person.registered:
        return [PersonRegistered(effective, person.key, name, email, phone, employer)]
    if (name, email, phone, employer) == (person.name, person.email, person.phone, person.employer):
        return []
    raise PersonIsRegisteredOnce(
        f"{person.key} is registered, with other details.",
        accepted="ChangeContactDetails, or RegisterPerson with another key for somebody else.",
    )


def change_details(
    person: Person,
    *,
    effective: date,
    name: Detail | None,
    email: Detail | None,
    phone: Detail | None,
    employer: Detail | None,
    reported_by: Somebody | None,
) -> list[PersonEvent]:
    """Change the details that are not `None`; details as they already stand are nothing new.

    Raises `PersonIsErased` and `PersonMustBeRegistered`.
    """
    _refuse_erased(person)
    _refuse_unregistered(person)
    known = (person.name, person.email, person.phone, person.employer)
    if all(new in (None, old) for new, old in zip((name, email, phone, employer), known, strict=True)):
        return []
    return [ContactDetailsChanged(effective, person.key, name, email, phone, employer, reported_by)]


def request_erasure(
    person: Person, *, effective: date, actor: str | None, decision: FreeText, reason: FreeText
) -> list[PersonEvent]:
    """Ask for somebody's erasure; the same actor asking under the same decision is nothing new.

    The last request stands: whoever made it is the one who cannot confirm.
    Raises `PersonMustBeRegistered` and, where nobody is named as asking, `ErasureTakesTwo`.
    """
    _refuse_unregistered(person)
    if person.erased:
        return []
    asking = _named(person, actor, "asks for")
    if (asking, decision) == (person.erasure_requested_by, person.erasure_decision):
        return []
    return [ErasureRequested(effective, person.key, decision, reason)]


def confirm_erasure(
    person: Person, *, effective: date, actor: str | None, decision: FreeText, reason: FreeText
) -> list[PersonEvent]:
    """Confirm the erasure that somebody else asked for; an erased person is nothing new.

    Raises `PersonMustBeRegistered` and, unless two different people are named, `ErasureTakesTwo`.
    """
    _refuse_unregistered(person)
    if person.erased:
        return []
    if person.erasure_requested_by is None:
        raise ErasureTakesTwo(
            f"Nobody has asked for the erasure of {person.key}.",
            accepted="RequestErasure by one actor, then ConfirmErasure by another.",
        )
    confirming = _named(person, actor, "confirms")
    if confirming == person.erasure_requested_by:
        raise ErasureTakesTwo(
            f"{confirming} asked for the erasure of {person.key} and cannot confirm it.",
            accepted=f"ConfirmErasure by an actor other than {confirming}.",
        )
    return [PersonErased(effective, person.key, decision, reason)]


def _refuse_erased(person: Person) -> None:
    if person.erased:
        raise PersonIsErased(f"{person.key} is erased.", accepted="RegisterPerson with another key.")


def _refuse_unregistered(person: Person) -> None:
    if not person.registered:
        raise PersonMustBeRegistered(f"{person.key} is not registered.", accepted="RegisterPerson first.")


def _named(person: Person, actor: str | None, act: str) -> str:
    if not actor:
        raise ErasureTakesTwo(
            f"Nobody is named as the one who {act} the erasure of {person.key}.",
            accepted="The same with an actor.",
        )
    return actor


COMMANDS = (
    CommandType("RegisterPerson", register, about="person"),
    CommandType("ChangeContactDetails", change_details, about="person"),
    CommandType("RequestErasure", request_erasure, about="person"),
    CommandType("ConfirmErasure", confirm_erasure, about="person"),
)
