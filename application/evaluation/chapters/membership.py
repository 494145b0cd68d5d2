"""Membership through the year: who sat for whom, who came and left, which seats stood empty how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from application.answers.standing import (
    Deputy,
    Observer,
    Substitution,
    Tenure,
    by_place,
    deputy,
    observer,
    substitution,
    tenure,
)
from application.evaluation.replay import share
from domain.chapters import seats
from domain.chapters.mandates import versions
from domain.time import Period, earlier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.evaluation.replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedVacancy:
    """A seat that stood empty; `days` are those of the year, the interval is not cut to it."""

    seat: str
    constituency: str
    from_: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChange:
    """Somebody took a seat (`came`) or left it (`left`, on the first day not served) in the year."""

    on: date
    what: str
    seat: str
    constituency: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChapter:
    """Who sat in the network for whom; `seat_days` and `vacant_days` are of expected seats, in the year."""

    regulated: bool
    tenures: tuple[Tenure, ...]
    deputies: tuple[Deputy, ...]
    substitutions: tuple[Substitution, ...]
    observers: tuple[Observer, ...]
    vacancies: tuple[CountedVacancy, ...]
    changes: tuple[SeatChange, ...]
    seat_days: int
    vacant_days: int
    members_before: int
    """Who held a seat on the day before the year, or on the day the network was founded."""
    members_last_day: int
    stayed: int
    """Those of them who hold a seat on the year's last day."""
    continuity: float | None
    """`stayed` over `members_before`, four decimals; None where nobody sat then."""


def membership(replay: Replay) -> MembershipChapter:
    """Seats, their holders and those beside them."""
    rows = by_place(
        row
        for row in replay.rows("membership", *seats.expected_seats(replay.seen))
        if replay.touches(row.start, row.until)
    )
    first, last = (_holders(replay, day) for day in (_eve(replay), replay.last))
    vacancies = tuple(
        CountedVacancy(
            seat=row.seat,
            constituency=row.constituency,
            from_=row.start,
            until=row.until,
            days=replay.days(row.start, row.until),
        )
        for row in rows["vacant"]
    )
    return MembershipChapter(
        regulated=bool(replay.rules.seats),
        tenures=tuple(map(tenure, rows["seat"])),
        deputies=tuple(map(deputy, rows["deputy"])),
        substitutions=tuple(map(substitution, rows["substitution"])),
        observers=tuple(map(observer, rows["observer"])),
        vacancies=vacancies,
        changes=tuple(sorted(_changes(replay), key=_by_day)),
        seat_days=sum(_seat_days(replay)),
        vacant_days=sum(vacancy.days for vacancy in vacancies),
        members_before=len(first),
        members_last_day=len(last),
        stayed=len(first & last),
        continuity=share(len(first & last), len(first)),
    )


def _by_day(change: SeatChange) -> tuple[date, str, str, bool, str]:
    """Whoever leaves a seat on a day does so before another takes it."""
    return change.on, change.seat, change.constituency, change.what == "came", change.person


def _eve(replay: Replay) -> date:
    """The day before the year; the founding day where the network is not older."""
    founded = replay.seen.structure.founded
    return replay.start - timedelta(days=1) if founded < replay.start else founded


def _holders(replay: Replay, day: date) -> set[str | None]:
    """The people who held a seat on a day."""
    rows = replay.rows("membership", *seats.expected_seats(replay.seen))
    return {row.person for row in rows if row.place == "seat" and Period(row.start, row.until).holds(day)}


def _changes(replay: Replay) -> Iterator[SeatChange]:
    """Who took a seat and who left one; who goes on in it, reappointed or for its successor, did neither."""
    for subject in replay.seen.subjects(seats.SEAT):
        held = seats.holdings(replay.seen, subject)
        began = {(one.person, one.start) for one in held}
        ended = {(one.person, one.until) for one in held}
        for one in held:
            days = (
                ("came", one.start, (one.person, one.start) in ended),
                ("left", one.until, (one.person, one.until) in began),
            )
            for what, day, goes_on in days:
                if day is not None and replay.holds(day) and not goes_on:
                    yield SeatChange(
                        on=day, what=what, seat=one.seat, constituency=one.constituency, person=one.person
                    )


def _seat_days(replay: Replay) -> Iterator[int]:
    """Counted days on which a mandate expects somebody in a seat for a constituency."""
    frame = replay.seen.structure
    for version in versions(replay.seen):
        for rule in version.rules.seats.values():
            for memberships in frame.constituencies.values():
                for one in memberships:
                    if rule.expected and rule.is_open_to(one.constituency.kind):
                        start = max(version.in_force_from, one.start or version.in_force_from)
                        yield replay.days(start, earlier(version.until, one.until))
