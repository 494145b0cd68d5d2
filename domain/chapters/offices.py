"""Offices: chair, vice chair, secretary, contact person, register keeper; who held them, from and until when.

Sections: events · state · evolve · standing · rules · decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain.chapters import structure
from domain.chapters.mandates import mandate_on
from domain.chapters.seats import left_on
from domain.refusals import (
    EndsAfterItStarts,
    ExtensionMustLengthenARunningTerm,
    OfficeIsFilledAsTheMandateSays,
    OneHolderPerOffice,
    OnlyAHolderStandsDown,
    ReplacedMustHoldTheOffice,
    TermFollowsTheMandate,
)
from domain.time import is_before, years_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import Fact, History, Subject
    from domain.refusals import Refusal

Office = Literal["chair", "vice-chair", "secretary", "contact", "register-keeper"]
OfficeBasis = Literal["ex-officio", "appointed", "rotation"]
SINGLE = frozenset({"chair", "vice-chair"})
"""Offices one person holds at a time even where the mandate does not say so: two chairs would be none."""

# events


@dataclass(frozen=True, slots=True)
class ChairElected:
    """The network elected its chair for a term."""

    effective: date
    person: str
    meeting: str | None
    replaces: str | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ViceChairElected:
    """The network elected its vice chair for a term."""

    effective: date
    person: str
    meeting: str | None
    replaces: str | None
    until: date | None


@dataclass(frozen=True, slots=True)
class OfficeAssigned:
    """A person came to an office otherwise than by election."""

    effective: date
    office: Office
    person: str
    basis: OfficeBasis
    until: date | None


@dataclass(frozen=True, slots=True)
class OfficeTermExtended:
    """A running term was given a later end."""

    effective: date
    office: Office
    person: str
    until: date


@dataclass(frozen=True, slots=True)
class OfficeVacated:
    """A person left an office before its term was out."""

    effective: date
    office: Office
    person: str
    reason: str


# state


@dataclass(slots=True)
class Spell:
    """One term as entered; `until` moves as it is extended or ended, `entered_until` stays."""

    person: str
    start: date
    until: date | None
    entered_until: date | None
    basis: str
    entry: str
    ended: Fact | None = None
    """What ended it before it was out."""
    extension: Fact | None = None


@dataclass(slots=True)
class OfficeLine:
    """Every term of one office."""

    spells: list[Spell] = field(default_factory=list)
    orphans: list[Fact] = field(default_factory=list)
    """Facts that end the term of somebody who has none."""
    unreplaced: list[Fact] = field(default_factory=list)
    """Elections that replace somebody who holds nothing."""
    unextended: list[Fact] = field(default_factory=list)
    """Extensions of no term, or to no later day."""

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        match event:
            case ChairElected() | ViceChairElected():
                if event.replaces is not None:
                    self._succeed(fact)
                self._begin(fact, "elected")
            case OfficeAssigned():
                self._begin(fact, event.basis)
            case OfficeTermExtended():
                self._extend(fact)
            case _:  # vacated
                if not self._end(event.person, fact):
                    self.orphans.append(fact)

    def _begin(self, fact: Fact, basis: str) -> None:
        event = fact.event
        self.spells.append(Spell(event.person, event.effective, event.until, event.until, basis, fact.id))

    def _succeed(self, fact: Fact) -> None:
        """Ends the replaced term; one that runs out on the very day of the election has ended by itself."""
        replaced, day = fact.event.replaces, fact.effective
        if not self._end(replaced, fact) and self._running_out(replaced, day) is None:
            self.unreplaced.append(fact)

    def _extend(self, fact: Fact) -> None:
        """Moves the end of a term that runs on the day, or runs out on it."""
        event, day = fact.event, fact.effective
        spell = self._running(event.person, day) or self._running_out(event.person, day)
        if spell is None or spell.until is None or event.until <= spell.until:
            self.unextended.append(fact)
        else:
            spell.until, spell.extension = event.until, fact

    def _end(self, person: str, fact: Fact) -> bool:
        spell = self._running(person, fact.effective)
        if spell is None:
            return False
        spell.until, spell.ended = fact.effective, fact
        return True

    def _running(self, person: str, day: date) -> Spell | None:
        for spell in reversed(self.spells):
            if spell.person == person and spell.start <= day and is_before(day, spell.until):
                return spell
        return None

    def _running_out(self, person: str, day: date) -> Spell | None:
        for spell in reversed(self.spells):
            if spell.person == person and spell.until == day and spell.ended is None:
                return spell
        return None


# standing


@dataclass(frozen=True, slots=True)
class Term:
    """One term as it stands: ended by expiry unless something ended it sooner."""

    office: str
    person: str
    start: date
    until: date | None
    basis: str
    ended_by: str | None
    """What ends it: expiry, succession, stepped-down, lost-seat or dissolution; None while nothing does."""
    renewal_of: date | None
    """First day of the term this one continues: the same person's, ending the day this one starts."""
    entry: str


