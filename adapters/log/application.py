"""The register's log, carried by `eventsourcing`: an Application with a mapper and a recorder of our own.

It gives what the library is good at: networks rebuilt from their events, kept in a cache and fast-forwarded
when another process wrote, and entries of several streams recorded at once.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.persistence import InfrastructureFactory, IntegrityError
from eventsourcing.utils import Environment

from adapters.log.entries import Receipt as LogReceipt
from adapters.log.entries import new_id
from adapters.log.recorder import LogRecorder
from application.entries import NETWORKS, PEOPLE, Conflict, Entry, Receipt
from application.held import Held
from domain import people
from domain.network import Network
from domain.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from eventsourcing.persistence import Mapper

    from adapters.log.keys import KeyStore
    from adapters.log.mapper import LogMapper

HELD = 20_000
"""Entries of networks kept in memory between batches."""
KNOWN = 100_000
"""Keys of registered people remembered before they are looked up again."""


class _Infrastructure(InfrastructureFactory[Any]):
    """Hands the recorder out; nothing is configured by environment variables."""

    def __init__(self, recorder: LogRecorder) -> None:
        super().__init__(Environment("samverk", {}))
        self._recorder = recorder

    def application_recorder(self) -> LogRecorder:
        return self._recorder

    aggregate_recorder = tracking_recorder = process_recorder = application_recorder  # type: ignore[assignment]


class LogApplication(Application[str]):
    """The log as the application layer sees it: see `application.ports.Log` and `LogReader`."""

    def __init__(self, recorder: LogRecorder, mapper: LogMapper, keys: KeyStore) -> None:
        self._infrastructure = _Infrastructure(recorder)
        self._log_mapper = mapper
        self._keys = keys
        self.log_recorder = recorder
        self._known: set[str] = set()
        self._held: Held[None] = Held(HELD)
        super().__init__(
            {
                Application.AGGREGATE_CACHE_MAXSIZE: "0",
                Application.DEEPCOPY_FROM_AGGREGATE_CACHE: "n",
            }
        )

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        """Everything durable is in the recorder given."""
        return self._infrastructure

    def construct_mapper(self) -> Mapper[str]:
        """Entries are mapped by the catalogue, not by import paths."""
        return self._log_mapper

    # writing

    def network(self, key: str) -> Network | None:
        """The network as its newest entry leaves it, to change in place; None when never founded."""
        try:
            result: Network = self.repository.get(
                NETWORKS + key, projector_func=_fold_network, deepcopy_from_cache=False
            )
        except AggregateNotFoundError:
            return None
        self._drop(self._held.keep(NETWORKS + key, None, result.version))
        return result

    def person(self, key: str) -> Person:
        """The person as the newest entry leaves them; unregistered when there is none."""
        person = Person(key)
        for entry in self.events.get(PEOPLE + key):
            assert isinstance(entry, Entry)
            people.evolve(person, entry.event, entry.actor)
        return person

    def knows(self, person: str) -> bool:
        """Whether anybody is registered under a key."""
        if person not in self._known:
            if not self.recorder.select_events(PEOPLE + person, limit=1):
                return False
            if len(self._known) >= KNOWN:
                self._known.clear()
            self._known.add(person)
        return True

    def forget(self, networks: Iterable[str]) -> None:
        """Drops networks from the cache."""
        for key in networks:
            self._held.take(NETWORKS + key)
            self._drop([NETWORKS + key])

    def _drop(self, streams: Iterable[str]) -> None:
        assert self.repository.cache is not None
        for stream in streams:
            with contextlib.suppress(KeyError):
                self.repository.cache.get(stream, evict=True)

    def new_id(self) -> str:
        """An id for a new entry (UUID version 7)."""
        return new_id()

    def append(self, entries: Sequence[Entry], receipts: Sequence[Receipt]) -> int:
        """Makes entries and receipts durable together; returns the first position. Raises Conflict."""
        kept = [LogReceipt(one.id, one.digest, one.first, one.count, one.version) for one in receipts]
        strangers = {
            entry.stream for entry in entries if entry.version == 1 and entry.stream.startswith(PEOPLE)
        }
        if strangers:
            self._keys.prepare(strangers)
        try:
            if not entries:
                self.log_recorder.insert_events([], receipts=kept)
                return 0
            recordings = self.events.put(entries, receipts=kept)
        except IntegrityError as error:
            raise Conflict(str(error)) from error
        for stream, version in {entry.stream: entry.version for entry in entries}.items():
            if stream.startswith(NETWORKS):
                self._drop(self._held.keep(stream, None, version))
        return recordings[0].notification.id

    def receipt(self, key: str) -> Receipt | None:
        """What an idempotency key led to before; `first` is a position."""
        result = self.log_recorder.select_receipt(key)
        if result is None:
            return None
        return Receipt(result.id, result.digest, result.first, result.count, result.version)

    def answered(self, receipt: Receipt) -> list[Entry]:
        """The entries a receipt speaks of, without their data."""
        if not receipt.count:
            return []
        return [
            Entry(row.stream, row.version, None, row.id, position=row.position, type=row.type)
            for row in self.log_recorder.page(receipt.first - 1, receipt.count)
        ]

    def destroy_key(self, person: str) -> None:
        """Destroys the key a person's data is encrypted with."""
        self._keys.destroy(PEOPLE + person)

    # reading

    def head(self) -> tuple[int, str | None]:
        """The last position, and the instant it was recorded."""
        return self.log_recorder.head()

    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant; 0 when there was none."""
        return self.log_recorder.position_at(instant)

    def recorded_at(self, position: int) -> str | None:
        """The instant a position was recorded; None for 0, before the first entry."""
        return self.log_recorder.recorded_at(position)

    def root(self, position: int) -> str:
        """The hexadecimal root over the entries from the first to a position."""
        return self.log_recorder.root(position)

    def streams_between(self, after: int, upto: int) -> list[str]:
        """The streams with entries in `(after, upto]`, sorted."""
        return self.log_recorder.streams_between(after, upto)

    def of_stream(self, stream: str, upto: int, past_version: int = 0) -> Iterator[Entry]:
        """A stream's entries past a version, up to a position. Raises UndecodableEntry."""
        return map(self._log_mapper.entry, self.log_recorder.stream(stream, past_version, upto))

    def of_people(self, people: Iterable[str], upto: int) -> Iterator[Entry]:
        """The entries about some people, each one's in order, up to a position. Raises UndecodableEntry."""
        rows = self.log_recorder.of_streams([PEOPLE + key for key in people], upto)
        return self._log_mapper.together(rows)


def _fold_network(network: Network | None, entries: Iterable[Any]) -> Network | None:
    """Takes a stream's entries in, in place; None when there are none at all."""
    for entry in entries:
        if network is None:
            network = Network(entry.stream)
        network.apply(entry.id, entry.event)
    return network
