"""The register's own answers, in the words of the naive book.

Lists are put in an order of their own: between the entries of a batch somebody may be in a place twice, and
the order of those two is nobody's business.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from adapters.views.rows import ViewRows
from domain.rules import SeatRule, TermRule
from tests.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from adapters.bootstrap import Samverk
    from application.book import Book
    from application.entries import Entry
    from application.ports import LogReader


class Remembered:
    """View rows that are read from the database once for each position.

    Every question at a position reads the same rows, whatever its day; read anew for every day there is, they
    would take most of the time. What the question makes of them is worked out each time.
    """

    def __init__(self, rows: ViewRows) -> None:
        self._rows = rows
        self._known: dict[tuple[str, int, str | None], list[Any]] = {}
        self._position = rows.position()

    def position(self) -> int:
        return self._position

    def known(self, projection: str, position: int, network: str | None = None) -> list[Any]:
        asked = (projection, position, network)
        if asked not in self._known:
            self._known[asked] = self._rows.known(*asked)
        return self._known[asked]


class RememberedLog:
    """A log whose head and instants are read once, and that knows nobody's name."""

    def __init__(self, log: LogReader) -> None:
        self._log = log
        self._head = log.head()
        self._recorded: dict[int, str | None] = {}

    def head(self) -> tuple[int, str | None]:
        return self._head

    def recorded_at(self, position: int) -> str | None:
        if position not in self._recorded:
            self._recorded[position] = self._log.recorded_at(position)
        return self._recorded[position]

    def of_people(self, people: Iterable[str], upto: int) -> Iterator[Entry]:
        return iter(())


class Answers:
    """What a register says of one network on a day, as known at a position."""

    def __init__(self, samverk: Samverk, network: str, book: Book | None = None) -> None:
        self._book = book or samverk.book
        self._network = network

    @classmethod
    def of_many_days(cls, samverk: Samverk, network: str) -> Answers:
        """For many questions about what is recorded by now."""
        book: Any = copy(samverk.book)
        book.rows = Remembered(ViewRows(samverk.engine))
        book.log = RememberedLog(samverk.log)
        return cls(samverk, network, book)

    def members(self, on: date, known_at: str | None = None) -> dict[str, Any]:
        """Who sits, who deputises, which seats are empty."""
        said = ask(self._book, "members", self._network, on, known_at)
        return {
            "members": _stays(said["members"]),
            "deputies": _stays(said["deputies"]),
            "vacant": [(row["constituency"], row["since"]) for row in said["vacant"]],
        }

    def offices(self, on: date, known_at: str | None = None) -> dict[str, Any]:
        """Every term, every gap."""
        said = ask(self._book, "chairs", self._network, on, known_at)
        fields = ("from", "person", "until", "status", "ended_by", "renewal_of")
        return {
            "terms": sorted((tuple(row[field] for field in fields) for row in said["terms"]), key=str),
            "gaps": [(row["from"], row["until"]) for row in said["gaps"]],
        }

    def mandates(self, on: date, known_at: str | None = None) -> list[tuple[Any, ...]]:
        """Every version, then every proposal by its key."""
        said = ask(self._book, "mandates", self._network, on, known_at)["versions"]
        shown = [_version(row) for row in said]
        return sorted(shown, key=lambda row: (row[0] or 1_000, row[1] or ""))


def _stays(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    fields = ("constituency", "from", "person", "until")
    return sorted((tuple(row[field] for field in fields) for row in rows), key=str)


def _version(row: dict[str, Any]) -> tuple[Any, ...]:
    (holders,) = (rule.holders for rule in row["rules"] if isinstance(rule, SeatRule))
    (years,) = (rule.years for rule in row["rules"] if isinstance(rule, TermRule))
    return (
        row["version"],
        row["revision"],
        row["status"],
        row["in_force_from"],
        row["until"],
        row["sunset"],
        [(said["body"], said["on"], said["reference"]) for said in row["approvals"]],
        row["missing"],
        (holders, years, None if row["changes"] is None else row["changes"].text),
    )
