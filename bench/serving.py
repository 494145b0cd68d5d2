"""The service: questions, beside one that does nothing, and the feeds. `python -m bench.serving`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.access.roles import Role
from adapters.demonstration.histories import histories, play
from application.answers import standing
from bench import feeds
from bench.processes import doing_nothing, serving, token
from bench.running import ROUNDS, Row, percentile, register, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk

SECONDS = 3.0
"""How long is asked, in each round."""
ALONE = 600
"""How often is asked without a service."""
DAYS = ("2012-03-01", "2012-12-24", "2013-06-01", "2014-01-31")
KNOWN = ("2012-04-01", "2014-06-01", "900")
MOMENTS = [(on, known) for on in DAYS for known in KNOWN]
"""On which day, as was known on another or at a position."""


def measured(folder: Path) -> Iterator[Row]:
    """Questions, then feeds."""
    yield from questions(folder)
    yield from feeds.measured(folder)


def questions(folder: Path) -> Iterator[Row]:
    """How many questions about the demonstration a service answers in a second, and how soon."""
    database = folder / "demonstration.db"
    with register(database) as samverk:
        play(samverk, histories().values())
        reader = token(samverk, Role.AUDITOR)
        yield from _alone(samverk)
    with ExitStack() as stack:
        service = stack.enter_context(serving(f"sqlite:///{database}", folder))
        size = _ask(service.address, reader)["size"]
        bare = stack.enter_context(doing_nothing(round(size), folder))
        pairs = [(_ask(service.address, reader), _ask(bare, reader)) for _ in range(ROUNDS)]
    here, beside = (
        {name: statistics.median(told[name] for told in side) for name in ("rate", "p99")}
        for side in zip(*pairs, strict=True)
    )
    yield "members as of a day, as known (beside: bare Starlette)", here["rate"], beside["rate"], "/s"
    yield "the same, 99th percentile", here["p99"], beside["p99"], "ms"


def _alone(samverk: Samverk) -> Iterator[Row]:
    """The question itself."""
    samverk.projector.catch_up()
    took = []
    for at in range(ALONE):
        on, known = MOMENTS[at % len(MOMENTS)]
        began = time.perf_counter()
        standing.members(samverk.book, "12k-plo", date.fromisoformat(on), known)
        took.append((time.perf_counter() - began) * 1000)
    yield (
        "the question alone: members as of a day, as known, 99th percentile",
        percentile(took, 99),
        None,
        "ms",
    )


def _ask(address: str, reader: str) -> dict[str, float]:
    """How a service fares that is asked as fast as it answers."""
    paths = "\n".join(f"/networks/12k-plo/members?on={on}&known_at={known}" for on, known in MOMENTS)
    words = [sys.executable, "-m", "bench.asking", address, reader, str(SECONDS)]
    told: dict[str, float] = json.loads(
        subprocess.run(words, input=paths.encode(), stdout=subprocess.PIPE, check=True).stdout
    )
    return told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        show(measured(Path(name)))
