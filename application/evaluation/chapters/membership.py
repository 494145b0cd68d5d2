"""Membership through the year: who sat for whom, who came and left, which seats stood empty how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from application.evaluation.replay import share
from application.evaluation.shape import (
    Deputy,
    MembershipChapter,
    Observer,
    SeatChange,
    Substitution,
    Tenure,
    Vacancy,
)
from domain.chapters import seats
from domain.chapters.mandates import versions
from domain.time import Period, earlier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from application.evaluation.replay import Replay
    from projections.membership import MembershipRow


def membership(replay: Replay) -> MembershipChapter:
    """Seats, their holders and those beside them."""
    rows = {place: sorted(found, key=_by_seat) for place, found in _places(replay).items()}
    first, last = (_holders(replay, day) for day in (_eve(replay), replay.last))
    vacancies = tuple(
        Vacancy(
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
        tenures=tuple(
            Tenure(
                seat=row.seat,
                constituency=row.constituency,
                person=row.person or "",
                from_=row.start,
                until=row.until,
                basis=row.basis,
                function=row.function,
            )
            for row in rows["seat"]
        ),
        deputies=tuple(
            Deputy(
                seat=row.seat,
                constituency=row.constituency,
                person=row.person or "",
                from_=row.start,
                until=row.until,
            )
            for row in rows["deputy"]
        ),
        substitutions=tuple(
            Substitution(
                person=row.person or "",
                for_=row.holder or "",
                kind=row.kind or "",
                from_=row.start,
                until=row.until,
            )
            for row in rows["substitution"]
        ),
        observers=tuple(
            Observer(person=row.person or "", body=row.holder, from_=row.start, until=row.until)
            for row in rows["observer"]
        ),
        vacancies=vacancies,
        changes=tuple(sorted(_changes(replay), key=_by_day)),
        seat_days=sum(_seat_days(replay)),
        vacant_days=sum(vacancy.days for vacancy in vacancies),
        members_before=len(first),
        members_last_day=len(last),
        stayed=len(first & last),
        continuity=share(len(first & last), len(first)),
    )


def _places(replay: Replay) -> dict[str, list[MembershipRow]]:
    """The rows that touch the year, by place; seats nobody ever held are among the vacant ones."""
    found: dict[str, list[MembershipRow]] = {
        place: [] for place in ("seat", "deputy", "substitution", "observer", "vacant")
    }
    for row in replay.rows("membership", *seats.expected_seats(replay.seen)):
        if replay.touches(row.start, row.until):
            found[row.place].append(row)
    return found


def _by_seat(row: MembershipRow) -> tuple[str, str, date, str, str]:
    return row.seat, row.constituency, row.start, row.person or "", row.holder or ""


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
