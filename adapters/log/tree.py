"""Evidence that the log is whole: a hash for every entry, one root over all (RFC 6962), and their check."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from orjson import dumps

from adapters.database.faults import DatabaseFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adapters.log.entries import Entry


RUN_LEVEL = 10
RUN = 1 << RUN_LEVEL
"""Entries in a run: the hash over each complete run is kept, a tile, so that a root needs few leaves."""


_NO_TILES: Mapping[int, bytes] = MappingProxyType({})


def leaf_hash(
    position: int,
    id_: str,
    stream: str,
    version: int,
    type_: str,
    schema_version: int,
    data: bytes,
    recorded: str,
    actor: str | None,
    authority: str | None,
    correlation: str | None,
    causation: str | None,
) -> bytes:
    """SHA-256 over a zero byte and the canonical record.

    The canonical record is a compact JSON array of every column but data, in the order of the table, a line
    feed, and the data as stored.
    """
    row = (
        position,
        id_,
        stream,
        version,
        type_,
        schema_version,
        recorded,
        actor,
        authority,
        correlation,
        causation,
    )
    return sha256(b"\x00" + dumps(row) + b"\n" + data).digest()


class Tree:
    """The Merkle tree over leaf hashes added in order; keeps a hash for each power of two in their number.

    `tile` is the hash over the last complete run of leaves that were added one by one, None before the first.
    """

    def __init__(self) -> None:
        self.size = 0
        self.tile: bytes | None = None
        self._subtrees: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Adds the next leaf."""
        self._add(leaf, 0)

    def add_run(self, tile: bytes) -> None:
        """Adds the next run of leaves by the hash over them. Raises ValueError within a run."""
        if self.size % RUN:
            raise ValueError(f"A run cannot begin after {self.size} leaves")
        self._add(tile, RUN_LEVEL)

    def _add(self, subtree: bytes, level: int) -> None:
        """Adds a subtree of `2 ** level` leaves, and joins those of one size as long as there are two."""
        before = self.size >> level
        self.size += 1 << level
        while before & 1:
            subtree = _node(self._subtrees.pop(), subtree)
            before >>= 1
            level += 1
            if level == RUN_LEVEL:
                self.tile = subtree
        self._subtrees.append(subtree)

    def root(self) -> bytes:
        """The root over everything added so far; the hash of nothing when that is nothing."""
        if not self._subtrees:
            return sha256(b"").digest()
        *left, root = self._subtrees
        for subtree in reversed(left):
            root = _node(subtree, root)
        return root


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a log stands: the number of good entries from the first on, and what is wrong with the next.

    `root` is the hexadecimal root over all entries, None where one is bad.
    """

    ok: bool
    entries: int
    root: str | None
    first_bad: int | None = None
    reason: str | None = None


class Inspector:
    """Looks at entries in order and says what is wrong with one, given those before it."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.recorded = ""
        self._versions: dict[str, int] = {}

    def fault(self, entry: Entry) -> str | None:
        """What is wrong with the next entry, None if it is good and now counted."""
        due = self.tree.size + 1
        if entry.position != due:
            return f"position {due} is missing, {entry.position} follows {due - 1}"
        if leaf_hash(*entry[:-1]) != entry.leaf:
            return "the entry is not what was recorded: its hash differs"
        if entry.recorded < self.recorded:
            return f"it was recorded at {entry.recorded}, before the entry ahead of it"
        version = self._versions.get(entry.stream, 0) + 1
        if entry.version != version:
            return f"{entry.stream} has version {entry.version} where {version} is due"
        self.tree.add(entry.leaf)
        self.recorded = entry.recorded
        self._versions[entry.stream] = version
        return None


def verify(
    entries: Iterable[Entry],
    head: Callable[[], tuple[int, str | None]],
    tiles: Mapping[int, bytes] = _NO_TILES,
) -> Verdict:
    """Recomputes a whole log, given its entries in order of position from the first, and its head.

    `tiles` are the hashes kept of complete runs, by the number of the run from 0, read before the entries.
    The head is asked before and after, because a log that is in use grows while it is read.
    """
    inspector = Inspector()
    before, _ = head()
    try:
        for entry in entries:
            if (reason := inspector.fault(entry)) is not None:
                return _bad(inspector.tree.size + 1, reason)
            size = inspector.tree.size
            if size % RUN == 0 and tiles.get(size // RUN - 1, inspector.tree.tile) != inspector.tree.tile:
                first = size - RUN + 1
                return _bad(first, f"the hash kept of the entries {first} to {size} is not theirs")
    except DatabaseFault as unreadable:
        return _bad(inspector.tree.size + 1, str(unreadable))
    size = inspector.tree.size
    after, recorded = head()
    if size < before:
        return _bad(size + 1, f"the log ends here and should go on to {before}")
    if tiles and size < (kept := (max(tiles) + 1) * RUN):
        return _bad(size + 1, f"the log ends here, and a hash is kept of entries up to {kept}")
    if size > after:
        return _bad(after + 1, f"the log should end at {after} and goes on")
    if size == after and inspector.recorded != (recorded or ""):
        return _bad(
            max(size, 1), f"the log's end is marked {recorded}, which is not when its last entry was recorded"
        )
    return Verdict(ok=True, entries=size, root=inspector.tree.root().hex())


def _bad(position: int, reason: str) -> Verdict:
    return Verdict(ok=False, entries=position - 1, root=None, first_bad=position, reason=reason)


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
