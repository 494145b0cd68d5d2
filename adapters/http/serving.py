"""Serving until told to stop, and stopping politely."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from adapters.http.app import application
from adapters.http.logs import tell, write_to_stderr
from adapters.http.mounting import mounted
from adapters.http.service import Bounds, Service

if TYPE_CHECKING:
    import socket
    from types import FrameType

    from adapters.bootstrap import Samverk

FINISH_WITHIN = 20
"""Seconds that requests have to finish once the service stops."""
TICK = 1.0
"""Seconds between two looks of a server at rest, which is how exact a date in an answer has to be."""


def serve(
    samverk: Samverk,
    listening: socket.socket,
    bounds: Bounds,
    root_path: str = "",
    forwarded_allow_ips: str = "127.0.0.1",
) -> None:
    """Serves a register on a socket that listens, until SIGTERM or Ctrl-C; then finishes what was begun.

    It is reached at `root_path`; what the proxies at `forwarded_allow_ips` (with commas between them) say of
    where a request came from is believed.
    """
    write_to_stderr()
    service = Service(samverk, bounds)
    app = application(service)
    config = uvicorn.Config(
        mounted(app, root_path) if root_path else app,
        forwarded_allow_ips=forwarded_allow_ips,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=FINISH_WITHIN,
    )
    # The server handles the signal, and raises it again once it has stopped: being told to is no failure.
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        host, port = listening.getsockname()[:2]
        tell("listening", host=host, port=port)
        _Server(config, service).run(sockets=[listening])
    finally:
        signal.signal(signal.SIGTERM, before)


class _Server(uvicorn.Server):
    """A server that tells the service when it begins to stop, so that streams end."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service
        self._signalled = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        """Waits for a signal, where the server itself asks ten times a second whether there was one."""
        self._loop = asyncio.get_running_loop()
        # At every tick the server sets the date that answers bear.
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._signalled.wait(), TICK)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Takes note of a signal, and wakes the loop."""
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._signalled.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops accepting, lets streams end, waits for what was begun."""
        self._service.stop()
        await super().shutdown(sockets)
