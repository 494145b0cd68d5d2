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
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how much is done, of how much; it draws on a terminal only, and cleans up."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    began = monotonic()
    bar: Any = None
    task: Any = None

    def told(done: int, total: int) -> None:
        nonlocal bar, task
        if bar is None:
            if monotonic() - began < SHORT:
                return
            bar = _bar()
            task = bar.add_task(title, total=total)
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield told
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
