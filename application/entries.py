"""An entry of the log: an event with where it stands and who stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NETWORKS = "networks/"
"""What the names of networks' streams start with; the network's key follows."""
PEOPLE = "people/"
"""What the names of people's streams start with; the person's key follows."""


@dataclass(slots=True)
class Entry:
    """One event in one stream; `position` and `recorded` (UTC, ISO 8601 text) are None until it is durable.

    `event` is None where it held the data of a person who has been erased since.
    """

    stream: str
    version: int
    event: Any
    id: str
    actor: str | None = None
    authority: str | None = None
    correlation: str | None = None
    causation: str | None = None
    position: int | None = None
    recorded: str | None = None
    type: str = field(default="", compare=False)
    """The stored name, where the entry was read from the log."""

    @property
    def originator_id(self) -> str:
        """The stream, under the name the event store looks for."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, under the name the event store looks for."""
        return self.version


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a command with an idempotency key led to: `count` entries from `first` on, and its version.

    `first` is an index into the append while it is made, and a position once it is read back.
    """

    id: str
    digest: str
    first: int
    count: int
    version: int


class Conflict(Exception):
    """Somebody else has written to one of the streams since it was read."""


class UndecodableEntry(Exception):
    """An entry this version of the register cannot read; the message says which and why."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position
