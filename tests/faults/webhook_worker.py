"""Delivers in a process of its own: `python -m tests.faults.webhook_worker URL [weakened]`."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from adapters.bootstrap import open_register
from adapters.webhooks.addresses import Allowed
from adapters.webhooks.delivering import Deliveries
from adapters.webhooks.sending import Outcome, Sender

if TYPE_CHECKING:
    from typing import Any

    from adapters.log.entries import Entry


class HopefulSender(Sender):
    """The weakened variant: an entry counts as accepted whatever came of it."""

    async def send(self, url: str, secret: str, entry: Entry, **more: Any) -> Outcome:
        """Sends, and hopes."""
        await super().send(url, secret, entry, **more)
        return Outcome(200, None, 0)


if __name__ == "__main__":
    kind = HopefulSender if "weakened" in sys.argv else Sender
    sender = kind(Allowed.read("127.0.0.0/8"), deadline=2.0)
    Deliveries(open_register(sys.argv[1]), sender, pause=lambda _: 0.02).start()
    threading.Event().wait()
