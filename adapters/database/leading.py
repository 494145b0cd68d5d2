"""Work that one process of all does on a register: who leads in it does it, until another takes over."""

from __future__ import annotations

from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING

from adapters.database.bell import bell
from adapters.database.faults import DatabaseFault
from adapters.database.lock import lead

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable

    from sqlalchemy import Engine

    from adapters.database.bell import Bell
    from adapters.database.lock import Lead

BEAT = 1.0
"""Seconds between two looks when nothing rings before; within them another leads when one dies."""


class Term:
    """The time for which this process leads."""

    def __init__(self, lead: Lead, bell: Bell, stopped: Event) -> None:
        self._lead = lead
        self._bell = bell
        self._stopped = stopped

    def lasts(self) -> bool:
        """Whether there is another round."""
        return not self._stopped.is_set() and self._lead.held()

    def wait(self, seconds: float = BEAT) -> None:
        """Waits until something was recorded, somebody roused it, or some seconds are over."""
        self._bell.wait(seconds)

    def rouse(self) -> None:
        """Ends the wait, from any thread."""
        self._bell.rouse()


class Leading:
    """A thread that does a kind of work for as long as this process leads in it.

    `work` is called with each term, and returns when it does not last; `watch` at every beat in which another
    process leads. Whatever either raises is logged, and it begins anew after a beat.
    """

    def __init__(
        self,
        engine: Engine,
        what: str,
        work: Callable[[Term], None],
        log: logging.Logger,
        watch: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._what = what
        self._work = work
        self._watch = watch
        self._log = log
        self._stopped = Event()
        self._term: Term | None = None
        self._thread = Thread(target=self._run, name=what, daemon=True)

    @property
    def stopped(self) -> bool:
        """Whether it was told to end."""
        return self._stopped.is_set()

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Ends, once the round that is going on is done; another process may lead from then on."""
        self._stopped.set()
        if self._term is not None:
            self._term.rouse()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                result = lead(self._engine, self._what)
                if result is not None:
                    with closing(result):
                        self._serve(result)
                else:
                    self._watch()
            except DatabaseFault as fault:
                self._log.warning("%s: %s", self._what, fault)
            except Exception:
                self._log.exception("%s", self._what)
            self._stopped.wait(BEAT)

    def _serve(self, found: Lead) -> None:
        with closing(bell(self._engine)) as rung:
            self._term = Term(found, rung, self._stopped)
            try:
                self._work(self._term)
            finally:
                self._term = None
