"""What the application needs of the outside: a log to write, a log to read, views to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from application.entries import Entry, Receipt
    from domain.chapters.reports import Compiled
    from domain.network import Network
    from domain.people import Person
    from projections.bitemporal import Known


class Log(Protocol):
    """The log as those who decide see it."""

    def network(self, key: str) -> Network | None:
        """The network as its newest entry leaves it, to change in place; None when never founded."""

    def person(self, key: str) -> Person:
        """The person as the newest entry leaves them; unregistered when there is none."""

    def knows(self, person: str) -> bool:
        """Whether anybody is registered under a key."""

    def forget(self, networks: Iterable[str]) -> None:
        """Drops what is held of some networks in memory, because it differs from the log."""

    def new_id(self) -> str:
        """An id for a new entry."""

    def append(self, entries: Sequence[Entry], receipts: Sequence[Receipt]) -> int:
        """Makes entries and receipts durable together; returns the first position. Raises Conflict."""

    def receipt(self, key: str) -> Receipt | None:
        """What an idempotency key led to before."""

    def answered(self, receipt: Receipt) -> list[Entry]:
        """The entries a receipt speaks of."""

    def destroy_key(self, person: str) -> None:
        """Destroys the key a person's data is encrypted with."""


class Evaluator(Protocol):
    """Who compiles a network's reports, as those who record that one was compiled see it."""

    def compile(self, network: str, year: int) -> Compiled:
        """What a year's report compiled from everything durable now would be.

        Of any year from 1 to 9999: whether the network was there is judged afterwards. It reads the log,
        never the networks a batch holds, which may be ahead of it. Raises UndecodableEntry.
        """


class LogReader(Protocol):
    """The log as those who answer see it."""

    def head(self) -> tuple[int, str | None]:
        """The last position, and the instant it was recorded."""

    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant; 0 when there was none."""

    def recorded_at(self, position: int) -> str | None:
        """The instant a position was recorded (UTC, ISO 8601); None for 0, before the first entry."""

    def streams_between(self, after: int, upto: int) -> list[str]:
        """The streams with entries in `(after, upto]`, sorted."""

    def of_stream(self, stream: str, upto: int, past_version: int = 0) -> Iterator[Entry]:
        """A stream's entries past a version, up to a position. Raises UndecodableEntry."""

    def of_people(self, people: Iterable[str], upto: int) -> Iterator[Entry]:
        """The entries about some people, each one's in order, up to a position. Raises UndecodableEntry."""


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


class EntryReader(Protocol):
    """The log as an auditor reads it."""

    def matching(self, filters: EntryFilter, upto: int) -> Iterator[Entry]:
        """Entries that match, by position, none past a position; `event` is None where it cannot be shown."""

    def amendments(self, entries: Iterable[Entry], upto: int) -> Mapping[str, list[str]]:
        """The ids of the entries that correct or annul each of the given ones."""
