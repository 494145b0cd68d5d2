"""Meetings: when and where, called, prepared, held, and how the minutes went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters.meetings import MEETING, Meeting
from domain.rules import DeadlineRule
from domain.time import days_after

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
    status: str
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
    for rule in network.mandate_on(last).rules.of(DeadlineRule):
        if rule.what == "minutes" and rule.days is not None:
            return days_after(last, rule.days)
    return None
