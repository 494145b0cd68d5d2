"""Somebody who receives webhooks on this machine, and behaves as told."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    Behaviour = Callable[["Handler"], None]


class Received:
    """One request."""

    def __init__(self, headers: dict[str, str], body: bytes) -> None:
        self.headers = headers
        self.body = body

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class Receiver(ThreadingHTTPServer):
    """Answers each request as the next of `behaviours` says, as the last one from then on."""

    daemon_threads = True

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = list(behaviours)
        self.received: list[Received] = []
        self.over = threading.Event()
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}/hook?for=us"

    def speak_tls(self, context: ssl.SSLContext) -> None:
        self.scheme = "https"
        self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_: Any) -> None:
        """A sender that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    """One exchange."""

    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.received.append(Received(dict(self.headers), body))
        behaviours = self.server.behaviours
        (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(self)

    def do_GET(self) -> None:
        """Nobody asks; whoever follows a redirect would."""
        self.server.received.append(Received(dict(self.headers), b""))
        answer(200)(self)

    def log_message(self, *_: Any) -> None:
        """Tests keep quiet."""


def answer(status: int, body: bytes = b"", **headers: str) -> Behaviour:
    """Answers with a status, headers written with underscores."""

    def behave(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def hang(handler: Handler) -> None:
    """Takes the request and never answers."""
    handler.server.over.wait()


def trickle(handler: Handler) -> None:
    """Accepts at once and sends its answer a byte at a time, without an end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.over.wait(0.02):
        handler.wfile.write(b".")
        handler.wfile.flush()


def flood(handler: Handler) -> None:
    """Accepts and sends an answer without an end, as fast as it is read."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.is_set():
        handler.wfile.write(b"." * 65536)


def drop(handler: Handler) -> None:
    """Closes the connection instead of answering."""
    handler.close_connection = True


@contextmanager
def receiving(*behaviours: Behaviour) -> Iterator[Receiver]:
    """A receiver that listens meanwhile."""
    receiver = Receiver(*behaviours)
    thread = threading.Thread(target=receiver.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.over.set()
        receiver.shutdown()
        receiver.server_close()
        thread.join()
