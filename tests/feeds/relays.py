"""Relays that run beside a test, and entries for them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from adapters.feeds.feed import Feed
from adapters.feeds.nats import Relay
from adapters.log.entries import LoggedEvent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.log.recorder import LogRecorder
    from tests.feeds.nats_server import NatsServer


def record(log: LogRecorder, count: int = 1, stream: str = "networks/a", type_: str = "ChairElected") -> None:
    """Records so many entries at the end of a stream."""
    first = len(log.stream(stream)) + 1
    log.insert_events(
        [
            LoggedEvent(stream, version, type_, b'{"effective":"2020-01-01","person":"p%d"}' % version)
            for version in range(first, first + count)
        ]
    )


def relay(log: LogRecorder, server: NatsServer, **more: Any) -> Relay:
    """A relay from a log to a server."""
    return Relay(log, Feed(log), server.url, **more)


@contextmanager
def running(
    *relays: Relay, told: list[tuple[int, int]] | None = None, away: list[str] | None = None
) -> Iterator[None]:
    """Runs relays, each in a thread of its own, and stops them in the end; what one raised is raised here.

    `told` and `away` take what they say.
    """
    progress = [] if told is None else told
    sentences = [] if away is None else away

    def run(one: Relay) -> None:
        asyncio.run(one.run(lambda done, total: progress.append((done, total)), sentences.append))

    with ThreadPoolExecutor(len(relays)) as threads:
        ran = [threads.submit(run, one) for one in relays]
        try:
            yield
        finally:
            for one in relays:
                one.stop()
        for future in ran:
            future.result()
