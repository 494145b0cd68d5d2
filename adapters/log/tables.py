"""The log's own tables, the same on both databases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

FORMAT = 1
"""Version of these tables; a register of a newer one is not opened."""

APPLICATION_ID = 0x53_4D_56_4B
"""What marks an SQLite file as a register ("SMVK")."""

metadata = MetaData()

# SQLite's rowid is a column declared INTEGER, and only that; STRICT tables know few other type names.
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
# Byte order, so that both databases sort and search alike.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

event = Table(
    "event",
    metadata,
    Column("position", _NUMBER, primary_key=True, autoincrement=False),
    Column("id", _TEXT, nullable=False, unique=True),
    Column("stream", _TEXT, nullable=False),
    Column("version", _NUMBER, nullable=False),
    Column("type", _TEXT, nullable=False),
    Column("schema_version", _NUMBER, nullable=False),
    Column("data", LargeBinary, nullable=False),
    # UTC as text of fixed width (2026-11-22T02:11:00.000000Z) sorts, hashes and copies alike everywhere.
    Column("recorded", _TEXT, nullable=False),
    Column("actor", _TEXT),
    Column("authority", _TEXT),
    Column("correlation", _TEXT),
    Column("causation", _TEXT),
    Column("leaf", LargeBinary, nullable=False),
    UniqueConstraint("stream", "version"),
    sqlite_strict=True,
)
"""Every entry, by gapless position from 1."""

log_head = Table(
    "log_head",
    metadata,
    Column("position", _NUMBER, nullable=False),
    Column("recorded", _TEXT),
    sqlite_strict=True,
)
"""One row: where the log ends and when its last entry was recorded.

An append takes its positions from here, so writers queue and positions follow the order of commits."""

receipt = Table(
    "receipt",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("digest", _TEXT, nullable=False),
    Column("first", _NUMBER, nullable=False),
    Column("count", _NUMBER, nullable=False),
    Column("version", _NUMBER, nullable=False),
    sqlite_strict=True,
)
"""What a command with an idempotency key led to, so that its answer can be given again."""

register = Table(
    "register",
    metadata,
    Column("format", _NUMBER, nullable=False),
    Column("id", _TEXT, nullable=False),
    Column("sandbox", _NUMBER, nullable=False),
    Column("created", _TEXT, nullable=False),
    sqlite_strict=True,
)
"""One row: what this register is."""
