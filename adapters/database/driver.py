"""SQLite by way of APSW, which brings the same SQLite to every platform, as a DB-API module (PEP 249).

One file must never be open in two SQLite libraries in one process: when one closes it, the locks that the
other holds on it are gone. So whatever opens an SQLite file in this program opens it here.

A connection begins nothing by itself: who writes says `BEGIN IMMEDIATE`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import apsw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    Row = tuple[Any, ...]

apilevel = "2.0"
threadsafety = 1
paramstyle = "qmark"
Binary = bytes
sqlite_version = apsw.sqlite_lib_version()
sqlite_version_info = tuple(map(int, sqlite_version.split(".")))


class Error(Exception):
    """What could not be done, in SQLite's words; `sqlite_errorcode` is its extended result code, if any."""

    sqlite_errorcode: int | None = None


class InterfaceError(Error):
    """Never raised here, but named by PEP 249."""


class DatabaseError(Error):
    """The file is damaged, or no database."""


class DataError(DatabaseError):
    """A value is too big."""


class IntegrityError(DatabaseError):
    """A constraint was not met."""


class InternalError(DatabaseError):
    """SQLite found itself where it should never be."""


class OperationalError(DatabaseError):
    """The database cannot be used as asked: locked, full, read-only, interrupted, without such a table."""


class ProgrammingError(DatabaseError):
    """Something closed was used, or values were too few or too many."""


class NotSupportedError(DatabaseError):
    """Never raised here, but named by PEP 249."""


_NAMES: dict[type[Exception], type[Error]] = {
    apsw.ConstraintError: IntegrityError,
    apsw.MismatchError: IntegrityError,
    apsw.CorruptError: DatabaseError,
    apsw.NotADBError: DatabaseError,
    apsw.TooBigError: DataError,
    apsw.InternalError: InternalError,
    apsw.BindingsError: ProgrammingError,
    apsw.ConnectionClosedError: ProgrammingError,
    apsw.CursorClosedError: ProgrammingError,
    apsw.MisuseError: ProgrammingError,
    apsw.RangeError: ProgrammingError,
    apsw.ThreadingViolationError: ProgrammingError,
}
"""What PEP 249 calls an error of APSW; every other is an OperationalError."""

_RAISED = (apsw.Error, UnicodeDecodeError)


def _named(error: Exception) -> Error:
    """An error by the name SQLAlchemy knows it by."""
    if isinstance(error, UnicodeDecodeError):
        return OperationalError(f"Could not decode text as UTF-8: {error}")
    named = _NAMES.get(type(error), OperationalError)(str(error))
    named.sqlite_errorcode = getattr(error, "extendedresult", None)
    return named


class Cursor:
    """Carries out statements one after the other and gives their rows; one thread at a time."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self.description: Sequence[Row] | None = None
        """The columns of the rows that a statement gives, their names first; None where it gives none."""
        self.rowcount = -1
        """How many rows a statement changed; -1 where it gives rows."""

    @property
    def lastrowid(self) -> int:
        """The number of the row that was last inserted over this connection."""
        return self._connection.last_insert_rowid()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Carries out a statement, with a value for each `?`."""
        result: list[Sequence[Row]] = []

        def describe(cursor: apsw.Cursor, *_: object) -> bool:
            # The one moment at which the columns are told of even if there will be no rows.
            result.append(cursor.description)
            return True

        before = self._connection.total_changes()
        self._cursor.exec_trace = describe
        try:
            self._cursor.execute(statement, values)
        except _RAISED as error:
            raise _named(error) from error
        self.description = (result and result[-1]) or None
        self.rowcount = -1 if self.description else self._connection.total_changes() - before
        return self

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        """Carries out a statement that gives no rows once for the values of each of `rows`."""
        before = self._connection.total_changes()
        self._cursor.exec_trace = None
        try:
            self._cursor.executemany(statement, rows)
        except _RAISED as error:
            raise _named(error) from error
        self.description = None
        self.rowcount = self._connection.total_changes() - before
        return self

    def __iter__(self) -> Iterator[Row]:
        try:
            # Not from the cursor itself, which a generator that is left would close.
            yield from iter(self._cursor.fetchone, None)
        except _RAISED as error:
            raise _named(error) from error

    def fetchone(self) -> Row | None:
        """The next row, None after the last."""
        try:
            return self._cursor.fetchone()
        except _RAISED as error:
            raise _named(error) from error

    def fetchmany(self, size: int | None = None) -> list[Row]:
        """The next rows, at most so many."""
        return list(islice(self, size or self.arraysize))

    def fetchall(self) -> list[Row]:
        """The rows that are left."""
        try:
            return self._cursor.fetchall()
        except _RAISED as error:
            raise _named(error) from error

    def close(self) -> None:
        """Lets go of the statement, whatever it has still to give."""
        self._cursor.close(force=True)


class Connection:
    """An open file. Threads may pass it on, but not use it at once."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun that is neither committed nor rolled back."""
        return self._connection.in_transaction

    def cursor(self) -> Cursor:
        """A cursor of its own. Raises ProgrammingError when closed."""
        try:
            return Cursor(self._connection)
        except apsw.Error as error:
            raise _named(error) from error

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Cursor:
        """Carries out a statement with a new cursor."""
        return self.cursor().execute(statement, values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> Cursor:
        """Carries out a statement for each of `rows` with a new cursor."""
        return self.cursor().executemany(statement, rows)

    def commit(self) -> None:
        """Makes durable what was begun, if anything was."""
        if self._connection.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Undoes what was begun, if anything was."""
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def interrupt(self) -> None:
        """Ends what another thread carries out on this connection, which raises OperationalError there."""
        self._connection.interrupt()

    def create_function(
        self, name: str, values: int, function: Callable[..., Any], *, deterministic: bool
    ) -> None:
        """Makes a function callable from SQL; SQLAlchemy gives every connection some."""
        self._connection.create_scalar_function(name, function, values, deterministic=deterministic)

    def close(self) -> None:
        """Closes the file; what was not committed is undone."""
        self._connection.close(force=True)


def connect(path: Path, *, patience: float, create: bool = False) -> Connection:
    """Opens a file, which is made if need be where `create`; waits `patience` seconds for other writers.

    A file that may not be written is opened all the same, to be read.
    """
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    try:
        connection = apsw.Connection(str(path), flags)
        connection.set_busy_timeout(round(patience * 1000))
    except apsw.Error as error:
        raise _named(error) from error
    return Connection(connection)
