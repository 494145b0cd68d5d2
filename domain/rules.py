"""The vocabulary of rules: a mandate is a list of values of these few families.

Every rule carries the sentence that states it. A clause of a known kind is a line of a charter, not new code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Force = Literal["must", "should", "may"]
Basis = Literal["elected", "appointed", "ex-officio", "designated", "invited", "rotation"]
StandIn = Literal["deputy", "acting", "one-meeting", "personal"]
Per = Literal["year", "meeting"]


_IN_A_YEAR = re.compile(
    r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d)"
)
_MOST_DAYS = 3660


class Rule:
    """Any rule of a mandate; the families below are its only kinds, told apart by `family`."""

    __slots__ = ()
    id: str
    family: str
    force: Force
    quote: str
    section: str
    rows: tuple[int, ...]
    reading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated(Rule):
    id: str
    """Stable key of the rule within its mandate; a revision names it."""
    force: Force
    quote: str
    """The document's own words, character for character."""
    section: str
    """The heading the words stand under."""
    rows: tuple[int, ...] = ()
    """Rows of the table of rules (docs/rules.md) that this rule treats."""
    reading: str | None = None
    """How an ambiguous sentence is read here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRule(_Stated):
    """Who sits for whom: so many holders a constituency of some kinds, on a basis."""

    seat: str
    basis: Basis
    kinds: tuple[str, ...] = ()
    """Kinds of constituency the seat is open to; empty for every kind."""
    holders: int | None = None
    """Most holders a constituency may have on a day; `None` where the mandate sets no number."""
    expected: bool = True
    """Whether an empty seat is a vacancy; false where a constituency merely may send somebody."""
    held_by: str | None = None
    """Who may hold it, in words; recorded and shown."""
    chosen_by: str | None = None
    """Who chooses, in words; recorded and shown."""
    family: Literal["seats"] = "seats"

    def is_open_to(self, kind: str) -> bool:
        """Whether a constituency of a kind may send somebody to the seat."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class StandInRule(_Stated):
    """Who may act for a holder, and when: the kinds of stand-in that are open, all others being excluded."""

    kinds: tuple[StandIn, ...]
    holders: int | None = None
    """Most standing deputies a seat may have on a day; `None` where no number is set."""
    exclusive: bool = False
    """Whether the sentence excludes the kinds it does not name."""
    family: Literal["stand-ins"] = "stand-ins"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestRule(_Stated):
    """Who may be brought to a meeting, under what."""

    needs: Literal["agenda-item", "theme"]
    """`agenda-item`: refused without one; `theme`: a theme or matter suffices, nothing is refused."""
    guests: int | None = None
    """Most guests one inviter may bring to a meeting; `None` where no number is set."""
    family: Literal["guests"] = "guests"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRule(_Stated):
    """Who holds an office and how they come to it."""

    office: str
    basis: Basis
    holders: int | None = 1
    held_by: str | None = None
    family: Literal["offices"] = "offices"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule(_Stated):
    """How long an office, or the mandate itself, runs."""

    of: tuple[str, ...]
    """Offices, or `mandate`."""
    years: int | None = None
    """Length of one term; `None` where it runs to a day the mandate names (its sunset)."""
    extension: Literal["allowed", "unstated"] = "unstated"
    family: Literal["terms"] = "terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRule(_Stated):
    """Which bodies must approve a thing, all of them; silence approves nothing."""

    of: Literal["mandate-revision", "project"]
    bodies: tuple[str, ...]
    presented_to: tuple[str, ...] = ()
    family: Literal["approvals"] = "approvals"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(_Stated):
    """Something is due: `days` after a kind of thing, or each year on `day` (MM-DD), to each of `to`."""

    what: Literal["minutes", "annual-report", "contact-details", "group-papers"]
    days: int | None = None
    day: str | None = None
    to: tuple[str, ...] = ()
    channel: str | None = None
    family: Literal["deadlines"] = "deadlines"

    def __post_init__(self) -> None:
        """Raises ValueError for a day no year has, and for days counted backwards."""
        if self.day is not None and not _IN_A_YEAR.fullmatch(self.day):
            raise ValueError(f"Expected a day of the year such as 12-31, not {self.day}")
        if self.days is not None and not 0 <= self.days <= _MOST_DAYS:
            raise ValueError(f"Expected 0 to {_MOST_DAYS} days, not {self.days}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRule(_Stated):
    """So many of a kind of thing a year or a meeting, of which some with a property."""

    what: Literal[
        "meetings",
        "joint-meetings",
        "long-meetings",
        "programme-group",
        "note-takers",
        "place-decided",
        "agenda-prepared",
        "digital-offered",
        "minutes-taken",
        "list-reviewed",
        "follow-up",
    ]
    per: Per
    count: int = 1
    seasons: tuple[Literal["spring", "autumn"], ...] = ()
    """Halves of the year in which one each must fall: spring is January to June, autumn July to December."""
    days: int | None = None
    """How many days each lasts, where stated."""
    jointly_with: str | None = None
    family: Literal["counts"] = "counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRule(_Stated):
    """Words that bind nobody in a way that can be computed; kept and shown."""

    topic: str
    family: Literal["statements"] = "statements"


FAMILIES: dict[str, type[_Stated]] = {
    "seats": SeatRule,
    "stand-ins": StandInRule,
    "guests": GuestRule,
    "offices": OfficeRule,
    "terms": TermRule,
    "approvals": ApprovalRule,
    "deadlines": DeadlineRule,
    "counts": CountRule,
    "statements": StatementRule,
}
"""Every family by the name it has in charters and stored entries."""

R = TypeVar("R", bound=Rule)


class Rules:
    """The rules of one mandate version, by what they speak of."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all: tuple[Rule, ...] = tuple(rules)

    def of(self, family: type[R]) -> tuple[R, ...]:
        """Every rule of one family, in the mandate's order."""
        return tuple(rule for rule in self.all if isinstance(rule, family))

    @cached_property
    def seats(self) -> dict[str, SeatRule]:
        """Seats by id, the mandate's first one first."""
        return {rule.seat: rule for rule in self.of(SeatRule)}

    @cached_property
    def offices(self) -> dict[str, OfficeRule]:
        """Offices the mandate regulates."""
        return {rule.office: rule for rule in self.of(OfficeRule)}

    @cached_property
    def terms(self) -> dict[str, TermRule]:
        """Length of terms by office; `mandate` for the mandate's own."""
        return {of: rule for rule in self.of(TermRule) for of in rule.of}

    @cached_property
    def stand_ins(self) -> tuple[StandInRule, ...]:
        """Every rule on who may act for whom."""
        return self.of(StandInRule)

    def approvals(self, of: str) -> ApprovalRule | None:
        """The rule on who approves a kind of thing; None where the mandate names nobody."""
        return next((rule for rule in self.of(ApprovalRule) if rule.of == of and rule.bodies), None)


__all__ = [
    "FAMILIES",
    "ApprovalRule",
    "Basis",
    "CountRule",
    "DeadlineRule",
    "Force",
    "GuestRule",
    "OfficeRule",
    "Rule",
    "Rules",
    "SeatRule",
    "StandIn",
    "StandInRule",
    "StatementRule",
    "TermRule",
]
