"""What went wrong around meetings that were held: minutes, note-takers, a joint meeting entered twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.findings.finding import Finding, sentence
from domain.obligations import deadlines
from domain.rules import CountRule
from domain.time import days_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.obligations.outlook import Outlook


_REACHED = (
    sentence("The minutes of “{meeting}” reached the members 1 day late."),
    sentence("The minutes of “{meeting}” reached the members {days} days late."),
)
_NOT_REACHED = (
    sentence("The minutes of “{meeting}” have not reached the members and are 1 day late."),
    sentence("The minutes of “{meeting}” have not reached the members and are {days} days late."),
)
_FEW = sentence("“{meeting}” had {number} of {needed} people to take its notes.")
_TWICE = sentence("Counted more than once if they are one joint meeting, held on one day: “{meetings:”, “}”.")


def late_minutes(outlook: Outlook) -> Iterator[Finding]:
    """Minutes that reached the members later than the mandate allows, or should have reached them by now."""
    held = {gathering.key: entry for gathering, entry in outlook.held()}
    for minutes in deadlines.minutes(outlook):
        if minutes.due is not None and minutes.days_late is not None:
            one, several = _REACHED if minutes.evidence else _NOT_REACHED
            yield Finding(
                "minutes",
                one if minutes.days_late == 1 else several,
                {"meeting": minutes.about, "days": minutes.days_late},
                minutes.quote,
                days_after(minutes.due, minutes.days_late),
                (held[minutes.about], *minutes.evidence),
            )


def too_few_note_takers(outlook: Outlook) -> Iterator[Finding]:
    """Meetings, over by now, with fewer people to take notes than the mandate asks for."""
    for gathering, entry in outlook.held():
        taking = len(set(gathering.meeting.note_takers))
        for _, rule in outlook.binding(CountRule, gathering.last):
            if rule.what == "note-takers" and taking < rule.count and gathering.last < outlook.today:
                yield Finding(
                    "note-takers",
                    _FEW,
                    {"meeting": gathering.key, "number": taking, "needed": rule.count},
                    rule.quote,
                    gathering.last,
                    (entry, *gathering.entries("NoteTakersAppointed")[-1:]),
                )


def counted_twice(outlook: Outlook) -> Iterator[Finding]:
    """Meetings held on one day of which one is joint: it may be one meeting that each network entered."""
    by_day: dict[date, list[str]] = {}
    entries: dict[str, str] = {}
    joint = set()
    for gathering, entry in outlook.held():
        by_day.setdefault(gathering.first, []).append(gathering.key)
        entries[gathering.key] = entry
        if gathering.meeting.joint:
            joint.add(gathering.first)
    for day in sorted(joint):
        if len(by_day[day]) > 1:
            rules = outlook.network.mandate_on(day).rules.of(CountRule)
            yield Finding(
                "joint-meeting",
                _TWICE,
                {"meetings": tuple(by_day[day])},
                next((rule.quote for rule in rules if rule.what == "meetings"), None),
                day,
                tuple(entries[key] for key in by_day[day]),
            )
