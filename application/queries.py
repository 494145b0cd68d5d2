"""The questions the register answers: for any day, as known at any position, each answer saying which.

An answer is plain data in the shape of the contract. It is computed from view rows known at its position;
nothing here replays the log but what asks for one network whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from application.answers import audit, duties, gatherings, mandates, overview, standing
from application.entries import NETWORKS, PEOPLE
from application.moments import Unanswerable, named_position
from domain.network import Network
from domain.obligations import unregulated
from domain.people import Person, evolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from application.entries import Entry
    from application.ports import LogReader
    from projections.bitemporal import Known


@dataclass(frozen=True, slots=True)
class Moment:
    """What an answer is about: a day in the world, and what the book knew at a position and its instant."""

    on: date
    known_at: str | None
    position: int


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries to show, oldest first; `since` and `until` bound the day of recording (UTC)."""

    network: str | None = None
    type: str | None = None
    actor: str | None = None
    person: str | None = None
    since: date | None = None
    until: date | None = None
    after: int = 0
    limit: int | None = None


class Rows(Protocol):
    """The view rows as those who answer see them."""

    def position(self) -> int:
        """The position up to which the rows are those of the log."""

    def known(self, projection: str, position: int, network: str | None = None) -> list[Any]:
        """The rows of a projection known at a position, of one network or of all, as they were opened."""

    def of_person(self, projection: str, person: str, position: int) -> list[Known]:
        """Every row about a person the book knew at some position up to this one."""

    def between(self, network: str, after: int, upto: int) -> list[tuple[str, Known]]:
        """A network's rows opened or closed by an entry in `(after, upto]`, with their projection's name."""


class Holidays(Protocol):
    """The calendar of public holidays."""

    def name(self, country: str, language: str, day: date) -> str | None:
        """What a country calls the holiday that a day is, in a language if it can; None for other days."""


class EntryReader(Protocol):
    """The log as an auditor reads it."""

    def matching(self, filters: EntryFilter, upto: int) -> Iterator[Entry]:
        """Entries that match, by position, none past a position; `event` is None where it cannot be shown."""

    def amendments(self, entries: Iterable[Entry], upto: int) -> Mapping[str, list[str]]:
        """The ids of the entries that correct or annul each of the given ones."""


