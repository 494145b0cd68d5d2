"""Following the log live, across processes."""

from __future__ import annotations

from collections import deque
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from eventsourcing.persistence import Subscription

from adapters.database.engine import place
from adapters.database.faults import told
from adapters.database.statements import CHANNEL
from adapters.log.entries import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine

    from adapters.log.recorder import LogRecorder

AT_A_TIME = 500
"""Entries read at a time."""

SQLITE_POLL = 0.005
"""Seconds between two looks at whether an SQLite file has changed; a look costs microseconds."""

POSTGRESQL_POLL = 1.0
"""Seconds after which the log is read in any case, should a notification be lost."""

HEED_STOP = 0.1
"""Seconds within which a wait for PostgreSQL heeds that the subscription was stopped."""


class LogSubscription(Subscription["LogRecorder"]):
    """Yields entries past a position, then new ones until stopped, passing over types not asked for."""

    def __init__(self, recorder: LogRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._after = gt or 0
        self._ready: deque[LoggedEvent] = deque()
        self._stopped = Event()
        self._bell: Bell | None = None

    def stop(self) -> None:
        """Ends the iteration, from any thread."""
        super().stop()
        self._stopped.set()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        super().__exit__(*args, **kwargs)
        if self._bell is not None:
            self._bell.close()

    def __next__(self) -> LoggedEvent:
        while not self._stopped.is_set():
            if self._ready:
                return self._ready.popleft()
            if self._bell is None:
                self._bell = bell(self._recorder.engine)
            # Set before reading, so that nothing committed after the read goes unnoticed.
            self._bell.set()
            page = self._recorder.page(self._after, AT_A_TIME)
            if page:
                self._after = page[-1].position
                wanted = (entry for entry in page if not self._topics or entry.type in self._topics)
                self._ready.extend(map(LoggedEvent.of, wanted))
            else:
                self._bell.wait(self._stopped)
        raise StopIteration


class Bell(Protocol):
    """Tells that the log may have grown since the bell was set."""

    def set(self) -> None:
        """From now on, growth is to be told; raises DatabaseFault."""

    def wait(self, stopped: Event) -> None:
        """Returns when the log may have grown, when `stopped`, or now and then for no reason."""

    def close(self) -> None:
        """Gives the connection back."""


def bell(engine: Engine) -> Bell:
    """The bell of an engine's database."""
    return FileBell(engine) if engine.dialect.name == "sqlite" else ChannelBell(engine)


class FileBell:
    """Watches the counter by which SQLite tells one connection that another has committed."""

    def __init__(self, engine: Engine) -> None:
        self._where = place(engine)
        # Outside any transaction: inside one the counter stands still.
        with told(self._where):
            self._connection = engine.execution_options(begin="").connect()
        self._seen = 0

    def set(self) -> None:
        """Takes the counter as it is."""
        self._seen = self._counter()

    def wait(self, stopped: Event) -> None:
        """Looks at the counter every few milliseconds until it has changed."""
        while not stopped.wait(SQLITE_POLL) and self._counter() == self._seen:
            pass

    def close(self) -> None:
        """Gives the connection back."""
        self._connection.close()

    def _counter(self) -> int:
        with told(self._where):
            return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())


class ChannelBell:
    """Listens on PostgreSQL's channel, on a connection of its own, which is replaced when it breaks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def set(self) -> None:
        """Listens, if it does not already; what is told while nobody waits is kept for the next wait."""
        if self._connection is not None:
            return
        with told(place(self._engine)):
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        self._connection = connection

    def wait(self, stopped: Event) -> None:
        """Waits for one notification, at most a second."""
        end = monotonic() + POSTGRESQL_POLL
        while self._connection is not None and not stopped.is_set() and monotonic() < end:
            driver: Any = self._connection.connection.driver_connection
            try:
                if any(driver.notifies(timeout=HEED_STOP, stop_after=1)):
                    return
            except self._engine.dialect.loaded_dbapi.OperationalError:
                self.close()

    def close(self) -> None:
        """Closes the connection."""
        if self._connection is not None:
            # Not given back for other use: it listens.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
