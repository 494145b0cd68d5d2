"""The log's own tables, the same on both databases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

FORMAT = 2
"""Version of these tables; a register of a newer one is not opened."""

APPLICATION_ID = 0x53_4D_56_4B
"""What marks an SQLite file as a register ("SMVK")."""

metadata = MetaData()

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number. SQLite's rowid is a column declared INTEGER, and STRICT tables know few other names."""
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""A text in byte order, so that both databases sort and search alike."""

event = Table(
    "event",
    metadata,
    Column("position", NUMBER, primary_key=True, autoincrement=False),
    Column("id", TEXT, nullable=False, unique=True),
    Column("stream", TEXT, nullable=False),
    Column("version", NUMBER, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("schema_version", NUMBER, nullable=False),
    Column("data", LargeBinary, nullable=False),
    # UTC as text of fixed width (2026-11-22T02:11:00.000000Z) sorts, hashes and copies alike everywhere.
    Column("recorded", TEXT, nullable=False),
    Column("actor", TEXT),
    Column("authority", TEXT),
    Column("correlation", TEXT),
    Column("causation", TEXT),
    Column("leaf", LargeBinary, nullable=False),
    UniqueConstraint("stream", "version"),
    sqlite_strict=True,
)
"""Every entry, by gapless position from 1."""

log_head = Table(
    "log_head",
    metadata,
    Column("position", NUMBER, nullable=False),
    Column("recorded", TEXT),
    sqlite_strict=True,
)
"""One row: where the log ends and when its last entry was recorded.

An append takes its positions from here, so writers queue and positions follow the order of commits."""

receipt = Table(
    "receipt",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("digest", TEXT, nullable=False),
    Column("first", NUMBER, nullable=False),
    Column("count", NUMBER, nullable=False),
    Column("version", NUMBER, nullable=False),
    sqlite_strict=True,
)
"""What a command with an idempotency key led to, so that its answer can be given again."""

tile = Table(
    "tile",
    metadata,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The hash over each complete run of entries, by its number from 0: what it takes to find a root soon.

Kept on demand, and computed from the entries wherever it is not there. Since format 2."""

register = Table(
    "register",
    metadata,
    Column("format", NUMBER, nullable=False),
    Column("id", TEXT, nullable=False),
    Column("sandbox", NUMBER, nullable=False),
    Column("created", TEXT, nullable=False),
    sqlite_strict=True,
)
"""One row: what this register is."""

token = Table(
    "token",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("hash", TEXT, nullable=False, unique=True),
    Column("role", TEXT, nullable=False),
    # A JSON list of keys; null for every network.
    Column("networks", TEXT),
    Column("actor", TEXT, nullable=False),
    Column("authority", TEXT),
    Column("created", TEXT, nullable=False),
    Column("expires", TEXT, nullable=False),
    Column("revoked", TEXT),
    sqlite_strict=True,
)
"""Who may use the service: SHA-256 of each token (hexadecimal), what it opens, until when. Since format 2."""

webhook = Table(
    "webhook",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("url", TEXT, nullable=False),
    # Sealed with a key of the key store: whoever reads this database alone cannot sign.
    Column("secret", LargeBinary, nullable=False),
    # JSON lists; null for every network, every type.
    Column("networks", TEXT),
    Column("types", TEXT),
    Column("whole", NUMBER, nullable=False),
    Column("position", NUMBER, nullable=False),
    Column("state", TEXT, nullable=False),
    Column("reason", TEXT),
    Column("actor", TEXT),
    Column("created", TEXT, nullable=False),
    Column("attempts", NUMBER, nullable=False),
    Column("failures", NUMBER, nullable=False),
    Column("failing_since", TEXT),
    Column("next_try", TEXT),
    sqlite_strict=True,
)
"""Who is told of entries by a request of ours, and the position up to which they were. Since format 2."""

delivery = Table(
    "delivery",
    metadata,
    Column("webhook", TEXT, primary_key=True),
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("position", NUMBER, nullable=False),
    # Null where somebody had it sent by hand.
    Column("attempt", NUMBER),
    Column("at", TEXT, nullable=False),
    Column("status", NUMBER),
    Column("error", TEXT),
    Column("milliseconds", NUMBER, nullable=False),
    sqlite_strict=True,
)
"""The latest attempts to deliver an entry, numbered for each webhook. Since format 2."""
