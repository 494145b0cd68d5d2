"""What a network meets for: its meetings, each with call, agenda, attendance and minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.answers.answer import Answer
from application.book import Book
from application.parameters import KnownAt, NetworkKey, On
from domain.statuses import MeetingStatus
from projections.meetings import Guest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from projections.attendance import AttendanceRow
    from projections.meetings import MeetingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of an agenda."""

    item: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Somebody who came to a meeting, or was absent."""

    person: str
    name: str | None
    """None once erased."""
    capacity: str
    constituency: str | None
    """None for who came for nobody."""
    digital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """How a meeting's minutes reached people, when they were due, and how late they are."""

    published_on: date | None
    in_hand_on: date | None
    """The day they reached the members, where it is recorded."""
    channel: str | None
    approved_at: str | None
    """The meeting that approved them."""
    due: date | None
    """None where the mandate sets no day, or the meeting was not held."""
    days_late: int | None
    """By the day asked about; 0 in time, None where none is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting."""

    meeting: str
    on: date
    until: date | None
    """The first day it is over, where it lasts longer than one."""
    place: str | None
    status: MeetingStatus
    kind: str | None
    """None of a meeting that was held without having been scheduled."""
    joint_with: tuple[str, ...]
    """The other networks it is held with."""
    digital: bool | None
    """Whether people may come digitally; None as for `kind`."""
    called_on: date | None
    agenda: tuple[Item, ...]
    guests: tuple[Guest, ...]
    note_takers: tuple[str, ...]
    programme_group: tuple[str, ...]
    list_reviewed: bool
    """Whether the activity list was gone through."""
    attendance: tuple[Attendant, ...]
    minutes: Minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings(Answer):
    """A network's meetings."""

    meetings: tuple[Meeting, ...]


def meetings(book: Book, network: NetworkKey, on: On = None, known_at: KnownAt = None) -> Meetings:
    """A network's meetings: call, agenda, attendance, minutes.

    Late minutes say by how many days; `on` says on which day that is asked.
    """
    moment, _ = book.about(network, on, known_at)
    rows: list[MeetingRow] = book.rows.known("meetings", moment.position, network)
    attendance = by_meeting(book.rows.known("attendance", moment.position, network))
    names = book.names((row.person for rows_of in attendance.values() for row in rows_of), moment.position)
    return Meetings(
        **book.head(moment, network, moment.on),
        meetings=tuple(
            _meeting(row, attendance.get(row.meeting, ()), moment.on, names)
            for row in sorted(rows, key=lambda row: (row.on, row.meeting))
        ),
    )


def by_meeting(rows: Iterable[AttendanceRow]) -> dict[str, list[AttendanceRow]]:
    """Who was at each meeting."""
    there: dict[str, list[AttendanceRow]] = {}
    for row in rows:
        there.setdefault(row.meeting, []).append(row)
    return there


def joint_with(row: MeetingRow) -> tuple[str, ...]:
    """The other networks a meeting is held with."""
    return tuple(key for key in row.joint if key != row.network)


def _meeting(
    row: MeetingRow, attendance: Iterable[AttendanceRow], on: date, names: Mapping[str, str | None]
) -> Meeting:
    return Meeting(
        meeting=row.meeting,
        on=row.on,
        until=row.until,
        place=row.place,
        status=row.status,
        kind=row.kind,
        joint_with=joint_with(row),
        digital=row.digital,
        called_on=row.called_on,
        agenda=tuple(Item(item=item, title=title) for item, title in row.agenda),
        guests=row.guests,
        note_takers=row.note_takers,
        programme_group=row.programme_group,
        list_reviewed=row.list_reviewed,
        attendance=tuple(
            Attendant(
                person=one.person,
                name=names.get(one.person),
                capacity=one.capacity,
                constituency=one.constituency,
                digital=one.digital,
            )
            for one in attendance
        ),
        minutes=Minutes(
            published_on=row.published_on,
            in_hand_on=row.in_hand_on,
            channel=row.channel,
            approved_at=row.approved_at,
            due=row.due,
            days_late=row.days_late(on),
        ),
    )
