"""The newest entries, read and encoded once for everybody who follows the log in this process.

A follower keeps nothing but its cursor. What is past it is taken from here while the entry it names is still
kept here, and read from the log where it is not, so a slow follower costs no memory and none can be given
entries of another log than its own.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import closing, contextmanager, suppress
from threading import Event, Lock, Thread, Timer
from typing import TYPE_CHECKING, NamedTuple

from adapters.database.bell import bell
from adapters.database.faults import DatabaseFault
from adapters.feeds.cloudevents import encoded, type_of
from adapters.feeds.feed import cursor_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.database.bell import Bell
    from adapters.log.entries import Entry
    from adapters.log.reader import LogReader

KEPT = 2_000
"""Entries that are kept, at most."""
AT_A_TIME = 500
"""Entries read at a time."""
A_FOLLOWER = 0.0001
"""Seconds to gather entries for each follower while they keep coming: waking all takes about as long."""
LINGER = 5.0
"""Seconds for which the log is followed on without followers: whoever asks for batches comes back at once."""
PATIENCE = 1.0
"""Seconds to wait before a database that failed is tried again."""
_LOG = logging.getLogger(__name__)


class Kept(NamedTuple):
    """An entry with its cursor, and as it is sent to whoever listens to server-sent events."""

    entry: Entry
    cursor: str
    frame: bytes


def kept(entry: Entry) -> Kept:
    """An entry in the form the tail keeps it."""
    cursor, name = cursor_of(entry), type_of(entry.type, entry.schema_version)
    return Kept(entry, cursor, b"id: %b\nevent: %b\ndata: %b\n\n" % (*_bytes(cursor, name), encoded(entry)))


class Tail:
    """Follows the log in a thread of its own while there are followers."""

    def __init__(self, log: LogReader) -> None:
        self._log = log
        self._lock = Lock()
        self._kept: Sequence[Kept] = ()
        self._followers = 0
        self._ended: Event | None = None
        self._leaving: Timer | None = None
        self._stopped = False
        self._rung: dict[asyncio.AbstractEventLoop, asyncio.Event] = {}

    @contextmanager
    def followed(self) -> Iterator[None]:
        """Keeps the tail abreast of the log while inside."""
        with self._lock:
            self._followers += 1
            if self._leaving is not None:
                self._leaving.cancel()
                self._leaving = None
            if self._ended is None:
                self._kept, self._ended = (), Event()
                Thread(target=self._run, args=(self._ended,), name="tail", daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._followers -= 1
                if not self._followers:
                    self._leaving = Timer(LINGER, self._leave)
                    self._leaving.daemon = True
                    self._leaving.start()

    def stop(self) -> None:
        """Wakes every follower, now and whenever one waits again: the process is to end."""
        with self._lock:
            self._stopped = True
        self._ring()

    def past(self, cursor: str, limit: int) -> Sequence[Kept] | None:
        """At most `limit` entries past a cursor; None where the log has to be asked."""
        result = self._kept
        index = int(cursor.partition("-")[0]) - result[0].entry.position if result else -1
        if not 0 <= index < len(result) or result[index].cursor != cursor:
            return None
        return result[index + 1 : index + 1 + limit]

    async def grown(self, position: int) -> None:
        """Returns once something past a position is kept, or when followers are woken for another reason."""
        with self._lock:
            if self._stopped or (self._kept and self._kept[-1].entry.position > position):
                return
            rung = self._rung.setdefault(asyncio.get_running_loop(), asyncio.Event())
        await rung.wait()

    def _leave(self) -> None:
        with self._lock:
            # Somebody may have come between the time being up and this.
            if not self._followers and self._ended is not None:
                self._ended.set()
                self._ended = None

    def _ring(self) -> None:
        with self._lock:
            rung, self._rung = self._rung, {}
        for loop, event in rung.items():
            # A loop that has ended since has nobody left to wake.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    def _run(self, ended: Event) -> None:
        while not ended.is_set():
            try:
                with closing(bell(self._log.engine)) as rung:
                    self._follow(rung, ended)
            except DatabaseFault as fault:
                _LOG.warning("following: %s", fault)
            except Exception:
                _LOG.exception("following")
            ended.wait(PATIENCE)

    def _follow(self, rung: Bell, ended: Event) -> None:
        while not ended.is_set():
            result = self._read()
            if result is None:
                rung.wait()
                continue
            with self._lock:
                # Another thread keeps the tail once this one was told to end.
                if ended.is_set():
                    return
                self._kept = result
            self._ring()
            ended.wait(self._followers * A_FOLLOWER)

    def _read(self) -> Sequence[Kept] | None:
        """What is to be kept from now on; None where that is what is kept already."""
        before = self._kept
        if not before:
            head, _ = self._log.head()
            return [kept(entry) for entry in self._log.page(head - 1, 1)] if head else None
        last = before[-1].entry
        # With the last one known, which is another where a backup was restored.
        page = self._log.page(last.position - 1, AT_A_TIME + 1)
        if not page or page[0].leaf != last.leaf:
            return ()
        return [*before, *map(kept, page[1:])][-KEPT:] if page[1:] else None


def _bytes(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)
