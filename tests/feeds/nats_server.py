"""A real NATS server with JetStream, and what a subscriber finds in it."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sysconfig
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

import nats
from nats.js.errors import NotFoundError

from adapters.feeds.nats import STREAM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import StreamInfo

PROGRAM = Path(sysconfig.get_path("scripts")) / "nats-server"
READY_WITHIN = 20
T = TypeVar("T")


class NatsServer:
    """One server on a free port of this machine, which it keeps when it is started again."""

    def __init__(self, folder: Path, *options: str, jetstream: bool = True) -> None:
        self.store = folder / "store"
        self._ports = folder
        self._options = (*options, *(("-js", "-sd", str(self.store)) if jetstream else ()))
        self._port = -1
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Starts it, and waits until it listens."""
        self._process = subprocess.Popen(
            [
                PROGRAM,
                *("-a", "127.0.0.1", "-p", str(self._port)),
                *("--ports_file_dir", str(self._ports)),
                *self._options,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        told = self._ports / f"nats-server_{self._process.pid}.ports"
        end = monotonic() + READY_WITHIN
        while monotonic() < end and self._process.poll() is None:
            if told.exists() and (text := told.read_text()):
                self._port = int(json.loads(text)["nats"][0].rpartition(":")[2])
                return
            sleep(0.01)
        raise AssertionError(f"The server did not start: {self._process.poll()}")

    def kill(self) -> None:
        """Ends it at once, as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it politely, if it runs."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait(READY_WITHIN)

    def ask(self, question: Callable[[JetStreamContext], Awaitable[T]]) -> T:
        """What somebody finds out, or does, on a connection of their own."""

        async def asked() -> T:
            async with self._connected() as stream:
                return await question(stream)

        return asyncio.run(asked())

    def info(self, stream: str = STREAM) -> StreamInfo:
        """How a stream is."""
        return self.ask(lambda server: server.stream_info(stream))

    def count(self, stream: str = STREAM) -> int:
        """How many messages a stream holds, 0 where there is none."""
        try:
            return int(self.info(stream).state.messages)
        except NotFoundError:
            return 0

    def grows_past(self, count: int, seconds: float, stream: str = STREAM) -> bool:
        """Waits on one connection until a stream holds more messages; whether it does in time."""

        async def watch(server: JetStreamContext) -> bool:
            end = monotonic() + seconds
            while monotonic() < end:
                with suppress(NotFoundError):
                    if (await server.stream_info(stream)).state.messages > count:
                        return True
                await asyncio.sleep(0.001)
            return False

        return self.ask(watch)

    def purge(self, stream: str = STREAM, **some: Any) -> None:
        """Removes messages."""
        self.ask(lambda server: server.purge_stream(stream, **some))

    def messages(self, stream: str = STREAM) -> list[Msg]:
        """Every message a stream holds, as a subscriber from the beginning is given them."""

        async def read(server: JetStreamContext) -> list[Msg]:
            count = (await server.stream_info(stream)).state.messages
            told = await server.subscribe("samverk.>", stream=stream, ordered_consumer=True)
            return [await told.next_msg(timeout=10) for _ in range(count)]

        return self.ask(read)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[JetStreamContext]:
        client = await nats.connect(self.url, allow_reconnect=False, max_reconnect_attempts=1)
        try:
            yield client.jetstream()
        finally:
            await client.close()


def within(seconds: float, what: Callable[[], bool]) -> bool:
    """Whether something becomes true in time."""
    end = monotonic() + seconds
    while not what():
        if monotonic() > end:
            return False
        sleep(0.02)
    return True
