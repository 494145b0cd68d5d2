"""Statements for the driver's own cursors: SQLAlchemy's written out once, and SQL for both databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ClauseElement, Dialect
    from sqlalchemy.sql.compiler import SQLCompiler

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


_POSITIONAL: dict[str, Dialect] = {
    "sqlite": SQLiteDialect(),
    "postgresql": PGDialect(paramstyle="format"),  # type: ignore[no-untyped-call]
}
"""The dialects, with a place for each value in turn, as the drivers' cursors take them."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as a database's driver takes it, and the order in which it takes its values."""

    text: str
    order: tuple[str, ...]

    def ordered(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values the statement names, in its order; others may be among them."""
        return tuple(map(values.__getitem__, self.order))


def prepared(statement: ClauseElement, dialect: Dialect) -> Prepared:
    """A statement of SQLAlchemy's, written out for the driver: for what is asked or written too often to be
    written out each time."""
    positional = _POSITIONAL[dialect.name]
    compiled = cast("SQLCompiler", statement.compile(dialect=positional))
    return Prepared(str(compiled), tuple(compiled.positiontup or ()))
