"""Who came to the year's meetings for whom, constituency by constituency."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.findings.presence import Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstituencyPresence:
    """How a constituency was present at one meeting: in the capacity it came in, `absent`, or `none`.

    `none`: nothing is recorded, though it had, or should have had, a seat.
    """

    constituency: str
    meeting: str
    capacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstituencyLine:
    """One constituency's attendance: meetings it could come to, those it was represented at."""

    constituency: str
    meetings: int
    represented: int
    missed_in_a_row: int
    """Length of its longest run of meetings missed in the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Two or more meetings in a row without anybody for a constituency."""

    constituency: str
    meetings: tuple[str, ...]


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
