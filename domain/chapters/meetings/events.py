"""What can happen around a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.keys import (
    ConstituencyKey,
    DoneDay,
    FreeText,
    Inviter,
    ItemKey,
    MeetingKey,
    NetworkKey,
    OwnDay,
    PersonKey,
    PlannedDay,
    RegisteredKey,
)

Capacity = Literal["member", "deputy", "substitute", "guest", "observer", "official", "absent"]
Channel = Literal["email", "website", "members"]
MeetingKind = Literal["ordinary", "extraordinary"]


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at a meeting, in a capacity; `absent` for one who should have been there."""

    person: RegisteredKey
    capacity: Capacity
    constituency: ConstituencyKey | None = None
    digital: bool = False


@dataclass(frozen=True, slots=True)
class MeetingScheduled:
    """A meeting was set for a day; `joint` names every network it is held with, this one included."""

    effective: date
    meeting: MeetingKey
    on: PlannedDay
    until: date | None
    place: FreeText | None
    digital: bool
    kind: MeetingKind
    joint: tuple[NetworkKey, ...]


@dataclass(frozen=True, slots=True)
class MeetingRescheduled:
    """A meeting was moved to another day, or another place."""

    effective: date
    meeting: MeetingKey
    on: PlannedDay
    until: date | None
    place: FreeText | None


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A scheduled meeting will not be held."""

    effective: date
    meeting: MeetingKey
    reason: FreeText


@dataclass(frozen=True, slots=True)
class MeetingCalled:
    """The call to a meeting was sent."""

    effective: date
    meeting: MeetingKey
    sent_on: OwnDay


@dataclass(frozen=True, slots=True)
class AgendaItemAdded:
    """An item was put on a meeting's agenda."""

    effective: date
    meeting: MeetingKey
    item: ItemKey
    title: FreeText


@dataclass(frozen=True, slots=True)
class AgendaIssued:
    """A meeting's agenda was sent out, prepared by somebody."""

    effective: date
    meeting: MeetingKey
    sent_on: OwnDay
    prepared_by: tuple[RegisteredKey, ...]


@dataclass(frozen=True, slots=True)
class GuestInvited:
    """Somebody was invited to a meeting for one item of its agenda."""

    effective: date
    meeting: MeetingKey
    person: PersonKey
    item: ItemKey
    invited_by: Inviter


@dataclass(frozen=True, slots=True)
class NoteTakersAppointed:
    """People were appointed to take a meeting's notes."""

    effective: date
    meeting: MeetingKey
    people: tuple[PersonKey, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeGroupAppointed:
    """At a meeting, people were appointed to prepare the next one."""

    effective: date
    meeting: MeetingKey
    people: tuple[PersonKey, ...]


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting took place, with those who came and those who should have."""

    effective: date
    meeting: MeetingKey
    on: OwnDay
    attendance: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class PlaceDecided:
    """At a meeting, the place of a later one was decided."""

    effective: date
    meeting: MeetingKey
    place: FreeText
    for_meeting: MeetingKey


@dataclass(frozen=True, slots=True)
class MinutesPublished:
    """A meeting's minutes were sent or published; `in_hand_on` is the day they reached the members."""

    effective: date
    meeting: MeetingKey
    published_on: OwnDay
    channel: Channel
    in_hand_on: DoneDay | None


@dataclass(frozen=True, slots=True)
class MinutesApproved:
    """A meeting's minutes were approved at a later meeting."""

    effective: date
    meeting: MeetingKey
    at_meeting: MeetingKey


@dataclass(frozen=True, slots=True)
class ActivityListReviewed:
    """The activity list was gone through at a meeting."""

    effective: date
    meeting: MeetingKey
