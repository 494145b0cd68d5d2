"""The command that serves a register over HTTP."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

from adapters.cli.call import DONE, Usage

if TYPE_CHECKING:
    from adapters.cli.call import Call


def serve(call: Call) -> int:
    """Serve questions, commands, health and metrics over HTTP.

    Everything but health and the API's description takes a token, made by `samverk token create`. Several may
    serve one register; one of them keeps the read models, one delivers to webhooks, and another takes over
    when it dies. It speaks plain HTTP: put what ends TLS before it, and say with --root-path at which path of
    the proxy's address that is, whether the proxy takes the path off or leaves it on. SIGTERM lets what was
    begun finish. One JSON line an event goes to standard error.
    """
    from adapters.http.service import Bounds
    from adapters.http.serving import serve as serve_on
    from adapters.webhooks.addresses import AddressRefused

    asked = call.arguments
    if asked.rate < 1:
        raise Usage("--rate 0 would answer nobody; write how many requests a token has a minute.")
    if asked.port > 65535:
        raise Usage(f"{asked.port} is no port; there are 1 to 65535, and 0 for any that is free.")
    if not re.fullmatch(r"(/[\w.~-]+)*/?", asked.root_path, re.ASCII):
        raise Usage(f"--root-path “{asked.root_path}” is no path; write one such as /samverk.")
    with call.register() as samverk, _listening(asked.host, asked.port) as listening:
        try:
            bounds = Bounds(requests_a_minute=asked.rate)
            serve_on(samverk, listening, bounds, asked.root_path.rstrip("/"), asked.forwarded_allow_ips)
        except AddressRefused as refused:
            raise Usage(str(refused)) from None
    return DONE


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family)
        # What is accepted inherits it: an answer goes out at once, though its head and body are sent apart.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        return listening
    except (OSError, UnicodeError) as error:
        said = getattr(error, "strerror", None) or error
        raise Usage(f"The service cannot listen at {host}, port {port}: {said}.") from None
