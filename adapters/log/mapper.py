"""Entries, to rows of the log and back; personal data sealed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from eventsourcing.persistence import Mapper, StoredEvent

from adapters.log.entries import LoggedEvent
from application.entries import PEOPLE, Entry, UndecodableEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from eventsourcing.domain import DomainEventProtocol

    from adapters.log import entries
    from adapters.log.codec import Codec

    Unseal = Callable[[str, str, bytes], bytes | None]


class Seal(Protocol):
    """Encrypts a person's data under a key of their own, which can be destroyed."""

    def seal(self, stream: str, event_id: str, plaintext: bytes) -> bytes:
        """The ciphertext of an entry; its key is durable before this returns."""

    def unseal(self, stream: str, event_id: str, ciphertext: bytes) -> bytes | None:
        """The plaintext of an entry; None when the key is destroyed."""

    def unsealing(self, streams: Iterable[str]) -> Unseal:
        """`unseal` for some streams, whose keys are read together now."""


class LogMapper(Mapper[str]):
    """Maps entries to rows and back, by a codec; stored types are the catalogue's names.

    `personal` lists the stored types that are sealed in the streams of persons. Raises ValueError when there
    are such types and nothing to seal them with.
    """

    # The stock mapper's transcoder, cipher and import paths play no part, so its constructor is not called.
    def __init__(
        self, codec: Codec, seal: Seal | None = None, personal: frozenset[str] = frozenset()
    ) -> None:
        if personal and seal is None:
            message = f"Nothing seals the personal data of {', '.join(sorted(personal))}."
            raise ValueError(message)
        self._codec = codec
        self._seal = seal
        self._personal = personal

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> LoggedEvent:
        """The row for an entry; raises ValueError for an event the catalogue does not list."""
        if not isinstance(domain_event, Entry):
            message = f"The log stores entries, not a bare {type(domain_event).__name__}."
            raise TypeError(message)
        name, schema_version, data = self._codec.encode(domain_event.event)
        stream = domain_event.originator_id
        if self._seal is not None and self._is_sealed(stream, name):
            data = self._seal.seal(stream, domain_event.id, data)
        return LoggedEvent(
            originator_id=stream,
            originator_version=domain_event.originator_version,
            topic=name,
            state=data,
            event_id=domain_event.id,
            schema_version=schema_version,
            actor=domain_event.actor,
            authority=domain_event.authority,
            correlation=domain_event.correlation,
            causation=domain_event.causation,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Entry:
        """The entry of a row that the library hands on; raises UndecodableEntry."""
        if not isinstance(stored_event, LoggedEvent):
            message = f"The log reads entries of its own, not a bare {type(stored_event).__name__}."
            raise TypeError(message)
        return self.entry(stored_event.row)

    def entry(self, row: entries.Entry) -> Entry:
        """The entry of a row; raises UndecodableEntry."""
        return self._entry(row, None if self._seal is None else self._seal.unseal)

    def together(self, rows: Sequence[entries.Entry]) -> Iterator[Entry]:
        """The entries of rows, the keys to them read together; raises UndecodableEntry."""
        sealed = {row.stream for row in rows if self._is_sealed(row.stream, row.type)}
        unseal = None if self._seal is None else self._seal.unsealing(sealed)
        for row in rows:
            yield self._entry(row, unseal)

    def _entry(self, row: entries.Entry, unseal: Unseal | None) -> Entry:
        entry = self.unread(row)
        try:
            data: bytes | None = row.data
            if unseal is not None and self._is_sealed(row.stream, row.type):
                data = unseal(row.stream, row.id, row.data)
            if data is not None:
                entry.event = self._codec.decode(row.type, row.schema_version, data)
        except UndecodableEntry as error:
            error.position = row.position
            raise
        return entry

    def unread(self, row: entries.Entry) -> Entry:
        """The entry of a row without its event, for where that cannot be read."""
        return Entry(
            row.stream,
            row.version,
            None,
            row.id,
            row.actor,
            row.authority,
            row.correlation,
            row.causation,
            row.position or None,
            row.recorded or None,
            row.type,
        )

    def _is_sealed(self, stream: str, name: str) -> bool:
        return name in self._personal and stream.startswith(PEOPLE)
