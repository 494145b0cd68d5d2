"""The keys of persons: one 256-bit key a person, in an SQLite file of its own beside the register.

The log holds names and contact details only as sealed with these keys, so destroying a key erases a person
from a log that forgets nothing. Keys are read from the file each time and not kept in memory, so a key that
one process destroys is gone for all. Copies of the file, and what a file system keeps of blocks it has freed,
are out of this module's reach.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import apsw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.database import driver
from application.entries import UndecodableEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_KEY_BYTES, _NONCE_BYTES, _TAG_BYTES = 32, 12, 16
_OVERWRITTEN = bytes(_KEY_BYTES)
_BUSY_SECONDS = 5.0
_APPLICATION_ID = 0x53564B59
_FORMAT = 1

# A row of `secret` is appended, then only overwritten by one of the same size. So it never moves to another
# page and leaves no stale copy of a key in the page it left: `secure_delete` misses some when pages split.
_TABLES = (
    "CREATE TABLE secret (id INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, key BLOB NOT NULL)",
    "CREATE TABLE tombstone (stream TEXT PRIMARY KEY, destroyed TEXT NOT NULL) WITHOUT ROWID",
    f"PRAGMA application_id = {_APPLICATION_ID}",
    f"PRAGMA user_version = {_FORMAT}",
)
_FIND = "SELECT stream, key, destroyed FROM secret LEFT JOIN tombstone USING (stream) WHERE stream IN"
_ADD = "INSERT INTO secret (stream, key) VALUES (?, ?) ON CONFLICT (stream) DO NOTHING"
_OVERWRITE = "UPDATE secret SET key = ? WHERE stream = ?"
_BURY = "INSERT INTO tombstone (stream, destroyed) VALUES (?, ?) ON CONFLICT (stream) DO NOTHING"
_BURIED = "SELECT stream, destroyed FROM tombstone ORDER BY stream"

_FAULTS = {
    apsw.SQLITE_BUSY: "is in use by another process; try again when that has finished",
    apsw.SQLITE_CANTOPEN: "cannot be opened; check its path and permissions",
    apsw.SQLITE_CORRUPT: "is damaged; restore it from a backup",
    apsw.SQLITE_FULL: "cannot grow, for the disk is full; free some space",
    apsw.SQLITE_NOTADB: "is damaged or no key store; restore it from a backup",
    apsw.SQLITE_READONLY: "cannot be written; check that it is still there, and its permissions",
}


class KeyStoreFault(Exception):
    """The key store cannot do what was asked: one sentence with what is wrong and what would be right."""


class KeyDestroyed(Exception):
    """Nothing more can be sealed for a person whose key is destroyed."""


class UnreadableEntry(UndecodableEntry):
    """A sealed entry, or its key, is not as it was when the entry was sealed."""


def key_store_path(database_url: str, chosen: str | None) -> Path:
    """Where a register's keys are: `chosen` (the value of SAMVERK_KEYS), else named after the register.

    Beside an SQLite register (`samverk.db` has `samverk.keys.db`), in the working directory for one on a
    server. Raises `KeyStoreFault` for a URL that names no database.
    """
    if chosen:
        return Path(chosen)
    if database_url.startswith("sqlite"):
        register = Path(database_url.partition("://")[2].partition("?")[0].removeprefix("/"))
    else:
        register = Path(urlsplit(database_url).path.removeprefix("/") + ".db")
    if register.stem in ("", ".db", ":memory:"):
        raise KeyStoreFault("This register has no name to call a key store after; set SAMVERK_KEYS to one.")
    return register.with_name(f"{register.stem}.keys{register.suffix}")


class KeyStore:
    """Seals and unseals what is personal, and destroys keys; one object serves all threads of a process."""

    @classmethod
    def create(cls, path: Path) -> None:
        """Make an empty key store only its owner may read; `KeyStoreFault` where the file holds anything."""
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise KeyStoreFault(f"The key store {path} cannot be created: {error.strerror}.") from error
        with _faults(path):
            connection = _connect(path)
            try:
                connection.execute("BEGIN IMMEDIATE")
                if connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall():
                    raise KeyStoreFault(f"{path} exists; move it away or name another in SAMVERK_KEYS.")
                for statement in _TABLES:
                    connection.execute(statement)
                connection.execute("COMMIT")
            finally:
                connection.close()

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the key store at `path`; `clock` says when a key is destroyed.

        Raises `KeyStoreFault` where there is none or it cannot be read. A missing one is never made anew: the
        register it belongs to could not be read with other keys.
        """
        self._path = path
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        if not path.exists():
            raise KeyStoreFault(f"There is no key store {path}; restore it or name it in SAMVERK_KEYS.")
        with _faults(path):
            self._connection = _connect(path)
            try:
                self._refuse_other_files()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Let go of the file; the object is of no more use."""
        with self._one_at_a_time:
            self._connection.close()

    def prepare(self, streams: Iterable[str]) -> None:
        """Make many streams' missing keys durable in one commit, where `seal` would need one each."""
        with self._use():
            missing = [stream for stream in dict.fromkeys(streams) if not self._rows((stream,))]
            if missing:
                with self._transaction():
                    made = [(stream, os.urandom(_KEY_BYTES)) for stream in missing]
                    self._connection.executemany(_ADD, made)

    def seal(self, stream: str, event_id: str, plaintext: bytes) -> bytes:
        """Nonce and AES-256-GCM ciphertext, bound to `event_id`; the key is durable when this returns.

        Raises `KeyDestroyed` once the key is destroyed, `KeyStoreFault` where the store fails.
        """
        self.prepare((stream,))
        with self._use():
            result = self._rows((stream,))
        key = self._key(stream, result)
        if key is None:
            raise KeyDestroyed(f"The key of {stream} is destroyed; nothing personal can be recorded for it.")
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, plaintext, event_id.encode())

    def unseal(self, stream: str, event_id: str, ciphertext: bytes) -> bytes | None:
        """What `seal` was given, or `None` once the stream's key is destroyed.

        Raises `UnreadableEntry` where ciphertext, event id or key is another than it was, `KeyStoreFault`
        where the store fails or never had the key.
        """
        return self.unsealing((stream,))(stream, event_id, ciphertext)

    def unsealing(self, streams: Iterable[str]) -> Callable[[str, str, bytes], bytes | None]:
        """`unseal` for some streams, whose keys are read together now; not to be kept: keys are destroyed."""
        with self._use():
            result = self._rows(tuple(streams))

        def unseal(stream: str, event_id: str, ciphertext: bytes) -> bytes | None:
            key = self._key(stream, result)
            if key is None:
                return None
            nonce, sealed = ciphertext[:_NONCE_BYTES], ciphertext[_NONCE_BYTES:]
            try:
                if len(sealed) < _TAG_BYTES:
                    raise InvalidTag
                return AESGCM(key).decrypt(nonce, sealed, event_id.encode())
            except InvalidTag:
                raise UnreadableEntry(
                    f"Entry {event_id} of {stream} cannot be read: it or its key in {self._path} was altered."
                ) from None

        return unseal

    def destroy(self, stream: str) -> None:
        """Overwrite a stream's key and note when; a key already destroyed keeps its first note."""
        destroyed = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        with self._use(), self._transaction():
            self._connection.execute(_ADD, (stream, _OVERWRITTEN))
            self._connection.execute(_OVERWRITE, (_OVERWRITTEN, stream))
            self._connection.execute(_BURY, (stream, destroyed))

    def tombstones(self) -> dict[str, str]:
        """The streams whose keys are destroyed, each with the UTC instant of it."""
        with self._use():
            return dict(self._connection.execute(_BURIED).fetchall())

    def _key(self, stream: str, rows: Mapping[str, Sequence[Any]]) -> bytes | None:
        if stream not in rows:
            raise KeyStoreFault(f"{self._path} has no key for {stream}; name another in SAMVERK_KEYS.")
        key, destroyed = rows[stream]
        if destroyed is not None:
            return None
        if not isinstance(key, bytes) or len(key) != _KEY_BYTES or key == _OVERWRITTEN:
            raise KeyStoreFault(f"The key of {stream} in {self._path} is damaged; restore it from a backup.")
        return key

    def _rows(self, streams: tuple[str, ...]) -> dict[str, Sequence[Any]]:
        """The key of each stream that has one, and when it was destroyed."""
        result = self._connection.execute(f"{_FIND} ({', '.join('?' * len(streams))})", streams)
        return {stream: row for stream, *row in result.fetchall()}

    def _refuse_other_files(self) -> None:
        ((kind,),) = self._connection.execute("PRAGMA application_id").fetchall()
        ((version,),) = self._connection.execute("PRAGMA user_version").fetchall()
        if kind != _APPLICATION_ID:
            raise KeyStoreFault(f"{self._path} is not a key store; name another in SAMVERK_KEYS.")
        if version > _FORMAT:
            raise KeyStoreFault(f"{self._path} has format {version}, newer than {_FORMAT}; update Samverk.")

    @contextmanager
    def _use(self) -> Iterator[None]:
        with self._one_at_a_time, _faults(self._path):
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _connect(path: Path) -> driver.Connection:
    connection = driver.connect(path.absolute(), patience=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        # A write-ahead log would keep a destroyed key. EXTRA, because it alone makes the journal's removal
        # durable: one back after a power cut would undo a new key, or the destruction of an old one.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except driver.Error as error:
        said = _FAULTS.get((error.sqlite_errorcode or 0) & 0xFF)
        raise KeyStoreFault(f"The key store {path} {said or f'cannot be used: {error}'}.") from error
