"""Locks on a register, of which the system relieves a process that dies."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from adapters.database.engine import init, location, open_engine
from adapters.database.faults import DatabaseFault
from adapters.database.lock import alone, lead
from tests import processes
from tests.waiting import ended, pause, until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from sqlalchemy import Engine

ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    init(url, sandbox=True)
    made = open_engine(url)
    yield made
    made.dispose()


def lock(url: str, expression: str) -> subprocess.Popen[bytes]:
    """A process that has come into what is to be entered, and stays in it until it is killed."""
    code = (
        "import sys\n"
        "from adapters.database.engine import open_engine\n"
        "from adapters.database.lock import alone, lead\n"
        "engine = open_engine(sys.argv[1])\n"
        f"entered = {expression}\n"
        "print(bool(entered), flush=True); sys.stdin.read()"
    )
    program = [sys.executable, "-c", code, url]
    process = processes.start(program, cwd=ROOT, stdin=processes.PIPE, stdout=processes.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"True\n"
    return process


def test_a_process_that_is_killed_leads_no_more(engine: Engine, url: str) -> None:
    with lock(url, "lead(engine, 'something')") as process:
        assert lead(engine, "something") is None
        processes.end(process)
    # A server needs a moment to notice.
    found = until(lambda: lead(engine, "something"))
    assert found is not None
    assert found.held()
    found.close()


def test_one_may_lead_in_one_kind_of_work_and_another_in_another(engine: Engine, url: str) -> None:
    with lock(url, "lead(engine, 'something')") as process:
        other = lead(engine, "something else")
        assert other is not None
        other.close()
        processes.end(process)


def test_whoever_wants_to_be_alone_waits_for_another_even_if_that_is_killed(engine: Engine, url: str) -> None:
    entered: list[bool] = []

    def enter() -> None:
        with alone(engine):
            entered.append(True)

    with lock(url, "[context := alone(engine), context.__enter__()]") as process:
        waiting = Thread(target=enter, daemon=True)
        waiting.start()
        pause(0.2)
        assert entered == []
        processes.end(process)
        ended(waiting)
    assert entered == [True]


def test_a_lock_that_cannot_be_had_at_all_is_a_fault(sqlite_url: str) -> None:
    init(sqlite_url, sandbox=True)
    engine = open_engine(sqlite_url)
    Path(f"{location(engine)}-projector").mkdir()
    with pytest.raises(DatabaseFault, match=r"samverk\.db-projector cannot be locked: Is a directory\.$"):
        lead(engine)
    engine.dispose()


def test_a_register_is_locked_by_whoever_may_write_it(sqlite_url: str) -> None:
    init(sqlite_url, sandbox=True)
    engine = open_engine(sqlite_url)
    Path(location(engine)).chmod(0o660)
    found = lead(engine)
    assert found is not None
    with closing(found):
        assert Path(f"{location(engine)}-projector").stat().st_mode & 0o777 == 0o660
    engine.dispose()
