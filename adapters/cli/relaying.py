"""The command that relays the log to NATS JetStream."""

from __future__ import annotations

import re
import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.cli.call import DONE, Usage, note
from adapters.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.cli.call import Call
    from adapters.feeds.nats import Relay


def relay(call: Call) -> int:
    """Publish every entry to a stream of NATS JetStream, in order, and each new one as it comes.

    The stream itself says where to go on, so the relay may be stopped at any moment; an emptied stream is
    filled again. A message's id is the event's, its subject samverk.networks.NETWORK.TYPE or
    samverk.people.TYPE. A server that goes away is waited for. SIGTERM or Ctrl-C ends it.
    """
    import asyncio

    from adapters.feeds.feed import Feed
    from adapters.feeds.jetstream import RelayFault
    from adapters.feeds.nats import Relay

    asked = call.arguments
    if not _is_address(asked.server):
        raise Usage(
            f"“{asked.server}” is no address of a NATS server; write nats://HOST:PORT or tls://HOST:PORT."
        )
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", asked.stream):
        raise Usage(f"“{asked.stream}” is no name of a stream; use letters, digits, hyphens and underscores.")
    with call.register() as samverk:
        relay = Relay(
            samverk.recorder, Feed(samverk.recorder), asked.server, asked.stream, rebuild=asked.rebuild
        )
        try:
            asyncio.run(_until_told(relay))
        except RelayFault as fault:
            raise Usage(str(fault)) from None
    return DONE


def _is_address(text: str) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in ("nats", "tls") and bool(address.hostname) and address.port != 0
    except ValueError:
        return False


async def _until_told(relay: Relay) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        # Not by the loop's own means, which Windows lacks.
        signal.signal(number, lambda *_: relay.stop())
    with ExitStack() as shown:
        await relay.run(_catching_up(shown), note)


def _catching_up(shown: ExitStack) -> Callable[[int, int], None]:
    """Draws a bar while the stream is behind the log, and none while it follows."""
    draw: Callable[[int, int], None] | None = None

    def report(done: int, total: int) -> None:
        nonlocal draw
        if draw is None and done < total:
            draw = shown.enter_context(progress("Publishing"))
        if draw is not None:
            draw(done, total)
        if done >= total:
            shown.close()
            draw = None

    return report
