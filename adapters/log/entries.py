"""The shapes an entry has on its way into the log and out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from eventsourcing.persistence import Notification
from uuid_utils import uuid7


def new_id() -> str:
    """A new entry id: a UUID whose first half follows the time of day (version 7)."""
    return str(uuid7())


class Entry(NamedTuple):
    """A row of the log, as it is stored."""

    position: int
    id: str
    stream: str
    version: int
    type: str
    schema_version: int
    data: bytes
    recorded: str
    actor: str | None
    authority: str | None
    correlation: str | None
    causation: str | None
    leaf: bytes


@dataclass(frozen=True)
class LoggedEvent(Notification):
    """An entry in the form `eventsourcing` passes around; `id` is its position, 0 until it has one."""

    id: int = 0
    event_id: str = field(default_factory=new_id)
    schema_version: int = 1
    actor: str | None = None
    authority: str | None = None
    correlation: str | None = None
    causation: str | None = None
    recorded: str | None = None

    @property
    def row(self) -> Entry:
        """The row this is, but for its leaf; position 0 and no instant until it is recorded."""
        return Entry(
            self.id,
            self.event_id,
            str(self.originator_id),
            self.originator_version,
            self.topic,
            self.schema_version,
            self.state,
            self.recorded or "",
            self.actor,
            self.authority,
            self.correlation,
            self.causation,
            b"",
        )

    @classmethod
    def of(cls, entry: Entry) -> LoggedEvent:
        """The same entry, read from the log."""
        return cls(
            originator_id=entry.stream,
            originator_version=entry.version,
            topic=entry.type,
            state=entry.data,
            id=entry.position,
            event_id=entry.id,
            schema_version=entry.schema_version,
            actor=entry.actor,
            authority=entry.authority,
            correlation=entry.correlation,
            causation=entry.causation,
            recorded=entry.recorded,
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a command with an idempotency key leads to in an append.

    `digest` tells whether a later command of the same id is the same; its events are the `count` ones from
    index `start` of the append; `version` is what the answer named.
    """

    id: str
    digest: str
    start: int
    count: int
    version: int


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """A receipt as the log keeps it: its events are `count` ones from position `first`, else 0."""

    id: str
    digest: str
    first: int
    count: int
    version: int


RECEIPT_COLUMNS = ("id", "digest", "first", "count", "version")
"""The columns of a stored receipt, in the order of its fields."""
