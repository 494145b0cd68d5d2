"""The feed that is always right: batches of entries past a cursor, which say how far they have looked.

A cursor is a position with a piece of the hash of the entry there. It fits no log but the one it was given
for: where a backup was restored, the entry at its position is another, or is missing, and the cursor is
refused instead of skipping what came between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from application.entries import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.log.entries import Entry
    from adapters.log.reader import LogReader

MOST = 1000
"""Events in one batch, at most."""
START = "0"
"""The cursor before the first entry."""
_CURSOR = re.compile(r"(?P<position>[0-9]{1,15})(-(?P<leaf>[0-9a-f]{16}))?")


class BadCursor(Exception):
    """What was given is no cursor; the message says what one looks like."""


class CursorIsGone(Exception):
    """A cursor of a log that is no more: a backup was restored since. `head` is where the log ends now."""

    def __init__(self, cursor: str, head: int) -> None:
        super().__init__(
            f"“{cursor}” is no place in this log, which ends at position {head}. Where a"
            f" backup was restored, go on from a cursor given before it, or from {START}; ids of events tell"
            " repeats."
        )
        self.head = head


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries a subscriber is to be told of: None for any network, or any type.

    `people` are the streams of persons; they belong to no network.
    """

    networks: frozenset[str] | None = None
    types: frozenset[str] | None = None
    people: bool = True

    def holds(self, entry: Entry) -> bool:
        """Whether an entry is one of them."""
        if self.types is not None and entry.type not in self.types:
            return False
        if not entry.stream.startswith(NETWORKS):
            return self.people and self.networks is None
        return self.networks is None or entry.stream.removeprefix(NETWORKS) in self.networks


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that were wanted, and the place up to which the log was looked through for them.

    `caught_up` only where that place was the log's end when it was looked at.
    """

    entries: Sequence[Entry]
    position: int
    cursor: str
    head: int

    @property
    def caught_up(self) -> bool:
        """Whether nothing more was recorded when the batch was read."""
        return self.position == self.head


class Feed:
    """Reads the log for subscribers; raises DatabaseFault."""

    def __init__(self, log: LogReader) -> None:
        self._log = log

    def position(self, cursor: str) -> int:
        """The position a cursor names; digits alone are one too. Raises BadCursor and CursorIsGone."""
        result = _CURSOR.fullmatch(cursor)
        if result is None:
            raise BadCursor(f"“{cursor[:80]}” is no place in the log; write a position, or a cursor it gave.")
        position, leaf = int(result["position"]), result["leaf"]
        head, _ = self._log.head()
        if position > head or (leaf is not None and self.cursor(position) != cursor):
            raise CursorIsGone(cursor, head)
        return position

    def cursor(self, position: int) -> str:
        """The cursor of a position that is recorded; `0` before the first."""
        page = self._log.page(position - 1, 1) if position else []
        return cursor_of(page[0]) if page else START

    def batch(self, after: int, wanted: Wanted = EVERYTHING, limit: int = MOST) -> Batch:
        """The next entries past a position, in order, at most `limit` of them."""
        head, _ = self._log.head()
        entries = list(islice(self._log.select(_conditions(wanted), after, head), limit))
        position = entries[-1].position if len(entries) == limit else max(after, head)
        cursor = (
            cursor_of(entries[-1]) if entries and entries[-1].position == position else self.cursor(position)
        )
        return Batch(entries, position, cursor, head)


def cursor_of(entry: Entry) -> str:
    """The cursor of an entry: whoever has it goes on with the next one."""
    return f"{entry.position}-{entry.leaf.hex()[:16]}"


def _conditions(wanted: Wanted) -> list[tuple[str, Any]]:
    conditions: list[tuple[str, Any]] = []
    if wanted.networks is not None:
        streams = tuple(NETWORKS + key for key in sorted(wanted.networks))
        conditions.append((f"stream IN ({_marks(streams)})" if streams else "? <> 0", streams or 0))
    elif not wanted.people:
        conditions.append(("stream LIKE ?", NETWORKS + "%"))
    if wanted.types is not None:
        types = tuple(sorted(wanted.types))
        conditions.append((f"type IN ({_marks(types)})" if types else "? <> 0", types or 0))
    return conditions


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
