"""Meetings: scheduled, called, prepared, held and minuted; who came, in which capacity.

Sections: events · state · evolve · rules · decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from domain.chapters.mandates import mandate_on
from domain.refusals import (
    GuestNeedsAnAgendaItem,
    KeyNamesOneThing,
    MeetingIsHeldOnce,
    MeetingIsScheduledOnce,
    MeetingMustBeScheduled,
    MinutesNeedAHeldMeeting,
    OneGuestPerInviter,
)
from domain.rules import GuestRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import Fact, History, Subject
    from domain.refusals import Refusal

Capacity = Literal["member", "deputy", "substitute", "guest", "observer", "official", "absent"]
Channel = Literal["email", "website", "members"]
MeetingKind = Literal["ordinary", "extraordinary"]

# events


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at a meeting, in a capacity; `absent` for one who should have been there."""

    person: str
    capacity: Capacity
    constituency: str | None = None
    digital: bool = False


@dataclass(frozen=True, slots=True)
class MeetingScheduled:
    """A meeting was set for a day; `joint` names every network it is held with, this one included."""

    effective: date
    meeting: str
    on: date
    until: date | None
    place: str | None
    digital: bool
    kind: MeetingKind
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingRescheduled:
    """A meeting was moved to another day, or another place."""

    effective: date
    meeting: str
    on: date
    until: date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A scheduled meeting will not be held."""

    effective: date
    meeting: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingCalled:
    """The call to a meeting was sent."""

    effective: date
    meeting: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class AgendaItemAdded:
    """An item was put on a meeting's agenda."""

    effective: date
    meeting: str
    item: str
    title: str


@dataclass(frozen=True, slots=True)
class AgendaIssued:
    """A meeting's agenda was sent out, prepared by somebody."""

    effective: date
    meeting: str
    sent_on: date
    prepared_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuestInvited:
    """Somebody was invited to a meeting for one item of its agenda."""

    effective: date
    meeting: str
    person: str
    item: str
    invited_by: str


@dataclass(frozen=True, slots=True)
class NoteTakersAppointed:
    """People were appointed to take a meeting's notes."""

    effective: date
    meeting: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeGroupAppointed:
    """At a meeting, people were appointed to prepare the next one."""

    effective: date
    meeting: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting took place, with those who came and those who should have."""

    effective: date
    meeting: str
    on: date
    attendance: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class PlaceDecided:
    """At a meeting, the place of a later one was decided."""

    effective: date
    meeting: str
    place: str
    for_meeting: str


@dataclass(frozen=True, slots=True)
class MinutesPublished:
    """A meeting's minutes were sent or published; `in_hand_on` is the day they reached the members."""

    effective: date
    meeting: str
    published_on: date
    channel: Channel
    in_hand_on: date | None


@dataclass(frozen=True, slots=True)
class MinutesApproved:
    """A meeting's minutes were approved at a later meeting."""

    effective: date
    meeting: str
    at_meeting: str


@dataclass(frozen=True, slots=True)
class ActivityListReviewed:
    """The activity list was gone through at a meeting."""

    effective: date
    meeting: str


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
            case _:  # the activity list reviewed
                self.list_reviewed = True

    def _set(self, event: MeetingScheduled | MeetingRescheduled | MeetingHeld) -> None:
        """Sets its days and place; once the meeting was held, its day is the one it was held on."""
        if not isinstance(event, MeetingHeld):
            self.until = event.until
            self.placed.append(event)
        self.on = event.on if self.held is None else self.held.on
        if self.until is not None and self.until <= self.on:
            self.until = None

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
    def status(self) -> str:
        """`held`, `cancelled` or `scheduled`."""
        return "held" if self.held else "cancelled" if self.cancelled else "scheduled"


# rules

_MINUTES = ("MinutesPublished", "MinutesApproved")