def terms(network: History, subject: Subject) -> list[Term]:
    """Every term of an office in the order they began; one that was over before its first day is left out.

    Whoever was elected while sitting in the network, or deputising, loses the office with the last place.
    """
    found: list[Term] | None = network.derived.get(subject)
    if found is None:
        found = network.derived[subject] = _terms(network, subject)
    return found


def _terms(network: History, subject: Subject) -> list[Term]:
    line: OfficeLine = network.timeline(subject)
    found: list[Term] = []
    for spell in line.spells:
        until, ended_by = _end_of(network, spell)
        if is_before(spell.start, until):
            renewed = next(
                (term.start for term in found if term.person == spell.person and term.until == spell.start),
                None,
            )
            found.append(
                Term(
                    subject[1], spell.person, spell.start, until, spell.basis, ended_by, renewed, spell.entry
                )
            )
    return found


def _end_of(network: History, spell: Spell) -> tuple[date | None, str | None]:
    """The day a term ends and what ends it, whichever comes first."""
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    until = spell.until
    if spell.ended is None:
        ended_by = None if until is None else "expiry"
    else:
        ended_by = "stepped-down" if isinstance(spell.ended.event, OfficeVacated) else "succession"
    if frame.dissolved is not None and is_before(frame.dissolved, until):
        until, ended_by = frame.dissolved, "dissolution"
    if spell.basis == "elected":
        lost = left_on(network, spell.person, spell.start)
        if lost is not None and is_before(lost, until):
            until, ended_by = lost, "lost-seat"
    return until, ended_by


# rules


def judge(network: History, subject: Subject) -> Iterator[Refusal]:
    """The rules broken in one office as it stands (rows 21, 32, 50, 57, 59)."""
    line: OfficeLine = network.timeline(subject)
    office = subject[1]
    for spell in line.spells:
        yield from _judge_spell(network, office, spell)
    for fact in line.orphans:
        yield _not_holding(office, fact)
    for fact in line.unreplaced:
        yield ReplacedMustHoldTheOffice(
            f"“{fact.event.replaces}” does not hold the office “{office}” on {fact.effective}.",
            accepted="The person whose term is running, or no `replaces` when none is.",
            entries=(fact.id,),
        )
    for fact in line.unextended:
        yield _not_extended(office, fact)
    yield from _judge_numbers(network, subject)


def _judge_spell(network: History, office: str, spell: Spell) -> Iterator[Refusal]:
    if not is_before(spell.start, spell.entered_until):
        yield EndsAfterItStarts(
            f"The term of “{spell.person}” would begin on {spell.start} and end on {spell.entered_until}.",
            accepted=f"An `until` after {spell.start}.",
            entries=(spell.entry,),
        )
    end, _ = _end_of(network, spell)
    if spell.extension is not None and not _runs_to(end, spell.extension):
        yield _not_extended(office, spell.extension)
    if (
        spell.ended is not None
        and isinstance(spell.ended.event, OfficeVacated)
        and not _runs_to(end, spell.ended)
    ):
        yield _not_holding(office, spell.ended)
    rules = mandate_on(network, spell.start).rules
    rule = rules.offices.get(office)
    if rule is not None and rule.basis != spell.basis and "elected" in (rule.basis, spell.basis):
        yield OfficeIsFilledAsTheMandateSays(
            f"The office “{office}” is {rule.basis} by the mandate, and would be {spell.basis}.",
            quote=rule.quote,
            accepted="An election." if rule.basis == "elected" else f"AssignOffice, {rule.basis}.",
            entries=(spell.entry,),
        )
    term = rules.terms.get(office)
    if term is not None and term.years is not None and spell.basis == "elected":
        longest = years_after(spell.start, term.years)
        if spell.entered_until is None or longest < spell.entered_until:
            yield TermFollowsTheMandate(
                f"The term of “{spell.person}” would run from {spell.start}"
                f" until {spell.entered_until or 'further notice'}.",
                quote=term.quote,
                accepted=f"An `until` no later than {longest}; a running term can be extended.",
                entries=(spell.entry,),
            )


