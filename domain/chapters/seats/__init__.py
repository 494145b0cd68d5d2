"""Seats: who sits in the network and for whom; deputies, substitutes and observers beside them.

Sections, a file each: events · state · standing · rules · decisions; here the commands and the CHAPTER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters import structure
from domain.chapters.seats.decisions import (
    appoint_deputy,
    appoint_representative,
    stand_down_deputy,
    stand_down_representative,
)
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
from domain.chapters.seats.standing import (
    expected_seats,
    holdings,
    left_on,
    vacancies,
)
from domain.chapters.seats.state import DEPUTY, OBSERVER, SEAT, SUBSTITUTION, Line
from domain.commands import CommandType

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

__all__ = [
    "CHAPTER",
    "DEPUTY",
    "OBSERVER",
    "SEAT",
    "SUBSTITUTION",
    "DeputyAppointed",
    "Line",
    "ObserverInvited",
    "RepresentativeAppointed",
    "RepresentativeStoodDown",
    "SubstitutionBegan",
    "SubstitutionKind",
    "expected_seats",
    "holdings",
    "left_on",
    "vacancies",
]


def _seat(network: History, event: Any) -> tuple[SubjectOf[Line], ...]:
    return (SEAT(event.seat, network.timeline(structure.SUBJECT).lineage(event.constituency)),)


def _deputy(network: History, event: Any) -> tuple[SubjectOf[Line], ...]:
    return (DEPUTY(event.seat, network.timeline(structure.SUBJECT).lineage(event.constituency)),)


def _substitution(network: History, event: Any) -> tuple[SubjectOf[Line], ...]:
    return (SUBSTITUTION(event.holder),)


def _observer(network: History, event: Any) -> tuple[SubjectOf[Line], ...]:
    return (OBSERVER(event.person),)


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
