"""The bitemporal engine: days a row holds in the world × positions between which the book knew it.

A projection says which rows a subject stands for. After every entry the engine compares the rows of the
subjects it touched with the ones before: a row that is gone is closed at the entry's position, a new one
opened there. Late entries, corrections and annulments need nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain.network import Network
from projections import catalogue

if TYPE_CHECKING:
    from domain.chapter import Event, Subject

RowId = tuple[int, int]
"""The position that opened a row, and its place among the rows opened there."""


@dataclass(slots=True)
class Opened:
    """A row that was opened and, with `known_to`, closed again at a later position."""

    projection: str
    id: RowId
    row: Any
    known_to: int | None = None


@dataclass(slots=True)
class Changes:
    """What is to be written: rows opened, and rows written before that are closed now."""

    opened: dict[RowId, Opened] = field(default_factory=dict)
    closed: dict[RowId, tuple[str, str, int]] = field(default_factory=dict)

    def open(self, projection: str, id_: RowId, row: Any) -> None:
        """Notes a new row."""
        self.opened[id_] = Opened(projection, id_, row)

    def close(self, projection: str, id_: RowId, network: str, position: int) -> None:
        """Notes that a row is known no more from a position on."""
        mine = self.opened.get(id_)
        if mine is None:
            self.closed[id_] = (projection, network, position)
        else:
            mine.known_to = position

    def forget(self) -> None:
        """Starts over, once what was noted is written."""
        self.opened.clear()
        self.closed.clear()


@dataclass(frozen=True, slots=True)
class Known:
    """A row with the positions between which the book knew it; `until` is None while it still does."""

    row: Any
    since: int
    until: int | None


class KnownNetwork:
    """A network and the rows it stands for at a position."""

    def __init__(self, stream: str) -> None:
        self.network = Network(stream)
        self._open: dict[Subject, dict[tuple[str, Any], RowId]] = {}

    def take(self, position: int, entry: str, event: Event, changes: Changes) -> None:
        """Takes the stream's next entry in and notes which rows it closes and opens."""
        touched = self.network.apply(entry, event)
        before: dict[tuple[str, Any], RowId] = {}
        after: dict[tuple[str, Any], Subject] = {}
        for subject in touched:
            before.update(self._open.pop(subject, {}))
        for subject in sorted(touched) if len(touched) > 1 else touched:
            for projection in catalogue.BY_KIND.get(subject[0], ()):
                for row in projection.rows(self.network, subject):
                    after[projection.name, row] = subject
        for key, id_ in before.items():
            if key not in after:
                changes.close(key[0], id_, self.network.key, position)
        ordinal = 0
        for key, subject in after.items():
            known = before.get(key)
            if known is None:
                known = (position, ordinal)
                ordinal += 1
                changes.open(key[0], known, key[1])
            self._open.setdefault(subject, {})[key] = known
