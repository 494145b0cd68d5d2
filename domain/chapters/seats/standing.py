"""How seats stand: who holds what for whom, which expected seats are empty, when somebody left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.chapters.mandates import mandate_on, versions
from domain.chapters.seats.state import SEAT
from domain.time import Period, earlier, gaps, is_before, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.chapters.seats.state import Line, Stay
    from domain.history import History


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


def holdings(network: History, subject: SubjectOf[Line]) -> list[Holding]:
    """Who has been in the place `subject` names, in the order they came; an empty stay is left out."""
    result: list[Holding] | None = network.derived.get(subject)
    if result is None:
        result = network.derived[subject] = _holdings(network, subject)
    return result


def _holdings(network: History, subject: SubjectOf[Line]) -> list[Holding]:
    line = network.timeline(subject)
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
    frame = network.timeline(structure.SUBJECT)
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
    frame = network.timeline(structure.SUBJECT)
    left = left_on(network, stay.holder, stay.start, ("seat",)) if place == "substitution" else None
    return earlier(stay.until, left, frame.dissolved)


def vacancies(network: History, subject: SubjectOf[Line]) -> list[tuple[str, Period]]:
    """The days, since the founding, on which an expected seat stood empty: pairs of constituency and period.

    A seat is expected while its constituency belongs and the mandate in force expects somebody in it.
    """
    frame = network.timeline(structure.SUBJECT)
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
    frame = network.timeline(structure.SUBJECT)
    for version in versions(network):
        rule = version.rules.seats.get(seat)
        if rule is not None and rule.expected and rule.is_open_to(membership.constituency.kind):
            start = max(version.in_force_from, membership.start or version.in_force_from)
            until = earlier(version.until, membership.until, frame.dissolved)
            if is_before(start, until):
                yield start, until


def expected_seats(network: History) -> list[SubjectOf[Line]]:
    """Every seat some version of the mandate expects somebody in, whether or not anybody ever was."""
    frame = network.timeline(structure.SUBJECT)
    result: dict[SubjectOf[Line], None] = {}
    for version in versions(network):
        for rule in version.rules.seats.values():
            for key, memberships in frame.constituencies.items():
                if rule.expected and any(rule.is_open_to(kin.constituency.kind) for kin in memberships):
                    result[SEAT(rule.seat, frame.lineage(key))] = None
    return list(result)


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
