"""Following the log live, across processes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from eventsourcing.persistence import Subscription

from adapters.database.bell import bell
from adapters.log.entries import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.database.bell import Bell
    from adapters.log.reader import LogReader

AT_A_TIME = 500
"""Entries read at a time."""


class LogSubscription(Subscription[Any]):
    """Yields entries past a position, then new ones until stopped, passing over types not asked for."""

    def __init__(self, log: LogReader, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(log, gt, topics)
        self._log = log
        self._after = gt or 0
        self._ready: deque[LoggedEvent] = deque()
        self._bell: Bell | None = None

    def stop(self) -> None:
        """Ends the iteration, from any thread."""
        super().stop()
        if self._bell is not None:
            self._bell.rouse()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        super().__exit__(*args, **kwargs)
        if self._bell is not None:
            self._bell.close()

    def __next__(self) -> LoggedEvent:
        while not self._has_been_stopped:
            if self._ready:
                return self._ready.popleft()
            # Made before reading, so that nothing committed after the read goes unnoticed.
            if self._bell is None:
                self._bell = bell(self._log.engine)
            page = self._log.page(self._after, AT_A_TIME)
            if page:
                self._after = page[-1].position
                wanted = (entry for entry in page if not self._topics or entry.type in self._topics)
                self._ready.extend(map(LoggedEvent.of, wanted))
            else:
                self._bell.wait()
        raise StopIteration
