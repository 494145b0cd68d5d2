"""Asks as fast as is answered, in a process of its own: `python -m bench.asking ADDRESS TOKEN SECONDS`.

The paths are read from standard input, a line each, and asked in turn on every connection. Prints, as JSON,
the answers a second, the 99th percentile of milliseconds until one was there, and their bytes on average.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from functools import partial
from itertools import cycle
from urllib.parse import urlsplit

CONNECTIONS = 8
_LENGTH = re.compile(rb"content-length: (\d+)")


class Client(asyncio.Protocol):
    """One connection that is kept: the next question goes out when an answer is there."""

    def __init__(self, questions: list[bytes], until: float) -> None:
        self._questions = cycle(questions)
        self._until = until
        self._came = b""
        self._asked = 0.0
        self.ended = asyncio.get_running_loop().create_future()
        self.took: list[float] = []
        self.sizes: list[int] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asks the first."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Takes an answer; asks the next."""
        self._came += data
        head, found, body = self._came.partition(b"\r\n\r\n")
        if not found:
            return
        length = _LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            self.ended.set_exception(SystemExit(f"Answered with {head.decode()}"))
            self._transport.close()
        elif len(body) == int(length[1]):
            self.took.append(time.perf_counter() - self._asked)
            self.sizes.append(len(body))
            self._ask()

    def _ask(self) -> None:
        self._came, self._asked = b"", time.perf_counter()
        if self._asked < self._until:
            self._transport.write(next(self._questions))
        else:
            self._transport.close()
            self.ended.set_result(None)


def _same(client: Client) -> Client:
    return client


async def main(address: str, token: str, seconds: float, paths: list[str]) -> None:
    """Asks, and tells how it went."""
    host, _, port = urlsplit(address).netloc.partition(":")
    head = f"HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"
    questions = [f"GET {path} {head}".encode() for path in paths]
    until = time.perf_counter() + seconds
    clients = [Client(questions[at:] + questions[:at], until) for at in range(CONNECTIONS)]
    for client in clients:
        await asyncio.get_running_loop().create_connection(partial(_same, client), host, int(port))
    await asyncio.gather(*(client.ended for client in clients))
    took = sorted(one for client in clients for one in client.took)
    sizes = [one for client in clients for one in client.sizes]
    told = {
        "rate": len(took) / seconds,
        "p99": took[len(took) * 99 // 100] * 1000,
        "size": sum(sizes) / len(sizes),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.stdin.read().split()))
