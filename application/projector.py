"""Keeps the views abreast of the log: one pass, stream by stream, for all projections at once.

Catching up and rebuilding are the same pass at two tempos. Catching up takes a page of positions and writes
its rows and the new position in one transaction. Rebuilding takes the whole log into tables beside the live
ones, in bulk, and switches over in one transaction; the old tables answer until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from application.entries import NETWORKS, UndecodableEntry
from application.held import Held
from projections.bitemporal import Changes, KnownNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from application.ports import LogReader

PAGE = 5_000
"""Positions caught up with in one transaction."""
BULK = 20_000
"""Rows written at a time while rebuilding."""
HELD = 20_000
"""Entries of networks held in memory between pages."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A stream that stopped at an entry that cannot be read or folded; it goes on once it can."""

    stream: str
    position: int
    reason: str


class ViewTables(Protocol):
    """One set of view tables: the live one, or the one being built beside it."""

    def position(self) -> int:
        """The position the tables stand at."""

    def parked(self) -> list[Parked]:
        """The streams that stopped."""

    def write(self, changes: Changes, after: int, upto: int | None, parked: Sequence[Parked]) -> bool:
        """Writes changes and, unless `upto` is None, moves the position there, with what is parked by then.

        All in one transaction, and only if the position still is `after`: False, and nothing written, when
        it is not.
        """


class Views(Protocol):
    """The live view tables, and a way to replace them."""

    @property
    def live(self) -> ViewTables:
        """The tables that answer; made at position 0 when there are none."""

    def missing(self) -> bool:
        """Whether there are no live tables; raises where another version of a projection made them."""

    def alone(self) -> AbstractContextManager[None]:
        """Keeps everybody else's rebuild waiting while inside."""

    def beside(self) -> ViewTables:
        """A new, empty set of tables at position 0; what an interrupted rebuild left is dropped."""

    def switch(self, position: int) -> bool:
        """Puts the new tables in the place of the live ones, unless those are current and stand further."""


class Projector:
    """Folds the log into the views."""

    def __init__(self, log: LogReader, views: Views) -> None:
        self._log = log
        self._views = views
        self._held: Held[KnownNetwork] = Held(HELD)

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Brings the live views to the end of the log; returns the position they stand at then."""
        if self._views.missing():
            with self._views.alone():
                # Another process may have made them while this one waited.
                if self._views.missing():
                    self._build(progress)
        tables = self._views.live
        head, _ = self._log.head()
        start = position = tables.position()
        while position < head:
            upto = min(position + PAGE, head)
            self._advance(tables, position, upto, whole=True)
            position = tables.position()
            if progress is not None:
                progress(position - start, head - start)
        if tables.parked():
            self._advance(tables, position, position, whole=True)
        return position

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Builds every view anew from the first entry, beside the live ones, and switches over."""
        with self._views.alone():
            self._build(progress)
        return self.catch_up()

    def _build(self, progress: Callable[[int, int], None] | None) -> None:
        self._held.clear()
        tables = self._views.beside()
        position = 0
        while True:
            head, _ = self._log.head()
            self._advance(tables, position, head, whole=False, progress=progress)
            position = head
            if self._views.switch(position):
                return

    def _advance(
        self,
        tables: ViewTables,
        after: int,
        upto: int,
        *,
        whole: bool,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Takes the entries in `(after, upto]` in; `whole` in one transaction, else in bulk."""
        written = False
        try:
            written = self._take(tables, after, upto, whole, progress)
        finally:
            if not written:
                # What is held has taken in entries whose rows did not come to be written.
                self._held.clear()

    def _take(
        self,
        tables: ViewTables,
        after: int,
        upto: int,
        whole: bool,
        progress: Callable[[int, int], None] | None,
    ) -> bool:
        changes = Changes()
        parked_before = {stop.stream: stop for stop in tables.parked()}
        parked: list[Parked] = []
        streams = [stream for stream in self._log.streams_between(after, upto) if stream.startswith(NETWORKS)]
        done = 0
        for stream in sorted({*streams, *parked_before}):
            stop = parked_before.get(stream)
            if stop is not None:
                # Whoever stopped there may have been another process, and this one further on.
                self._held.take(stream)
            count, stopped = self._stream(stream, after if stop is None else stop.position - 1, upto, changes)
            if stopped is not None:
                parked.append(stopped)
            done += count
            if not whole and len(changes.opened) >= BULK:
                tables.write(changes, after, None, ())
                changes.forget()
            if progress is not None:
                progress(min(done, upto - after), upto - after)
        if (
            upto == after
            and not changes.opened
            and not changes.closed
            and parked == list(parked_before.values())
        ):
            return True
        if not tables.write(changes, after, upto, parked):
            return False
        if progress is not None:
            progress(upto - after, upto - after)
        return True

    def _stream(self, stream: str, after: int, upto: int, changes: Changes) -> tuple[int, Parked | None]:
        """One stream's entries: those past `after` change the rows; their number, and where it stopped."""
        known = self._held.take(stream) or KnownNetwork(stream)
        unseen = Changes()
        count = 0
        position = after
        try:
            for entry in self._log.of_stream(stream, upto, known.network.version):
                assert entry.position is not None
                position = entry.position
                known.take(position, entry.id, entry.event, changes if position > after else unseen)
                count += position > after
                if unseen.opened:
                    unseen.forget()
        except UndecodableEntry as error:
            return count, Parked(stream, error.position or position, str(error))
        except Exception as error:
            return count, Parked(stream, position, f"{type(error).__name__}: {error}")
        self._held.keep(stream, known, known.network.version)
        return count, None
