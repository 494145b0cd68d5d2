"""Obligations: what a mandate requires of its network, and how it stands on a day (rules marked O)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.obligations import counts, deadlines, tenures
from domain.obligations.outlook import Obligation, Outlook, as_of
from domain.obligations.topics import unregulated

if TYPE_CHECKING:
    from domain.network import Network

_FAMILIES = (
    counts.of_years,
    counts.at_meetings,
    deadlines.minutes,
    deadlines.annual_reports,
    deadlines.group_papers,
    tenures.terms,
    tenures.vacancies,
    tenures.sunsets,
)


def obligations(network: Network, start: date, until: date, today: date) -> list[Obligation]:
    """Every obligation whose due day or period falls in `[start, until)`, as it stands on `today`.

    In the order of their due days, those without one last. What took effect or was done after `today` does
    not count; what is planned for later does. Each comes from the mandate version in force on its due day.
    Nothing is due before the founding, from the dissolution on, or under an expired mandate.
    """
    return required(Outlook(as_of(network, today), start, until, today))


def required(outlook: Outlook) -> list[Obligation]:
    """The same of an outlook, whose network is the one of its day."""
    result = [obligation for family in _FAMILIES for obligation in family(outlook)]
    return sorted(
        result,
        key=lambda one: (one.due or date.max, one.rule, one.what, one.about),
    )


__all__ = ["Obligation", "obligations", "required", "unregulated"]
