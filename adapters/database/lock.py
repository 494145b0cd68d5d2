"""Locks that one process at a time holds on a register, and that a dead process lets go of."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from adapters.database.engine import location
from adapters.database.faults import DatabaseFault, faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keeps everybody else who asks for the same waiting while inside. Raises DatabaseFault."""
    where = location(engine)
    if engine.dialect.name == "sqlite":
        try:
            lock = _file_lock(where, "rebuild")
            lock.acquire()
        except PermissionError:
            # Whoever may not write here builds nothing: what they go on to write will tell them.
            yield
            return
        except OSError as error:
            raise _unusable(where, error) from error
        try:
            yield
        finally:
            lock.release()
        return
    with (
        faults_of(where),
        engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection,
    ):
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
        return _FileLead.take(location(engine), what)
    return _ServerLead.take(engine, f"samverk {what}")


def _file_lock(register: str, what: str) -> FileLock:
    """A lock on a file beside the register, which the operating system lets go of when the process ends."""
    # Without the library's substitute where the system has no such locks: that would outlive who is killed.
    # Whoever may write the register may lead.
    mode = Path(register).stat().st_mode & 0o666 | 0o600
    return FileLock(f"{register}-{what}", mode=mode, thread_local=False, fallback_to_soft=False)


def _unusable(register: str, error: OSError) -> DatabaseFault:
    return DatabaseFault(f"{error.filename or register} cannot be locked: {error.strerror}.")


class _FileLead:
    """A lock on a file."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    @classmethod
    def take(cls, register: str, what: str) -> _FileLead | None:
        try:
            lock = _file_lock(register, what)
            lock.acquire(blocking=False)
        except Timeout:
            return None
        except OSError as error:
            raise _unusable(register, error) from error
        return cls(lock)

    def held(self) -> bool:
        return True

    def close(self) -> None:
        self._lock.release()


class _ServerLead:
    """An advisory lock of a connection of its own, which the server lets go of when the connection ends."""

    def __init__(self, connection: Connection, where: str) -> None:
        self._connection = connection
        self._where = where

    @classmethod
    def take(cls, engine: Engine, name: str) -> _ServerLead | None:
        with faults_of(location(engine)):
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
                return cls(connection, location(engine))
            connection.invalidate()
            connection.close()
        return None

    def held(self) -> bool:
        try:
            with faults_of(self._where):
                self._connection.exec_driver_sql("SELECT 1")
        except DatabaseFault:
            return False
        return True

    def close(self) -> None:
        # Not given back for other use: it holds the lock.
        self._connection.invalidate()
        self._connection.close()
