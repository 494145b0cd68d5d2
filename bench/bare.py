"""A service that does nothing: a bare Starlette on the same server. `python -m bench.bare BYTES`."""

from __future__ import annotations

import json
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request


def main(size: int) -> None:
    """Answers everything with so many bytes of JSON, and says on standard error where."""
    body = json.dumps("x" * (size - 2)).encode()

    async def answer(_: Request) -> Response:
        return Response(body, media_type="application/json")

    application = Starlette(routes=[Route("/{path:path}", answer)])
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    host, port = listening.getsockname()
    print(json.dumps({"event": "listening", "host": host, "port": port}), file=sys.stderr, flush=True)
    config = uvicorn.Config(application, log_config=None, access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(int(sys.argv[1]))
