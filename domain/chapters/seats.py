"""Seats: who sits in the network and for whom; deputies, substitutes and observers beside them.

Sections: events · state · evolve · standing · decisions; the rules are in `seat_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain.chapters import structure
from domain.chapters.mandates import mandate_on, versions
from domain.time import Period, day_after, earlier, gaps, is_before, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import Fact, History, Subject

SubstitutionKind = Literal["acting", "one-meeting", "personal"]

# events


@dataclass(frozen=True, slots=True)
class RepresentativeAppointed:
    """A person holds a seat for a constituency from a day, until a day if one is set."""

    effective: date
    person: str
    constituency: str
    seat: str
    until: date | None
    function: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class RepresentativeStoodDown:
    """A person no longer holds a seat from a day."""

    effective: date
    person: str
    constituency: str
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeputyAppointed:
    """A person is the standing deputy of a seat from a day."""

    effective: date
    person: str
    constituency: str
    seat: str
    until: date | None


@dataclass(frozen=True, slots=True)
class DeputyStoodDown:
    """A person is no longer the standing deputy of a seat."""

    effective: date
    person: str
    constituency: str
    seat: str
    reason: str


@dataclass(frozen=True, slots=True)
class SubstitutionBegan:
    """A person acts for a holder from a day: as acting head, for one meeting, or as named by the holder."""

    effective: date
    person: str
    holder: str
    kind: SubstitutionKind
    meeting: str | None


@dataclass(frozen=True, slots=True)
class SubstitutionEnded:
    """A person no longer acts for a holder."""

    effective: date
    person: str
    holder: str


@dataclass(frozen=True, slots=True)
class ObserverInvited:
    """A person may follow the network's meetings without a seat."""

    effective: date
    person: str
    body: str | None


@dataclass(frozen=True, slots=True)
class ObserverWithdrawn:
    """A person no longer follows the network's meetings."""

    effective: date
    person: str
    body: str | None


# state


@dataclass(slots=True)
class Stay:
    """One person's days in a place, as entered."""

    person: str
    start: date
    until: date | None
    entry: str
    constituency: str = ""
    holder: str = ""
    kind: str = ""
    function: str | None = None
    ended: Fact | None = None
    """What ended it sooner than entered."""


@dataclass(slots=True)
class Line:
    """Everybody who has been in one place: a seat, a deputy's place, beside a holder, among the observers."""

    stays: list[Stay] = field(default_factory=list)
    orphans: list[Fact] = field(default_factory=list)

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        match event:
            case RepresentativeAppointed() | DeputyAppointed():
                self.stays.append(
                    Stay(
                        event.person,
                        event.effective,
                        event.until,
                        fact.id,
                        constituency=event.constituency,
                        function=getattr(event, "function", None),
                    )
                )
            case SubstitutionBegan():
                until = day_after(event.effective) if event.kind == "one-meeting" else None
                self.stays.append(
                    Stay(event.person, event.effective, until, fact.id, holder=event.holder, kind=event.kind)
                )
            case ObserverInvited():
                self.stays.append(Stay(event.person, event.effective, None, fact.id, holder=event.body or ""))
            case _:
                self._leave(fact)

    def _leave(self, fact: Fact) -> None:
        """Ends the person's stay, of several the one for the constituency named, begun before the day."""
        event, day = fact.event, fact.effective
        running = [
            stay
            for stay in self.stays
            if stay.person == event.person and stay.start <= day and is_before(day, stay.until)
        ]
        if not running:
            self.orphans.append(fact)
            return
        constituency = getattr(event, "constituency", "")
        left = max(running, key=lambda stay: (stay.constituency == constituency, stay.start < day))
        left.until, left.ended = day, fact


# standing


@dataclass(frozen=True, slots=True)
class Holding:
    """One person's days in a place, as they stand once successions and ends of constituencies are seen."""

    place: str
    """`seat`, `deputy`, `substitution` or `observer`."""
    seat: str
    constituency: str
    person: str
    start: date
    until: date | None
    basis: str
    function: str | None
    holder: str
    kind: str
    entry: str


