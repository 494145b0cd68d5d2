"""What the application needs of the outside: a log to write, a log to read, views to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from application.entries import Entry, Receipt
    from domain.chapters.reports import Compiled
    from domain.network import Network
    from domain.people import Person


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
