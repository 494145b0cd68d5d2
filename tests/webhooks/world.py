"""A register with webhooks, entries to tell of, and a clock to turn."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson

from adapters.log.entries import LoggedEvent
from adapters.webhooks.addresses import Allowed
from adapters.webhooks.delivering import Deliveries
from adapters.webhooks.sending import Sender
from adapters.webhooks.store import Webhooks
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk
    from adapters.webhooks.retrying import Webhook
    from tests.webhooks.receiver import Receiver

HERE = Allowed.read("127.0.0.0/8")


class World:
    """The clock starts at the true time, because signatures are only good for minutes."""

    def __init__(self, samverk: Samverk) -> None:
        self.samverk = samverk
        self.now = datetime.now(UTC)
        self.webhooks = Webhooks(samverk.engine, samverk.keys, self.clock)

    def clock(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def record(self, count: int = 1, stream: str = "networks/a", type_: str = "ChairElected") -> list[str]:
        """Appends entries of a stream; their ids."""
        first = len(self.samverk.recorder.stream(stream)) + 1
        data = orjson.dumps({"effective": "2026-01-01", "person": "secret-person"})
        events = [LoggedEvent(stream, first + more, type_, data) for more in range(count)]
        self.samverk.recorder.insert_events(events)
        return [event.event_id for event in events]

    def add(self, receiver: Receiver, *, position: int = 0, **options: Any) -> Webhook:
        """A webhook that is told of everything past a position."""
        _, made = self.webhooks.add(receiver.url, position=position, **options)
        return made

    def again(self, webhook: Webhook) -> Webhook:
        """The webhook as it is now."""
        found = self.webhooks.get(webhook.id)
        assert found is not None
        return found

    def deliveries(self, **options: Any) -> Deliveries:
        """A worker that reaches receivers on this machine; pauses are as in earnest but not random."""
        deadline = options.pop("deadline", GIVE_UP)
        options = {"clock": self.clock, "pause": lambda failures: 5.0 * 2.0 ** (failures - 1), **options}
        return Deliveries(self.samverk, Sender(HERE, clock=self.clock, deadline=deadline), **options)

    @contextmanager
    def delivering(self, **options: Any) -> Iterator[Deliveries]:
        """A worker that delivers meanwhile, or waits until it may."""
        worker = self.deliveries(**options)
        worker.start()
        try:
            yield worker
        finally:
            worker.stop()

    def deliver(self, **options: Any) -> None:
        """Delivers what is due now."""
        assert self.deliveries(**options).once()

    def outcomes(self, webhook: Webhook) -> list[tuple[int, int | None, int | None, str | None]]:
        """Position, attempt, status and error of each delivery, the first first."""
        kept = reversed(self.webhooks.deliveries(webhook.id))
        return [(one.position, one.attempt, one.status, one.error) for one in kept]
