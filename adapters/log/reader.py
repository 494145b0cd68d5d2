"""Reading the log: its end, its entries in order, one stream, one entry, one receipt."""

from __future__ import annotations

from contextlib import suppress
from itertools import starmap
from typing import TYPE_CHECKING, Any

from adapters.database.cursors import driver_cursor
from adapters.database.engine import location, stamp
from adapters.database.faults import DatabaseFault
from adapters.database.statements import POSITION_AT, placed
from adapters.log.entries import RECEIPT_COLUMNS, Entry, StoredReceipt
from adapters.log.tree import RUN, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Engine

PAGE = 1000
"""Entries read at a time where there may be millions."""

_COLUMNS = ", ".join(Entry._fields)
_RECEIPT = ", ".join(RECEIPT_COLUMNS)


class LogReader:
    """Every way the log is read; each call is one short read of its own. All raise DatabaseFault."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._where = location(engine)

    def head(self) -> tuple[int, str | None]:
        """The last position and when its entry was recorded (UTC, as text); 0 and None in an empty log."""
        position, recorded = self._read("SELECT position, recorded FROM log_head")[0]
        return position, recorded

    def position_at(self, instant: datetime) -> int:
        """The last position recorded by an instant, 0 if none was."""
        moment = stamp(instant)
        result = self._read(POSITION_AT, moment, moment)
        if not result:
            message = f"{self._where} has a gap in its positions; `samverk verify` names the first bad entry."
            raise DatabaseFault(message)
        return int(result[0][0])

    def page(self, after: int, limit: int, upto: int | None = None) -> list[Entry]:
        """At most `limit` entries past position `after`, in order, none past `upto`."""
        if upto is None:
            return self._entries("position > ? ORDER BY position LIMIT ?", after, limit)
        return self._entries("position > ? AND position <= ? ORDER BY position LIMIT ?", after, upto, limit)

    def entries(self, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """All entries past position `after`, in order, none past `upto`; holds one page of them at a time.

        Where an entry cannot be read, every one before it is still given before DatabaseFault is raised.
        """
        size = PAGE
        while True:
            try:
                page = self.page(after, size, upto)
            except DatabaseFault:
                if size == 1:
                    raise
                size = 1
                continue
            yield from page
            if len(page) < size:
                return
            after = page[-1].position

    def stream(self, stream: str, gt: int | None = None, upto_position: int | None = None) -> list[Entry]:
        """A stream's entries by version, those past version `gt`, none past position `upto_position`."""
        sql = "stream = ?"
        values: list[str | int] = [stream]
        for condition, bound in ((" AND version > ?", gt), (" AND position <= ?", upto_position)):
            if bound is not None:
                sql += condition
                values.append(bound)
        return self._entries(sql + " ORDER BY version", *values)

    def of_streams(self, streams: Sequence[str], upto: int) -> list[Entry]:
        """The entries of several streams, each one's by version, none past position `upto`."""
        marks = ", ".join("?" * len(streams))
        condition = f"stream IN ({marks}) AND position <= ? ORDER BY stream, version"
        return self._entries(condition, *streams, upto) if streams else []

    def streams_between(self, after: int, upto: int) -> list[str]:
        """The streams with an entry past position `after` and not past `upto`, sorted."""
        rows = self._read(
            "SELECT DISTINCT stream FROM event WHERE position > ? AND position <= ?", after, upto
        )
        return sorted(stream for (stream,) in rows)

    def select(self, conditions: Sequence[tuple[str, Any]], after: int, upto: int) -> Iterator[Entry]:
        """The entries past `after`, none past `upto`, that meet every condition, in order; a page at a time.

        A condition is an SQL text with `?` for its value, or for each of a tuple of values.
        """
        sql = "".join(f"{condition} AND " for condition, _ in conditions)
        values = [v for _, value in conditions for v in (value if isinstance(value, tuple) else (value,))]
        while True:
            page = self._entries(
                f"{sql}position > ? AND position <= ? ORDER BY position LIMIT ?", *values, after, upto, PAGE
            )
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1].position

    def recorded_at(self, position: int) -> str | None:
        """The instant an entry was recorded (UTC, as text); None where there is none at the position."""
        rows = self._read("SELECT recorded FROM event WHERE position = ?", position)
        return rows[0][0] if rows else None

    def entry(self, id_: str) -> Entry | None:
        """The entry with an id, if there is one."""
        return next(iter(self._entries("id = ?", id_)), None)

    def root(self, position: int) -> str:
        """The hexadecimal root (RFC 6962) over the entries from the first to a position.

        The hashes over complete runs are kept as they are found: once they are, a root takes them and fewer
        than 1,024 leaves. Raises DatabaseFault, also where an entry up to the position is missing.
        """
        end, _ = self.head()
        if position > end:
            raise DatabaseFault(f"{self._where} ends at position {end}; there is no root at {position}.")
        tree, kept = Tree(), self.tiles()
        for number in range(position // RUN):
            tree.add_run(kept[number] if number in kept else self._kept_tile(number))
        for leaf in self._leaves(tree.size, position):
            tree.add(leaf)
        return tree.root().hex()

    def tiles(self) -> dict[int, bytes]:
        """The hashes kept of complete runs of entries, by the number of the run from 0."""
        # They only save time: a register of the first format that may not be written has no table of them.
        with suppress(DatabaseFault):
            return dict(self._read("SELECT number, hash FROM tile"))
        return {}

    def _kept_tile(self, number: int) -> bytes:
        """The hash over a complete run of entries, computed now and kept if that can be."""
        run = Tree()
        for leaf in self._leaves(number * RUN, (number + 1) * RUN):
            run.add(leaf)
        with suppress(DatabaseFault), driver_cursor(self.engine, self._where) as cursor:
            sql = "INSERT INTO tile (number, hash) VALUES (?, ?) ON CONFLICT DO NOTHING"
            cursor.execute(placed(sql, self.engine.dialect), (number, run.root()))
        return run.root()

    def _leaves(self, after: int, upto: int) -> list[bytes]:
        """The leaf hashes of the entries past `after` up to `upto`, every one of them."""
        sql = "SELECT leaf FROM event WHERE position > ? AND position <= ? ORDER BY position"
        result = [leaf for (leaf,) in self._read(sql, after, upto)]
        if len(result) != upto - after:
            raise DatabaseFault(
                f"{self._where} has no entry at every position up to {upto};"
                " `samverk verify` names the first bad entry."
            )
        return result

    def select_receipt(self, id_: str) -> StoredReceipt | None:
        """The receipt of an idempotency key, if a command came with it before."""
        rows = self._read(f"SELECT {_RECEIPT} FROM receipt WHERE id = ?", id_)
        return StoredReceipt(*rows[0]) if rows else None

    def receipts(self, upto: int) -> Iterator[StoredReceipt]:
        """All receipts by id but those for entries past position `upto`; holds one page at a time."""
        sql = f"SELECT {_RECEIPT} FROM receipt WHERE id > ? AND first <= ? ORDER BY id LIMIT ?"
        last = ""
        while page := self._read(sql, last, upto, PAGE):
            yield from starmap(StoredReceipt, page)
            last = page[-1][0]

    def _entries(self, condition: str, *values: Any) -> list[Entry]:
        rows = self._read(f"SELECT {_COLUMNS} FROM event WHERE {condition}", *values)
        return list(map(Entry._make, rows))

    def _read(self, sql: str, *values: Any) -> Sequence[Any]:
        with driver_cursor(self.engine, self._where) as cursor:
            cursor.execute(placed(sql, self.engine.dialect), values)
            return cursor.fetchall()
