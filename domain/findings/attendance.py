"""Who came to a meeting in a capacity they did not have that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import seats
from domain.findings.finding import Finding
from domain.rules import GuestRule
from domain.seats import SubstitutionBegan
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.meetings import Attendee
    from domain.network import Network
    from domain.obligations.outlook import Gathering, Outlook


def without_standing(outlook: Outlook) -> Iterator[Finding]:
    """Who came as a member, deputy, substitute, observer or guest without being one.

    Joint meetings are left out: the other networks' own members and deputies come to them.
    """
    for gathering, entry in outlook.held():
        for attendee in () if gathering.meeting.joint else gathering.attendance:
            lacked = _lacked(outlook.network, gathering, attendee)
            if lacked is not None:
                yield Finding(
                    "attendance",
                    f"“{attendee.person}” came to “{gathering.key}” as {attendee.capacity} {lacked[0]}.",
                    lacked[1],
                    gathering.first,
                    (entry,),
                )


def was_in(
    network: Network, place: str, person: str, first: date, last: date, constituency: str | None = None
) -> bool:
    """Whether a person was in a kind of place on one of the days, for the constituency if one is named.

    The kinds are `seat`, `deputy`, `substitution` and `observer`.
    """
    lineage = network.structure.lineage
    return any(
        holding.person == person
        and holding.start <= last
        and is_before(first, holding.until)
        and (constituency is None or lineage(holding.constituency) == lineage(constituency))
        for subject in network.mentions.get(person, ())
        if subject[0] == place
        for holding in seats.holdings(network, subject)
    )


def _lacked(network: Network, gathering: Gathering, attendee: Attendee) -> tuple[str, str | None] | None:
    """What an attendee's capacity lacked, in words, with the sentence on it; None where it lacked nothing."""
    person, constituency = attendee.person, attendee.constituency
    days = gathering.first, gathering.last
    where = f" for {constituency}" if constituency else ""
    match attendee.capacity:
        case "member" if not was_in(network, "seat", person, *days, constituency):
            return f"without a seat{where}", _on_seats(network, gathering.first, constituency)
        case "deputy" if not was_in(network, "deputy", person, *days, constituency):
            return f"without being a deputy{where}", _on_stand_ins(network, gathering.first, {"deputy"})
        case "substitute" if not _stood_in(network, gathering, person):
            kinds = {"acting", "one-meeting", "personal"}
            return "without standing in for anybody", _on_stand_ins(network, gathering.first, kinds)
        case "observer" if not was_in(network, "observer", person, *days):
            return "without being invited", None
        case "guest" if person not in {fact.event.person for fact in gathering.meeting.guests}:
            for rule in network.mandate_on(gathering.first).rules.of(GuestRule):
                if rule.needs == "agenda-item":
                    return "without an item of the agenda", rule.quote
    return None


def _stood_in(network: Network, gathering: Gathering, person: str) -> bool:
    """Whether a person was standing in for somebody at a meeting, or was named to do so for that meeting."""
    return was_in(network, "substitution", person, gathering.first, gathering.last) or any(
        isinstance(fact.event, SubstitutionBegan)
        and fact.event.person == person
        and fact.event.meeting == gathering.key
        for subject in network.mentions.get(person, ())
        if subject[0] == "substitution"
        for fact in network.facts(subject)
    )


def _on_seats(network: Network, day: date, constituency: str | None) -> str | None:
    """The sentence on the first seat that is open to the constituency."""
    membership = network.structure.member(constituency, day) if constituency else None
    for rule in network.mandate_on(day).rules.seats.values():
        if membership is None or not rule.kinds or membership.constituency.kind in rule.kinds:
            return rule.quote
    return None


def _on_stand_ins(network: Network, day: date, kinds: set[str]) -> str | None:
    """The first sentence that speaks of such stand-ins, or excludes them."""
    stand_ins = network.mandate_on(day).rules.stand_ins
    return next((rule.quote for rule in stand_ins if rule.exclusive or kinds & set(rule.kinds)), None)
