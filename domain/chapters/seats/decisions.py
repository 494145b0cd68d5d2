"""What is decided about seats where the mandate says which seat is meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.chapters.mandates import mandate_on
from domain.chapters.seats.events import (
    DeputyAppointed,
    DeputyStoodDown,
    RepresentativeAppointed,
    RepresentativeStoodDown,
)
from domain.keys import ConstituencyKey, FreeText, PersonKey, SeatKey

if TYPE_CHECKING:
    from domain.history import History


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
