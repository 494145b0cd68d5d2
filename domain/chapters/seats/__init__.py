"""Seats: who sits in the network and for whom; deputies, substitutes and observers beside them.

Sections, a file each: events · state · standing · rules; here the decisions and the CHAPTER.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters import structure
from domain.chapters.mandates import mandate_on
from domain.chapters.seats.events import (
    DeputyAppointed,
    DeputyStoodDown,
    ObserverInvited,
    ObserverWithdrawn,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SubstitutionBegan,
    SubstitutionEnded,
    SubstitutionKind,
)
from domain.chapters.seats.rules import judge_deputy, judge_observer, judge_seat, judge_substitution
from domain.chapters.seats.standing import expected_seats, holdings, left_on, vacancies
from domain.chapters.seats.state import DEPUTY, OBSERVER, SEAT, SUBSTITUTION, Line
from domain.commands import CommandType
from domain.keys import ConstituencyKey, FreeText, PersonKey, SeatKey

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

# decisions


def appoint_representative(
    network: History,
    effective: date,
    person: PersonKey,
    constituency: ConstituencyKey,
    seat: SeatKey | None = None,
    until: date | None = None,
    function: FreeText | None = None,
    decided_by: FreeText | None = None,
) -> tuple[RepresentativeAppointed, ...]:
    """Gives a person a seat for a constituency from a day, until a day if one is set."""
    seat = _seat_for(network, effective, constituency, seat)
    return (RepresentativeAppointed(effective, person, constituency, seat, until, function, decided_by),)


def stand_down_representative(
    network: History,
    effective: date,
    person: PersonKey,
    constituency: ConstituencyKey,
    reason: FreeText,
    seat: SeatKey | None = None,
) -> tuple[RepresentativeStoodDown, ...]:
    """Ends a person's holding of a seat; on `effective` they no longer hold it."""
    seat = _seat_for(network, effective, constituency, seat)
    return (RepresentativeStoodDown(effective, person, constituency, seat, reason),)


def appoint_deputy(
    network: History,
    effective: date,
    person: PersonKey,
    constituency: ConstituencyKey,
    seat: SeatKey | None = None,
    until: date | None = None,
) -> tuple[DeputyAppointed, ...]:
    """Names a standing deputy for a seat."""
    seat = _seat_for(network, effective, constituency, seat)
    return (DeputyAppointed(effective, person, constituency, seat, until),)


def stand_down_deputy(
    network: History,
    effective: date,
    person: PersonKey,
    constituency: ConstituencyKey,
    reason: FreeText,
    seat: SeatKey | None = None,
) -> tuple[DeputyStoodDown, ...]:
    """Ends a standing deputy's place."""
    seat = _seat_for(network, effective, constituency, seat)
    return (DeputyStoodDown(effective, person, constituency, seat, reason),)


def _seat_for(network: History, day: date, constituency: ConstituencyKey, seat: SeatKey | None) -> str:
    """The seat asked for, else the mandate's first for such a constituency, else simply `representative`."""
    if seat is not None:
        return seat
    frame = network.timeline(structure.SUBJECT)
    membership = frame.member(constituency, day)
    seats = mandate_on(network, day).rules.seats
    for rule in seats.values():
        if membership is None or rule.is_open_to(membership.constituency.kind):
            return rule.seat
    return next(iter(seats), "representative")


# CHAPTER


def _seat(network: History, event: Any) -> tuple[SubjectOf[Line], ...]:
    return (SEAT(event.seat, network.timeline(structure.SUBJECT).lineage(event.constituency)),)


def _deputy(network: History, event: Any) -> tuple[SubjectOf[Line], ...]:
    return (DEPUTY(event.seat, network.timeline(structure.SUBJECT).lineage(event.constituency)),)


_substitution = SUBSTITUTION.by("holder")
_observer = OBSERVER.by("person")

CHAPTER = Chapter(
    rules={
        SEAT: judge_seat,
        DEPUTY: judge_deputy,
        SUBSTITUTION: judge_substitution,
        OBSERVER: judge_observer,
    },
    events={
        RepresentativeAppointed: _seat,
        RepresentativeStoodDown: _seat,
        DeputyAppointed: _deputy,
        DeputyStoodDown: _deputy,
        SubstitutionBegan: _substitution,
        SubstitutionEnded: _substitution,
        ObserverInvited: _observer,
        ObserverWithdrawn: _observer,
    },
    commands=(
        CommandType("AppointRepresentative", appoint_representative),
        CommandType("StandDownRepresentative", stand_down_representative),
        CommandType("AppointDeputy", appoint_deputy),
        CommandType("StandDownDeputy", stand_down_deputy),
        CommandType(
            "BeginSubstitution",
            SubstitutionBegan,
            "Lets a person act for a holder: as `acting` head, for `one-meeting`, or as their `personal`"
            " one.",
            names={"holder": "for"},
        ),
        CommandType(
            "EndSubstitution",
            SubstitutionEnded,
            "Ends a substitution; on `effective` the person no longer acts for the holder.",
            names={"holder": "for"},
        ),
        CommandType("InviteObserver", ObserverInvited, "Invites an observer, from a body if one is named."),
        CommandType("WithdrawObserver", ObserverWithdrawn, "Ends an observer's invitation."),
    ),
)
