"""A real NATS server with JetStream, and what a subscriber finds in it."""

from __future__ import annotations

import asyncio
import json
import signal
import sysconfig
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import nats
from nats.js.errors import NotFoundError

from adapters.feeds.nats import STREAM
from tests import processes
from tests.waiting import GIVE_UP, until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import AsyncIterator, Awaitable, Callable

    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import RawStreamMsg, StreamInfo

PROGRAM = Path(sysconfig.get_path("scripts")) / "nats-server"
T = TypeVar("T")


def headers(message: Msg | RawStreamMsg) -> dict[str, str]:
    """The headers of a message, which has some."""
    assert message.headers is not None
    return message.headers


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
        # Somebody else may have its port for a moment, when it was killed and is started again.
        until(self._comes_up)

    def _comes_up(self) -> bool:
        """Whether it starts and listens, or ends at once."""
        self._process = process = processes.start(
            [
                PROGRAM,
                *("-a", "127.0.0.1", "-p", str(self._port)),
                *("--ports_file_dir", str(self._ports)),
                *self._options,
            ],
            stdout=processes.DEVNULL,
            stderr=processes.DEVNULL,
        )
        told = self._ports / f"nats-server_{process.pid}.ports"
        until(lambda: process.poll() is not None or (told.exists() and told.read_text()))
        if process.poll() is not None:
            self.stop()
            return False
        self._port = int(json.loads(told.read_text())["nats"][0].rpartition(":")[2])
        return True

    def kill(self) -> None:
        """Ends it at once, as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it politely, if it runs."""
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            processes.end(self._process, number)
            self._process = None

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

    def grows_past(self, count: int, stream: str = STREAM) -> None:
        """Waits on one connection until a stream holds more messages. Raises TimeoutError where none come."""

        async def watch(server: JetStreamContext) -> None:
            async with asyncio.timeout(GIVE_UP):
                held = count
                while held <= count:
                    with suppress(NotFoundError):
                        held = (await server.stream_info(stream)).state.messages
                    await asyncio.sleep(0.001)

        self.ask(watch)

    def purge(self, stream: str = STREAM, **some: Any) -> None:
        """Removes messages."""
        self.ask(lambda server: server.purge_stream(stream, **some))

    def messages(self, stream: str = STREAM) -> list[Msg]:
        """Every message a stream holds, as a subscriber from the beginning is given them."""

        async def read(server: JetStreamContext) -> list[Msg]:
            count = (await server.stream_info(stream)).state.messages
            told = await server.subscribe("samverk.>", stream=stream, ordered_consumer=True)
            return [await told.next_msg(timeout=GIVE_UP) for _ in range(count)]

        return self.ask(read)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[JetStreamContext]:
        client = await nats.connect(
            self.url, allow_reconnect=False, max_reconnect_attempts=1, connect_timeout=round(GIVE_UP)
        )
        try:
            yield client.jetstream(timeout=GIVE_UP)
        finally:
            await client.close()
