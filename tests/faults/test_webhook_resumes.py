"""Worker and receiver are killed again and again, at any moment: nothing is missed, and order is kept."""

from __future__ import annotations

import random
import socket
from time import monotonic, sleep
from typing import TYPE_CHECKING

from adapters import bootstrap
from tests.faults import webhook_receiver, webhook_worker
from tests.faults.resuming import RESUMES, SEED
from tests.webhooks.world import World

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from adapters.bootstrap import Samverk

A_ROUND = 12
"""Entries recorded for each kill."""
STILL = 20.0
"""Seconds without a message after which none is expected any more."""


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
        return webhook_worker.start(self._url, weakened=self._weakened)

    def start_receiver(self) -> subprocess.Popen[bytes]:
        return webhook_receiver.start(self._port, self._journal)

    def record(self) -> None:
        self.ids += self.world.record(A_ROUND)

    def journal(self) -> list[tuple[int, str]]:
        """Position and id of every message that was received, in the order of arrival."""
        lines = self._journal.read_text().splitlines()
        return [(int(line.split()[0]), line.split()[1]) for line in lines]

    def wait(self, done: Callable[[], bool]) -> None:
        """Returns once something is so, or nothing more has been received for long."""
        received, moved = 0, monotonic()
        while not done() and monotonic() < moved + STILL:
            now = self._journal.stat().st_size
            if now != received:
                received, moved = now, monotonic()
            sleep(0.005)

    def close(self) -> None:
        for process in (self.worker, self.receiver):
            process.kill()
            process.wait()


def play(scene: Scene, resumes: int, chance: random.Random) -> None:
    """Kills worker, receiver or both, some messages later each time; in the end lets everything arrive."""
    for _ in range(resumes):
        scene.record()
        received, some = len(scene.journal()), chance.randrange(12)
        scene.wait(lambda enough=received + some: len(scene.journal()) >= enough)  # type: ignore[misc]
        sleep(chance.random() * 0.02)
        kills = chance.choice(("worker", "receiver", "both"))
        if kills != "receiver":
            scene.worker.kill()
            scene.worker.wait()
            scene.worker = scene.start_worker()
        if kills != "worker":
            scene.receiver.kill()
            scene.receiver.wait()
            sleep(chance.random() * 0.1)
            scene.receiver = scene.start_receiver()
    scene.record()
    last = len(scene.ids)
    scene.wait(lambda: scene.world.again(scene.webhook).position >= last)


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
    try:
        play(scene, RESUMES, random.Random(SEED))
        assert missed(scene) == []
        assert len({position for position, _ in scene.journal()}) == A_ROUND * (RESUMES + 1)
    finally:
        scene.close()


def test_a_worker_that_does_not_wait_to_be_accepted_is_caught(
    sqlite_url: str, tmp_path: Path, keys: Path
) -> None:
    """The control: were nothing found here, the test above would prove nothing."""
    bootstrap.create(sqlite_url, sandbox=True)
    samverk = bootstrap.open_register(sqlite_url)
    scene = Scene(samverk, sqlite_url, tmp_path, weakened=True)
    try:
        scene.record()
        scene.wait(lambda: len(scene.journal()) >= 5)
        scene.receiver.kill()
        scene.receiver.wait()
        scene.wait(lambda: scene.world.again(scene.webhook).position == A_ROUND)
        scene.receiver = scene.start_receiver()
        play(scene, 0, random.Random(SEED))
        assert missed(scene) != []
    finally:
        scene.close()
        samverk.close()
