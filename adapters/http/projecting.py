"""Keeping the read models abreast of the log: by one process of all that serve a register, until it dies."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from adapters.database.leading import Leading
from adapters.http.logs import LOG, tell

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from adapters.database.leading import Term

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
        self._work = Leading(samverk.engine, "projector", self._lead, LOG, self._look)
        self._leading = False
        self._looked = self._moved = monotonic()
        self._seen = 0

    def start(self) -> None:
        """Begins."""
        self._looked = self._moved = monotonic()
        self._work.start()

    def stop(self) -> None:
        """Ends, after what is being written is written; another process may lead from then on."""
        self._work.stop()

    def standing(self) -> Standing:
        """How things stand now. Raises DatabaseFault."""
        head, projected = self._positions()
        now = monotonic()
        still = now - self._moved if projected < head and projected <= self._seen else 0.0
        return Standing(head, projected, self._leading, now - self._looked, still)

    def _lead(self, term: Term) -> None:
        """Keeps the read models for as long as this process leads."""
        tell("leading")
        self._leading = True
        try:
            while term.lasts():
                self._seen = self._samverk.projector.catch_up(self._progressed)
                self._looked = self._moved = monotonic()
                term.wait()
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
        projected = 0 if views.missing() else views.live.position()
        return self._samverk.log.head()[0], projected
