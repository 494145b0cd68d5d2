"""Reading the view tables: rows known at a position, as the projections' own types."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import orjson

from adapters.database.cursors import driver_cursor
from adapters.database.engine import place
from adapters.database.statements import placed
from adapters.wire.typed import typed
from projections.bitemporal import Known
from projections.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

_ROWS = {projection.name: projection.row for projection in PROJECTIONS}
_KNOWN = "known_from <= ? AND (known_to IS NULL OR known_to > ?)"


class ViewRows:
    """The live view rows: see `application.queries.Rows`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._where = place(engine)

    def position(self) -> int:
        """The position up to which the rows are those of the log."""
        with driver_cursor(self._engine, self._where) as cursor:
            cursor.execute("SELECT min(position) FROM projection")
            return int(cursor.fetchall()[0][0])

    def known(self, projection: str, position: int, network: str | None = None) -> list[Any]:
        """The rows of a projection known at a position, of one network or of all, as they were opened."""
        condition = _KNOWN
        values: list[Any] = [position, position]
        if network is not None:
            condition, values = f"network = ? AND {condition}", [network, *values]
        return [known.row for known in self._read(projection, condition, values)]

    def of_person(self, projection: str, person: str, position: int) -> list[Known]:
        """Every row about a person the book knew at some position up to this one."""
        found = self._read(projection, "person = ? AND known_from <= ?", [person, position])
        return [
            known if known.until is None or known.until <= position else Known(known.row, known.since, None)
            for known in found
        ]

    def between(self, network: str, after: int, upto: int) -> list[tuple[str, Known]]:
        """A network's rows opened or closed by an entry in `(after, upto]`, with their projection's name."""
        condition = (
            "network = ? AND ((known_from > ? AND known_from <= ?) OR (known_to > ? AND known_to <= ?))"
        )
        values = [network, after, upto, after, upto]
        return [(name, known) for name in _ROWS for known in self._read(name, condition, values)]

    def _read(self, projection: str, condition: str, values: list[Any]) -> list[Known]:
        row = _ROWS[projection]
        names, decode = decoder(row)
        sql = (
            f"SELECT known_from, known_to, {', '.join(names)} FROM {projection}"
            f" WHERE {condition} ORDER BY network, known_from, ordinal"
        )
        with driver_cursor(self._engine, self._where) as cursor:
            cursor.execute(placed(sql, self._engine.dialect), tuple(values))
            found = cursor.fetchall()
        return [Known(decode(cells[2:]), cells[0], cells[1]) for cells in found]


@cache
def decoder(row: type) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
    """The columns of a row type, and a function from their cells to a row."""
    hints = get_type_hints(row)
    names = [field.name for field in fields(row)]
    conversions = [(at, _conversion(hints[name])) for at, name in enumerate(names)]
    needed = [(at, convert) for at, convert in conversions if convert is not None]

    def decode(cells: Any) -> Any:
        values = list(cells)
        for at, convert in needed:
            if values[at] is not None:
                values[at] = convert(values[at])
        return row(*values)

    return tuple(f'"{name}"' for name in names), decode


def _conversion(hint: Any) -> Callable[[Any], Any] | None:
    kinds = {part for part in (get_args(hint) or (hint,)) if part is not type(None)}
    if kinds == {date}:
        return date.fromisoformat
    if kinds == {bool}:
        return bool
    return None if kinds <= {str, int} else lambda text: typed(orjson.loads(text), hint)
