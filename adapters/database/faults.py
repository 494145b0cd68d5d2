"""What can be wrong with a database, each in one sentence that says what, where and what would be right."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class DatabaseFault(Exception):
    """A database that cannot be used as asked; its text is one sentence for the person at the screen."""


_NONE = "{where} holds no register; create one with `samverk init`."
_FULL = "{where} has no room left on its disk; free some and repeat the command, nothing of it was recorded."

_SQLITE = {
    "unable to open": "{where} cannot be opened; its folder must exist, and both must be open to you.",
    "not a database": "{where} is not a database file; name a register made by `samverk init`.",
    "malformed": "{where} is damaged; restore it from a copy, `samverk verify` names the first bad entry.",
    "not decode": "{where} holds text that is not UTF-8: it was altered; restore it from a copy.",
    "locked": "{where} is locked by another program; try again when that program has finished.",
    "readonly": "{where} is read-only; to record, file and folder must be writable to you.",
    "is full": _FULL,
    "disk I/O": "{where} is on a disk that reports errors; check the disk, then run `samverk verify`.",
    "no such table": _NONE,
}

_POSTGRESQL = {
    "28": "{where} refuses this user or password; name one who may log in, as postgresql://USER:PASSWORD@HOST/NAME.",
    "3D000": "{where} does not exist; create the database, as with `createdb`, then run `samverk init`.",
    "25006": "{where} is read-only; to record, connect to the primary server.",
    "42P01": _NONE,
    "42703": _NONE,
    "42501": "{where} does not let this user do that; grant reading and writing on the register's tables.",
    "53100": _FULL,
    "53300": "{where} takes no more connections; close some or raise max_connections.",
    "55P03": "{where} is locked by another transaction; try again when it has finished.",
    "57P": "{where} is shutting down or starting up; try again when it is up.",
    "XX00": "{where} is damaged; restore it from a copy, `samverk verify` names the first bad entry.",
}

# The client library gives no code when the connection itself fails, only the server's words, if it had any.
_REFUSED = {'role "': "28", "password": "28", "pg_hba": "28", 'database "': "3D000", "starting up": "57P"}
_SILENT = "{where} cannot be reached; check that the server runs and the address is right."


def fault(error: BaseException, where: str) -> DatabaseFault:
    """The fault behind a driver's error, in one sentence about `where`."""
    text = " ".join(str(error).split())
    if hasattr(error, "sqlstate"):
        code = error.sqlstate or next((code for words, code in _REFUSED.items() if words in text), None)
        result = _sentence(_POSTGRESQL, (code or "").startswith) if code or "FATAL" in text else _SILENT
    else:
        result = _sentence(_SQLITE, text.__contains__)
    result = result or "{where} cannot do this: " + text.rstrip(".").replace("{", "(").replace("}", ")") + "."
    return DatabaseFault(result.format(where=where))


def _sentence(sentences: dict[str, str], fits: Callable[[str], bool]) -> str | None:
    return next((sentence for mark, sentence in sentences.items() if fits(mark)), None)


@contextmanager
def faults_of(where: str) -> Iterator[None]:
    """Turns what goes wrong with the database inside into a DatabaseFault about `where`."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as error:
        raise fault(error.orig or error, where) from error
