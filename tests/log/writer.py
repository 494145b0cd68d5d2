"""A process of its own that appends: `python -m tests.log.writer URL STREAM COUNT`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.database.engine import open_engine
from adapters.log.recorder import LogRecorder
from tests import processes
from tests.log.samples import some

if TYPE_CHECKING:
    import subprocess


def start(url: str, stream: str, count: int) -> subprocess.Popen[bytes]:
    """Starts such a process."""
    command = [sys.executable, "-m", "tests.log.writer", url, stream, str(count)]
    return processes.start(command, cwd=Path(__file__).parents[2])


if __name__ == "__main__":
    address, name, number = sys.argv[1:]
    log = LogRecorder(open_engine(address), lambda: datetime.now(UTC))
    for version in range(1, int(number) + 1):
        log.insert_events(some(1, name, version))
