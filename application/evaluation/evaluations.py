"""Evaluations, made from the log: of a network and a year, at a position, judged on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from application.book import people_at
from application.entries import NETWORKS
from application.evaluation.canonical import digest
from application.evaluation.chapters.afterwards import afterwards
from application.evaluation.chapters.duties import obligations
from application.evaluation.chapters.figures import Counted, figures
from application.evaluation.chapters.identity import identity, people
from application.evaluation.chapters.mandate import mandate
from application.evaluation.chapters.reports import reports
from application.evaluation.plain import plain
from application.evaluation.replay import Replay
from application.evaluation.shape import FORMAT, Evaluation
from application.moments import Unanswerable, named_position
from domain.chapters.reports import Compiled
from domain.network import Network
from domain.obligations import unregulated
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from application.ports import Holidays, LogReader, Rows


@dataclass(frozen=True, slots=True)
class Source:
    """The log an evaluation is made from: up to which position, when that was recorded, the root over it."""

    position: int
    known_at: str | None
    root: str
    sandbox: bool


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
        result = []
        for row in self._rows.known("networks", position):
            day = on or self._recorded_on(position, row.time_zone)
            if _has(row.start, row.until, year) and _first(row.start, year) <= day:
                result.append(row.network)
        return sorted(result)

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
        people = people_at(self._log, keys, position)
        return {key: person.name for key, person in people.items() if person.registered}


class Compiler:
    """Compiles reports from everything durable; see `application.ports.Evaluator`."""

    def __init__(self, evaluations: Evaluations, head: Callable[[], tuple[int, str | None]]) -> None:
        self._evaluations = evaluations
        self._head = head

    def compile(self, network: str, year: int) -> Compiled:
        """What a year's report compiled from everything durable now would be.

        It is judged on the day the last entry was recorded, or on the year's first day if that comes later.
        The hash is empty where the network has no such year. Raises UndecodableEntry.
        """
        position, _ = self._head()
        try:
            return Compiled(position, self._evaluations.digest(network, year, position), FORMAT)
        except Unanswerable:
            return Compiled(position, "", FORMAT)


def evaluated(replay: Replay, source: Source, holiday: Callable[[date], str | None]) -> Evaluation:
    """The evaluation of a network's year with its hash; `names` has the keys that may be people's, unread.

    `holiday` names the public holiday that a day is in the network's country.
    """
    year, before = Counted.of(replay), replay.before()
    said = Evaluation(
        format=FORMAT,
        network=replay.identity.network,
        year=replay.year,
        from_=replay.start,
        until=replay.until,
        on=replay.on,
        position=source.position,
        known_at=source.known_at,
        root=source.root,
        sandbox=source.sandbox,
        identity=identity(replay),
        figures=figures(year, None if before is None else Counted.of(before)),
        mandate=mandate(replay),
        membership=year.membership,
        offices=year.offices,
        meetings=year.meetings,
        matters=year.matters,
        reports=reports(replay),
        obligations=obligations(replay, holiday),
        findings=year.findings,
        afterwards=afterwards(replay),
        unregulated=unregulated(replay.seen, replay.last),
        hash="",
        names={},
    )
    data = plain(said)
    return replace(said, hash=digest(data), names=dict.fromkeys(sorted(people(data))))


def _has(founded: date, dissolved: date | None, year: int) -> bool:
    """Whether a network existed on a day of the year."""
    return founded.year <= year and is_before(_first(founded, year), dissolved)


def _first(founded: date, year: int) -> date:
    """The first day of a year on which a network existed, if it did."""
    return max(date(year, 1, 1), founded)
