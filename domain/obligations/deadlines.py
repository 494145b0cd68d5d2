"""What deadlines require: minutes after a meeting, a report each year, papers of other bodies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain import statuses
from domain.chapters import mandates
from domain.chapters.groups import PAPERS, GroupPapersShared
from domain.chapters.meetings import MEETING, MinutesPublished
from domain.chapters.reports import ACCOUNT, AnnualReportSubmitted
from domain.rules import DeadlineRule
from domain.time import days_after, years_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapters.mandates import Mandate
    from domain.obligations.outlook import Obligation, Outlook

LEAP_YEAR = 2000


def minutes(outlook: Outlook) -> Iterator[Obligation]:
    """A meeting's minutes, in the members' hands so many days after its last day, by the rule's channel.

    The version in force on the meeting's last day says how many days. Minutes whose day in hand is not
    recorded were in hand on the day they were published. A joint meeting is minuted once, by any channel.
    """
    for gathering in outlook.gatherings:
        for mandate, rule in outlook.binding(DeadlineRule, gathering.last):
            due = statuses.due(rule, gathering.last)
            if rule.what != "minutes" or not outlook.asks_for(due or gathering.last):
                continue
            in_hand = sorted(
                (fact.event.in_hand_on or fact.event.published_on, fact.id)
                for fact in outlook.network.facts(MEETING(gathering.key))
                if isinstance(fact.event, MinutesPublished)
                and (gathering.meeting.joint or rule.channel in (None, fact.event.channel))
            )
            yield outlook.obligation(
                mandate,
                rule,
                rule.what,
                gathering.key,
                opens=gathering.last,
                due=due,
                done=in_hand[0][0] if in_hand else None,
                evidence=tuple(entry for _, entry in in_hand[:1]),
            )


def annual_reports(outlook: Outlook) -> Iterator[Obligation]:
    """Each year's report, by the rule's day of that year, to each recipient or the body in its place."""
    for year in outlook.years():
        for mandate, rule, due in _reports_due(outlook, year):
            submitted = outlook.network.timeline(ACCOUNT(str(year))).submitted
            for recipient in rule.to or (None,):
                reached = sorted(
                    (fact.event.on, fact.id) for fact in submitted if _reached(outlook, fact.event, recipient)
                )
                yield outlook.obligation(
                    mandate,
                    rule,
                    rule.what,
                    *((str(year),) if recipient is None else (str(year), recipient)),
                    opens=date(year, 1, 1),
                    due=due,
                    done=reached[0][0] if reached else None,
                    evidence=tuple(entry for _, entry in reached[:1]),
                )


def _reports_due(outlook: Outlook, year: int) -> Iterator[tuple[Mandate, DeadlineRule, date | None]]:
    """The rules that ask for a report of the year, each of the version in force on its day of that year."""
    for version in mandates.versions(outlook.network):
        for rule in version.rules.of(DeadlineRule):
            if rule.what != "annual-report":
                continue
            due = None if rule.day is None else _day_of(year, rule.day)
            last = due or date(year, 12, 31)
            asked = outlook.asks_for(last) if due else outlook.asks_for(date(year, 1, 1), last)
            if asked and (version, rule) in outlook.binding(DeadlineRule, last):
                yield version, rule, due


def _day_of(year: int, day: str) -> date:
    """The day `MM-DD` of a year; 29 February is 1 March in a year without it."""
    return years_after(date.fromisoformat(f"{LEAP_YEAR}-{day}"), year - LEAP_YEAR)


def _reached(outlook: Outlook, event: AnnualReportSubmitted, recipient: str | None) -> bool:
    return recipient is None or outlook.network.structure.is_body(event.recipient, recipient, event.on)


def group_papers(outlook: Outlook) -> Iterator[Obligation]:
    """Another body's papers: the agenda shared by the day it met, the notes from then on.

    Only meetings of which one of the two was shared are known of.
    """
    shared: dict[tuple[str, date], list[tuple[GroupPapersShared, str]]] = {}
    for subject in outlook.network.subjects(PAPERS):
        for fact in outlook.network.facts(subject):
            met = fact.event.meeting_of_body
            shared.setdefault((fact.event.body, met), []).append((fact.event, fact.id))
    for (body, met), papers in shared.items():
        for mandate, rule in outlook.binding(DeadlineRule, met):
            if rule.what == "group-papers":
                before = sorted(
                    (event.sent_on, entry)
                    for event, entry in papers
                    if event.papers == "agenda" and event.sent_on <= met
                )
                after = sorted(
                    (event.sent_on, entry)
                    for event, entry in papers
                    if event.papers == "notes" and met <= event.sent_on
                )
                due = None if rule.days is None else days_after(met, rule.days)
                for what, sent, by, closes in (
                    ("group-agenda", before, met, met),
                    ("group-notes", after, due, None),
                ):
                    if outlook.asks_for(by or met):
                        yield outlook.obligation(
                            mandate,
                            rule,
                            what,
                            body,
                            str(met),
                            opens=met,
                            due=by,
                            done=sent[0][0] if sent else None,
                            closes=closes,
                            evidence=tuple(entry for _, entry in sent[:1]),
                        )
