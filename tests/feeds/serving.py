"""A service in a process of its own, the register it serves, and things to record there."""

from __future__ import annotations

import json
import threading
import urllib.request
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from adapters import bootstrap
from adapters.access.roles import Role
from adapters.access.tokens import Tokens
from adapters.wire.charters import own, read
from adapters.wire.commands import as_command
from tests.http.caller import LATER
from tests.http.test_serving import Process
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 22)


class Served:
    """A register, and the process that serves it."""

    def __init__(self, url: str, keys: Path) -> None:
        self.samverk = bootstrap.open_register(url)
        self.process = Process(url, keys)
        self.address = self.process.address
        self._people = 0

    def token(self, role: Role = Role.SUBSCRIBER, *networks: str) -> str:
        """A new token."""
        tokens = Tokens(self.samverk.engine, self.samverk.clock)
        return tokens.create(role, networks or None, actor="somebody", expires=LATER)[0]

    def record(self, *commands: dict[str, Any]) -> list[dict[str, Any]]:
        """Records commands, and says what became of each."""
        today = lambda _: TODAY  # noqa: E731 - the same day in every network
        outcomes = self.samverk.register.record([as_command(said, today) for said in commands])
        return [outcome.answer() for outcome in outcomes]

    def register_people(self, count: int) -> None:
        """Records as many entries, each a person of its own."""
        first = self._people + 1
        self._people += count
        self.record(
            *(
                {"command": "RegisterPerson", "person": f"p{number}", "name": f"P {number}"}
                for number in range(first, first + count)
            )
        )

    def ids(self) -> list[str]:
        """The ids of all entries, in the order of the log."""
        return [entry.id for entry in self.samverk.recorder.entries()]

    def ask(self, path: str, token: str) -> Any:
        """An answer of the service."""
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=GIVE_UP) as answer:
            return json.load(answer)


@contextmanager
def served(url: str, keys: Path) -> Iterator[Served]:
    """A register in which 12k-plo is founded, served by a process until the end."""
    bootstrap.create(url, sandbox=True)
    one = Served(url, keys)
    try:
        one.samverk.register.found(read(own()["12k-plo"]).founding(None, lambda _: TODAY))
        yield one
    finally:
        one.process.stop()
        one.samverk.close()


class Listener(threading.Thread):
    """Somebody who takes in server-sent events until the stream ends."""

    def __init__(self, address: str, token: str, after: str = "0") -> None:
        super().__init__(daemon=True)
        self._request = urllib.request.Request(
            f"{address}/events?after={after}", headers={"Authorization": f"Bearer {token}"}
        )
        self.blocks: list[dict[str, str]] = []
        self.start()

    def run(self) -> None:
        with urllib.request.urlopen(self._request, timeout=GIVE_UP) as stream:
            text = b""
            while piece := stream.read1():
                *whole, text = (text + piece).split(b"\n\n")
                self.blocks.extend(block(one.decode()) for one in whole)

    @property
    def ids(self) -> list[str]:
        """The ids of the events that came, in the order they came."""
        return [json.loads(one["data"])["id"] for one in self.blocks if "data" in one]


def block(text: str) -> dict[str, str]:
    """The fields of one block of a stream; a comment's under the empty name."""
    fields = {}
    for line in text.split("\n"):
        name, _, value = line.partition(":")
        fields[name] = value.removeprefix(" ")
    return fields
