"""Meetings: scheduled, called, prepared, held and minuted; who came, in which capacity.

Sections, a file each: events · state · rules; here the decisions and the CHAPTER.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters import structure
from domain.chapters.meetings.events import (
    ActivityListReviewed,
    AgendaIssued,
    AgendaItemAdded,
    Attendee,
    Capacity,
    Channel,
    GuestInvited,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MeetingKind,
    MeetingRescheduled,
    MeetingScheduled,
    MinutesApproved,
    MinutesPublished,
    NoteTakersAppointed,
    PlaceDecided,
    ProgrammeGroupAppointed,
)
from domain.chapters.meetings.rules import judge
from domain.chapters.meetings.state import MEETING, Meeting
from domain.commands import CommandType
from domain.keys import FreeText, MeetingKey, NetworkKey, PlannedDay

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

# decisions


def schedule_meeting(
    network: History,
    effective: date,
    meeting: MeetingKey,
    on: PlannedDay,
    digital: bool,
    until: date | None = None,
    place: FreeText | None = None,
    jointly_with: tuple[NetworkKey, ...] = (),
    kind: MeetingKind = "ordinary",
) -> tuple[MeetingScheduled, ...]:
    """Sets a meeting; `digital` says whether attending so is offered, `until` is the first day it is over.

    With `jointly_with` it is one meeting of several networks and stands in the stream of each.
    """
    own = network.timeline(structure.SUBJECT).key
    joint = tuple(sorted({own, *jointly_with})) if jointly_with else ()
    return (MeetingScheduled(effective, meeting, on, until, place, digital, kind, joint),)


# CHAPTER


def _place(network: History, event: Any) -> tuple[SubjectOf[Meeting], ...]:
    """A place is decided at one meeting and is another's; where it is shared, it is with the first one's."""
    return tuple(dict.fromkeys((MEETING(event.meeting), MEETING(event.for_meeting))))


_meeting = MEETING.by("meeting")

CHAPTER = Chapter(
    rules={MEETING: judge},
    events={
        MeetingScheduled: _meeting,
        MeetingRescheduled: _meeting,
        MeetingCancelled: _meeting,
        MeetingCalled: _meeting,
        AgendaItemAdded: _meeting,
        AgendaIssued: _meeting,
        GuestInvited: _meeting,
        NoteTakersAppointed: _meeting,
        ProgrammeGroupAppointed: _meeting,
        MeetingHeld: _meeting,
        PlaceDecided: _place,
        MinutesPublished: _meeting,
        MinutesApproved: _meeting,
        ActivityListReviewed: _meeting,
    },
    commands=(
        CommandType("ScheduleMeeting", schedule_meeting),
        CommandType(
            "RescheduleMeeting", MeetingRescheduled, "Moves a meeting to another day, or another place."
        ),
        CommandType("CancelMeeting", MeetingCancelled, "Calls a scheduled meeting off."),
        CommandType("CallMeeting", MeetingCalled, "Records that the call to a meeting was sent."),
        CommandType("AddAgendaItem", AgendaItemAdded, "Puts an item on a meeting's agenda."),
        CommandType(
            "IssueAgenda",
            AgendaIssued,
            "Records that the agenda was sent out, and who prepared it.",
            defaults={"prepared_by": ()},
        ),
        CommandType("InviteGuest", GuestInvited, "Invites a guest to a meeting for one item of its agenda."),
        CommandType("AppointNoteTakers", NoteTakersAppointed, "Appoints those who take a meeting's notes."),
        CommandType(
            "AppointProgrammeGroup",
            ProgrammeGroupAppointed,
            "Appoints, at a meeting, those who prepare the next one.",
        ),
        CommandType(
            "HoldMeeting",
            MeetingHeld,
            "Records that a meeting took place, and who was there in which capacity.",
        ),
        CommandType("DecidePlace", PlaceDecided, "Records that `meeting` decided the place of a later one."),
        CommandType(
            "PublishMinutes",
            MinutesPublished,
            "Records that a meeting's minutes went out, and when they were in the members' hands.",
        ),
        CommandType(
            "ApproveMinutes",
            MinutesApproved,
            "Records that a meeting's minutes were approved at a later one.",
        ),
        CommandType(
            "ReviewActivityList",
            ActivityListReviewed,
            "Records that the activity list was gone through at a meeting.",
        ),
    ),
)