def holdings(network: History, subject: Subject) -> list[Holding]:
    """Who has been in the place `subject` names, in the order they came; an empty stay is left out."""
    found: list[Holding] | None = network.derived.get(subject)
    if found is None:
        found = network.derived[subject] = _holdings(network, subject)
    return found


def _holdings(network: History, subject: Subject) -> list[Holding]:
    line: Line = network.timeline(subject)
    place = subject[0]
    if place in ("seat", "deputy"):
        return [
            Holding(
                place, subject[1], key, stay.person, start, until, basis, stay.function, "", "", stay.entry
            )
            for stay in line.stays
            for basis in (_basis(network, subject[1], stay.start),)
            for key, start, until in _spans(network, stay)
        ]
    return [
        Holding(place, "", "", stay.person, stay.start, until, "", None, stay.holder, stay.kind, stay.entry)
        for stay in line.stays
        for until in (_end_beside(network, place, stay),)
        if is_before(stay.start, until)
    ]


def _basis(network: History, seat: str, day: date) -> str:
    rule = mandate_on(network, day).rules.seats.get(seat)
    return "" if rule is None else rule.basis


def _spans(network: History, stay: Stay) -> Iterator[tuple[str, date, date | None]]:
    """A stay in a seat cut by its constituencies' days: a successor takes the holder over."""
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    start, end = stay.start, earlier(stay.until, frame.dissolved)
    for constituency, until in frame.tenure(stay.constituency, stay.start):
        if not is_before(start, end):
            return
        yield constituency, start, earlier(until, end)
        if until is None:
            return
        start = until


def _end_beside(network: History, place: str, stay: Stay) -> date | None:
    """When an observer, or a stand-in, is that no more: nobody stands in for one who has left their seats."""
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    left = left_on(network, stay.holder, stay.start, ("seat",)) if place == "substitution" else None
    return earlier(stay.until, left, frame.dissolved)


def vacancies(network: History, subject: Subject) -> list[tuple[str, Period]]:
    """The days, since the founding, on which an expected seat stood empty: pairs of constituency and period.

    A seat is expected while its constituency belongs and the mandate in force expects somebody in it.
    """
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    _, seat, root = subject
    held = holdings(network, subject)
    empty = []
    for key, memberships in frame.constituencies.items():
        if frame.lineage(key) == root:
            taken = [(holding.start, holding.until) for holding in held if holding.constituency == key]
            days = [days for membership in memberships for days in _expected(network, seat, membership)]
            empty += [(key, gap) for gap in gaps(taken, joined(days))]
    return empty


def _expected(
    network: History, seat: str, membership: structure.Membership
) -> Iterator[tuple[date, date | None]]:
    """The days on which the mandate expects somebody in a seat for a constituency, version by version."""
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    for version in versions(network):
        rule = version.rules.seats.get(seat)
        if rule is not None and rule.expected and rule.is_open_to(membership.constituency.kind):
            start = max(version.in_force_from, membership.start or version.in_force_from)
            until = earlier(version.until, membership.until, frame.dissolved)
            if is_before(start, until):
                yield start, until


def expected_seats(network: History) -> list[Subject]:
    """Every seat some version of the mandate expects somebody in, whether or not anybody ever was."""
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    found: dict[Subject, None] = {}
    for version in versions(network):
        for rule in version.rules.seats.values():
            for key, memberships in frame.constituencies.items():
                if rule.expected and any(rule.is_open_to(kin.constituency.kind) for kin in memberships):
                    found["seat", rule.seat, frame.lineage(key)] = None
    return list(found)


