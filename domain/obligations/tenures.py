"""What must not run out: terms without a successor, seats without a holder, a mandate unextended."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from domain.chapters import (
    mandates,
    offices,
    seats,
    structure,
)
from domain.rules import SeatRule, TermRule
from domain.time import day_after, is_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapters.mandates import Mandate
    from domain.obligations.outlook import Obligation, Outlook
    from domain.time import Period


def terms(outlook: Outlook) -> Iterator[Obligation]:
    """An office whose term ended, for whatever reason, is held by somebody from the next day on."""
    network = outlook.network
    for subject in network.subjects(offices.OFFICE):
        known = offices.terms(network, subject)
        for term in known:
            due = term.until
            if due is None or not outlook.asks_for(due):
                continue
            for mandate, rule in outlook.binding(TermRule, due):
                if term.office in rule.of:
                    later = [one for one in known if one is not term and is_before(due, one.until)]
                    following = min(later, key=lambda one: one.start, default=None)
                    yield outlook.obligation(
                        mandate,
                        rule,
                        "term",
                        term.office,
                        opens=due,
                        due=due,
                        done=None if following is None else max(following.start, due),
                        evidence=() if following is None else (following.entry,),
                    )


def vacancies(outlook: Outlook) -> Iterator[Obligation]:
    """A seat that stands empty is filled from the first day on which the mandate requires it.

    It is asked for as long as the seat stands empty. Where that ended unfilled, since the constituency left,
    it is missed.
    """
    network = outlook.network
    for subject in seats.expected_seats(network):
        held = seats.holdings(network, subject)
        for constituency, gap in seats.vacancies(network, subject):
            required = _required(outlook, subject[1], gap)
            last = date.max if gap.until is None else gap.until - timedelta(days=1)
            if required is None or not outlook.asks_for(required[0], last):
                continue
            due, mandate, rule = required
            filled = [
                holding.entry
                for holding in held
                if holding.constituency == constituency and holding.start == gap.until
            ]
            yield outlook.obligation(
                mandate,
                rule,
                "seat",
                subject[1],
                constituency,
                opens=due,
                due=due,
                done=gap.until if filled else None,
                closes=last,
                evidence=tuple(filled[:1]),
            )


def _required(outlook: Outlook, seat: str, gap: Period) -> tuple[date, Mandate, SeatRule] | None:
    """The first day of a gap on which the seat had to be filled, with the version and rule that say so."""
    starts = [version.in_force_from for version in mandates.versions(outlook.network)]
    assert gap.start is not None
    for day in [gap.start, *(start for start in starts if gap.holds(start))]:
        for mandate, rule in outlook.binding(SeatRule, day):
            if rule.seat == seat and rule.expected:
                return day, mandate, rule
    return None


def sunsets(outlook: Outlook) -> Iterator[Obligation]:
    """By the last day of a mandate that runs out, its extension is decided, or the network's end.

    An extension in force from the next day at the latest is in time; one in force later is late until then.
    """
    network = outlook.network
    dissolution = network.structure.dissolved
    known = mandates.versions(network)
    for version, following in zip_longest(known, known[1:]):
        sunset, rule = version.sunset, version.rules.terms.get("mandate")
        if sunset is None or rule is None or rule.force == "may" or not outlook.asks_for(sunset):
            continue
        ends = []
        if following is not None:
            if following.sunset is not None and following.sunset <= sunset:
                continue
            ends.append((following.in_force_from, _revised(outlook, following)))
        if not is_before(sunset, dissolution):
            continue
        if dissolution is not None:
            ends.append((dissolution, _dissolved(outlook)))
        next_day = day_after(sunset) or sunset
        in_time = [entry for day, entry in ends if day <= next_day]
        by_now = [(day, entry) for day, entry in ends if day <= outlook.today]
        done = (sunset, in_time[0]) if in_time else min(by_now, default=None)
        yield outlook.obligation(
            version,
            rule,
            "sunset",
            "mandate",
            opens=sunset,
            due=sunset,
            done=None if done is None else done[0],
            evidence=() if done is None else (done[1],),
        )


def _revised(outlook: Outlook, version: Mandate) -> str:
    """The entry that brought a version into force."""
    return next(
        fact.id
        for fact in outlook.network.facts(mandates.SUBJECT)
        if isinstance(fact.event, mandates.MandateRevised) and fact.event.revision == version.revision
    )


def _dissolved(outlook: Outlook) -> str:
    return next(
        fact.id
        for fact in outlook.network.facts(structure.SUBJECT)
        if isinstance(fact.event, structure.NetworkDissolved)
    )