def judge(network: History, subject: Subject) -> Iterator[Refusal]:
    """The rules broken in one meeting as it stands: held once, minuted once held, guests as allowed."""
    meeting: Meeting = network.timeline(subject)
    for fact in meeting.early:
        # A place may be decided before the meeting is set that will be there.
        elsewhere = isinstance(fact.event, PlaceDecided) and fact.event.meeting != subject[1]
        if not elsewhere and type(fact.event).__name__ not in _MINUTES:
            yield MeetingMustBeScheduled(
                f"No meeting “{subject[1]}” has been scheduled or held.",
                accepted="ScheduleMeeting or HoldMeeting first, or the key of a meeting that is recorded.",
                entries=(fact.id,),
            )
    for fact in meeting.repeated:
        yield _repeated(meeting, fact)
    if meeting.held and meeting.cancelled:
        yield MeetingIsHeldOnce(
            f"Meeting “{subject[1]}” cannot be both cancelled and held.",
            accepted="The cancellation annulled, the meeting moved to another day, or another key.",
            entries=(meeting.cancelled.id, *meeting.evidence["MeetingHeld"]),
        )
    if not meeting.held:
        for entry in (entry for name in _MINUTES for entry in meeting.evidence.get(name, ())):
            yield MinutesNeedAHeldMeeting(
                f"Meeting “{subject[1]}” has not been held.", accepted="HoldMeeting first.", entries=(entry,)
            )
    yield from _judge_guests(network, meeting, subject)


def _repeated(meeting: Meeting, fact: Fact) -> Refusal:
    event = fact.event
    if isinstance(event, AgendaItemAdded):
        return KeyNamesOneThing(
            f"Item “{event.item}” of “{event.meeting}” is “{meeting.agenda[event.item]}” already.",
            accepted="Another key, or a correction of that entry.",
            entries=(fact.id, *meeting.evidence["AgendaItemAdded"]),
        )
    scheduled = isinstance(event, MeetingScheduled)
    refusal = MeetingIsScheduledOnce if scheduled else MeetingIsHeldOnce
    return refusal(
        f"Meeting “{event.meeting}” is {'set for' if scheduled else 'held on'} {meeting.on} already.",
        accepted="Another key for another meeting, RescheduleMeeting for another day, or a correction.",
        entries=(fact.id, *meeting.evidence[type(event).__name__]),
    )


def _judge_guests(network: History, meeting: Meeting, subject: Subject) -> Iterator[Refusal]:
    """A guest comes under an item of the agenda, and nobody brings more than the mandate gives (row 18)."""
    brought: dict[str, set[str]] = {}
    for fact in meeting.guests:
        event = fact.event
        guests = brought.setdefault(event.invited_by, set())
        guests.add(event.person)
        for rule in mandate_on(network, fact.effective).rules.of(GuestRule):
            if rule.needs == "agenda-item" and event.item not in meeting.agenda:
                yield GuestNeedsAnAgendaItem(
                    f"“{event.person}” is invited for item “{event.item}”, which is not on the agenda"
                    f" of “{subject[1]}”.",
                    quote=rule.quote,
                    accepted="An item of the agenda; AddAgendaItem puts one there.",
                    entries=(fact.id,),
                )
            if rule.guests is not None and len(guests) > rule.guests:
                yield OneGuestPerInviter(
                    f"“{event.invited_by}” would bring {len(guests)} guests to “{subject[1]}”.",
                    quote=rule.quote,
                    accepted=f"At most {rule.guests} for each who invites.",
                    entries=(fact.id,),
                )


# decisions


def schedule_meeting(
    network: History,
    effective: date,
    meeting: str,
    on: date,
    digital: bool,
    until: date | None = None,
    place: str | None = None,
    jointly_with: tuple[str, ...] = (),
    kind: MeetingKind = "ordinary",
) -> tuple[MeetingScheduled, ...]:
    """Sets a meeting; `digital` says whether attending so is offered, `until` is the first day it is over.

    With `jointly_with` it is one meeting of several networks and stands in the stream of each.
    """
    own = network.timeline(("network",)).key
    joint = tuple(sorted({own, *jointly_with})) if jointly_with else ()
    return (MeetingScheduled(effective, meeting, on, until, place, digital, kind, joint),)


