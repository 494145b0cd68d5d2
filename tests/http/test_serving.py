"""Processes that serve one register: started, stopped politely, killed under load."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from adapters import bootstrap
from adapters.access.roles import Role
from adapters.access.tokens import Tokens
from adapters.cli.serving import _listening as listening_at
from adapters.wire.charters import own, read
from tests import processes
from tests.http.caller import LATER
from tests.waiting import GIVE_UP, ended, until

if TYPE_CHECKING:
    from pathlib import Path

WRITES = int(os.environ.get("SAMVERK_HANDOVER_WRITES", "60"))
"""Commands sent while one of three processes is killed; 5,000 is the full size."""


class Process:
    """One `samverk serve`, listening somewhere; `weakened` is Python that spoils it first."""

    def __init__(self, url: str, keys: Path, weakened: str = "", options: tuple[str, ...] = ()) -> None:
        program = f"{weakened}\nfrom adapters.cli.main import run\nrun()"
        self._process = processes.start(
            [sys.executable, "-c", program, "--database", url, "serve", "--port", "0", *options],
            env={
                **os.environ,
                bootstrap.KEYS: str(keys),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
            stderr=processes.PIPE,
            text=True,
        )
        self.said: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @cached_property
    def address(self) -> str:
        """Where it listens, once it does and its read models stand at the end of the log."""
        listening = self.wait_for("listening")
        found = f"http://{listening['host']}:{listening['port']}"
        until(lambda: self.ready(found))
        return found

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.said.append(json.loads(line))

    def wait_for(self, event: str) -> dict[str, Any]:
        def found() -> list[dict[str, Any]]:
            lines = [line for line in list(self.said) if line["event"] == event]
            assert lines or self._process.poll() is None, f"It ended without {event}: {self.said}"
            return lines

        return until(found)[0]

    def ready(self, address: str) -> bool:
        try:
            said = httpx.get(f"{address}/health/ready", timeout=GIVE_UP).json()
        except httpx.TransportError:
            return False
        return bool(said.get("ready")) and said["lag"] == 0

    def leads(self) -> bool:
        return bool(httpx.get(f"{self.address}/health/ready", timeout=GIVE_UP).json().get("leading"))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends the process; its exit code."""
        return processes.end(self._process, how)


@pytest.fixture
def address(url: str, keys: Path) -> tuple[str, Path, str]:
    """A register with a network, where its keys are, and a keeper's token."""
    bootstrap.create(url, sandbox=True)
    samverk = bootstrap.open_register(url)
    samverk.register.found(read(own()["12k-plo"]).founding(None, lambda _: samverk.clock().date()))
    token, _ = Tokens(samverk.engine, samverk.clock).create(Role.KEEPER, None, actor="k", expires=LATER)
    samverk.close()
    return url, keys, token


def test_told_to_stop_a_process_finishes_what_it_began_and_exits_with_0(
    address: tuple[str, Path, str],
) -> None:
    url, keys, token = address
    process = Process(url, keys)
    with httpx.Client(base_url=process.address, timeout=GIVE_UP) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        said = client.get("/networks")
        assert said.json()["networks"][0]["network"] == "12k-plo"
        answered: list[int] = []

        def ask() -> None:
            try:
                while True:
                    answered.append(client.get("/networks").status_code)
            except httpx.TransportError:
                return

        asking = threading.Thread(target=ask)
        asking.start()
        until(lambda: answered)
        assert process.stop() == 0
        ended(asking)
        assert set(answered) == {200}


NO_SUCCESSOR = """
import adapters.database.leading as leading
lead, tries = leading.lead, []
def once(engine, what):
    tries.append(what)
    return lead(engine, what) if tries.count(what) == 1 else None
leading.lead = once
"""


def test_when_one_of_three_is_killed_under_load_nothing_is_lost_and_another_keeps_the_read_models(
    address: tuple[str, Path, str],
) -> None:
    hand_over(address, WRITES)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_processes_that_never_take_the_lead_over_are_found_out(address: tuple[str, Path, str]) -> None:
    """The negative control: whoever did not lead at its start never will."""
    with pytest.raises(AssertionError, match="no read models"):
        hand_over(address, 9, NO_SUCCESSOR)


def hand_over(address: tuple[str, Path, str], writes: int, weakened: str = "") -> None:
    """Kills the one of three processes that keeps the read models, while all are asked and written to.

    Reads and writes go to every process; what the killed one did not answer is sent again to another. Those
    that are weakened are asked for the read models only once: they are never to come.
    """
    url, keys, token = address
    headers = {"Authorization": f"Bearer {token}", "If-Match": "*"}
    acknowledged: dict[str, int] = {}
    failed: list[tuple[str, object]] = []
    served = [Process(url, keys, weakened) for _ in range(3)]
    (leader,) = until(lambda: [process for process in served if process.leads()])
    others = [process for process in served if process is not leader]
    killed = threading.Event()

    def record() -> None:
        for at in range(writes):
            where = served[at % 3]
            body = {"meeting": f"m{at}", "on": "2030-05-01", "digital": True}
            path = "/networks/12k-plo/commands/ScheduleMeeting"
            own_key = {**headers, "Idempotency-Key": f"k{at}"}
            try:
                said = httpx.post(where.address + path, json=body, headers=own_key, timeout=GIVE_UP)
            except httpx.TransportError:
                if where is not leader:
                    failed.append(("write", where.address))
                said = httpx.post(others[0].address + path, json=body, headers=own_key, timeout=GIVE_UP)
            if said.status_code == 200:
                acknowledged[f"m{at}"] = said.json()["events"][0]["position"]
            else:
                failed.append(("write", said.text))
            if at == writes // 3:
                leader.stop(signal.SIGKILL)
                killed.set()

    def ask() -> None:
        while writing.is_alive():
            for process in served:
                try:
                    said = httpx.get(f"{process.address}/networks", headers=headers, timeout=GIVE_UP)
                    if said.status_code != 200:
                        failed.append(("read", said.text))
                except httpx.TransportError as error:
                    if process is not leader:
                        failed.append(("read", error))

    writing = threading.Thread(target=record)
    asking = threading.Thread(target=ask)
    writing.start()
    asking.start()
    ended(writing)
    ended(asking)
    assert killed.is_set()
    assert failed == []
    assert len(acknowledged) == writes
    assert sorted(acknowledged.values()) == list(range(2, writes + 2))
    for process in others:
        where = f"{process.address}/networks/12k-plo/meetings"

        def told(where: str = where) -> list[dict[str, Any]]:
            said = httpx.get(where, params={"wait": writes + 1}, headers=headers, timeout=GIVE_UP)
            assert said.status_code == 200 or not weakened, "no read models"
            assert said.status_code in (200, 503)
            meetings: list[dict[str, Any]] = said.json().get("meetings", [])
            return meetings

        assert {one["meeting"] for one in until(told)} == acknowledged.keys()
    until(lambda: sum(process.leads() for process in others) == 1)


def test_the_body_of_an_answer_does_not_wait_until_its_head_was_acknowledged() -> None:
    """Clients put that off for 40 ms on a connection that they keep, and each answer would take as long."""
    with listening_at("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
