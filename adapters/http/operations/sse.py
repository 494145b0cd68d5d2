"""The operation that sends the log as it grows: server-sent events, resumed by their ids."""

from __future__ import annotations

from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING

import anyio
from sse_starlette.sse import EventSourceResponse, SendTimeoutError

from adapters.database.faults import DatabaseFault
from adapters.feeds.feed import CursorIsGone
from adapters.feeds.tail import kept
from adapters.http.authentication import principal
from adapters.http.logs import tell
from adapters.http.operations.feed import (
    AFTER,
    EVENT,
    NETWORK,
    TYPE,
    position,
    wanted,
)
from adapters.http.problems import Problem
from adapters.http.routes import Asked, Parameter, Route

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Receive, Scope, Send

    from adapters.feeds.feed import Wanted

MEDIA_TYPE = "text/event-stream"
AT_A_TIME = 200
"""Events sent in one piece, which is what a reader that has stopped reading costs."""
BEAT = 15
"""Seconds between two looks at whether the token still opens anything, each told as a heartbeat."""
SLOW = 30
"""Seconds in which a reader has to take a piece; then it is left, and comes back with the last id it has."""
COME_BACK = 2_000
"""Milliseconds that a reader is asked to wait before it comes back."""
FAREWELL = 10
"""Seconds that a stream has to end by itself when the service stops."""

_LAST = Parameter(
    "Last-Event-ID",
    "header",
    AFTER.read,
    AFTER.schema,
    "The id of the last event that was received; goes before `after`.",
    "0",
)

_MESSAGE = {
    "type": "object",
    "description": "One message of the stream.",
    "properties": {
        "id": AFTER.schema,
        "event": EVENT["properties"]["type"],
        "data": {"type": "string", "contentMediaType": "application/json", "contentSchema": EVENT},
        "retry": {"type": "integer"},
    },
}


class _Reader:
    """Somebody who listens: what they want, and up to where they were told."""

    def __init__(self, asked: Asked, filters: Wanted, cursor: str, position: int) -> None:
        self._asked = asked
        self._service = asked.service
        self._wanted = filters
        self._position = position
        self._cursor = cursor

    async def frames(self) -> AsyncIterator[bytes]:
        """What is sent, until something ends it; the last piece says what."""
        service = self._service
        yield b"retry: %d\n\n" % COME_BACK
        ends, beat = monotonic() + service.stream_lasts, monotonic() + BEAT
        with service.tail.followed():
            while monotonic() < ends and not service.stopping.is_set():
                try:
                    piece, waits = await self._piece()
                    if monotonic() >= beat:
                        await service.reading(lambda: principal(self._asked.request, service.tokens))
                        # As an id, up to where the log was looked through: little of it may be wanted.
                        piece += b": still here\nid: %b\n\n" % self._cursor.encode()
                        beat = monotonic() + BEAT
                except (CursorIsGone, DatabaseFault, Problem):
                    # What is the matter is said to whoever comes back.
                    break
                if piece:
                    yield piece
                if waits:
                    with anyio.move_on_after(min(ends, beat) - monotonic()):
                        await service.tail.grown(self._position)
        yield b": come back with the last id\n\n"

    async def _piece(self) -> tuple[bytes, bool]:
        """What comes next, and whether that was all there is just now."""
        result = self._service.tail.past(self._cursor, AT_A_TIME)
        if result is None:
            return await self._service.reading(self._read)
        if result:
            self._cursor, self._position = result[-1].cursor, result[-1].entry.position
        return b"".join(one.frame for one in result if self._wanted.holds(one.entry)), not result

    def _read(self) -> tuple[bytes, bool]:
        feed = self._service.feed
        batch = feed.batch(feed.position(self._cursor), self._wanted, AT_A_TIME)
        self._cursor, self._position = batch.cursor, batch.position
        return b"".join(kept(entry).frame for entry in batch.entries), batch.caught_up


class _Stream(EventSourceResponse):
    """An answer that goes on until it is ended, and leaves readers that take nothing."""

    def __init__(self, reader: _Reader, opened: ExitStack, token: str) -> None:
        super().__init__(
            reader.frames(),
            # The heartbeat is among the pieces: one that overtook a piece would name what was not yet sent.
            ping=0,
            send_timeout=SLOW,
            shutdown_grace_period=FAREWELL,
        )
        self._opened = opened
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._opened:
            try:
                await super().__call__(scope, receive, send)
            except SendTimeoutError:
                tell("slow-reader", token=self._token)


async def _events(asked: Asked) -> _Stream:
    service = asked.service
    cursor = asked.values[_LAST.name] or asked.values["after"]
    filters = await service.reading(lambda: wanted(asked))
    start = await service.reading(lambda: position(asked, cursor))
    opened = ExitStack()
    opened.enter_context(service.streams.one(asked.principal))
    return _Stream(_Reader(asked, filters, cursor, start), opened, asked.principal.token)


ROUTES: tuple[Route, ...] = (
    Route(
        "events",
        "GET",
        "/events",
        "The log past a place, and on as it grows: server-sent events with a cursor as id, the type as event"
        " and a CloudEvent as data.",
        _events,
        (AFTER, _LAST, NETWORK, TYPE),
        _MESSAGE,
        produces=(MEDIA_TYPE,),
        also=("unknown", "gone"),
    ),
)
