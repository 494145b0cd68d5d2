"""A bell wakes whoever waits for the log to grow, in whichever process, and nothing depends on it alone."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from adapters.database.bell import bell, ring
from adapters.database.engine import init, location, open_engine
from adapters.log.recorder import LogRecorder
from tests import processes
from tests.log.samples import Clock, some
from tests.waiting import ended, pause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

LONG = 3600.0
"""Seconds in which a wait ends by being rung or roused, or the test has failed."""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    init(url, sandbox=True)
    made = open_engine(url)
    yield made
    made.dispose()


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    init(sqlite_url, sandbox=True)
    made = open_engine(sqlite_url)
    yield made
    made.dispose()


@pytest.fixture
def _by_bell_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.database.bell.LOOK", LONG)


def bells(engine: Engine) -> set[str]:
    """The names of the files that stand for bells."""
    return {path.name for path in Path(f"{location(engine)}-bells").iterdir()}


@pytest.mark.usefixtures("_by_bell_alone")
def test_every_bell_rings_for_what_was_recorded_since_it_was_hung_up(engine: Engine) -> None:
    recorder = LogRecorder(engine, Clock())
    with closing(bell(engine)) as one, closing(bell(engine)) as other:
        recorder.insert_events(some(1))
        one.wait()
        other.wait()


@pytest.mark.usefixtures("_by_bell_alone")
def test_whoever_waits_is_roused_at_once_or_at_the_next_wait(engine: Engine) -> None:
    with closing(bell(engine)) as rung:
        rung.rouse()
        rung.wait()
        waiting = Thread(target=rung.wait, daemon=True)
        waiting.start()
        rung.rouse()
        ended(waiting)


@pytest.mark.usefixtures("_by_bell_alone")
def test_a_bell_that_rang_often_is_heard_once(sqlite_engine: Engine) -> None:
    with closing(bell(sqlite_engine)) as rung:
        for _ in range(10):
            ring(location(sqlite_engine))
        rung.wait()
        waiting = Thread(target=rung.wait, daemon=True)
        waiting.start()
        pause(0.2)
        assert waiting.is_alive()
        rung.rouse()
        ended(waiting)


def test_a_wait_ends_without_a_bell(engine: Engine) -> None:
    with closing(bell(engine)) as rung:
        rung.wait(0.01)


def test_a_bell_that_was_taken_down_is_rung_no_more(engine: Engine) -> None:
    rung = bell(engine)
    rung.close()
    rung.rouse()
    LogRecorder(engine, Clock()).insert_events(some(1))


def test_what_was_recorded_without_a_ring_is_found_all_the_same(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever recorded may have been killed before they rang."""
    recorder = LogRecorder(sqlite_engine, Clock())
    monkeypatch.setattr("adapters.log.recorder.ring", lambda _: None)
    with recorder.subscribe() as subscription:
        recorder.insert_events(some(1))
        assert next(subscription).id == 1
        late = Thread(target=recorder.insert_events, args=(some(1, first=2),))
        late.start()
        assert next(subscription).id == 2
        late.join()


def test_the_bell_of_a_process_that_was_killed_is_taken_down_by_the_next(sqlite_engine: Engine) -> None:
    code = (
        "import sys; from adapters.database.bell import DatagramBell\n"
        "rung = DatagramBell(sys.argv[1]); print('hung up', flush=True); sys.stdin.read()"
    )
    program = [sys.executable, "-c", code, location(sqlite_engine)]
    with closing(bell(sqlite_engine)):
        process = processes.start(program, cwd=ROOT, stdin=processes.PIPE, stdout=processes.PIPE)
        (ours,) = bells(sqlite_engine)
        assert process.stdout is not None
        assert process.stdout.readline() == b"hung up\n"
        (theirs,) = bells(sqlite_engine) - {ours}
        with closing(bell(sqlite_engine)):
            assert {ours, theirs} < bells(sqlite_engine)
        processes.end(process)
        with closing(bell(sqlite_engine)):
            assert ours in bells(sqlite_engine)
            assert theirs not in bells(sqlite_engine)
    assert bells(sqlite_engine) == set()


@pytest.mark.usefixtures("_by_bell_alone")
def test_where_no_bell_can_be_hung_up_one_looks_all_the_more_often(sqlite_engine: Engine) -> None:
    Path(f"{location(sqlite_engine)}-bells").touch()
    with closing(bell(sqlite_engine)) as rung:
        assert LogRecorder(sqlite_engine, Clock()).insert_events(some(1)) == [1]
        rung.wait()
