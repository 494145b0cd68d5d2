"""Meetings: when and where, called, prepared, held, and how the minutes went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import statuses
from domain.chapters.meetings import MEETING, Meeting
from domain.rules import DeadlineRule
from domain.statuses import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.network import Network

KINDS = (MEETING,)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited for one item of the agenda."""

    person: str
    item: str
    invited_by: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as recorded; `due` is the day by which its minutes are to be in the members' hands."""

    network: str
    meeting: str
    on: date
    until: date | None
    place: str | None
    status: MeetingStatus
    kind: str | None
    joint: tuple[str, ...]
    digital: bool | None
    called_on: date | None
    agenda: tuple[tuple[str, str], ...]
    guests: tuple[Guest, ...]
    note_takers: tuple[str, ...]
    programme_group: tuple[str, ...]
    list_reviewed: bool
    published_on: date | None
    in_hand_on: date | None
    channel: str | None
    approved_at: str | None
    due: date | None

    @property
    def reached_on(self) -> date | None:
        """The day its minutes were in the members' hands, or published where that is not recorded."""
        return self.in_hand_on or self.published_on

    def days_late(self, day: date) -> int | None:
        """Days its minutes missed their due day by, or miss it by so far; 0 in time, None if none is due."""
        return None if self.due is None else statuses.days_late(self.due, self.reached_on, day)


def rows(network: Network, subject: SubjectOf[Meeting]) -> Iterator[MeetingRow]:
    """The row one meeting stands for."""
    meeting = network.timeline(subject)
    if meeting.on is None:
        return
    scheduled, minutes = meeting.scheduled, meeting.minutes
    yield MeetingRow(
        network.key,
        subject[1],
        meeting.on,
        meeting.until,
        meeting.place,
        meeting.status,
        None if scheduled is None else scheduled.kind,
        meeting.joint,
        None if scheduled is None else scheduled.digital,
        meeting.called_on,
        tuple(meeting.agenda.items()),
        tuple(Guest(fact.event.person, fact.event.item, fact.event.invited_by) for fact in meeting.guests),
        meeting.note_takers,
        meeting.programme_group,
        meeting.list_reviewed,
        None if minutes is None else minutes.published_on,
        None if minutes is None else minutes.in_hand_on,
        None if minutes is None else minutes.channel,
        meeting.minutes_approved_at,
        _due(network, meeting),
    )


def _due(network: Network, meeting: Meeting) -> date | None:
    """The day the mandate in force at the meeting gives for its minutes; None where it gives none."""
    last = meeting.last_day
    if meeting.held is None or last is None:
        return None
    return statuses.minutes_due(network.mandate_on(last).rules.of(DeadlineRule), last)
