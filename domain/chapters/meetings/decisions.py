"""What is decided about a meeting where something is worked out: with whom it is held."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.chapters.meetings.events import MeetingKind, MeetingScheduled
from domain.keys import FreeText, MeetingKey, NetworkKey, OwnDay

if TYPE_CHECKING:
    from domain.history import History


def schedule_meeting(
    network: History,
    effective: date,
    meeting: MeetingKey,
    on: OwnDay,
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