def reschedule_meeting(
    network: History,
    effective: date,
    meeting: str,
    on: date,
    until: date | None = None,
    place: str | None = None,
) -> tuple[MeetingRescheduled, ...]:
    """Moves a meeting to another day, or another place."""
    return (MeetingRescheduled(effective, meeting, on, until, place),)


def cancel_meeting(
    network: History, effective: date, meeting: str, reason: str
) -> tuple[MeetingCancelled, ...]:
    """Calls a scheduled meeting off."""
    return (MeetingCancelled(effective, meeting, reason),)


def call_meeting(network: History, effective: date, meeting: str, sent_on: date) -> tuple[MeetingCalled, ...]:
    """Records that the call to a meeting was sent."""
    return (MeetingCalled(effective, meeting, sent_on),)


def add_agenda_item(
    network: History, effective: date, meeting: str, item: str, title: str
) -> tuple[AgendaItemAdded, ...]:
    """Puts an item on a meeting's agenda."""
    return (AgendaItemAdded(effective, meeting, item, title),)


def issue_agenda(
    network: History, effective: date, meeting: str, sent_on: date, prepared_by: tuple[str, ...] = ()
) -> tuple[AgendaIssued, ...]:
    """Records that the agenda was sent out, and who prepared it."""
    return (AgendaIssued(effective, meeting, sent_on, prepared_by),)


def invite_guest(
    network: History, effective: date, meeting: str, person: str, item: str, invited_by: str
) -> tuple[GuestInvited, ...]:
    """Invites a guest to a meeting for one item of its agenda."""
    return (GuestInvited(effective, meeting, person, item, invited_by),)


def appoint_note_takers(
    network: History, effective: date, meeting: str, people: tuple[str, ...]
) -> tuple[NoteTakersAppointed, ...]:
    """Appoints those who take a meeting's notes."""
    return (NoteTakersAppointed(effective, meeting, people),)


def appoint_programme_group(
    network: History, effective: date, meeting: str, people: tuple[str, ...]
) -> tuple[ProgrammeGroupAppointed, ...]:
    """Appoints, at a meeting, those who prepare the next one."""
    return (ProgrammeGroupAppointed(effective, meeting, people),)


def hold_meeting(
    network: History, effective: date, meeting: str, on: date, attendance: tuple[Attendee, ...]
) -> tuple[MeetingHeld, ...]:
    """Records that a meeting took place, and who was there in which capacity."""
    return (MeetingHeld(effective, meeting, on, attendance),)


def decide_place(
    network: History, effective: date, meeting: str, place: str, for_meeting: str
) -> tuple[PlaceDecided, ...]:
    """Records that `meeting` decided the place of a later one."""
    return (PlaceDecided(effective, meeting, place, for_meeting),)


def publish_minutes(
    network: History,
    effective: date,
    meeting: str,
    published_on: date,
    channel: Channel,
    in_hand_on: date | None = None,
) -> tuple[MinutesPublished, ...]:
    """Records that a meeting's minutes went out, and when they were in the members' hands."""
    return (MinutesPublished(effective, meeting, published_on, channel, in_hand_on),)


def approve_minutes(
    network: History, effective: date, meeting: str, at_meeting: str
) -> tuple[MinutesApproved, ...]:
    """Records that a meeting's minutes were approved at a later one."""
    return (MinutesApproved(effective, meeting, at_meeting),)


def review_activity_list(network: History, effective: date, meeting: str) -> tuple[ActivityListReviewed, ...]:
    """Records that the activity list was gone through at a meeting."""
    return (ActivityListReviewed(effective, meeting),)
