"""Outlives a process of the tests, however that one ends, and ends what it had started: `python survivor.py`.

It is told on standard input, a line each: `PID SIGNAL` of what is to be ended in the end and how, `PID 0` of
what has ended. The input is over when the process that writes it is.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

kill = os.killpg if hasattr(os, "killpg") else os.kill


def main() -> None:
    """Listens, then ends what is left, the last first."""
    # Whoever interrupts the tests means them, and what they started is still to be ended.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    left: dict[int, int] = {}
    for line in sys.stdin:
        number, how = map(int, line.split())
        left.pop(number, None)
        if how:
            left[number] = how
    for number, how in reversed(left.items()):
        with suppress(OSError):
            kill(number, how)


main()
