"""A meeting's course as its facts leave it.

Sections: state · evolve · standing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.chapter import Kind, UnknownFact
from domain.chapters.meetings.events import (
    ActivityListReviewed,
    AgendaIssued,
    AgendaItemAdded,
    GuestInvited,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
    MinutesApproved,
    MinutesPublished,
    NoteTakersAppointed,
    PlaceDecided,
    ProgrammeGroupAppointed,
)

if TYPE_CHECKING:
    from domain.chapter import Fact
    from domain.statuses import MeetingStatus

# state


@dataclass(slots=True)
class Meeting:
    """One meeting's course. Folded in the order of entry: its key names it from the first word on."""

    scheduled: MeetingScheduled | None = None
    on: date | None = None
    """Its day: the one it was held on, else the one it is set for."""
    until: date | None = None
    """The first day it is over, where it lasts longer than one."""
    placed: list[MeetingScheduled | MeetingRescheduled | PlaceDecided] = field(default_factory=list)
    """What says where this meeting is, or, at this one, where another is."""
    cancelled: Fact | None = None
    called_on: date | None = None
    agenda: dict[str, str] = field(default_factory=dict)
    agenda_issued: AgendaIssued | None = None
    guests: list[Fact] = field(default_factory=list)
    note_takers: tuple[str, ...] = ()
    programme_group: tuple[str, ...] = ()
    held: MeetingHeld | None = None
    minutes: MinutesPublished | None = None
    """The first publication: what comes later is a reminder or another channel."""
    minutes_approved_at: str | None = None
    list_reviewed: bool = False
    evidence: dict[str, list[str]] = field(default_factory=dict)
    """Ids of the entries behind each thing, by event name."""
    repeated: list[Fact] = field(default_factory=list)
    """Facts that can be only once: another schedule, another holding, another title for an item."""
    early: list[Fact] = field(default_factory=list)
    """Facts that speak of the meeting before anything said there would be one."""

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        self.evidence.setdefault(type(event).__name__, []).append(fact.id)
        if (
            self.scheduled is None
            and self.held is None
            and not isinstance(event, MeetingScheduled | MeetingHeld)
        ):
            self.early.append(fact)
        match event:
            case MeetingScheduled():
                if self.scheduled is None:
                    self.scheduled = event
                    self._set(event)
                else:
                    self.repeated.append(fact)
            case MeetingRescheduled():
                self._set(event)
                self.cancelled = None
            case MeetingCancelled():
                self.cancelled = fact
            case MeetingCalled():
                self.called_on = event.sent_on
            case AgendaItemAdded():
                if self.agenda.setdefault(event.item, event.title) != event.title:
                    self.repeated.append(fact)
            case AgendaIssued():
                self.agenda_issued = event
            case GuestInvited():
                self.guests.append(fact)
            case NoteTakersAppointed():
                self.note_takers = event.people
            case ProgrammeGroupAppointed():
                self.programme_group = event.people
            case MeetingHeld():
                if self.held is None:
                    self.held = event
                    self._set(event)
                else:
                    self.repeated.append(fact)
            case PlaceDecided():
                self.placed.append(event)
            case MinutesPublished():
                if self.minutes is None or event.published_on < self.minutes.published_on:
                    self.minutes = event
            case MinutesApproved():
                self.minutes_approved_at = event.at_meeting
            case ActivityListReviewed():
                self.list_reviewed = True
            case _:
                raise UnknownFact(fact)

    def _set(self, event: MeetingScheduled | MeetingRescheduled | MeetingHeld) -> None:
        """Sets its days and place; once the meeting was held, its day is the one it was held on."""
        if not isinstance(event, MeetingHeld):
            self.until = event.until
            self.placed.append(event)
        self.on = event.on if self.held is None else self.held.on
        if self.until is not None and self.until <= self.on:
            self.until = None

    # standing

    @property
    def place(self) -> str | None:
        """Where it is: the last place it was set for, moved to, or given by the meeting that decided it."""
        named = self.scheduled or self.held
        for event in reversed(self.placed):
            about = event.for_meeting if isinstance(event, PlaceDecided) else event.meeting
            if event.place and named is not None and about == named.meeting:
                return event.place
        return None

    @property
    def last_day(self) -> date | None:
        """The last day of the meeting: the one before `until`, where it has one; None before it has a day."""
        if self.on is None or self.until is None or self.until <= self.on:
            return self.on
        return self.until - timedelta(days=1)

    @property
    def joint(self) -> tuple[str, ...]:
        """Every network the meeting is held with, the calling one included; empty when it is not joint."""
        return () if self.scheduled is None else self.scheduled.joint

    @property
    def status(self) -> MeetingStatus:
        """`held`, `cancelled` or `scheduled`."""
        return "held" if self.held else "cancelled" if self.cancelled else "scheduled"

    def was_held(self, day: date) -> bool:
        """Whether it had been held by a day."""
        return self.held is not None and self.held.on <= day

    def is_coming(self, day: date) -> bool:
        """Whether, as it stood on a day, it was still to be held on that day or later."""
        if self.scheduled is None or self.on is None or self.on < day:
            return False
        is_cancelled = self.cancelled is not None and self.cancelled.effective <= day
        return not is_cancelled and not self.was_held(day)


MEETING = Kind("meeting", Meeting, by_day=False, hangs_on_frame=True)
