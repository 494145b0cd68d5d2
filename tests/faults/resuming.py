"""Killing a subscriber again and again while entries are recorded, and what it was told in the end."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests import processes
from tests.waiting import until

if TYPE_CHECKING:
    from tests.feeds.serving import Served

RESUMES = int(os.environ.get("SAMVERK_RESUMES", "10"))
"""How often a subscriber is killed and resumed; 300 is the full size."""
SEED = int(os.environ.get("SAMVERK_RESUMES_SEED", "2013"))
READER = Path(__file__).with_name("reading.py")


@dataclass(frozen=True, slots=True)
class Told:
    """What a subscriber handled, in the order it did, and what there was to be told of."""

    handled: list[str]
    recorded: list[str]

    @property
    def missed(self) -> list[str]:
        """What it was never told of."""
        return sorted(set(self.recorded) - set(self.handled))

    @property
    def is_in_order(self) -> bool:
        """Whether what it was told of for the first time came in the order of the log."""
        return list(dict.fromkeys(self.handled)) == self.recorded

    @property
    def steps_back(self) -> int:
        """How often it was told something again, after what had come later."""
        places = {id_: place for place, id_ in enumerate(self.recorded)}
        return sum(places[one] >= places[next_] for one, next_ in pairwise(self.handled))


class Reader:
    """One run of a subscriber."""

    def __init__(self, how: str, one: Served, token: str, file: Path, *, hasty: bool) -> None:
        words = [how, one.address, token, str(file), *(["hasty"] if hasty else [])]
        self._file = file
        self._process = processes.start([sys.executable, "-S", str(READER), *words])

    def wait_for(self, lines: int) -> None:
        """Waits until it has handled so many events in all its runs."""

        def enough() -> bool:
            assert self._process.poll() is None
            return handled(self._file) >= lines

        until(enough)

    def kill(self) -> None:
        processes.end(self._process)


def handled(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def killed_and_resumed(how: str, one: Served, folder: Path, *, hasty: bool = False) -> Told:
    """Kills a subscriber `RESUMES` times in the middle of its work; then lets it come to the end."""
    random, file, token = Random(SEED), folder / "handled", one.token()
    for _ in range(RESUMES):
        one.register_people(random.randrange(10, 30))
        reader = Reader(how, one, token, file, hasty=hasty)
        before = handled(file)
        # Some of it is recorded while the reader reads.
        one.register_people(random.randrange(1, 10))
        # Now at the first of them, now at the last. The hasty one never gets to all of them.
        waiting = one.samverk.recorder.head()[0] - before
        reader.wait_for(before + random.randint(1, 9 if hasty else waiting))
        reader.kill()
    one.register_people(1)
    recorded = one.ids()
    reader = Reader(how, one, token, file, hasty=hasty)
    until(lambda: recorded[-1] in file.read_text())
    reader.kill()
    return Told(file.read_text().splitlines(), recorded)
