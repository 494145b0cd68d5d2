"""Subscribers in a process of their own.

`python -m bench.subscribing HOW ADDRESS READERS ENTRIES [TOKENS AFTER]`, where HOW is `feed`, `sse` or
`nats`, and each reader has one of TOKENS, which have commas between. It says `ready`. Once every reader was
told of so many entries, or none came for long, it writes two numbers of eight bytes for each of them: its
position, and the nanosecond it was there, parsed. They are -1 for those that did not come.
"""

from __future__ import annotations

import asyncio
import http.client
import re
import sys
import time
from array import array
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import nats
import orjson
from nats.js.api import ConsumerConfig, DeliverPolicy

from adapters.feeds.nats import STREAM

if TYPE_CHECKING:
    from nats.aio.msg import Msg

STILL = 10.0
"""Seconds without an entry after which none is expected any more."""
_EVENT = re.compile(rb"^data: (.*)$", re.MULTILINE)


class Reader:
    """One subscriber, and what it was told of."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._told = array("q")

    def take(self, *events: dict[str, Any]) -> None:
        """Events, parsed just now."""
        now = time.time_ns()
        for event in events:
            self._told.extend((int(event["sequence"]), now))

    @property
    def count(self) -> int:
        """How many entries it was told of."""
        return len(self._told) // 2

    @property
    def done(self) -> bool:
        """Whether it was told of all that it is to be told of."""
        return self.count >= self._entries

    def numbers(self) -> array[int]:
        """What it was told of, as numbers."""
        return (self._told + array("q", [-1, -1] * self._entries))[: 2 * self._entries]


def ready() -> None:
    """Says that what is recorded from now on is expected."""
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()


def feed(address: str, readers: list[Reader], tokens: list[str], after: str) -> None:
    """Asks one batch after the other, on one connection, and waits for each."""
    (reader,), (token,) = readers, tokens
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=2 * STILL)
    ready()
    while not reader.done:
        path = f"/feed?after={after}&timeout={STILL:.0f}"
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        events = orjson.loads(answer.read())
        if not events:
            return
        reader.take(*events)
        after = answer.headers["Samverk-Cursor"]


async def sse(address: str, readers: list[Reader], tokens: list[str], after: str) -> None:
    """Listens to server-sent events, each reader on a connection of its own."""
    place = urlsplit(address)
    told = []
    for number, reader in enumerate(readers):
        token = tokens[number % len(tokens)]
        stream, sink = await asyncio.open_connection(place.hostname, place.port)
        sink.write(
            f"GET /events?after={after} HTTP/1.1\r\nHost: {place.netloc}\r\n"
            f"Authorization: Bearer {token}\r\n\r\n".encode()
        )
        # Said first of all, so whoever has it is listening.
        await stream.readuntil(b"retry: ")
        told.append(_listened(reader, stream, sink))
    waiting = asyncio.gather(*told)
    ready()
    await waiting


async def _listened(reader: Reader, stream: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    rest = b""
    while not reader.done:
        try:
            piece = await asyncio.wait_for(stream.read(1 << 16), STILL)
        except TimeoutError:
            break
        if not piece:
            break
        # Events are whole in the pieces that the service sends; only what carries them cuts them.
        whole, _, rest = (rest + piece).rpartition(b"\n\n")
        reader.take(*map(orjson.loads, _EVENT.findall(whole)))
    sink.close()


async def stream(address: str, readers: list[Reader]) -> None:
    """Subscribes to what a relay publishes from now on."""
    (reader,) = readers
    done, before = asyncio.Event(), -1

    async def take(message: Msg) -> None:
        reader.take(orjson.loads(message.data))
        if reader.done:
            done.set()

    client = await nats.connect(address)
    config = ConsumerConfig(deliver_policy=DeliverPolicy.NEW)
    await client.jetstream().subscribe(
        "samverk.>", stream=STREAM, cb=take, ordered_consumer=True, config=config
    )
    ready()
    while not done.is_set() and before < reader.count:
        before = reader.count
        try:
            await asyncio.wait_for(done.wait(), STILL)
        except TimeoutError:
            continue
    await client.close()


def main(how: str, address: str, count: str, entries: str, tokens: str = "", after: str = "0") -> None:
    """Subscribes, and writes what came of it."""
    readers = [Reader(int(entries)) for _ in range(int(count))]
    if how == "feed":
        feed(address, readers, tokens.split(","), after)
    elif how == "sse":
        asyncio.run(sse(address, readers, tokens.split(","), after))
    else:
        asyncio.run(stream(address, readers))
    for reader in readers:
        reader.numbers().tofile(sys.stdout.buffer)


if __name__ == "__main__":
    main(*sys.argv[1:])