def _runs_to(end: date | None, fact: Fact) -> bool:
    """Whether a term that ends so, seats and dissolution seen too, had not ended before a fact about it."""
    return end is None or fact.effective <= end


def _not_holding(office: str, fact: Fact) -> Refusal:
    return OnlyAHolderStandsDown(
        f"“{fact.event.person}” does not hold the office “{office}” on {fact.effective}.",
        accepted="The person whose term is running, and a day on which it runs.",
        entries=(fact.id,),
    )


def _not_extended(office: str, fact: Fact) -> Refusal:
    return ExtensionMustLengthenARunningTerm(
        f"“{fact.event.person}” has no term as “{office}” that runs on {fact.effective}"
        f" and ends before {fact.event.until}.",
        accepted="An extension while the term runs, to a day after its end.",
        entries=(fact.id,),
    )


def _judge_numbers(network: History, subject: Subject) -> Iterator[Refusal]:
    """At most so many holders on a day, one where the mandate says nothing of a chair, and nobody twice."""
    office = subject[1]
    present: list[Term] = []
    for term in sorted(terms(network, subject), key=lambda term: term.start):
        present = [other for other in present if is_before(term.start, other.until)]
        rule = mandate_on(network, term.start).rules.offices.get(office)
        limit = 1 if office in SINGLE else None if rule is None else rule.holders
        twice = next((other for other in present if other.person == term.person), None)
        if twice is not None or (limit is not None and len(present) >= limit):
            other = twice or present[-1]
            replacing = f"an election that names whom it `replaces`, “{other.person}”, or "
            yield OneHolderPerOffice(
                f"“{other.person}” holds the office “{office}” from {other.start}"
                f" until {other.until or 'further notice'}; “{term.person}” would hold it from {term.start}.",
                quote=None if twice is not None or rule is None else rule.quote,
                accepted=f"Instead {replacing if term.basis == 'elected' else ''}"
                f"the term of “{other.person}” ending by {term.start}.",
                entries=(term.entry, other.entry),
            )
        present.append(term)


# decisions


def elect_chair(
    network: History,
    effective: date,
    person: str,
    meeting: str | None = None,
    replaces: str | None = None,
    until: date | None = None,
) -> tuple[ChairElected, ...]:
    """Elects the chair for the mandate's term, or until a day; `replaces` names whose term it ends."""
    until = until or _end_of_term(network, "chair", effective)
    return (ChairElected(effective, person, meeting, replaces, until),)


def elect_vice_chair(
    network: History,
    effective: date,
    person: str,
    meeting: str | None = None,
    replaces: str | None = None,
    until: date | None = None,
) -> tuple[ViceChairElected, ...]:
    """Elects the vice chair for the mandate's term, or until a day; `replaces` names whose term it ends."""
    until = until or _end_of_term(network, "vice-chair", effective)
    return (ViceChairElected(effective, person, meeting, replaces, until),)


def assign_office(
    network: History,
    effective: date,
    office: Office,
    person: str,
    basis: OfficeBasis,
    until: date | None = None,
) -> tuple[OfficeAssigned, ...]:
    """Gives a person an office otherwise than by election: ex officio, by appointment or by rotation."""
    return (OfficeAssigned(effective, office, person, basis, until),)


def extend_term(
    network: History, effective: date, office: Office, person: str, until: date
) -> tuple[OfficeTermExtended, ...]:
    """Gives a running term a later end."""
    return (OfficeTermExtended(effective, office, person, until),)


def step_down_from_office(
    network: History, effective: date, office: Office, person: str, reason: str
) -> tuple[OfficeVacated, ...]:
    """Ends a term before it is out; on `effective` the person no longer holds the office."""
    return (OfficeVacated(effective, office, person, reason),)


def _end_of_term(network: History, office: str, day: date) -> date | None:
    rule = mandate_on(network, day).rules.terms.get(office)
    return None if rule is None or rule.years is None else years_after(day, rule.years)
