"""How soon a subscriber is told of what was recorded, and how many can be: `python -m bench.feeds`."""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters import bootstrap
from adapters.access.roles import Role
from adapters.feeds.feed import Feed
from adapters.wire.commands import as_command
from bench import histories
from bench.processes import Service, Subscribers, databases, keys, relaying, serving, token
from bench.running import ROUNDS, Row, percentile, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk

NETWORKS = 20
APPENDS = 100
"""Entries that a subscriber's latency is measured on, in each round."""
UNCOUNTED = 10
"""Entries before them, until everything is warm."""
PACE = 0.02
"""Seconds between two appends, on average."""
READERS, A_TOKEN = 500, 10
"""Readers of one service at once, and of one token."""
SETTLED, AT_REST = 5, 30
"""Seconds after which a service is at rest, and for which it is watched then."""
FOR = 10
"""Seconds in which they are told of something."""
RATE = 100
"""Entries recorded in each of them."""


class Appender:
    """Records histories one command at a time, and when each entry was durable."""

    def __init__(self, url: str) -> None:
        bootstrap.create(url, sandbox=True)
        self.samverk: Samverk = bootstrap.open_register(url)
        for founding in histories.foundings(NETWORKS):
            self.samverk.register.found(founding)
        self._record(list(histories.people(NETWORKS)))
        self._commands = histories.commands(NETWORKS, 1_000_000, interleaved=True)
        # Until every seat has its holder.
        self._record([next(self._commands) for _ in range(NETWORKS * histories.MUNICIPALITIES * 2)])

    def cursor(self) -> str:
        """Where the log ends."""
        return Feed(self.samverk.recorder).cursor(self.samverk.recorder.head()[0])

    def append(self, count: int, pace: Iterator[float]) -> dict[int, int]:
        """Records so many entries, waiting before each; the nanosecond each was durable, by position."""
        durable: dict[int, int] = {}
        begun = time.monotonic()
        while len(durable) < count:
            time.sleep(max(0.0, begun + next(pace) - time.monotonic()))
            positions = self._record([next(self._commands)])
            durable |= dict.fromkeys(positions, time.time_ns())
        return dict(itertools.islice(durable.items(), count))

    def _record(self, said: list[dict[str, Any]]) -> list[int]:
        outcomes = self.samverk.register.record([as_command(one, self.samverk.today) for one in said])
        answers = [outcome.answer() for outcome in outcomes]
        if not all(answer["ok"] for answer in answers):
            raise SystemExit(f"Not recorded: {answers}")
        return [event["position"] for answer in answers for event in answer["events"]]


def measured(folder: Path) -> Iterator[Row]:
    """What the feeds do on both databases, and with many readers."""
    with databases(folder) as urls:
        for name, url in urls.items():
            with keys(folder / f"{name}.keys"):
                yield from _of_one(name, url, folder)


def _of_one(name: str, url: str, folder: Path) -> Iterator[Row]:
    appender = Appender(url)
    subscriber = token(appender.samverk, Role.SUBSCRIBER)
    with serving(url, folder) as service:
        yield from resting(name, service)
        for how, says in (("feed", "long-polled feed"), ("sse", "server-sent events")):
            yield from latency(appender, f"{name}, {says}", how, service.address, subscriber)
        if name == "SQLite":
            yield from many(appender, service)
    with relaying(url, folder) as address:
        yield from latency(appender, f"{name}, NATS", "nats", address)
    appender.samverk.close()


def resting(name: str, service: Service) -> Iterator[Row]:
    """What a service costs that nobody asks anything."""
    time.sleep(SETTLED)
    began, used = time.monotonic(), service.seconds()
    time.sleep(AT_REST)
    share = (service.seconds() - used) / (time.monotonic() - began)
    yield f"{name}, a service at rest: processor time", share * 1000, None, "ms/s"


def latency(appender: Appender, name: str, how: str, address: str, *words: str) -> Iterator[Row]:
    """From when an entry is durable to when a subscriber in another process has it, parsed."""
    found: list[tuple[float, float]] = []
    chance = random.Random(1)
    for _ in range(ROUNDS):
        subscribers = Subscribers(
            how, address, 1, UNCOUNTED + APPENDS, *words, *([appender.cursor()] if words else [])
        )
        # Uneven, so as not to fall in with the rhythm of anything that looks now and then.
        pace = itertools.accumulate(chance.uniform(0.5, 1.5) * PACE for _ in itertools.count())
        durable = appender.append(UNCOUNTED + APPENDS, pace)
        waits = _waits(durable, subscribers.told())
        found.append((percentile(waits[UNCOUNTED:], 50), percentile(waits[UNCOUNTED:], 99)))
    yield f"{name}: durable to parsed, median", statistics.median(one for one, _ in found), None, "ms"
    yield "the same, 99th percentile", statistics.median(one for _, one in found), None, "ms"


def many(appender: Appender, service: Service) -> Iterator[Row]:
    """How one service fares with many readers of server-sent events."""
    tokens = [token(appender.samverk, Role.SUBSCRIBER) for _ in range(READERS // A_TOKEN)]
    count = FOR * RATE
    subscribers = Subscribers("sse", service.address, READERS, count, ",".join(tokens), appender.cursor())
    began, used = time.monotonic(), service.seconds()
    durable = appender.append(count, (at / RATE for at in itertools.count()))
    took = time.monotonic() - began
    share, memory = (service.seconds() - used) / took, service.memory()
    told = subscribers.told()
    lost = sum(len(durable) - len(one) for one in told)
    waits = _waits(durable, told)
    yield (
        f"{READERS} readers of one service, {count / took:.0f} entries/s: median",
        percentile(waits, 50),
        None,
        "ms",
    )
    yield "the same, 99th percentile", percentile(waits, 99), None, "ms"
    yield f"events lost of {READERS * len(durable):,}", lost, None, ""
    yield "share of a processor that the service took", share * 100, None, "%"
    yield "its memory", memory, None, "MiB"


def _waits(durable: dict[int, int], told: list[list[tuple[int, int]]]) -> list[float]:
    """Milliseconds until each of some subscribers was told of each entry. Ends where one is out of order."""
    for one in told:
        if [position for position, _ in one] != sorted(durable)[: len(one)]:
            raise SystemExit("A subscriber was told out of order.")
    return [(moment - durable[position]) / 1e6 for one in told for position, moment in one]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        show(measured(Path(name)))
