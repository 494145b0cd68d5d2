"""Opening and creating the database of a register, embedded (SQLite) or served (PostgreSQL)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, create_engine, event, insert, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import QueuePool

from adapters.database.faults import DatabaseFault, faults_of
from adapters.database.tables import (
    APPLICATION_ID,
    FORMAT,
    log_head,
    metadata,
    register,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PATIENCE = 30.0
"""Seconds to wait for another writer before the database counts as locked."""

NOTHING_LOST = ("fsync", "full_page_writes", "synchronous_commit")
"""PostgreSQL settings without which an acknowledged entry can be lost."""

_SETTINGS = "SELECT name, setting FROM pg_settings"


@dataclass(frozen=True, slots=True)
class Register:
    """What a register is: its own id, whether it is a sandbox, when it was created (UTC, as text)."""

    id: str
    sandbox: bool
    created: str


def stamp(instant: datetime) -> str:
    """An aware instant as the log writes it: UTC, microseconds, always 27 characters."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def location(engine: Engine) -> str:
    """How messages name an engine's database: the file, or the address without its password."""
    return _location(engine.url)


def open_engine(url: str, *, patience: float = PATIENCE, older: bool = False) -> Engine:
    """The engine of an existing register; raises DatabaseFault, for one of an older format unless `older`.

    `url` is `sqlite:///FILE` or `postgresql://USER@HOST/NAME`. A writer waits `patience` seconds for another.
    """
    address = _address(url)
    if _is_sqlite(address) and not Path(_path(address)).exists():
        raise _missing(_location(address))
    engine = _connect(address, patience)
    try:
        result = _stored(engine)
        if result.format < FORMAT and not older:
            sentence = (
                f"{location(engine)} has format {result.format}, here it is {FORMAT}; run `samverk upgrade`,"
                " which says with --dry-run what it would change."
            )
            raise DatabaseFault(sentence)
        _make_durable(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def read_register(engine: Engine) -> Register:
    """What the register in a database is; raises DatabaseFault where there is none or its format is newer."""
    row = _stored(engine)
    return Register(id=row.id, sandbox=bool(row.sandbox), created=row.created)


def read_format(engine: Engine) -> int:
    """The format of the register in a database; raises DatabaseFault as `read_register` does."""
    return int(_stored(engine).format)


def _stored(engine: Engine) -> Row[Any]:
    where = location(engine)
    with faults_of(where), engine.connect() as connection:
        _check_owner(connection, where)
        row = connection.execute(select(register)).one_or_none()
    if row is None:
        raise _missing(where)
    if row.format > FORMAT:
        sentence = f"{where} has format {row.format}, known here is up to {FORMAT}; use a newer Samverk."
        raise DatabaseFault(sentence)
    return row


def init(
    url: str,
    *,
    sandbox: bool,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    fill: Callable[[Connection], None] = lambda _: None,
) -> Register:
    """Creates an empty register, none if `fill` fails; raises DatabaseFault where one exists or cannot be."""
    created = Register(id=str(uuid4()), sandbox=sandbox, created=stamp(clock()))
    create_tables(url, created, fill).dispose()
    return created


def create_tables(url: str, made: Register, fill: Callable[[Connection], None] = lambda _: None) -> Engine:
    """The engine of a register created now, as `made` says, and filled in the same transaction.

    Raises DatabaseFault, and leaves nothing, where the database is not empty or cannot be written.
    """
    address = _address(url)
    where = _location(address)
    engine = _connect(address, PATIENCE, create=True)
    try:
        with faults_of(where), engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
            _refuse_occupied(connection, where)
            metadata.create_all(connection, checkfirst=False)
            row = {"format": FORMAT, "id": made.id, "sandbox": int(made.sandbox), "created": made.created}
            connection.execute(insert(register).values(row))
            connection.execute(insert(log_head).values(position=0, recorded=None))
            if _is_sqlite(address):
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
            fill(connection)
        _make_durable(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        address = None
    if (
        address is not None
        and address.drivername in ("postgresql", "postgresql+psycopg")
        and address.database
    ):
        return address.set(drivername="postgresql+psycopg")
    if address is not None and _is_sqlite(address) and _path(address) not in ("", ":memory:"):
        return address
    # The text is not repeated: what cannot be taken apart may hold a password anywhere.
    sentence = (
        "The database address is not one of a register; write sqlite:///FILE or postgresql://USER@HOST/NAME."
    )
    raise DatabaseFault(sentence)


def _is_sqlite(address: URL) -> bool:
    return address.drivername == "sqlite"


def _path(address: URL) -> str:
    return address.database or ""


def _location(address: URL) -> str:
    if _is_sqlite(address):
        return _path(address)
    return address.set(drivername="postgresql").render_as_string(hide_password=True)


def _missing(where: str) -> DatabaseFault:
    return DatabaseFault(f"{where} holds no register; create one with `samverk init`.")


def _connect(address: URL, patience: float, *, create: bool = False) -> Engine:
    if _is_sqlite(address):
        return _sqlite_engine(address, patience, create=create)
    options = f"-c lock_timeout={round(patience * 1000)}"
    arguments = {"connect_timeout": 10, "options": options} | dict(address.query)
    # A pooled connection may have died with the server; asking first costs one short round trip.
    return create_engine(address, connect_args=arguments, pool_pre_ping=True, max_overflow=-1)


def _sqlite_engine(address: URL, patience: float, *, create: bool) -> Engine:
    # Here, because a register on a server does without it.
    from adapters.database import driver

    path = Path(_path(address)).absolute()

    def connect() -> driver.Connection:
        connection = driver.connect(path, patience=patience, create=create)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA mmap_size = 0")
        return connection

    engine = create_engine(address, module=driver, creator=connect, poolclass=QueuePool, max_overflow=-1)

    # The driver begins nothing by itself; a writer asks for IMMEDIATE, to queue.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if statement := connection.get_execution_options().get("begin", "BEGIN"):
            connection.exec_driver_sql(statement)

    return engine


def _check_owner(connection: Connection, where: str) -> None:
    if connection.dialect.name != "sqlite":
        return
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if owner != APPLICATION_ID and inspect(connection).get_table_names():
        sentence = f"{where} is the database of another program; name a register made by `samverk init`."
        raise DatabaseFault(sentence)


def _refuse_occupied(connection: Connection, where: str) -> None:
    _check_owner(connection, where)
    if metadata.tables.keys() & set(inspect(connection).get_table_names()):
        sentence = f"{where} already holds a register; name another database, or use the one that is there."
        raise DatabaseFault(sentence)


def _make_durable(engine: Engine) -> None:
    """Puts an SQLite register in write-ahead mode; refuses a PostgreSQL server that could forget."""
    where = location(engine)
    if engine.dialect.name == "sqlite":
        # Only once the file is known to be a register, because the mode stays in the file.
        with faults_of(where), engine.execution_options(begin="").connect() as connection:
            _write_ahead(connection)
        return
    with faults_of(where), engine.connect() as connection:
        settings: dict[str, str] = dict(connection.execute(text(_SETTINGS)).all())
    refuse_forgetful(settings, where)


def refuse_forgetful(settings: Mapping[str, str], where: str) -> None:
    """Raises DatabaseFault where a PostgreSQL server's settings would let it lose an acknowledged entry."""
    for name in NOTHING_LOST:
        if settings[name] == "off":
            sentence = f"{where} has {name} off and could lose what it acknowledged; set {name} = on."
            raise DatabaseFault(sentence)


def _write_ahead(connection: Connection) -> None:
    try:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    except OperationalError as error:
        # A file that may not be written is still read, in the mode it has.
        if "readonly" not in str(error.orig):
            raise
