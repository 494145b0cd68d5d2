"""How measurements are taken: registers in files, the command line as a process, medians, a table."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters import bootstrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROUNDS = 3

Row = tuple[str, float, "float | None", str]
"""What was measured, here, beside, and in which unit."""


def show(rows: Iterable[Row]) -> None:
    """Prints rows as they are measured."""
    for what, here, beside, unit in rows:
        ratio = "" if beside is None else f"{beside:>12,.0f} {unit:<9} x {here / beside:.2f}"
        print(f"{what:<72} {here:>10,.0f} {unit:<9} {ratio}", flush=True)


def run(database: Path, *arguments: str) -> tuple[float, float]:
    """One run of the command line: seconds, and peak memory in MiB."""
    program = [sys.executable, "-m", "adapters.cli", "--database", f"sqlite:///{database}", *arguments]
    started = time.perf_counter()
    with (
        tempfile.TemporaryFile() as told,
        subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=told) as process,
    ):
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            raise SystemExit(f"{json.dumps(program)} ended with {process.returncode}: {told.read().decode()}")
    return seconds, usage.ru_maxrss / 1024


@contextmanager
def register(path: Path, *, create: bool = True) -> Iterator[Any]:
    """A register in a file."""
    if create:
        bootstrap.create(f"sqlite:///{path}", sandbox=True)
    samverk = bootstrap.open_register(f"sqlite:///{path}")
    yield samverk
    samverk.close()


def alternately(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """Medians of two measurements taken in turn, so that both meet the same machine."""
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: Iterable[float], hundredths: int) -> float:
    """The value that so many hundredths of some values do not exceed."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) * hundredths // 100]


def new(folder: Path) -> Path:
    """A fresh folder."""
    return Path(tempfile.mkdtemp(dir=folder))
