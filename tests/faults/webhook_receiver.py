"""Receives webhooks in a process of its own: `python tests/faults/webhook_receiver.py PORT JOURNAL`.

Position and id of each message are on disk, as a line of the journal, before it is answered.
"""

from __future__ import annotations

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Handler(BaseHTTPRequestHandler):
    """One exchange."""

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return  # The sender was killed.
        event = json.loads(body)
        os.write(book, f"{event['sequence']} {self.headers['webhook-id']}\n".encode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Tests keep quiet."""


class Server(HTTPServer):
    """A server that keeps quiet about senders that went away."""

    def handle_error(self, *_: Any) -> None:
        """Nothing."""


if __name__ == "__main__":
    book = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while True:
        try:
            Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
        except OSError:
            # Somebody else has the port for a moment, which nobody kept while this one was dead.
            time.sleep(0.1)