def left_on(
    network: History, person: str, day: date, places: tuple[str, ...] = ("seat", "deputy")
) -> date | None:
    """The first day after `day` on which a person who sat in the network, or deputised, no longer did.

    `None` when the person never leaves, and when they held no place on `day` that could be lost.
    """
    held = days_in(network, person, places)
    end: date | None = day
    moved = True
    while end is not None and moved:
        moved = False
        for start, until in held:
            if end is not None and start <= end and is_before(end, until):
                end, moved = until, True
    return end if end != day else None


def days_in(network: History, person: str, places: tuple[str, ...]) -> list[tuple[date, date | None]]:
    """The days a person has sat in the network (`seat`), deputised (`deputy`) or either, a pair a holding."""
    return [
        (holding.start, holding.until)
        for subject in network.mentions.get(person, ())
        if subject[0] in places
        for holding in holdings(network, subject)
        if holding.person == person
    ]


# decisions


def appoint_representative(
    network: History,
    effective: date,
    person: str,
    constituency: str,
    seat: str | None = None,
    until: date | None = None,
    function: str | None = None,
    decided_by: str | None = None,
) -> tuple[RepresentativeAppointed, ...]:
    """Gives a person a seat for a constituency from a day, until a day if one is set."""
    seat = _seat_for(network, effective, constituency, seat)
    return (RepresentativeAppointed(effective, person, constituency, seat, until, function, decided_by),)


def stand_down_representative(
    network: History, effective: date, person: str, constituency: str, reason: str, seat: str | None = None
) -> tuple[RepresentativeStoodDown, ...]:
    """Ends a person's holding of a seat; on `effective` they no longer hold it."""
    seat = _seat_for(network, effective, constituency, seat)
    return (RepresentativeStoodDown(effective, person, constituency, seat, reason),)


def appoint_deputy(
    network: History,
    effective: date,
    person: str,
    constituency: str,
    seat: str | None = None,
    until: date | None = None,
) -> tuple[DeputyAppointed, ...]:
    """Names a standing deputy for a seat."""
    seat = _seat_for(network, effective, constituency, seat)
    return (DeputyAppointed(effective, person, constituency, seat, until),)


def stand_down_deputy(
    network: History, effective: date, person: str, constituency: str, reason: str, seat: str | None = None
) -> tuple[DeputyStoodDown, ...]:
    """Ends a standing deputy's place."""
    seat = _seat_for(network, effective, constituency, seat)
    return (DeputyStoodDown(effective, person, constituency, seat, reason),)


def begin_substitution(
    network: History,
    effective: date,
    person: str,
    for_: str,
    kind: SubstitutionKind,
    meeting: str | None = None,
) -> tuple[SubstitutionBegan, ...]:
    """Lets a person act for a holder: as `acting` head, for `one-meeting`, or as their `personal` one."""
    return (SubstitutionBegan(effective, person, for_, kind, meeting),)


def end_substitution(
    network: History, effective: date, person: str, for_: str
) -> tuple[SubstitutionEnded, ...]:
    """Ends a substitution; on `effective` the person no longer acts for the holder."""
    return (SubstitutionEnded(effective, person, for_),)


def invite_observer(
    network: History, effective: date, person: str, body: str | None = None
) -> tuple[ObserverInvited, ...]:
    """Invites an observer, from a body if one is named."""
    return (ObserverInvited(effective, person, body),)


def withdraw_observer(
    network: History, effective: date, person: str, body: str | None = None
) -> tuple[ObserverWithdrawn, ...]:
    """Ends an observer's invitation."""
    return (ObserverWithdrawn(effective, person, body),)


def _seat_for(network: History, day: date, constituency: str, seat: str | None) -> str:
    """The seat asked for, else the mandate's first for such a constituency, else simply `representative`."""
    if seat is not None:
        return seat
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    membership = frame.member(constituency, day)
    seats = mandate_on(network, day).rules.seats
    for rule in seats.values():
        if membership is None or rule.is_open_to(membership.constituency.kind):
            return rule.seat
    return next(iter(seats), "representative")
