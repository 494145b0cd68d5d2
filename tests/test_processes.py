"""What a test has started ends with it, however it ends."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import pytest

from tests import processes
from tests.leftovers import ROOT
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path


def listens(address: str) -> bool:
    """Whether somebody answers there."""
    parts = urlsplit(address)
    try:
        if parts.scheme == "postgresql":
            psycopg.connect(address).close()
        else:
            socket.create_connection((parts.hostname, parts.port)).close()
    except (OSError, psycopg.OperationalError):
        return False
    return True


@pytest.mark.parametrize(
    ("how", "run"),
    [
        pytest.param(processes.KILL, ["-n", "1", "--max-worker-restart", "0"], id="a worker is killed"),
        pytest.param(processes.KILL, [], id="the whole run is killed"),
        pytest.param(signal.SIGINT, [], id="somebody interrupts"),
    ],
)
def test_servers_end_with_a_test_that_does_not_end_well(
    how: signal.Signals, run: list[str], tmp_path: Path
) -> None:
    listening = tmp_path / "listening"
    words = [sys.executable, "-m", "pytest", "-o", f"cache_dir={tmp_path}", *run, "tests/ending.py"]
    ending = {"SAMVERK_LISTENING": str(listening), "SAMVERK_ENDING": str(int(how))}
    other = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    completed = processes.run(words, cwd=ROOT, env={**other, **ending}, check=False)
    assert completed.returncode != 0, completed.stdout
    assert b"It went on." not in completed.stdout
    addresses = listening.read_text().splitlines()
    assert len(addresses) == 3
    until(lambda: not any(map(listens, addresses)))


def test_what_a_process_left_behind_ends_with_it() -> None:
    process = processes.start(["sh", "-c", "sleep 1000 & echo begun; exit 3"], stdout=processes.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    assert processes.end(process) in (3, -processes.KILL)
    # It is over only when nobody can write to it any more.
    assert process.stdout.read() == b""
