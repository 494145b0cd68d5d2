"""The recorder that `eventsourcing` writes and reads the log through, one for both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eventsourcing.persistence import ApplicationRecorder, IntegrityError

from adapters.database.bell import ring
from adapters.database.cursors import driver_cursor
from adapters.database.engine import stamp
from adapters.database.statements import (
    TAKE,
    TAKE_AND_NOTIFY,
    insertion,
    placed,
)
from adapters.log.entries import RECEIPT_COLUMNS, Entry, LoggedEvent
from adapters.log.reader import LogReader
from adapters.log.subscription import LogSubscription
from adapters.log.tree import leaf_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from eventsourcing.persistence import StoredEvent
    from sqlalchemy import Engine

    from adapters.log.entries import Receipt


class LogRecorder(LogReader, ApplicationRecorder):
    """Appends entries, atomically and in one total order, and reads them back; all raise DatabaseFault.

    `clock` gives aware instants; an entry is never recorded earlier than the one before it.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        super().__init__(engine)
        self._clock = clock
        dialect = engine.dialect
        self._conflict = dialect.loaded_dbapi.IntegrityError
        # PostgreSQL's driver begins by itself, and its writers queue at the head's row.
        self._begin = "BEGIN IMMEDIATE" if dialect.name == "sqlite" else None
        self._take = placed(TAKE if dialect.name == "sqlite" else TAKE_AND_NOTIFY, dialect)
        self._insert = insertion("event", Entry._fields, dialect)
        self._insert_receipt = insertion("receipt", RECEIPT_COLUMNS, dialect)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, receipts: Sequence[Receipt] = (), **_: Any
    ) -> list[int]:
        """Appends entries and receipts in one transaction, durable on return; gives the entries' positions.

        Raises IntegrityError, and records nothing, when a stream already has one of the versions, or the log
        one of the ids.
        """
        if not stored_events and not receipts:
            return []
        first = 0
        try:
            with driver_cursor(self.engine, self._where) as cursor:
                if self._begin:
                    cursor.execute(self._begin)
                if stored_events:
                    now = stamp(self._clock())
                    cursor.execute(self._take, (len(stored_events), now, now))
                    ((last, recorded),) = cursor.fetchall()
                    first = last - len(stored_events) + 1
                    rows = [row(event, first + i, recorded) for i, event in enumerate(stored_events)]
                    cursor.executemany(self._insert, rows)
                if receipts:
                    cursor.executemany(self._insert_receipt, [_kept(receipt, first) for receipt in receipts])
        except self._conflict as error:
            raise IntegrityError(str(error)) from error
        if self._begin:
            ring(self._where)
        return list(range(first, first + len(stored_events)))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> list[LoggedEvent]:
        """A stream's entries by version, or from the last one back."""
        sql = "stream = ?"
        values: list[str | int] = [str(originator_id)]
        for condition, bound in ((" AND version > ?", gt), (" AND version <= ?", lte)):
            if bound is not None:
                sql += condition
                values.append(bound)
        sql += " ORDER BY version DESC" if desc else " ORDER BY version"
        if limit is not None:
            sql += " LIMIT ?"
            values.append(limit)
        return list(map(LoggedEvent.of, self._entries(sql, *values)))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[LoggedEvent]:
        """At most `limit` entries from position `start`, or after it, to `stop`; of all types or `topics`."""
        after = (start or 0) - (1 if start and inclusive_of_start else 0)
        if not topics:
            return list(map(LoggedEvent.of, self.page(after, limit, stop)))
        sql = f"position > ? AND type IN ({', '.join('?' * len(topics))})"
        values: list[str | int] = [after, *topics]
        if stop is not None:
            sql += " AND position <= ?"
            values.append(stop)
        return list(map(LoggedEvent.of, self._entries(f"{sql} ORDER BY position LIMIT ?", *values, limit)))

    def max_notification_id(self) -> int | None:
        """The last position, None in an empty log."""
        return self.head()[0] or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> LogSubscription:
        """Entries past position `gt`, then new ones as they are recorded, by this process or another."""
        return LogSubscription(self, gt, topics)

    def close(self) -> None:
        """Closes the connections to the database."""
        self.engine.dispose()


def row(event: StoredEvent, position: int, recorded: str) -> tuple[Any, ...]:
    """The row that an event becomes at a position, leaf hash included."""
    if not isinstance(event, LoggedEvent):
        event = LoggedEvent(event.originator_id, event.originator_version, event.topic, event.state)
    cells = (
        position,
        event.event_id,
        str(event.originator_id),
        event.originator_version,
        event.topic,
        event.schema_version,
        event.state,
        recorded,
        event.actor,
        event.authority,
        event.correlation,
        event.causation,
    )
    return (*cells, leaf_hash(*cells))


def _kept(receipt: Receipt, first: int) -> tuple[Any, ...]:
    at = first + receipt.start if receipt.count else 0
    return (receipt.id, receipt.digest, at, receipt.count, receipt.version)
