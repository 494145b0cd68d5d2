"""What every question is answered from: the book, as it stood at a position, for any day.

Nothing here replays the log but what asks for one network whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict
from zoneinfo import ZoneInfo

from application.entries import NETWORKS, PEOPLE
from application.moments import Unanswerable, named_position
from domain.network import Network
from domain.people import Person, evolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from application.ports import EntryReader, Holidays, LogReader, Rows
    from projections.networks import NetworkRow


@dataclass(frozen=True, slots=True)
class Moment:
    """What an answer is about: a day in the world, and what the book knew at a position and its instant."""

    on: date
    known_at: str | None
    position: int


class Head(TypedDict):
    """What every answer says of itself: the fields of `Answer`, to make one with."""

    network: str | None
    on: date | None
    known_at: str | None
    position: int
    sandbox: bool


class Book:
    """The register as those who answer read it."""

    def __init__(
        self,
        log: LogReader,
        rows: Rows,
        entries: EntryReader,
        now: Callable[[], datetime],
        *,
        holidays: Holidays,
        sandbox: bool,
    ) -> None:
        self.log = log
        self.rows = rows
        self.entries = entries
        self.holidays = holidays
        self._now = now
        self._sandbox = sandbox

    def head(self, moment: Moment, network: str | None, on: date | None) -> Head:
        """What an answer says of itself; `on` is None where the question is about no day."""
        return {
            "network": network,
            "on": on,
            "known_at": moment.known_at,
            "position": moment.position,
            "sandbox": self._sandbox,
        }

    # moments

    def about(self, network: str, on: date | None, known_at: str | None) -> tuple[Moment, NetworkRow]:
        """The moment a question about one network is asked for, and the network's own row at its position.

        Raises Unanswerable.
        """
        seen = self.rows.position()
        position = named_position(self.log, known_at, self._zone(network, seen), seen)
        result = self.rows.known("networks", position, network)
        if not result:
            raise Unanswerable(
                f"There is no network “{network}” at position {position}; `samverk networks` lists them."
            )
        return self._at(result[0].time_zone, on, position), result[0]

    def about_all(
        self, on: date | None, known_at: str | None
    ) -> tuple[Moment, list[tuple[NetworkRow, date]]]:
        """The moment a question about every network is asked for, and each one's row with its own day."""
        moment = self.about_people(on, known_at)
        rows = sorted(self.rows.known("networks", moment.position), key=lambda row: row.network)
        return moment, [(row, on or self._today(row.time_zone)) for row in rows]

    def about_people(self, on: date | None, known_at: str | None) -> Moment:
        """The moment of a question about no network. Raises Unanswerable."""
        return self._at("UTC", on, named_position(self.log, known_at, "UTC", self.rows.position()))

    def about_log(self, known_at: str | None) -> Moment:
        """The moment of a question about the log itself, up to its end. Raises Unanswerable."""
        return self._at("UTC", None, named_position(self.log, known_at, "UTC", self.log.head()[0]))

    def _today(self, zone: str) -> date:
        return self._now().astimezone(ZoneInfo(zone)).date()

    def _zone(self, network: str, position: int) -> str:
        result = self.rows.known("networks", position, network)
        return result[0].time_zone if result else "UTC"

    def _at(self, zone: str, on: date | None, position: int) -> Moment:
        return Moment(on or self._today(zone), self.log.recorded_at(position), position)

    # people and networks

    def person(self, key: str, position: int) -> Person:
        """Somebody as known at a position; unregistered where nobody is."""
        return people_at(self.log, (key,), position)[key]

    def names(self, keys: Iterable[str | None], position: int) -> dict[str, str | None]:
        """The name of everybody by key, as known at a position; None for who has been erased."""
        people = people_at(self.log, (key for key in keys if key is not None), position)
        return {key: person.name for key, person in people.items()}

    def whole(self, network: str, position: int) -> tuple[Network, dict[str, int]]:
        """A network at a position, replayed, and the position of each of its entries by id."""
        stream = NETWORKS + network
        folded, positions = Network(stream), {}
        for entry in self.log.of_stream(stream, position):
            folded.apply(entry.id, entry.event)
            positions[entry.id] = entry.position or 0
        return folded, positions


def people_at(log: LogReader, keys: Iterable[str], position: int) -> dict[str, Person]:
    """People by key, as known at a position."""
    people = {key: Person(key) for key in keys}
    for entry in log.of_people(people, position):
        evolve(people[entry.stream.removeprefix(PEOPLE)], entry.event, entry.actor)
    return people


def by_network(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows of several networks by network."""
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.network, []).append(row)
    return grouped


def shared(days: Iterable[tuple[Any, date]], moment: Moment) -> date | None:
    """The day of every network, the moment's where there is none; None where they have not one day."""
    result = {day for _, day in days} or {moment.on}
    return result.pop() if len(result) == 1 else None
