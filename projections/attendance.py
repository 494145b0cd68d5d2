"""Attendance: who was at which meeting, in which capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters.meetings import MEETING, Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.network import Network

KINDS = (MEETING,)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person at one meeting that was held; `capacity` is `absent` for one who should have been there."""

    network: str
    meeting: str
    on: date
    person: str
    capacity: str
    constituency: str | None
    digital: bool


def rows(network: Network, subject: SubjectOf[Meeting]) -> Iterator[AttendanceRow]:
    """The rows one meeting stands for; none until it was held."""
    meeting = network.timeline(subject)
    if meeting.held is None:
        return
    for attendee in meeting.held.attendance:
        yield AttendanceRow(
            network.key,
            subject[1],
            meeting.held.on,
            attendee.person,
            attendee.capacity,
            attendee.constituency,
            attendee.digital,
        )
