"""The log's own tables, the same on both databases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

FORMAT = 2
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

tile = Table(
    "tile",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The hash over each complete run of entries, by its number from 0: what it takes to find a root soon.

Kept on demand, and computed from the entries wherever it is not there. Since format 2."""

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

token = Table(
    "token",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("hash", _TEXT, nullable=False, unique=True),
    Column("role", _TEXT, nullable=False),
    # A JSON list of keys; null for every network.
    Column("networks", _TEXT),
    Column("actor", _TEXT, nullable=False),
    Column("authority", _TEXT),
    Column("created", _TEXT, nullable=False),
    Column("expires", _TEXT, nullable=False),
    Column("revoked", _TEXT),
    sqlite_strict=True,
)
"""Who may use the service: SHA-256 of each token (hexadecimal), what it opens, until when. Since format 2."""

webhook = Table(
    "webhook",
    metadata,
    Column("id", _TEXT, primary_key=True),
    Column("url", _TEXT, nullable=False),
    # Sealed with a key of the key store: whoever reads this database alone cannot sign.
    Column("secret", LargeBinary, nullable=False),
    # JSON lists; null for every network, every type.
    Column("networks", _TEXT),
    Column("types", _TEXT),
    Column("whole", _NUMBER, nullable=False),
    Column("position", _NUMBER, nullable=False),
    Column("state", _TEXT, nullable=False),
    Column("reason", _TEXT),
    Column("actor", _TEXT),
    Column("created", _TEXT, nullable=False),
    Column("attempts", _NUMBER, nullable=False),
    Column("failures", _NUMBER, nullable=False),
    Column("failing_since", _TEXT),
    Column("next_try", _TEXT),
    sqlite_strict=True,
)
"""Who is told of entries by a request of ours, and the position up to which they were. Since format 2."""

delivery = Table(
    "delivery",
    metadata,
    Column("webhook", _TEXT, primary_key=True),
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("position", _NUMBER, nullable=False),
    # Null where somebody had it sent by hand.
    Column("attempt", _NUMBER),
    Column("at", _TEXT, nullable=False),
    Column("status", _NUMBER),
    Column("error", _TEXT),
    Column("milliseconds", _NUMBER, nullable=False),
    sqlite_strict=True,
)
"""The latest attempts to deliver an entry, numbered for each webhook. Since format 2."""
