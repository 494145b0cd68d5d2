"""SQL text that both databases take, written with `?` where values go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Dialect

# Positions and instants rise together, so halving finds the position without an index to keep.
POSITION_AT = """
WITH RECURSIVE span (low, high) AS (
    SELECT CAST(0 AS BIGINT), position FROM log_head
    UNION ALL
    SELECT
        CASE WHEN recorded <= ? THEN position ELSE low END,
        CASE WHEN recorded <= ? THEN high ELSE position - 1 END
    FROM span JOIN event ON position = (low + high + 1) / 2
    WHERE low < high
)
SELECT low FROM span WHERE low = high
"""

# An instant never goes back, whatever the clock does.
TAKE = """
UPDATE log_head SET position = position + ?, recorded = CASE WHEN recorded > ? THEN recorded ELSE ? END
RETURNING position, recorded
"""

CHANNEL = "samverk_log"
"""What PostgreSQL notifies on with every append."""

TAKE_AND_NOTIFY = f"WITH head AS ({TAKE}) SELECT position, recorded FROM head, pg_notify('{CHANNEL}', '')"


def placed(sql: str, dialect: Dialect) -> str:
    """A statement with the placeholders of a database's driver."""
    return sql if dialect.name == "sqlite" else sql.replace("?", "%s")


def insertion(table: str, columns: Iterable[str], dialect: Dialect) -> str:
    """The statement that inserts a row, a value for each of `columns`."""
    names = tuple(columns)
    return placed(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", dialect)
