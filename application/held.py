"""What is kept in memory between uses: the networks used last, as far as their entries fit."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """Things by key, each with a size; the least recently kept go once the sizes exceed `most`.

    The one kept last stays, whatever its size.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._total = 0
        self._things: OrderedDict[str, tuple[T, int]] = OrderedDict()

    def take(self, key: str) -> T | None:
        """Gives a thing and keeps it no longer; None when it is not kept."""
        thing, size = self._things.pop(key, (None, 0))
        self._total -= size
        return thing

    def keep(self, key: str, thing: T, size: int) -> list[str]:
        """Keeps a thing; returns the keys of those that had to go."""
        self.take(key)
        self._things[key] = (thing, size)
        self._total += size
        gone = []
        while self._total > self._most and len(self._things) > 1:
            oldest = next(iter(self._things))
            self.take(oldest)
            gone.append(oldest)
        return gone

    def clear(self) -> None:
        """Keeps nothing any more."""
        self._things.clear()
        self._total = 0
