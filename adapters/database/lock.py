"""Locks that one process at a time holds on a register, and that a dead process lets go of."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from adapters.database.engine import place
from adapters.database.faults import DatabaseFault, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keeps everybody else who asks for the same waiting while inside. Raises DatabaseFault."""
    where = place(engine)
    if engine.dialect.name == "sqlite":
        # The folder, because closing the register's own file would drop the locks SQLite holds on it.
        folder = os.open(Path(where).absolute().parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
        return
    with told(where), engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        # Closed in the end, not given back to the pool: that is what lets go.
        connection.detach()
        connection.exec_driver_sql("SET lock_timeout = 0")
        connection.exec_driver_sql("SELECT pg_advisory_lock(hashtext('samverk read models'))")
        yield


class Lead(Protocol):
    """Leadership among the processes that serve one register."""

    def held(self) -> bool:
        """Whether this process leads still."""

    def close(self) -> None:
        """Leaves it to another."""


def lead(engine: Engine, what: str = "projector") -> Lead | None:
    """Leadership in a kind of work, if nobody has it; a process that dies loses it. Raises DatabaseFault."""
    if engine.dialect.name == "sqlite":
        return _FileLead.take(f"{place(engine)}-{what}")
    return _ServerLead.take(engine, f"samverk {what}")


class _FileLead:
    """A lock on a file beside the register, which the operating system lets go of when the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: str) -> _FileLead | None:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DatabaseFault(f"{path} cannot be opened: {error.strerror}.") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return cls(descriptor)

    def held(self) -> bool:
        return True

    def close(self) -> None:
        os.close(self._descriptor)


class _ServerLead:
    """An advisory lock of a connection of its own, which the server lets go of when the connection ends."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where

    @classmethod
    def take(cls, engine: Engine, name: str) -> _ServerLead | None:
        with told(place(engine)):
            connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                # So that the server soon notices a machine that is gone without a word.
                for setting, seconds in (("idle", 5), ("interval", 2), ("count", 3)):
                    connection.exec_driver_sql(f"SET tcp_keepalives_{setting} = {seconds}")
                taken = connection.exec_driver_sql(
                    "SELECT pg_try_advisory_lock(hashtext(%s))", (name,)
                ).scalar_one()
            except BaseException:
                connection.invalidate()
                connection.close()
                raise
            if taken:
                return cls(connection, place(engine))
            connection.invalidate()
            connection.close()
        return None

    def held(self) -> bool:
        try:
            with told(self._where):
                self._connection.exec_driver_sql("SELECT 1")
        except DatabaseFault:
            return False
        return True

    def close(self) -> None:
        # Not given back for other use: it holds the lock.
        self._connection.invalidate()
        self._connection.close()