class Queries:
    """Answers questions about the register."""

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
        self._log = log
        self._rows = rows
        self._entries = entries
        self._now = now
        self._holidays = holidays
        self._sandbox = sandbox

    # questions

    def networks(self, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Every network: its identity, how its mandate stands, how many sit in it, how many are missing."""
        moment, days = self._about_all(on, known_at)
        versions = _by_network(self._rows.known("mandates", moment.position))
        places = _by_network(self._rows.known("membership", moment.position))
        listed = [
            {
                **overview.network_line(row, versions.get(row.network, []), places.get(row.network, []), day),
                "on": day,
            }
            for row, day in days
        ]
        return self._answer(moment, None, on=_shared(days, moment), networks=listed)

    def members(self, network: str, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Who holds which seat for whom on a day, with deputies, substitutes, observers and empty seats."""
        moment, _ = self._about(network, on, known_at)
        rows = self._rows.known("membership", moment.position, network)
        names = self._names((row.person for row in rows), moment.position)
        return self._answer(moment, network, **standing.members(rows, moment.on, names))

    def chairs(self, network: str, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Every term of every office, and the days a regulated office stood empty."""
        moment, identity = self._about(network, on, known_at)
        terms = self._rows.known("offices", moment.position, network)
        versions = self._rows.known("mandates", moment.position, network)
        names = self._names((row.person for row in terms), moment.position)
        return self._answer(moment, network, **standing.chairs(identity, terms, versions, moment.on, names))

    def mandates(
        self,
        network: str,
        on: date | None = None,
        known_at: str | None = None,
        diff: tuple[int, int] | None = None,
    ) -> dict[str, Any]:
        """Every version and proposal, with its approvals; `diff` compares two versions by number."""
        moment, _ = self._about(network, on, known_at)
        rows = self._rows.known("mandates", moment.position, network)
        if diff is None:
            return self._answer(moment, network, versions=mandates.mandates(rows, moment.on))
        numbered = {row.version: row for row in rows if row.version is not None}
        for number in diff:
            if number not in numbered:
                raise Unanswerable(f"“{network}” has no version {number}; it has {_listed(numbered)}.")
        return self._answer(
            moment, network, diff=mandates.mandate_diff(*(numbered[number] for number in diff))
        )

    def meetings(self, network: str, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Every meeting with call, agenda, attendance and minutes, and how late those are."""
        moment, _ = self._about(network, on, known_at)
        rows = self._rows.known("meetings", moment.position, network)
        there = self._rows.known("attendance", moment.position, network)
        names = self._names((row.person for row in there), moment.position)
        return self._answer(moment, network, meetings=gatherings.meetings(rows, there, moment.on, names))

    def matters(self, network: str, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """The activity list, and the projects with the approvals they have and lack."""
        moment, _ = self._about(network, on, known_at)
        return self._answer(
            moment,
            network,
            matters=gatherings.matters(self._rows.known("matters", moment.position, network), moment.on),
            projects=gatherings.projects(self._rows.known("projects", moment.position, network), moment.on),
        )

    def obligations(
        self,
        network: str | None = None,
        on: date | None = None,
        known_at: str | None = None,
        within: int | None = None,
        year: int | None = None,
    ) -> dict[str, Any]:
        """What the mandate requires in a calendar year, of one network or all, and how it stands on a day.

        The year is `year`, else the day's. With `within`, instead, what is late and what falls due in so many
        days. Of all networks, each is asked about its own day.
        """
        if network is None:
            moment, days = self._about_all(on, known_at)
        else:
            moment, identity = self._about(network, on, known_at)
            days = [(identity, moment.on)]
        found: list[dict[str, Any]] = []
        silent: tuple[str, ...] = ()
        for row, day in days:
            folded, positions = self._folded_with_positions(NETWORKS + row.network, moment.position)
            year_asked = duties.of_year(year or day.year)
            asked = year_asked if within is None else duties.within(folded, day, within)
            name = partial(self._holidays.name, row.country, row.language)
            found += duties.obligations(folded, positions, day, asked, name)
            silent = unregulated(folded, day)
        return self._answer(
            moment,
            network,
            on=_shared(days, moment),
            obligations=found,
            unregulated=silent if network else (),
        )

    def changes(self, network: str, after: int, upto: int) -> dict[str, Any]:
        """What changed in a network's answers between two positions, the first excluded."""
        moment, _ = self._about(network, None, str(upto))
        if after > upto:
            raise Unanswerable(f"Position {after} comes after {upto}; write the earlier one first.")
        rows = self._rows.between(network, after, upto)
        return self._answer(moment, network, on=None, changes=audit.changes(rows, after, upto))

    def person(self, key: str, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Everything a person held, corrected or not; the meetings they were at."""
        moment = self._at("UTC", on, named_position(self._log, known_at, "UTC", self._rows.position()))
        person = self._person(key, moment.position)
        if not person.registered:
            raise Unanswerable(f"Nobody is registered as “{key}” at position {moment.position}.")
        held = self._rows.of_person("membership", key, moment.position)
        terms = self._rows.of_person("offices", key, moment.position)
        there = self._rows.of_person("attendance", key, moment.position)
        return self._answer(
            moment,
            None,
            person=key,
            name=person.name,
            holdings=audit.holdings(held, terms),
            attendance=audit.attendance(there),
        )

    def entries(self, filters: EntryFilter, known_at: str | None = None) -> dict[str, Any]:
        """The log itself: who recorded what, when, under which authority, corrected by what."""
        moment = self._at("UTC", None, named_position(self._log, known_at, "UTC", self._log.head()[0]))
        found = list(self._entries.matching(filters, moment.position))
        corrected = self._entries.amendments(found, moment.position)
        listed = [audit.entry(entry, corrected) for entry in found]
        return self._answer(moment, filters.network, on=None, entries=listed)

    def show(self, network: str, on: date | None = None, known_at: str | None = None) -> dict[str, Any]:
        """The network on a page: mandate, offices, counts, next meeting, open findings."""
        moment, identity = self._about(network, on, known_at)
        position = moment.position
        terms = self._rows.known("offices", position, network)
        versions = self._rows.known("mandates", position, network)
        places = self._rows.known("membership", position, network)
        folded = self._folded(NETWORKS + network, position)
        names = self._names((row.person for row in terms), position)
        return self._answer(
            moment,
            network,
            **overview.show(identity, terms, versions, places, folded, moment.on, names),
        )

    # moments

    def _about(self, network: str, on: date | None, known_at: str | None) -> tuple[Moment, Any]:
        """The moment a question about one network is asked for, and the network's own row at its position."""
        seen = self._rows.position()
        position = named_position(self._log, known_at, self._zone(network, seen), seen)
        found = self._rows.known("networks", position, network)
        if not found:
            raise Unanswerable(
                f"There is no network “{network}” at position {position}; `samverk networks` lists them."
            )
        return self._at(found[0].time_zone, on, position), found[0]

    def _about_all(self, on: date | None, known_at: str | None) -> tuple[Moment, list[tuple[Any, date]]]:
        """The moment a question about every network is asked for, and each one's row with its own day."""
        moment = self._at("UTC", on, named_position(self._log, known_at, "UTC", self._rows.position()))
        rows = sorted(self._rows.known("networks", moment.position), key=lambda row: row.network)
        return moment, [(row, on or self._today(row.time_zone)) for row in rows]

    def _today(self, zone: str) -> date:
        return self._now().astimezone(ZoneInfo(zone)).date()

    def _zone(self, network: str, position: int) -> str:
        found = self._rows.known("networks", position, network)
        return found[0].time_zone if found else "UTC"

    def _at(self, zone: str, on: date | None, position: int) -> Moment:
        return Moment(on or self._today(zone), self._log.recorded_at(position), position)

    # people and networks

    def _names(self, keys: Iterable[str | None], position: int) -> dict[str, str | None]:
        people = {key: Person(key) for key in keys if key is not None}
        for entry in self._log.of_people(people, position):
            evolve(people[entry.stream.removeprefix(PEOPLE)], entry.event, entry.actor)
        return {key: person.name for key, person in people.items()}

    def _person(self, key: str, position: int) -> Person:
        person = Person(key)
        for entry in self._log.of_people((key,), position):
            evolve(person, entry.event, entry.actor)
        return person

    def _folded(self, stream: str, position: int) -> Network:
        return self._folded_with_positions(stream, position)[0]

    def _folded_with_positions(self, stream: str, position: int) -> tuple[Network, dict[str, int]]:
        """The network at a position, and the position of each of its entries by id."""
        network, positions = Network(stream), {}
        for entry in self._log.of_stream(stream, position):
            network.apply(entry.id, entry.event)
            positions[entry.id] = entry.position or 0
        return network, positions

    def _answer(self, moment: Moment, network: str | None, **said: Any) -> dict[str, Any]:
        """The answer with what it is an answer to; `on` is None where the question is about no day."""
        answer = {
            "network": network,
            "on": moment.on,
            "known_at": moment.known_at,
            "position": moment.position,
            **said,
        }
        if self._sandbox:
            answer["sandbox"] = True
        return answer


def _by_network(rows: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.network, []).append(row)
    return grouped


def _shared(days: Iterable[tuple[Any, date]], moment: Moment) -> date | None:
    """The day of every network, the moment's where there is none; None where they have not one day."""
    found = {day for _, day in days} or {moment.on}
    return found.pop() if len(found) == 1 else None


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))
