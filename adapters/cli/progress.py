"""A progress bar on standard error, for work that lasts, where somebody is looking."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT = 0.5
"""Seconds of work that are not worth a bar."""


@contextmanager
def progress(title: str, *, at_once: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how much is done, of how much; it draws on a terminal only, and cleans up.

    With `at_once` the bar is there before anything is reported: for work that is known to last.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    began = monotonic()
    bar: Any = None
    task: Any = None

    def draw() -> None:
        nonlocal bar, task
        bar = _bar()
        task = bar.add_task(title, total=None)
        bar.start()

    def report(done: int, total: int) -> None:
        if bar is None:
            if monotonic() - began < SHORT:
                return
            draw()
        bar.update(task, completed=done, total=total)

    try:
        if at_once:
            draw()
        yield report
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
