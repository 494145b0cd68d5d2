"""`samverk serve` delivers to webhooks by itself, and another process goes on when it dies."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.feeds.serving import Served, served
from tests.http.test_serving import Process
from tests.waiting import until
from tests.webhooks.receiver import answer, receiving
from tests.webhooks.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.webhooks.receiver import Receiver


@pytest.fixture
def here(url: str, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("SAMVERK_WEBHOOKS_ALLOW", "127.0.0.0/8")
    with served(url, keys) as found:
        yield found


def told(receiver: Receiver, count: int) -> list[str]:
    """The ids a receiver was told of first, once there are so many."""
    until(lambda: len({one.id for one in receiver.received}) >= count)
    return list(dict.fromkeys(one.id for one in receiver.received))


def test_what_is_recorded_is_delivered_while_somebody_serves(here: Served, url: str, keys: Path) -> None:
    with receiving(answer(200)) as receiver:
        World(here.samverk).add(receiver)
        here.register_people(3)
        assert told(receiver, 4) == here.ids()
        Process(url, keys)
        here.process.stop(signal.SIGKILL)
        here.register_people(3)
        assert told(receiver, 7) == here.ids()
