"""What mandates require, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.obligations import obligations as required
from domain.time import days_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.network import Network

OPEN = frozenset({"due", "late", "upcoming"})
"""How an obligation stands that somebody still has to meet."""


def obligations(
    network: Network, positions: Mapping[str, int], on: date, within: int | None
) -> list[dict[str, Any]]:
    """A network's obligations of the day's calendar year; with `within`, the open ones due by then.

    `positions` gives the position of every entry by id, for the evidence.
    """
    if within is None:
        start, until = date(on.year, 1, 1), days_after(date(on.year, 12, 31), 1)
    else:
        start, until = network.structure.founded, days_after(on, within + 1)
    return [
        {
            "network": network.key,
            "rule": one.rule,
            "quote": one.quote,
            "force": one.force,
            "what": one.what,
            "about": one.about,
            "due": one.due,
            "status": one.status,
            "days_late": one.days_late,
            "evidence": sorted(positions[entry] for entry in one.evidence),
            "mandate_version": one.mandate_version,
        }
        for one in required(network, start, until, on)
        if within is None or (one.status in OPEN and one.due is not None and one.due < until)
    ]
