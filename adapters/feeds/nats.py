"""The relay to NATS JetStream: every entry published in order, from where the stream ends.

It keeps nothing of its own: whenever it connects, and before each batch, it asks the stream where to go on,
so it may be killed at any point, an emptied stream is filled from the first entry, and two relays agree.
"""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

import nats
from nats.errors import Error as NatsError
from nats.errors import MaxPayloadError
from nats.js.errors import APIError, ServiceUnavailableError

from adapters.database.bell import bell
from adapters.feeds.jetstream import OutOfTurn, RelayedStream, RelayFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.database.bell import Bell
    from adapters.feeds.feed import Feed
    from adapters.feeds.jetstream import End
    from adapters.log.reader import LogReader

STREAM = "SAMVERK"
LOOK = 1.0
"""Seconds after which the stream is looked at again where nothing was recorded."""
AGAIN = 0.2
"""Seconds before the stream is looked at again where it was not as expected."""
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds before connecting again, the last one for ever."""


class Relay:
    """Publishes the log to one stream of one server, until stopped."""

    def __init__(
        self, log: LogReader, feed: Feed, url: str, stream: str = STREAM, *, rebuild: bool = False
    ) -> None:
        self._log = log
        self._feed = feed
        self._url = url
        self._stream = stream
        self._rebuild = rebuild
        self._stopped = Event()
        self._rung: Bell | None = None
        self._met = False
        self._tries = 0
        self._complaint: Exception | None = None

    def stop(self) -> None:
        """Ends `run` after what is on its way, from any thread."""
        self._stopped.set()
        if self._rung is not None:
            self._rung.rouse()

    async def run(
        self,
        report: Callable[[int, int], None] = lambda done, total: None,
        away: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Publishes until stopped; waits for a server that goes away, and tells `away` so, once each time.

        `report` hears which position was published, of how many. Raises RelayFault where the server cannot be
        used at first, later where it refuses, and where the stream is not this log's; and DatabaseFault.
        """
        while not self._stopped.is_set():
            try:
                await self._connected(report)
            except (NatsError, OSError) as error:
                sentence = self._sentence(error)
                if not self._met or _lasts(error):
                    raise RelayFault(sentence) from None
                if not self._tries:
                    away(f"{sentence} Trying again until it does.")
                pause = PAUSES[min(self._tries, len(PAUSES) - 1)]
                self._tries += 1
                await asyncio.to_thread(self._stopped.wait, pause)

    async def _connected(self, report: Callable[[int, int], None]) -> None:
        """Publishes on one connection, until stopped or until it breaks."""
        self._complaint = None
        # Reconnecting is not left to the client: what the stream holds is to be read anew each time.
        client = await nats.connect(
            self._url,
            allow_reconnect=False,
            max_reconnect_attempts=1,
            reconnect_time_wait=0,
            connect_timeout=5,
            error_cb=self._noted,
        )
        try:
            stream = RelayedStream(client, self._stream, self._feed)
            if self._rebuild:
                await stream.empty()
                self._rebuild = False
            self._rung = rung = await asyncio.to_thread(bell, self._log.engine)
            try:
                await self._publish(stream, rung, report)
            finally:
                self._rung = None
                await asyncio.to_thread(rung.close)
        finally:
            await client.close()

    async def _publish(self, stream: RelayedStream, rung: Bell, report: Callable[[int, int], None]) -> None:
        end: End | None = None
        while not self._stopped.is_set():
            try:
                end = await stream.end(end)
                self._met, self._tries = True, 0
                batch = await asyncio.to_thread(stream.after, end)
                if batch.entries:
                    end = await stream.send(batch.entries, end)
                    report(end.position, batch.head)
                else:
                    await asyncio.to_thread(rung.wait, LOOK)
            except OutOfTurn:
                await asyncio.sleep(AGAIN)

    async def _noted(self, error: Exception) -> None:
        """Keeps what the client says about its connection: why nobody answers shows nowhere else."""
        self._complaint = error

    def _sentence(self, error: Exception) -> str:
        where = _shown(self._url)
        if isinstance(error, MaxPayloadError):
            return f"{where} takes no message as large as the next entry; raise its max_payload."
        if isinstance(error, ServiceUnavailableError):
            return f"{where} offers no JetStream; start the server with --jetstream."
        if isinstance(error, APIError):
            return f"{where} refuses: {error.description}."
        cause = self._complaint or error
        said = str(cause).removeprefix("nats: ").strip().rstrip(".") or type(cause).__name__
        return f"The NATS server at {where} does not answer as it should: {said}."


def _lasts(error: Exception) -> bool:
    """Whether trying again would meet the same."""
    return isinstance(error, (APIError, MaxPayloadError)) and not isinstance(error, ServiceUnavailableError)


def _shown(url: str) -> str:
    """A server's address without what might be a password."""
    scheme, _, rest = url.rpartition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if scheme else rest.rpartition("@")[2]
