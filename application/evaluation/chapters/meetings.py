"""Meetings of the year against what is required, with notice and minutes; who came is in `attendance`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, get_args

from application.answers.gatherings import by_meeting, joint_with
from application.evaluation.chapters.attendance import (
    Absence,
    ConstituencyLine,
    ConstituencyPresence,
    by_constituency,
)
from application.evaluation.replay import median, share
from domain.chapters.meetings import MEETING, Capacity
from domain.findings.presence import absences, presences
from domain.obligations import unregulated
from domain.rules import CountRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from application.evaluation.replay import Replay
    from projections.attendance import AttendanceRow
    from projections.meetings import MeetingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many of a kind required in the year or a half of it, and how many there were."""

    rule: str
    what: str
    about: str
    required: int
    held: int
    status: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityCount:
    """How often people came to meetings in one capacity, and how many people that were.

    At a joint meeting the people of the other networks are among them.
    """

    capacity: str
    times: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One meeting set for a day of the year."""

    meeting: str
    on: date
    until: date | None
    place: str | None
    status: str
    kind: str
    joint_with: tuple[str, ...]
    digital: bool
    called_on: date | None
    notice_days: int | None
    """Days from the call to the first day; None where no call is recorded."""
    agenda_sent_on: date | None
    items: int
    attendance: tuple[CapacityCount, ...]
    digital_attendees: int
    minutes_published_on: date | None
    minutes_in_hand_on: date | None
    minutes_channel: str | None
    minutes_due: date | None
    minutes_days: int | None
    """Days from the last day of the meeting until the minutes were in hand, or published; None before."""
    minutes_days_late: int | None
    """0 in time; None where no deadline is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsChapter:
    """Meetings against what is required, who came, notice and minutes."""

    regulated: bool
    minutes_regulated: bool
    notice_regulated: bool
    counts: tuple[Count, ...]
    meetings: tuple[MeetingLine, ...]
    held: int
    joint: int
    digital_offered: int
    digital_used: int
    capacities: tuple[CapacityCount, ...]
    constituencies: tuple[ConstituencyLine, ...]
    presences: tuple[ConstituencyPresence, ...]
    absences: tuple[Absence, ...]
    attendance_rate: float | None
    """Meetings represented over meetings a constituency could come to, over all; four decimals."""
    minutes_in_time: int
    minutes_late: int
    minutes_missing: int
    """Meetings held whose minutes are not published by the evaluation's day."""
    minutes_median_days: float | None
    notice_median_days: float | None


_COUNTED = frozenset({"meetings", "joint-meetings", "long-meetings"})
"""What a year's count is of meetings by; what else is counted is shown among the obligations."""


def meetings(replay: Replay) -> MeetingsChapter:
    """Every meeting set for a day of the year, and what those that were held come to."""
    there = by_meeting(replay.rows("attendance"))
    rows = sorted(replay.rows("meetings"), key=lambda row: (row.on, row.meeting))
    lines = [
        _line(replay, row, there.get(row.meeting, ()))
        for row in rows
        if replay.start <= row.on < replay.until
    ]
    held = [line for line in lines if line.status == "held"]
    came = [one for line in held for one in there.get(line.meeting, ())]
    silent = unregulated(replay.seen, replay.last)
    present = presences(replay.seen, replay.start, replay.end)
    constituencies = by_constituency(present)
    return MeetingsChapter(
        regulated="meetings" not in silent,
        minutes_regulated="minutes" not in silent,
        notice_regulated="notice" not in silent,
        counts=tuple(_counts(replay)),
        meetings=tuple(lines),
        held=len(held),
        joint=sum(bool(line.joint_with) for line in held),
        digital_offered=sum(line.digital for line in held),
        digital_used=sum(line.digital_attendees > 0 for line in held),
        capacities=_capacities(came),
        constituencies=constituencies,
        presences=tuple(
            ConstituencyPresence(constituency=one.constituency, meeting=one.meeting, capacity=one.capacity)
            for one in present
        ),
        absences=tuple(
            Absence(constituency=run.constituency, meetings=run.meetings)
            for run in absences(replay.seen, replay.start, replay.end)
        ),
        attendance_rate=share(
            sum(one.represented for one in constituencies), sum(one.meetings for one in constituencies)
        ),
        minutes_in_time=sum(
            line.minutes_days_late == 0 and line.minutes_published_on is not None for line in held
        ),
        minutes_late=sum(bool(line.minutes_days_late) for line in held),
        minutes_missing=sum(line.minutes_published_on is None for line in held),
        minutes_median_days=median([line.minutes_days for line in held if line.minutes_days is not None]),
        notice_median_days=median([line.notice_days for line in held if line.notice_days is not None]),
    )


def _line(replay: Replay, row: MeetingRow, there: Sequence[AttendanceRow]) -> MeetingLine:
    meeting = replay.seen.timeline(MEETING(row.meeting))
    issued = meeting.agenda_issued
    return MeetingLine(
        meeting=row.meeting,
        on=row.on,
        until=row.until,
        place=row.place,
        status=row.status,
        kind=row.kind or "ordinary",
        joint_with=joint_with(row),
        digital=bool(row.digital),
        called_on=row.called_on,
        notice_days=None if row.called_on is None else (row.on - row.called_on).days,
        agenda_sent_on=None if issued is None else issued.sent_on,
        items=len(row.agenda),
        attendance=_capacities(there),
        digital_attendees=sum(one.digital for one in there),
        minutes_published_on=row.published_on,
        minutes_in_hand_on=row.in_hand_on,
        minutes_channel=row.channel,
        minutes_due=row.due,
        minutes_days=_days_since(meeting.last_day, row.reached_on),
        minutes_days_late=row.days_late(replay.on),
    )


def _days_since(day: date | None, then: date | None) -> int | None:
    return None if day is None or then is None else (then - day).days


def _capacities(there: Iterable[AttendanceRow]) -> tuple[CapacityCount, ...]:
    """How often people came in each capacity, in the order capacities are listed in."""
    times: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    for one in there:
        times[one.capacity] += 1
        people.setdefault(one.capacity, set()).add(one.person)
    return tuple(
        CapacityCount(capacity=capacity, times=times[capacity], people=len(people[capacity]))
        for capacity in get_args(Capacity)
        if capacity in times
    )


def _counts(replay: Replay) -> Iterator[Count]:
    """What rules require of the year's number of meetings, and how many there were."""
    rules: Mapping[int | None, dict[str, CountRule]] = {
        row.version: {rule.id: rule for rule in row.rules if isinstance(rule, CountRule)}
        for row in replay.versions
        if row.version is not None
    }
    for one in replay.obligations:
        if one.what in _COUNTED:
            rule = rules[one.mandate_version][one.rule]
            yield Count(
                rule=one.rule,
                what=one.what,
                about=one.about,
                required=rule.count if one.about == str(replay.year) else 1,
                held=len(one.evidence),
                status=one.status,
                quote=one.quote,
            )
