"""The relay is killed at any point, and its server too: the stream still comes to hold the log, in order.

`SAMVERK_RESUMES` says how often each is killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters import bootstrap
from tests import processes
from tests.feeds.nats_server import NatsServer, headers
from tests.feeds.relays import record, relay, running
from tests.waiting import pause, until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from adapters.bootstrap import Samverk

RESUMES = int(os.environ.get("SAMVERK_RESUMES", "10"))
AT_ONCE = 1100
"""Entries recorded before each kill: more than are on their way at once."""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a register, empty."""
    monkeypatch.setenv(bootstrap.KEYS, str(tmp_path / "people.keys"))
    address = f"sqlite:///{tmp_path}/samverk.db"
    bootstrap.create(address, sandbox=True)
    return address


@pytest.fixture
def samverk(url: str) -> Iterator[Samverk]:
    opened = bootstrap.open_register(url)
    yield opened
    opened.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[NatsServer]:
    started = NatsServer(tmp_path)
    yield started
    started.stop()


def start(module: str, *words: str) -> subprocess.Popen[bytes]:
    """A program of the project, in a process of its own."""
    return processes.start([sys.executable, "-m", module, *words], cwd=ROOT, stderr=processes.DEVNULL)


def kill_often(
    samverk: Samverk, server: NatsServer, times: int, done: Callable[[int], bool], module: str, *words: str
) -> None:
    """Kills a relay so many times while it publishes, then lets one finish what there is.

    It is `done` with all up to a position where that says so.
    """
    for number in range(times):
        record(samverk.recorder, AT_ONCE, f"networks/{number}")
        before = server.count()
        process = start(module, *words)
        server.grows_past(before)
        pause(random.uniform(0, 0.05))
        processes.end(process)
    record(samverk.recorder, AT_ONCE, "networks/last")
    process = start(module, *words)
    until(lambda: done(samverk.recorder.head()[0]))
    assert processes.end(process, signal.SIGTERM) == 0


def last(server: NatsServer) -> int:
    """The position of the last entry that the stream holds."""
    message = server.ask(lambda stream: stream.get_last_msg("SAMVERK", "samverk.>"))
    return int(headers(message)["Samverk-Cursor"].partition("-")[0])


def missed_or_misplaced(samverk: Samverk, server: NatsServer) -> int:
    """How many entries a subscriber is not given in their turn; repeats are passed over by their id."""
    given = dict.fromkeys(headers(message)["Nats-Msg-Id"] for message in server.messages())
    ids = [entry.id for entry in samverk.recorder.entries()]
    return sum(one != other for one, other in zip(given, ids, strict=False)) + abs(len(given) - len(ids))


def test_a_relay_that_is_killed_while_it_publishes_misses_nothing_and_keeps_the_order(
    samverk: Samverk, server: NatsServer, url: str
) -> None:

    def published(position: int) -> bool:
        return last(server) == position

    kill_often(samverk, server, RESUMES, published, "adapters.cli", "--database", url, "relay", server.url)
    assert missed_or_misplaced(samverk, server) == 0
    assert server.count() == samverk.recorder.head()[0] == (RESUMES + 1) * AT_ONCE


def test_a_server_that_is_killed_while_a_relay_publishes_misses_nothing_and_keeps_the_order(
    samverk: Samverk, server: NatsServer
) -> None:
    with running(relay(samverk.recorder, server), relay(samverk.recorder, server)):
        for number in range(RESUMES):
            record(samverk.recorder, AT_ONCE, f"networks/{number}")
            pause(random.uniform(0, 0.2))
            server.kill()
            server.start()
        until(lambda: server.count() == RESUMES * AT_ONCE)
    assert missed_or_misplaced(samverk, server) == 0


def test_a_relay_that_notes_how_far_it_is_before_it_publishes_is_found_out(
    samverk: Samverk, server: NatsServer, url: str, tmp_path: Path
) -> None:
    """The control: this harness sees what it is there to see."""
    note = tmp_path / "note"

    def noted(position: int) -> bool:
        return note.read_text() == str(position)

    kill_often(samverk, server, 3, noted, "tests.faults.forgetful_relay", url, server.url, str(note))
    assert missed_or_misplaced(samverk, server) > 0
