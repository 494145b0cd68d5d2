"""What tells one process that another has recorded something: a touched file, or PostgreSQL's channel.

A bell only wakes. Whoever waits looks every `LOOK` seconds in any case, so nothing is lost by one that is not
rung because whoever recorded was killed just then.
"""

from __future__ import annotations

import os
import selectors
import socket
from contextlib import suppress
from math import inf
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Protocol, cast

from adapters.database.engine import place
from adapters.database.faults import told
from adapters.database.statements import CHANNEL

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy import Connection, Engine

LOOK = 1.0
"""Seconds that a wait takes at most."""

UNWATCHED = 0.02
"""Seconds that it takes at most where the system cannot watch a file for us."""


class Bell(Protocol):
    """Tells that the log may have grown since the bell was set."""

    def set(self) -> None:
        """From now on, growth is to be told; raises DatabaseFault."""

    def wait(self, seconds: float = inf) -> None:
        """Returns when the log may have grown, when roused, and after `seconds` or `LOOK` at the latest."""

    def rouse(self) -> None:
        """Ends a wait from any thread: the one that is going on, or else the next."""

    def close(self) -> None:
        """Lets go of what it watches."""


def bell(engine: Engine) -> Bell:
    """The bell of an engine's database. Raises DatabaseFault."""
    return FileBell(place(engine)) if engine.dialect.name == "sqlite" else ChannelBell(engine)


def ring(register: str) -> None:
    """Rings the bells of an SQLite register, once something is recorded; costs microseconds."""
    # Where nobody has ever waited there is no such file.
    with suppress(OSError):
        os.utime(_rung(register))


def _rung(register: str) -> str:
    # In a folder of its own: the system tells of everything in a folder, and a register's is never still.
    return f"{register}-bell/rung"


class FileBell:
    """Has the system watch a file that whoever records something touches."""

    def __init__(self, register: str) -> None:
        from watchdog.events import FileSystemEvent, FileSystemEventHandler
        from watchdog.observers import Observer

        class Ringing(FileSystemEventHandler):
            def dispatch(_, event: FileSystemEvent) -> None:  # noqa: N805
                self._happened.set()

        self._happened = Event()
        self._roused = False
        self._observer = Observer()
        self._longest = LOOK
        try:
            file = Path(_rung(register))
            file.parent.mkdir(exist_ok=True)
            if not file.exists():
                file.touch()
                # Whoever may write the register may ring.
                file.chmod(Path(register).stat().st_mode & 0o666)
            self._observer.schedule(Ringing(), str(file.parent))
            self._observer.start()
        except OSError:
            # The folder may not be written, or the system watches enough already.
            self._longest = UNWATCHED

    def set(self) -> None:
        """Forgets what was told."""
        self._happened.clear()

    def wait(self, seconds: float = inf) -> None:
        """Waits for a touch."""
        if not self._roused:
            self._happened.wait(min(seconds, self._longest))
        self._roused = False

    def rouse(self) -> None:
        """Ends a wait."""
        self._roused = True
        self._happened.set()

    def close(self) -> None:
        """Has nothing watched any more."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


class ChannelBell:
    """Listens on PostgreSQL's channel, on a connection of its own, which is replaced when it breaks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._ear, self._voice = socket.socketpair()
        self._voice.setblocking(False)
        self._heard = selectors.DefaultSelector()
        self._heard.register(self._ear, selectors.EVENT_READ)

    def set(self) -> None:
        """Listens, if it does not already; what is told while nobody waits is kept for the next wait."""
        if self._connection is not None:
            return
        with told(place(self._engine)):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        self._connection = connection
        self._driver = cast("psycopg.Connection", connection.connection.driver_connection)
        # By its number, which is still known once the connection is broken.
        self._number = self._driver.fileno()
        self._heard.register(self._number, selectors.EVENT_READ)

    def wait(self, seconds: float = inf) -> None:
        """Waits for a notification."""
        end = monotonic() + min(seconds, LOOK)
        while self._connection is not None and (left := end - monotonic()) > 0:
            ready = {key.fileobj for key, _ in self._heard.select(left)}
            if self._ear in ready:
                self._ear.recv(1024)
                return
            try:
                if ready and any(True for _ in self._driver.notifies(timeout=0)):
                    return
            except self._engine.dialect.loaded_dbapi.OperationalError:
                self._hang_up()

    def rouse(self) -> None:
        """Ends a wait."""
        # Full of calls that nobody has heeded yet, or closed, it needs no more.
        with suppress(OSError):
            self._voice.send(b"!")

    def close(self) -> None:
        """Closes the connection."""
        self._hang_up()
        self._heard.close()
        self._voice.close()
        self._ear.close()

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._heard.unregister(self._number)
            # Not given back for other use: it listens.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
