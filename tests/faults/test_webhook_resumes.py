"""Worker and receiver are killed again and again, at any moment: nothing is missed, and order is kept."""

from __future__ import annotations

import random
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from adapters import bootstrap
from tests import processes
from tests.faults.resuming import RESUMES, SEED
from tests.waiting import pause, until
from tests.webhooks.world import World

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from adapters.bootstrap import Samverk

A_ROUND = 12
"""Entries recorded for each kill."""
ROOT = Path(__file__).parents[2]
RECEIVER = Path(__file__).with_name("webhook_receiver.py")


class Scene:
    """A register, a worker, a receiver, and what the receiver has journalled."""

    def __init__(self, samverk: Samverk, url: str, folder: Path, *, weakened: bool) -> None:
        self.world = World(samverk)
        self._url = url
        self._weakened = weakened
        self._journal = folder / "journal"
        self._journal.touch()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.webhook = self.world.webhooks.add(f"http://127.0.0.1:{self._port}/", position=0)[1]
        self.ids: list[str] = []
        self.worker = self.start_worker()
        self.receiver = self.start_receiver()

    def start_worker(self) -> subprocess.Popen[bytes]:
        more = ["weakened"] if self._weakened else []
        words = [sys.executable, "-m", "tests.faults.webhook_worker", self._url, *more]
        return processes.start(words, cwd=ROOT)

    def start_receiver(self) -> subprocess.Popen[bytes]:
        return processes.start([sys.executable, "-S", RECEIVER, str(self._port), self._journal])

    def record(self) -> None:
        self.ids += self.world.record(A_ROUND)

    def journal(self) -> list[tuple[int, str]]:
        """Position and id of every message that was received, in the order of arrival."""
        lines = self._journal.read_text().splitlines()
        return [(int(line.split()[0]), line.split()[1]) for line in lines]

    def hears(self, count: int) -> None:
        """Returns once so many messages were received."""
        until(lambda: len(self.journal()) >= count)

    def passes(self, position: int) -> None:
        """Returns once everything up to a position counts as accepted."""
        until(lambda: self.world.again(self.webhook).position >= position)


def play(scene: Scene, resumes: int, chance: random.Random) -> None:
    """Kills worker, receiver or both, some messages later each time; in the end lets everything arrive."""
    for _ in range(resumes):
        received, some = len(scene.journal()), chance.randrange(A_ROUND)
        scene.record()
        scene.hears(received + some)
        pause(chance.random() * 0.02)
        kills = chance.choice(("worker", "receiver", "both"))
        if kills != "receiver":
            processes.end(scene.worker)
            scene.worker = scene.start_worker()
        if kills != "worker":
            processes.end(scene.receiver)
            pause(chance.random() * 0.1)
            scene.receiver = scene.start_receiver()
    scene.record()
    scene.passes(len(scene.ids))


def missed(scene: Scene) -> list[str]:
    """What is wrong with the journal: entries left out, out of order, or under another id."""
    found, before = [], 0
    for position, id_ in scene.journal():
        if position not in (before, before + 1):
            found.append(f"{position} came after {before}")
        if scene.ids[position - 1] != id_:
            found.append(f"{position} came as {id_}")
        before = position
    return found if before == len(scene.ids) else [*found, f"the last is {before} of {len(scene.ids)}"]


def test_worker_and_receiver_killed_at_any_moment_miss_nothing_and_keep_the_order(
    instance: Callable[[], Samverk], url: str, tmp_path: Path
) -> None:
    print(f"SAMVERK_RESUMES_SEED={SEED}")
    scene = Scene(instance(), url, tmp_path, weakened=False)
    play(scene, RESUMES, random.Random(SEED))
    assert missed(scene) == []
    assert len({position for position, _ in scene.journal()}) == A_ROUND * (RESUMES + 1)


def test_a_worker_that_does_not_wait_to_be_accepted_is_caught(
    sqlite_url: str, tmp_path: Path, keys: Path
) -> None:
    """The control: were nothing found here, the test above would prove nothing."""
    bootstrap.create(sqlite_url, sandbox=True)
    with closing(bootstrap.open_register(sqlite_url)) as samverk:
        scene = Scene(samverk, sqlite_url, tmp_path, weakened=True)
        processes.end(scene.receiver)
        scene.record()
        scene.passes(A_ROUND)
        scene.receiver = scene.start_receiver()
        play(scene, 0, random.Random(SEED))
        assert missed(scene) != []
