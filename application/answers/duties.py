"""What mandates require, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.obligations import obligations as required
from domain.time import days_after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.network import Network
    from domain.obligations import Obligation

OPEN = frozenset({"due", "late", "upcoming"})
"""How an obligation stands that somebody still has to meet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which obligations are asked for: those of the days `[start, until)`, or of these the `open` ones."""

    start: date
    until: date
    open: bool

    def takes(self, one: Obligation) -> bool:
        """Whether an obligation of these days is asked for; an open one without a due day is not."""
        return not self.open or (one.status in OPEN and one.due is not None and one.due < self.until)


def of_year(year: int) -> Asked:
    """Every obligation of a calendar year."""
    return Asked(date(year, 1, 1), days_after(date(year, 12, 31), 1), open=False)


def within(network: Network, on: date, days: int) -> Asked:
    """What is late on a day, and what falls due in so many days from it."""
    return Asked(network.structure.founded, days_after(on, days + 1), open=True)


def obligations(
    network: Network,
    positions: Mapping[str, int],
    on: date,
    asked: Asked,
    holiday: Callable[[date], str | None],
) -> list[dict[str, Any]]:
    """A network's obligations as they stand on a day; one that is due on a holiday says so, and stays due.

    `positions` gives the position of every entry by id, for the evidence; `holiday` names the public holiday
    that a day is.
    """
    return [
        {
            "network": network.key,
            "on": on,
            "rule": one.rule,
            "quote": one.quote,
            "force": one.force,
            "what": one.what,
            "about": one.about,
            "due": one.due,
            "holiday": None if one.due is None else holiday(one.due),
            "status": one.status,
            "days_late": one.days_late,
            "evidence": sorted(positions[entry] for entry in one.evidence),
            "mandate_version": one.mandate_version,
        }
        for one in required(network, asked.start, asked.until, on)
        if asked.takes(one)
    ]
