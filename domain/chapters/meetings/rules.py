"""The rules of a meeting: set, then prepared; held once; minuted once held; guests as the mandate allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.chapters.mandates import mandate_on
from domain.chapters.meetings.events import AgendaItemAdded, MeetingScheduled, PlaceDecided
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

    from domain.chapter import Fact, SubjectOf
    from domain.chapters.meetings.state import Meeting
    from domain.history import History
    from domain.refusals import Refusal

_MINUTES = ("MinutesPublished", "MinutesApproved")


def judge(network: History, subject: SubjectOf[Meeting]) -> Iterator[Refusal]:
    """The rules broken in one meeting as it stands: held once, minuted once held, guests as allowed."""
    meeting = network.timeline(subject)
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


def _judge_guests(network: History, meeting: Meeting, subject: SubjectOf[Meeting]) -> Iterator[Refusal]:
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
