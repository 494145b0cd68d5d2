"""What tells one process that another has recorded something: PostgreSQL's channel, or a datagram on SQLite.

A bell only wakes. Whoever waits looks every `LOOK` seconds in any case, so nothing is lost by one that is not
rung because whoever recorded was killed just then, or cannot be heard.
"""

from __future__ import annotations

import os
import selectors
import socket
from contextlib import suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol, cast

from adapters.database.engine import location
from adapters.database.faults import faults_of
from adapters.database.statements import CHANNEL

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy import Connection, Engine

LOOK = 1.0
"""Seconds that a wait takes at most."""

UNHEARD = 0.02
"""Seconds that it takes at most where nobody could ring."""

_HERE = "127.0.0.1"


class Bell(Protocol):
    """Tells whoever waits that the log may have grown; hung up before the log is read for the first time."""

    def wait(self, seconds: float = inf) -> None:
        """Returns when the log may have grown since it was last read, or somebody roused whoever waits.

        After `seconds`, and after `LOOK`, it returns in any case. Raises DatabaseFault.
        """

    def rouse(self) -> None:
        """Ends a wait from any thread: the one that is going on, or else the next."""

    def close(self) -> None:
        """Takes the bell down."""


def bell(engine: Engine) -> Bell:
    """The bell of an engine's database. Raises DatabaseFault."""
    return DatagramBell(location(engine)) if engine.dialect.name == "sqlite" else ChannelBell(engine)


def ring(register: str) -> None:
    """Rings every bell of an SQLite register, once something is recorded."""
    # Where nobody has ever waited there is no such folder. Whoever cannot be rung looks by and by.
    with suppress(OSError):
        if ports := _ports(register):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as voice:
                for port in ports:
                    voice.sendto(b"", (_HERE, port))


def _folder(register: str) -> Path:
    return Path(f"{register}-bells")


def _ports(register: str) -> list[int]:
    return [int(name) for name in os.listdir(f"{register}-bells") if name.isdecimal()]  # noqa: PTH208


class DatagramBell:
    """A port of this machine's own, and an empty file beside the register that is called after it."""

    def __init__(self, register: str) -> None:
        self._ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._ear.bind((_HERE, 0))
        self._address = self._ear.getsockname()
        self._name = _folder(register) / str(self._address[1])
        self._longest = LOOK
        try:
            _make_folder(register)
            _take_down_the_dead(register)
            self._name.touch()
        except OSError:
            self._longest = UNHEARD

    def wait(self, seconds: float = inf) -> None:
        """Waits for a datagram, and takes all that are there."""
        self._ear.settimeout(min(seconds, self._longest))
        with suppress(TimeoutError, BlockingIOError):
            while True:
                self._ear.recv(1)
                self._ear.settimeout(0)

    def rouse(self) -> None:
        """Sends one to itself."""
        # A bell that was taken down has nobody to rouse.
        with suppress(OSError):
            self._ear.sendto(b"", self._address)

    def close(self) -> None:
        """Lets go of the port."""
        with suppress(OSError):
            self._name.unlink()
        self._ear.close()


def _make_folder(register: str) -> None:
    folder = _folder(register)
    if not folder.exists():
        folder.mkdir(exist_ok=True)
        # Whoever may read or write the register may do so here.
        mode = Path(register).stat().st_mode & 0o666
        folder.chmod(mode | (mode & 0o444) >> 2)


def _take_down_the_dead(register: str) -> None:
    """Removes the files of processes that were killed: their ports are free."""
    for port in _ports(register):
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
            free.bind((_HERE, port))
            # While nobody else can have the port.
            (_folder(register) / str(port)).unlink()


class ChannelBell:
    """Listens on PostgreSQL's channel, on a connection of its own, which is replaced when it breaks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ear, self._voice = socket.socketpair()
        self._voice.setblocking(False)
        self._heard = selectors.DefaultSelector()
        self._heard.register(self._ear, selectors.EVENT_READ)
        self._connection: Connection | None = None
        self._listen()

    def wait(self, seconds: float = inf) -> None:
        """Waits for a notification."""
        if self._connection is None:
            self._listen()
            return
        end = monotonic() + min(seconds, LOOK)
        while (left := end - monotonic()) > 0:
            ready = {key.fileobj for key, _ in self._heard.select(left)}
            if self._ear in ready:
                self._ear.recv(1024)
                return
            try:
                if ready and any(True for _ in self._driver.notifies(timeout=0)):
                    return
            except self._engine.dialect.loaded_dbapi.OperationalError:
                self._hang_up()
                self._listen()
                return

    def rouse(self) -> None:
        """Ends a wait."""
        # What is full of calls that nobody has heeded yet needs no more, nor does a bell that was taken down.
        with suppress(OSError):
            self._voice.send(b"!")

    def close(self) -> None:
        """Closes the connection."""
        self._hang_up()
        self._heard.close()
        self._voice.close()
        self._ear.close()

    def _listen(self) -> None:
        with faults_of(location(self._engine)):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        self._connection = connection
        self._driver = cast("psycopg.Connection", connection.connection.driver_connection)
        # By its number, which is still known once the connection is broken.
        self._number = self._driver.fileno()
        self._heard.register(self._number, selectors.EVENT_READ)

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._heard.unregister(self._number)
            # Not given back for other use: it listens.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
