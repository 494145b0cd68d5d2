"""A network replayed to a position and seen from a day, and the year of it that is evaluated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from domain.findings import found_in
from domain.obligations import required
from domain.obligations.outlook import Outlook, as_of
from domain.rules import Rules
from domain.time import day_after, days_after, earlier, is_before
from projections import catalogue
from projections.mandates import version_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from application.entries import Entry
    from domain.chapter import Subject
    from domain.findings import Finding
    from domain.network import Network
    from domain.obligations import Obligation
    from projections.mandates import MandateRow
    from projections.networks import NetworkRow

_ROWS = {projection.name: projection for projection in catalogue.PROJECTIONS}


@dataclass(frozen=True)
class Replay:
    """What every chapter is computed from.

    `seen` is the network without what took effect or was done after `on`, the day it is judged on. Things
    are told as they stood on the `last` day: the year's, or `on` while the year is not over.
    """

    network: Network
    """As its entries leave it at the position."""
    seen: Network
    entries: Sequence[Entry]
    """Its entries up to the position, in order."""
    positions: Mapping[str, int]
    """Position of every entry by id."""
    findings: Sequence[Finding]
    """What was done against the rules, in whatever year."""
    year: int
    on: date
    _rows: dict[str, list[Any]] = field(default_factory=dict)
    """The rows of the projections asked for so far, the same for every year."""

    @classmethod
    def of(cls, network: Network, entries: Sequence[Entry], year: int, on: date) -> Replay:
        """A year of a founded network, given as the entries of its stream leave it."""
        positions = {entry.id: entry.position or 0 for entry in entries}
        seen = as_of(network, on)
        return cls(
            network,
            seen,
            entries,
            positions,
            found_in(Outlook(seen, seen.structure.founded, date.max, on)),
            year,
            on,
        )

    # days

    @cached_property
    def start(self) -> date:
        """The year's first day on which the network existed."""
        return max(date(self.year, 1, 1), self.seen.structure.founded)

    @property
    def next_year(self) -> date:
        """The first day of the next year, or the calendar's last."""
        return days_after(date(self.year, 12, 31), 1)

    @cached_property
    def until(self) -> date:
        """The first day after the year, or the day of the network's dissolution."""
        return cast("date", earlier(self.next_year, self.seen.structure.dissolved))

    @cached_property
    def end(self) -> date:
        """The first day that is not counted: as `until`, or the day after `on` if that comes before."""
        return cast("date", earlier(self.until, day_after(self.on)))

    @cached_property
    def last(self) -> date:
        """The last day that is counted."""
        return self.end - timedelta(days=1)

    def holds(self, day: date | None) -> bool:
        """Whether a day is counted."""
        return day is not None and self.start <= day < self.end

    def days(self, start: date, until: date | None) -> int:
        """How many counted days a half-open interval has."""
        return max(0, (min(self.end, until or self.end) - max(self.start, start)).days)

    def touches(self, start: date, until: date | None) -> bool:
        """Whether a half-open interval has a counted day."""
        return max(self.start, start) < self.end and is_before(max(self.start, start), until)

    def before(self) -> Replay | None:
        """The same with the year before; None where the network did not exist then."""
        year = self.year - 1
        return None if year < self.seen.structure.founded.year else replace(self, year=year)

    # rows

    def rows(self, projection: str, *also: Subject) -> list[Any]:
        """Every row of a projection, those of subjects `also` that no fact is about included."""
        if projection not in self._rows:
            result = _ROWS[projection]
            known = [subject for kind in result.kinds for subject in self.seen.subjects(kind)]
            asked = dict.fromkeys((*known, *also))
            self._rows[projection] = [row for subject in asked for row in result.rows(self.seen, subject)]
        return self._rows[projection]

    @cached_property
    def identity(self) -> NetworkRow:
        """The network's own row."""
        return cast("NetworkRow", self.rows("networks")[0])

    @cached_property
    def versions(self) -> list[MandateRow]:
        """The rows of the mandate: versions, then proposals."""
        return self.rows("mandates")

    @cached_property
    def mandate(self) -> MandateRow:
        """The version in force on the last day."""
        return cast("MandateRow", version_on(self.versions, self.last))

    @cached_property
    def rules(self) -> Rules:
        """The rules in force on the last day."""
        return Rules(self.mandate.rules)

    # how it stands against the mandate

    @cached_property
    def obligations(self) -> list[Obligation]:
        """What was to be done in the year, also on days of it that have not come."""
        return required(Outlook(self.seen, self.start, self.until, self.on))

    def evidence(self, entries: Sequence[str]) -> tuple[int, ...]:
        """The positions of some entries, in order."""
        return tuple(sorted(self.positions[entry] for entry in entries))


def rounded(number: float) -> float:
    """A number as an evaluation gives it: with four decimals at most."""
    return round(float(number), 4)


def share(part: int, whole: int) -> float | None:
    """A part of a whole; None of nothing."""
    return rounded(part / whole) if whole else None


def median(numbers: Sequence[int]) -> float | None:
    """The middle one of some numbers, or the mean of the two in the middle; None of none."""
    ordered, half = sorted(numbers), len(numbers) // 2
    if not ordered:
        return None
    return rounded(ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2)
