"""Annual evaluations in a register of many networks: one, all of them, and beside a replay of the whole log.

`python -m bench.evaluations`; SAMVERK_BENCH_NETWORKS says how many networks, 100 by default.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from application.entries import NETWORKS as STREAMS
from bench import decades, histories
from bench.running import Row, register, run, show
from domain.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

NETWORKS = int(os.environ.get("SAMVERK_BENCH_NETWORKS", "100"))
YEAR = decades.YEARS[-2]
SAMPLE = 300


def measured(folder: Path) -> Iterator[Row]:
    """What evaluating takes, after start-up and from the command line, where the register is to be made."""
    database = folder / "decades.db"
    _record(database, folder)
    with register(database, create=False) as samverk:
        head, _ = samverk.log.head()
        times = sorted(_times(samverk, head))
        median = statistics.median(times) * 1000
        naive = median + _replay(samverk, head) * 1000
    size = f"{NETWORKS:,} networks, {head:,} entries"
    yield f"one evaluation among {size}, median (beside: a replay)", median, naive, "ms"
    yield "the same, 99th percentile", times[len(times) * 99 // 100] * 1000, None, "ms"
    one, alone = run(database, "evaluate", "net-00001", "--year", str(YEAR), "--format", "json")
    yield "samverk evaluate", one * 1000, None, "ms"
    every, peak = run(
        database,
        "evaluate",
        "--all",
        "--year",
        str(YEAR),
        "--format",
        "json",
        "--output",
        str(folder / "all"),
    )
    yield f"samverk evaluate --all, {NETWORKS:,} files of JSON", every, None, "s"
    yield "peak memory of that (beside: of one)", peak, alone, "MiB"


def _record(database: Path, folder: Path) -> None:
    """The networks and all their years, each recorded as it ends."""
    with register(database) as samverk:
        samverk.clock.told = datetime(decades.YEARS[0], 1, 1, tzinfo=UTC)
        for founding in decades.foundings(NETWORKS):
            samverk.register.found(founding)
    lines = folder / "lines.jsonl"
    histories.write(str(lines), decades.people(NETWORKS))
    run(database, "--now", f"{decades.YEARS[0]}-01-01T12:00:00Z", "record", str(lines))
    for year in decades.YEARS:
        histories.write(str(lines), decades.year(NETWORKS, year))
        run(database, "--now", f"{year}-12-31T12:00:00Z", "record", str(lines))


def _times(samverk: Any, position: int) -> Iterator[float]:
    """Seconds for each of some evaluations, of networks far from each other; the first is start-up."""
    evaluate = samverk.evaluations.evaluate
    evaluate("net-00000", YEAR, position)
    for at in range(SAMPLE):
        network = f"net-{at * 7919 % NETWORKS:05}"
        started = time.perf_counter()
        evaluate(network, YEAR, position)
        yield time.perf_counter() - started


def _replay(samverk: Any, position: int) -> float:
    """Seconds to replay the whole log, which is what an evaluation takes that knows of no streams."""
    started = time.perf_counter()
    for number in range(NETWORKS):
        network = Network(f"{STREAMS}net-{number:05}")
        for entry in samverk.log.of_stream(network.id, position):
            network.apply(entry.id, entry.event)
    return time.perf_counter() - started


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        show(measured(Path(name)))
