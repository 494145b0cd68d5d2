"""Serving until told to stop, and stopping politely."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import uvicorn

from adapters.http.app import application
from adapters.http.logs import tell, write_to_stderr
from adapters.http.service import Bounds, Service

if TYPE_CHECKING:
    import socket

    from adapters.bootstrap import Samverk

FINISH_WITHIN = 20
"""Seconds that requests have to finish once the service stops."""


def serve(samverk: Samverk, listening: socket.socket, bounds: Bounds) -> None:
    """Serves a register on a socket that listens, until SIGTERM or Ctrl-C; then finishes what was begun."""
    write_to_stderr()
    service = Service(samverk, bounds)
    config = uvicorn.Config(
        application(service),
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

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops accepting, lets streams end, waits for what was begun."""
        self._service.stop()
        await super().shutdown(sockets)
