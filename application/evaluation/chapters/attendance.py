"""Who came to the year's meetings for whom, constituency by constituency."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from application.evaluation.shape import ConstituencyLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.findings.presence import Presence


def by_constituency(presences: Sequence[Presence]) -> tuple[ConstituencyLine, ...]:
    """One line for each constituency, from how it was at every meeting, given by constituency and day."""
    lines = []
    for constituency, group in groupby(presences, key=lambda one: one.constituency):
        missed = [one.missed for one in group]
        runs = [len(list(run)) for is_missed, run in groupby(missed) if is_missed]
        lines.append(
            ConstituencyLine(
                constituency=constituency,
                meetings=len(missed),
                represented=missed.count(False),
                missed_in_a_row=max(runs, default=0),
            )
        )
    return tuple(lines)
