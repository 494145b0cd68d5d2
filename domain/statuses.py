"""How a thing stands on a day, from the days of what became of it: said here once.

What a network is folded into, its rows in the read models, its findings and every answer ask here. Days are
taken as they are recorded; one that has not come by the day asked about has not been yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain.rules import DeadlineRule
from domain.time import days_after, is_before

if TYPE_CHECKING:
    from collections.abc import Iterable

MatterStatus = Literal["open", "overdue", "reported", "closed"]
MeetingStatus = Literal["scheduled", "held", "cancelled"]
MandateStatus = Literal["proposed", "approved", "in force", "superseded", "expired", "rejected"]
ProjectStatus = Literal["sketched", "presented", "approved", "declined", "started"]
TermStatus = Literal["coming", "running", "ended"]
Ending = Literal["expiry", "succession", "stepped-down", "lost-seat", "dissolution"]
"""What ends a term of an office."""


@dataclass(frozen=True, slots=True)
class Word:
    """A body's word on a revision of the mandate or on a project."""

    body: str
    on: date
    reference: str | None
    counts_for: str | None
    """The body named by the mandate whose word this is: itself, or the one it succeeded; None of none."""


def lacking(needed: Iterable[str], approvals: Iterable[Word], day: date) -> tuple[str, ...]:
    """The bodies, of those needed, whose approval was not there by a day."""
    there = {word.counts_for for word in approvals if word.on <= day}
    return tuple(body for body in needed if body not in there)


def matter_status(
    day: date, *, closed_on: date | None, reported_on: date | None, report_due: date | None
) -> MatterStatus:
    """A matter; `reported_on` is None while a later report is awaited."""
    if _has_come(closed_on, day):
        return "closed"
    if _has_come(reported_on, day):
        return "reported"
    return "overdue" if report_due is not None and report_due < day else "open"


def project_status(
    day: date,
    *,
    needed: Iterable[str],
    presented: Iterable[Word],
    approvals: Iterable[Word],
    declined: Iterable[Word],
    started_on: date | None,
) -> ProjectStatus:
    """A project; one that needs nobody's approval is never `approved`."""
    if _has_come(started_on, day):
        return "started"
    if any(word.on <= day for word in declined):
        return "declined"
    needed = tuple(needed)
    if needed and not lacking(needed, approvals, day):
        return "approved"
    return "presented" if any(word.on <= day for word in presented) else "sketched"


def version_status(day: date, *, until: date | None, sunset: date | None) -> MandateStatus:
    """A version of the mandate from its day in force on: `until` is the next one's, `sunset` its last day."""
    if not is_before(day, until):
        return "superseded"
    return "expired" if is_expired(sunset, day) else "in force"


def proposal_status(
    day: date, *, needed: Iterable[str], approvals: Iterable[Word], rejections: Iterable[Word]
) -> MandateStatus:
    """A revision before it is in force; of an approval and a rejection on one day the approval counts."""
    approvals = tuple(approvals)
    decisions = [(word.on, True) for word in approvals] + [(word.on, False) for word in rejections]
    latest = max((decision for decision in decisions if decision[0] <= day), default=None)
    if latest is not None and not latest[1]:
        return "rejected"
    return "proposed" if lacking(needed, approvals, day) else "approved"


def is_expired(sunset: date | None, day: date) -> bool:
    """Whether a sunset, a version's last day in force, lies before the day (row 65)."""
    return sunset is not None and sunset < day


def term_status(day: date, start: date, until: date | None) -> TermStatus:
    """A term of an office."""
    return "coming" if day < start else "running" if is_before(day, until) else "ended"


def due(rule: DeadlineRule, last: date) -> date | None:
    """The day by which a rule wants something in hand after a day; None where it says no number of days."""
    return None if rule.days is None else days_after(last, rule.days)


def minutes_due(rules: Iterable[DeadlineRule], last: date) -> date | None:
    """The day the rules in force on a meeting's last day give for its minutes; None where they give none."""
    days = (due(rule, last) for rule in rules if rule.what == "minutes")
    return next((day for day in days if day is not None), None)


def days_late(due: date, reached: date | None, day: date) -> int:
    """Days by which something missed its due day, or misses it by the day asked about; 0 in time."""
    by = reached if reached is not None and reached <= day else day
    return max(0, (by - due).days)


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and day <= on
