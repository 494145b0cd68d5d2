"""A register as version 0.1.0 of the product left it at format 1, on either database.

`format-1.sql` and `format-1.keys.sql` are dumps of the two files: 12k-plo with an invented person, a seat, an
election, a matter and its report.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, make_url

from adapters.database import tables

HERE = Path(__file__).parent
ROOT = "00efcbb37109341516979d730fbbd807dc5c398010e21dbf62ed0f1e531c66cc"
"""The root that the older version printed."""
ENTRIES = 7
OWN_TABLES = ("event", "log_head", "receipt", "register")


def make(url: str, keys: Path) -> None:
    """Makes the register at an address, and its key store."""
    restore("format-1.keys.sql", keys)
    if url.startswith("sqlite"):
        restore("format-1.sql", Path(make_url(url).database or ""))
        return
    with closing(sqlite3.connect(":memory:")) as source:
        source.executescript((HERE / "format-1.sql").read_text())
        carry(source, url)


def restore(dump: str, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((HERE / dump).read_text())


def carry(source: sqlite3.Connection, url: str) -> None:
    """The same tables and rows on PostgreSQL, as the older version made them there."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as target:
        own = [tables.metadata.tables[name] for name in OWN_TABLES]
        tables.metadata.create_all(target, tables=own)
        for name, sql in source.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
        ).fetchall():
            if name not in OWN_TABLES:
                target.exec_driver_sql(translated(sql))
            rows = source.execute(f"SELECT * FROM {name}").fetchall()
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                target.exec_driver_sql(f"INSERT INTO {name} VALUES ({marks})", rows)
    engine.dispose()


def translated(sql: str) -> str:
    """What makes a read model's table on PostgreSQL, from what makes it on SQLite."""
    sql = sql.removesuffix(" STRICT, WITHOUT ROWID").replace(" INTEGER", " BIGINT")
    return re.sub(r" TEXT\b", ' TEXT COLLATE "C"', sql)
