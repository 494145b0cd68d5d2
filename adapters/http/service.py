"""One service: an open register, and everything that requests share."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import anyio
from anyio import CapacityLimiter, to_thread

from adapters.access.tokens import Tokens
from adapters.feeds.feed import Feed
from adapters.feeds.tail import Tail
from adapters.http.batching import Writer
from adapters.http.measures import Measures
from adapters.http.problems import Problem
from adapters.http.projecting import Projecting
from adapters.webhooks.delivering import configured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.access.roles import Principal
    from adapters.bootstrap import Samverk

T = TypeVar("T")

READERS = 8
"""Questions answered at a time; the rest wait their turn."""
WRITERS = 64
"""Commands that wait to be recorded together, at most."""
MINUTE = 60.0
"""Seconds over which a token's requests are counted."""
PATIENCE = 5.0
"""Seconds to wait for the read models to reach a position."""
GLANCE = 0.01
"""Seconds between two looks at where they stand."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one token may ask for."""

    requests_a_minute: int = 6_000
    streams: int = 10
    stream_lasts: float = 3_600.0
    """Seconds after which a stream is ended politely; its reader comes back."""


class Service:
    """What the operations work with; `stopping` is set when no more requests are taken, and streams end."""

    def __init__(self, samverk: Samverk, bounds: Bounds | None = None) -> None:
        """Raises AddressRefused where the environment's networks for webhooks cannot be read."""
        bounds = bounds or Bounds()
        self.samverk = samverk
        self.tokens = Tokens(samverk.engine, samverk.clock)
        self.writer = Writer(samverk)
        self.measures = Measures()
        self.projecting = Projecting(samverk)
        self.delivering = configured(samverk)
        self.feed = Feed(samverk.recorder)
        self.tail = Tail(samverk.recorder)
        self.streams = Streams(bounds.streams, self.measures)
        self.stream_lasts = bounds.stream_lasts
        self.stopping = anyio.Event()
        self._allowance = Allowance(bounds.requests_a_minute)
        self._readers = CapacityLimiter(READERS)
        self._writers = CapacityLimiter(WRITERS)

    def stop(self) -> None:
        """Begins to stop: streams end, and whoever waits for entries is answered."""
        self.stopping.set()
        self.tail.stop()

    async def reading(self, ask: Callable[[], T]) -> T:
        """Carries out in a thread what reads the register."""
        return await to_thread.run_sync(ask, limiter=self._readers)

    async def recording(self, carry_out: Callable[[], T]) -> T:
        """Carries out in a thread what waits for its turn to write."""
        return await to_thread.run_sync(carry_out, limiter=self._writers)

    async def reach(self, position: int) -> None:
        """Returns once the read models stand at a position. Raises Problem when that takes too long."""
        end, _ = await self.reading(self.samverk.log.head)
        if position > end:
            detail = f"The log ends at position {end}; {position} is not recorded yet."
            raise Problem("unknown", detail, field="wait")
        patience = monotonic() + PATIENCE
        while await self.reading(self.samverk.views.live.position) < position:
            if monotonic() > patience:
                detail = f"The read models have not reached position {position} yet; ask again."
                raise Problem("unavailable", detail, headers={"Retry-After": "1"})
            await anyio.sleep(GLANCE)

    def count(self, principal: Principal) -> None:
        """Counts a request. Raises Problem when a token asks for more than it may in a minute."""
        if wait := self._allowance.take(principal.token):
            detail = f"A token has {self._allowance.a_minute} requests a minute; wait, then go on."
            raise Problem("too-many", detail, headers={"Retry-After": str(ceil(wait))})


class Allowance:
    """How many requests each token may make: so many a minute, up to a minute's at once."""

    def __init__(self, a_minute: int) -> None:
        self.a_minute = a_minute
        self._whole: dict[str, float] = {}
        """When each token has a whole minute's requests again."""

    def take(self, token: str) -> float:
        """Takes one of a token's requests; 0, or the seconds until it has one again where it has none."""
        now = monotonic()
        whole = max(self._whole.get(token, now), now) + MINUTE / self.a_minute
        if whole > now + MINUTE:
            return whole - now - MINUTE
        self._whole[token] = whole
        return 0.0


class Streams:
    """Counts the streams that are open, of each token and in all."""

    def __init__(self, most: int, measures: Measures) -> None:
        self._most = most
        self._measures = measures
        self._open: dict[str, int] = {}

    @contextmanager
    def one(self, principal: Principal) -> Iterator[None]:
        """One stream, open while inside. Raises Problem when its token has as many as it may have.

        To be entered and left in the event loop's thread.
        """
        count = self._open.get(principal.token, 0)
        if count >= self._most:
            detail = f"A token has {self._most} streams at a time; close one of them first."
            raise Problem("too-many", detail, headers={"Retry-After": "10"})
        self._open[principal.token] = count + 1
        self._measures.streams.inc()
        try:
            yield
        finally:
            self._measures.streams.dec()
            self._open[principal.token] -= 1
            if not self._open[principal.token]:
                del self._open[principal.token]
