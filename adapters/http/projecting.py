"""Keeping the read models abreast of the log: by one process of all that serve a register, until it dies."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from adapters.database.faults import DatabaseFault
from adapters.database.lock import lead
from adapters.http.logs import LOG, tell
from adapters.log.subscription import bell

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from adapters.database.lock import Lead

BEAT = 1.0
"""Seconds between two looks when nothing rings before; within them another leads when one dies."""
STALE = 15.0
"""Seconds without a look, or behind without getting further, after which the read models count as stale."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the read models stand to the log, and what this process knows of whoever keeps them."""

    position: int
    projected: int
    leading: bool
    looked: float
    """Seconds since this process last looked at the log."""
    still: float
    """Seconds that the read models have been behind without getting further."""

    @property
    def stale(self) -> bool:
        """Whether nobody seems to keep the read models."""
        return self.looked > STALE or self.still > STALE


class Projecting:
    """A thread that keeps the read models when this process leads, and watches them when another does."""

    def __init__(self, samverk: Samverk) -> None:
        self._samverk = samverk
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="projecting", daemon=True)
        self._leading = False
        self._looked = self._moved = monotonic()
        self._seen = 0

    def start(self) -> None:
        """Begins."""
        self._looked = self._moved = monotonic()
        self._thread.start()

    def stop(self) -> None:
        """Ends, after what is being written is written; another process may lead from then on."""
        self._stopped.set()
        self._thread.join()

    def standing(self) -> Standing:
        """How things stand now. Raises DatabaseFault."""
        head, projected = self._positions()
        now = monotonic()
        still = now - self._moved if projected < head and projected <= self._seen else 0.0
        return Standing(head, projected, self._leading, now - self._looked, still)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                found = lead(self._samverk.engine)
                if found is not None:
                    with closing(found):
                        self._lead(found)
                else:
                    self._look()
            except DatabaseFault as fault:
                LOG.warning("projecting: %s", fault)
            except Exception:
                LOG.exception("projecting")
            self._stopped.wait(BEAT)

    def _lead(self, found: Lead) -> None:
        """Keeps the read models for as long as this process leads."""
        tell("leading")
        self._leading = True
        try:
            with closing(bell(self._samverk.engine)) as rung:
                while not self._stopped.is_set() and found.held():
                    rung.set()
                    self._samverk.projector.catch_up(self._progressed)
                    self._look()
                    rung.wait(_Beat(self._stopped))
        finally:
            self._leading = False
            tell("not leading any more")

    def _progressed(self, done: int, total: int) -> None:
        """Told of while there is much to catch up with: that counts as looking, and as getting further."""
        self._looked = self._moved = monotonic()

    def _look(self) -> None:
        head, projected = self._positions()
        now = monotonic()
        if projected >= head or projected != self._seen:
            self._moved = now
        self._seen = projected
        self._looked = now

    def _positions(self) -> tuple[int, int]:
        views = self._samverk.views
        # Read first, so that what is written in between makes the read models seem behind, never ahead.
        projected = 0 if views.outdated() else views.live.position()
        return self._samverk.log.head()[0], projected


class _Beat(Event):
    """Set once another event is, or a beat is over: a bell may ring much later than that."""

    def __init__(self, stopped: Event) -> None:
        super().__init__()
        self._other = stopped
        self._end = monotonic() + BEAT

    def is_set(self) -> bool:
        return self._other.is_set() or monotonic() >= self._end

    def wait(self, timeout: float | None = None) -> bool:
        return self._other.wait(timeout) or self.is_set()
