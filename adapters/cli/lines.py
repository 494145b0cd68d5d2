"""Lines as they come in: those that wait are taken together, and none waits for more to come."""

from __future__ import annotations

import os
from select import select
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHUNK = 1 << 16
"""Bytes read at a time."""
MOST = 1000
"""Lines taken together."""

Batch = list[tuple[int, bytes]]
"""Lines with their numbers, counted from 1; empty ones are counted and left out."""


def batches(descriptor: int, longest: int, read: Callable[[int], None] = lambda _: None) -> Iterator[Batch]:
    """The lines of a file, pipe or terminal, in batches that end where no further line is waiting.

    A line of more than `longest` bytes is cut somewhere past them, so that none fills the memory. `read` is
    told how many bytes were read with each chunk.
    """
    number = 0
    begun = b""
    waiting: Batch = []
    while chunk := os.read(descriptor, CHUNK):
        read(len(chunk))
        *lines, begun = (begun + chunk).split(b"\n")
        begun = begun[: longest + 1]
        for line in lines:
            number += 1
            if line.strip():
                waiting.append((number, line))
            if len(waiting) == MOST:
                yield waiting
                waiting = []
        if waiting and not select([descriptor], [], [], 0)[0]:
            yield waiting
            waiting = []
    if begun.strip():
        waiting.append((number + 1, begun))
    if waiting:
        yield waiting
