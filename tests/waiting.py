"""How tests wait: for something to come to hold, however slow the machine is, not for a time to be over."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Thread

T = TypeVar("T")

GIVE_UP = 300.0
"""Seconds after which what was waited for is taken not to come; also for time-outs that no test is about."""
LOOK = 0.01
"""Seconds between two looks."""


def until(condition: Callable[[], T]) -> T:
    """Asks until the answer is not empty, and returns it. Raises AssertionError where it always is."""
    end = monotonic() + GIVE_UP
    while not (answer := condition()):
        assert monotonic() < end, f"It has not come to hold within {GIVE_UP:g} seconds."
        sleep(LOOK)
    return answer


def ended(thread: Thread) -> None:
    """Waits until a thread has ended. Raises AssertionError where it never does."""
    thread.join(GIVE_UP)
    assert not thread.is_alive(), f"{thread.name} has not ended within {GIVE_UP:g} seconds."


def pause(seconds: float) -> None:
    """Lets at least so much time pass: so that what follows happens at any moment, or later."""
    sleep(seconds)
