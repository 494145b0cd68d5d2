"""What counts require: so many of a kind of thing a year, or at every meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.chapters.meetings import MEETING, AgendaIssued, PlaceDecided
from domain.chapters.reports import ACCOUNT
from domain.rules import CountRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.obligations.outlook import Gathering, Obligation, Outlook

_OF_A_YEAR = frozenset({"meetings", "joint-meetings", "long-meetings", "follow-up"})
"""Things counted over a year; the others are asked of a meeting, and can be counted over a year too."""
_BEFORE_THE_MEETING = frozenset({"agenda-prepared", "digital-offered"})
"""Things that are due when a meeting begins; the others are when it ends."""


def of_years(outlook: Outlook) -> Iterator[Obligation]:
    """So many a year, or one in each half of it, by the version in force on the period's last day.

    That version counts the whole period, also where it came into force in the middle of it. A period that
    began before the founding is not counted. A meeting cannot be held later, a follow-up can.
    """
    for year in outlook.years():
        for half, first, last in _periods(year):
            if first < outlook.network.structure.founded or not outlook.asks_for(first, last):
                continue
            for mandate, rule in outlook.binding(CountRule, last):
                count = _count_in(rule, half)
                if rule.per == "year" and count:
                    happened = sorted(_happened(outlook, rule, year, first, last))
                    yield outlook.obligation(
                        mandate,
                        rule,
                        rule.what,
                        *((str(year), half) if half else (str(year),)),
                        opens=first,
                        due=last,
                        done=happened[count - 1][0] if len(happened) >= count else None,
                        closes=None if rule.what == "follow-up" else last,
                        evidence=tuple(entry for _, entry in happened),
                    )


def at_meetings(outlook: Outlook) -> Iterator[Obligation]:
    """What every meeting requires, and how many days each of the meetings a year is to last.

    No day is set for taking minutes: they are seen to be taken once they are published.
    """
    for gathering in outlook.gatherings:
        if not outlook.asks_for(gathering.first, gathering.last):
            continue
        for mandate, rule in outlook.binding(CountRule, gathering.last):
            what: str = rule.what
            if rule.per == "meeting" and what not in _OF_A_YEAR:
                count = rule.count
                number, evidence = _at(outlook, gathering, rule)
            elif rule.what == "meetings" and rule.days and rule.days > 1 and _is_ordinary(gathering):
                what, count = "meeting-days", rule.days
                number, evidence = gathering.days, ()
            else:
                continue
            due = gathering.first if what in _BEFORE_THE_MEETING else gathering.last
            if outlook.asks_for(due):
                dated = None if what == "minutes-taken" else due
                yield outlook.obligation(
                    mandate,
                    rule,
                    what,
                    gathering.key,
                    opens=gathering.first,
                    due=dated,
                    done=due if number >= count else None,
                    closes=dated,
                    evidence=evidence,
                )


def _periods(year: int) -> tuple[tuple[str, date, date], ...]:
    """The halves of a year, and the year as a whole."""
    return (
        ("spring", date(year, 1, 1), date(year, 6, 30)),
        ("autumn", date(year, 7, 1), date(year, 12, 31)),
        ("", date(year, 1, 1), date(year, 12, 31)),
    )


def _count_in(rule: CountRule, half: str) -> int:
    """How many a rule requires in a half of the year, or in the year where its halves do not say it all."""
    if half:
        return 1 if half in rule.seasons else 0
    return rule.count if rule.count > len(rule.seasons) else 0


def _happened(
    outlook: Outlook, rule: CountRule, year: int, first: date, last: date
) -> Iterator[tuple[date, str]]:
    """The days on which what a rule counts took place, each with the entry that says so."""
    if rule.what == "follow-up":
        for fact in outlook.network.timeline(ACCOUNT(str(year))).followed_up:
            yield fact.event.on, fact.id
        return
    for gathering, entry in outlook.held():
        if first <= gathering.first <= last and _is_counted(outlook, gathering, rule):
            yield gathering.first, entry


def _is_counted(outlook: Outlook, gathering: Gathering, rule: CountRule) -> bool:
    joint = gathering.meeting.joint
    match rule.what:
        case "meetings":
            return True
        case "joint-meetings":
            return rule.jointly_with in joint if rule.jointly_with else bool(joint)
        case "long-meetings":
            return gathering.days >= (rule.days or 2)
    return _at(outlook, gathering, rule)[0] > 0


def _at(outlook: Outlook, gathering: Gathering, rule: CountRule) -> tuple[int, tuple[str, ...]]:
    """How many of the things a rule asks of a meeting it has, and the entries that say so."""
    meeting, entries = gathering.meeting, gathering.entries
    match rule.what:
        case "note-takers":
            return len(set(meeting.note_takers)), entries("NoteTakersAppointed")[-1:]
        case "programme-group":
            return int(bool(meeting.programme_group)), entries("ProgrammeGroupAppointed")[-1:]
        case "place-decided":
            decided = _places_decided(outlook, gathering)
            return len(decided), decided
        case "agenda-prepared":
            sent = _agendas_sent_by(outlook, gathering)
            return len(sent), sent
        case "digital-offered":
            if meeting.scheduled is not None and meeting.scheduled.digital:
                return 1, entries("MeetingScheduled")
            used = any(attendee.digital for attendee in gathering.attendance)
            return (1, entries("MeetingHeld")) if used else (0, ())
        case "minutes-taken":
            return len(entries("MinutesPublished")), entries("MinutesPublished")
    return int(meeting.list_reviewed), entries("ActivityListReviewed")


def _agendas_sent_by(outlook: Outlook, gathering: Gathering) -> tuple[str, ...]:
    """The entries of agendas that were sent by the meeting's first day."""
    return tuple(
        fact.id
        for fact in outlook.network.facts(MEETING(gathering.key))
        if isinstance(fact.event, AgendaIssued) and fact.event.sent_on <= gathering.first
    )


def _places_decided(outlook: Outlook, gathering: Gathering) -> tuple[str, ...]:
    """The entries that decided, at a meeting, the place of the next one.

    An ordinary meeting is not the next while another one lies between, and one that is not set yet may be.
    """
    ordinary = [other for other in outlook.gatherings if _is_ordinary(other)]
    following = next((other.key for other in ordinary if gathering.last < other.first), None)
    others = {gathering.key, *(other.key for other in ordinary)} - {following}
    return tuple(
        fact.id
        for fact in outlook.network.facts(MEETING(gathering.key))
        if isinstance(fact.event, PlaceDecided)
        and fact.event.meeting == gathering.key
        and fact.event.for_meeting not in others
    )


def _is_ordinary(gathering: Gathering) -> bool:
    scheduled = gathering.meeting.scheduled
    return scheduled is None or scheduled.kind == "ordinary"
