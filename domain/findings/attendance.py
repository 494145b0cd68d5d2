"""Who came to a meeting in a capacity they did not have that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.chapters import seats
from domain.chapters.seats import SubstitutionBegan
from domain.findings.finding import Finding, sentence
from domain.rules import GuestRule
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.chapters.meetings import Attendee
    from domain.findings.finding import Value
    from domain.network import Network
    from domain.obligations.outlook import Gathering, Outlook


_NO_SEAT = sentence("“{person}” came to “{meeting}” as member without a seat.")
_NO_SEAT_FOR = sentence("“{person}” came to “{meeting}” as member without a seat for {constituency}.")
_NO_DEPUTY = sentence("“{person}” came to “{meeting}” as deputy without being a deputy.")
_NO_DEPUTY_FOR = sentence(
    "“{person}” came to “{meeting}” as deputy without being a deputy for {constituency}."
)
_FOR_NOBODY = sentence("“{person}” came to “{meeting}” as substitute without standing in for anybody.")
_NOT_INVITED = sentence("“{person}” came to “{meeting}” as observer without being invited.")
_NO_ITEM = sentence("“{person}” came to “{meeting}” as guest without an item of the agenda.")


def without_standing(outlook: Outlook) -> Iterator[Finding]:
    """Who came as a member, deputy, substitute, observer or guest without being one.

    Joint meetings are left out: the other networks' own members and deputies come to them.
    """
    for gathering, entry in outlook.held():
        for attendee in () if gathering.meeting.joint else gathering.attendance:
            lacked = _lacked(outlook.network, gathering, attendee)
            if lacked is not None:
                message, quote = lacked
                values: dict[str, Value] = {"person": attendee.person, "meeting": gathering.key}
                if attendee.constituency:
                    values["constituency"] = attendee.constituency
                yield Finding("attendance", message, values, quote, gathering.first, (entry,))


def was_in(
    network: Network, place: str, person: str, first: date, last: date, constituency: str | None = None
) -> bool:
    """Whether a person was in a kind of place on one of the days, for the constituency if one is named.

    The kinds are `seat`, `deputy` and `observer`.
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
    """What an attendee's capacity lacked: our sentence, and the mandate's; None where it lacked nothing."""
    person, constituency = attendee.person, attendee.constituency
    days = gathering.first, gathering.last
    match attendee.capacity:
        case "member" if not was_in(network, "seat", person, *days, constituency):
            message = _NO_SEAT_FOR if constituency else _NO_SEAT
            return message, _on_seats(network, gathering.first, constituency)
        case "deputy" if not was_in(network, "deputy", person, *days, constituency):
            message = _NO_DEPUTY_FOR if constituency else _NO_DEPUTY
            return message, _on_stand_ins(network, gathering.first, {"deputy"})
        case "substitute" if not stood_in_for(network, gathering, person):
            kinds = {"acting", "one-meeting", "personal"}
            return _FOR_NOBODY, _on_stand_ins(network, gathering.first, kinds)
        case "observer" if not was_in(network, "observer", person, *days):
            return _NOT_INVITED, None
        case "guest" if person not in {fact.event.person for fact in gathering.meeting.guests}:
            for rule in network.mandate_on(gathering.first).rules.of(GuestRule):
                if rule.needs == "agenda-item":
                    return _NO_ITEM, rule.quote
    return None


def stood_in_for(network: Network, gathering: Gathering, person: str) -> set[str]:
    """The holders a person stood in for on a day of a meeting, or was named to stand in for at it."""
    return {
        subject[1]
        for subject in network.mentions.get(person, ())
        if subject[0] == "substitution"
        if any(
            holding.person == person
            and holding.start <= gathering.last
            and is_before(gathering.first, holding.until)
            for holding in seats.holdings(network, subject)
        )
        or any(
            isinstance(fact.event, SubstitutionBegan)
            and fact.event.person == person
            and fact.event.meeting == gathering.key
            for fact in network.facts(subject)
        )
    }


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
