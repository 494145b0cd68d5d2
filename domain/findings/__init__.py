"""Findings: what was done in fact against the rules, recorded as it was, with the sentence it breaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.findings import attendance, gatherings, work
from domain.findings.finding import Finding
from domain.obligations.outlook import Outlook, as_of

if TYPE_CHECKING:
    from domain.network import Network

_LOOKS = (
    attendance.without_standing,
    gatherings.late_minutes,
    gatherings.too_few_note_takers,
    gatherings.counted_twice,
    work.early_projects,
    work.under_an_expired_mandate,
    work.elections_without_a_seat,
    work.overdue_matters,
)


def findings(network: Network, today: date) -> list[Finding]:
    """Everything in a network that stands against the rules on a day, in the order it happened.

    What took effect or was done after that day does not count.
    """
    seen = as_of(network, today)
    return found_in(Outlook(seen, seen.structure.founded, date.max, today))


def found_in(outlook: Outlook) -> list[Finding]:
    """The same of an outlook, whose network is the one of its day."""
    result = [finding for look in _LOOKS for finding in look(outlook)]
    return sorted(result, key=lambda finding: (finding.day, finding.kind, finding.detail))


__all__ = ["Finding", "findings", "found_in"]
