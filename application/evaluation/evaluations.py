"""Evaluations, made from the log: of a network and a year, at a position, judged on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from application.entries import NETWORKS, PEOPLE
from application.evaluation.evaluating import Source, evaluated
from application.evaluation.replay import Replay
from application.moments import Unanswerable, named_position
from domain.network import Network
from domain.people import Person, evolve
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from application.evaluation.shape import Evaluation
    from application.ports import LogReader
    from application.queries import Holidays, Rows


class Evaluations:
    """Evaluates networks; `root` gives the hexadecimal root of the log at a position.

    What is made at a position is made from it alone, so that it is the same whenever and wherever: also the
    day it is judged on, which by default is the day the position was recorded, in the network's time zone.
    """

    def __init__(
        self,
        log: LogReader,
        rows: Rows,
        root: Callable[[int], str],
        holidays: Holidays,
        *,
        sandbox: bool,
    ) -> None:
        self._log = log
        self._rows = rows
        self._root = root
        self._holidays = holidays
        self._sandbox = sandbox

    def position(self, known_at: str | None, network: str | None = None) -> int:
        """The position `known_at` names, a day being one of the network's; the log's end without one.

        Raises Unanswerable.
        """
        head, _ = self._log.head()
        zone = "UTC"
        if network is not None and known_at is not None and not known_at.isdigit():
            founding = next(self._log.of_stream(NETWORKS + network, head), None)
            zone = zone if founding is None else founding.event.time_zone
        return named_position(self._log, known_at, zone, head)

    def evaluate(self, network: str, year: int, position: int, on: date | None = None) -> Evaluation:
        """A network's year as known at a position, with the names that can still be read.

        A year that is not over on the day it is judged on is evaluated up to it. Raises UndecodableEntry,
        and Unanswerable for an unknown network, a year in which it did not exist, and one not begun.
        """
        said = self._nameless(network, year, position, on)
        return replace(said, names=self._names(said.names, position))

    def digest(self, network: str, year: int, position: int) -> str:
        """The hash of a year's evaluation at a position; of one not begun by then, as of its first day.

        Raises as `evaluate` does, but not for a year not begun.
        """
        return self._nameless(network, year, position, None, ahead=True).hash

    def networks(self, year: int, position: int, on: date | None = None) -> list[str]:
        """The keys of the networks known at a position that have begun the year by the day, sorted."""
        found = []
        for row in self._rows.known("networks", position):
            day = on or self._recorded_on(position, row.time_zone)
            if _has(row.start, row.until, year) and _first(row.start, year) <= day:
                found.append(row.network)
        return sorted(found)

    def _nameless(
        self, network: str, year: int, position: int, on: date | None, *, ahead: bool = False
    ) -> Evaluation:
        entries = tuple(self._log.of_stream(NETWORKS + network, position))
        folded = Network(NETWORKS + network)
        for entry in entries:
            folded.apply(entry.id, entry.event)
        founding = folded.structure.founding
        if founding is None:
            raise Unanswerable(
                f"There is no network “{network}” at position {position}; `samverk networks` lists them."
            )
        first = _first(founding.effective, year)
        day = on or self._recorded_on(position, founding.time_zone)
        if ahead:
            day = max(day, first)
        dissolved = folded.structure.dissolved
        if not _has(founding.effective, dissolved, year):
            ended = "" if dissolved is None else f" and dissolved on {dissolved}"
            raise Unanswerable(
                f"“{network}” did not exist in {year}: it was founded on {founding.effective}{ended}."
            )
        if day < first:
            raise Unanswerable(
                f"{year} begins on {first} for “{network}”; it cannot be judged on {day}, before that."
            )
        source = Source(position, self._log.recorded_at(position), self._root(position), self._sandbox)
        return evaluated(
            Replay.of(folded, entries, year, day),
            source,
            partial(self._holidays.name, founding.country, founding.language),
        )

    def _recorded_on(self, position: int, zone: str) -> date:
        """The day a position was recorded, in a time zone."""
        recorded = self._log.recorded_at(position)
        return (
            date.min
            if recorded is None
            else datetime.fromisoformat(recorded).astimezone(ZoneInfo(zone)).date()
        )

    def _names(self, keys: Iterable[str], position: int) -> dict[str, str | None]:
        """The names of those keys that are registered people's; None for who has been erased."""
        people = {key: Person(key) for key in keys}
        for entry in self._log.of_people(people, position):
            evolve(people[entry.stream.removeprefix(PEOPLE)], entry.event, entry.actor)
        return {key: person.name for key, person in people.items() if person.registered}


def _has(founded: date, dissolved: date | None, year: int) -> bool:
    """Whether a network existed on a day of the year."""
    return founded.year <= year and is_before(_first(founded, year), dissolved)


def _first(founded: date, year: int) -> date:
    """The first day of a year on which a network existed, if it did."""
    return max(date(year, 1, 1), founded)
