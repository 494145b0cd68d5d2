"""The rules of seats: who may sit, deputise and stand in; each function judges one subject as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.chapters.mandates import mandate_on
from domain.chapters.seats.standing import days_in, holdings
from domain.refusals import (
    EndsAfterItStarts,
    OneDeputyPerSeat,
    OneHolderPerSeat,
    OnlyAHolderStandsDown,
    SeatBelongsToAConstituency,
    SeatMustExist,
    StandInMustBeOfAKindTheMandateAllows,
    StandInNeedsAHolder,
    one_of,
)
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.chapter import SubjectOf
    from domain.chapters.seats.standing import Holding
    from domain.chapters.seats.state import Line, Stay
    from domain.history import History
    from domain.refusals import Refusal


def judge_seat(network: History, subject: SubjectOf[Line]) -> Iterator[Refusal]:
    """The rules broken in one seat as it stands (rows 2, 3, 16, 30, 45, 49, 53)."""
    line = network.timeline(subject)
    yield from _judge_line(line, "holds the seat")
    for stay in line.stays:
        yield from _judge_place(network, subject[1], stay)
        yield from _judge_leaving(network, stay, "holds the seat")
    yield from _judge_numbers(network, subject, OneHolderPerSeat, "StandDownRepresentative")


def judge_deputy(network: History, subject: SubjectOf[Line]) -> Iterator[Refusal]:
    """The rules broken in one deputy's place as it stands (rows 5, 31, 53)."""
    line = network.timeline(subject)
    yield from _judge_line(line, "is deputy there")
    for stay in line.stays:
        yield from _judge_place(network, subject[1], stay)
        yield from _judge_leaving(network, stay, "is deputy there")
        yield from _judge_kind(network, stay, "deputy")
    yield from _judge_numbers(network, subject, OneDeputyPerSeat, "StandDownDeputy")


def judge_substitution(network: History, subject: SubjectOf[Line]) -> Iterator[Refusal]:
    """The rules broken by those who stood in for one holder (rows 5, 17, 31)."""
    line = network.timeline(subject)
    yield from _judge_line(line, "stands in")
    for stay in line.stays:
        yield from _judge_kind(network, stay, stay.kind)
        sits = days_in(network, stay.holder, ("seat",))
        if not any(start <= stay.start and is_before(stay.start, until) for start, until in sits):
            yield StandInNeedsAHolder(
                f"“{stay.holder}” holds no seat on {stay.start}, so nobody stands in for them.",
                accepted="A substitution for somebody who holds a seat on that day.",
                entries=(stay.entry,),
            )


def judge_observer(network: History, subject: SubjectOf[Line]) -> Iterator[Refusal]:
    """The rules broken by one observer's days."""
    yield from _judge_line(network.timeline(subject), "is an observer")


def _judge_line(line: Line, what: str) -> Iterator[Refusal]:
    """A stay ends after it starts, unless it ended the day it began; only who is there leaves."""
    for stay in line.stays:
        if not is_before(stay.start, stay.until) and stay.ended is None:
            yield EndsAfterItStarts(
                f"“{stay.person}” would begin on {stay.start} and end on {stay.until}.",
                accepted=f"An `until` after {stay.start}.",
                entries=(stay.entry,),
            )
    for fact in line.orphans:
        yield OnlyAHolderStandsDown(
            f"“{fact.event.person}” is not one who {what} on {fact.effective}.",
            accepted="The person, and a day on which they do.",
            entries=(fact.id,),
        )


def _judge_place(network: History, seat: str, stay: Stay) -> Iterator[Refusal]:
    """A seat speaks for a constituency that belongs, and is one the mandate opens to its kind."""
    frame = network.timeline(structure.SUBJECT)
    membership = frame.member(stay.constituency, stay.start)
    if membership is None:
        yield SeatBelongsToAConstituency(
            f"“{stay.constituency}” is no constituency of the network on {stay.start}.",
            accepted=one_of(frame.members_on(stay.start)),
            entries=(stay.entry,),
        )
        return
    named = mandate_on(network, stay.start).rules.seats
    rule = named.get(seat)
    if named and (rule is None or not rule.is_open_to(membership.constituency.kind)):
        kinds = (f"{other.seat} ({' or '.join(other.kinds) or 'any kind'})" for other in named.values())
        yield SeatMustExist(
            f"The mandate has no seat “{seat}” for “{stay.constituency}”, a {membership.constituency.kind}.",
            quote=None if rule is None else rule.quote,
            accepted=one_of(kinds),
            entries=(stay.entry,),
        )


def _judge_leaving(network: History, stay: Stay, what: str) -> Iterator[Refusal]:
    """Nobody leaves a place for a constituency that, with all its successors, has left before."""
    frame = network.timeline(structure.SUBJECT)
    end = frame.end_of_tenure(stay.constituency, stay.start)
    if stay.ended is not None and end is not None and end < stay.ended.effective:
        yield OnlyAHolderStandsDown(
            f"“{stay.person}” is not one who {what} on {stay.ended.effective}:"
            f" “{stay.constituency}” left on {end}.",
            accepted=f"Nothing: the place ended with the constituency; or a day no later than {end}.",
            entries=(stay.ended.id,),
        )


def _judge_kind(network: History, stay: Stay, kind: str) -> Iterator[Refusal]:
    """Where a sentence says who may stand in and excludes the rest, the rest does not."""
    rules = mandate_on(network, stay.start).rules.stand_ins
    excluding = next((rule for rule in rules if rule.exclusive), None)
    if excluding is not None and not any(kind in rule.kinds for rule in rules):
        yield StandInMustBeOfAKindTheMandateAllows(
            f"“{stay.person}” would stand in as “{kind}” on {stay.start}.",
            quote=excluding.quote,
            accepted="Only: " + ", ".join(kind for rule in rules for kind in rule.kinds) + ".",
            entries=(stay.entry,),
        )


def _judge_numbers(
    network: History, subject: SubjectOf[Line], refusal: type[Refusal], way_out: str
) -> Iterator[Refusal]:
    """At most so many people in a place on a day, and nobody twice."""
    by_constituency: dict[str, list[Holding]] = {}
    for holding in sorted(holdings(network, subject), key=lambda holding: holding.start):
        present = by_constituency.setdefault(holding.constituency, [])
        present[:] = [other for other in present if is_before(holding.start, other.until)]
        twice = next((other for other in present if other.person == holding.person), None)
        limit, quote = _limit(network, subject, holding.start)
        if twice is not None or (limit is not None and len(present) >= limit):
            other = twice or present[-1]
            yield refusal(
                f"“{subject[1]}” for {holding.constituency} is held by “{other.person}” from {other.start}"
                f" until {other.until or 'further notice'};"
                f" “{holding.person}” would hold it from {holding.start}.",
                quote=None if twice is not None else quote,
                accepted=f"“{other.person}” holding it until {holding.start} at the latest:"
                f" by an `until`, or by {way_out} effective no later.",
                entries=(holding.entry, other.entry),
            )
        present.append(holding)


def _limit(network: History, subject: SubjectOf[Line], day: date) -> tuple[int | None, str | None]:
    """How many may be in a place on a day, and the sentence that says so."""
    rules = mandate_on(network, day).rules
    if subject[0] == "seat":
        rule = rules.seats.get(subject[1])
        return (None, None) if rule is None else (rule.holders, rule.quote)
    for stand_in in rules.stand_ins:
        if "deputy" in stand_in.kinds and stand_in.holders is not None:
            return stand_in.holders, stand_in.quote
    return None, None
