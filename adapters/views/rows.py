"""Reading the view tables: rows known at a position, as the projections' own types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, or_, select

from adapters.database.cursors import driver_cursor
from adapters.database.engine import location
from adapters.database.statements import prepared
from adapters.views.cells import cells_of
from adapters.views.schema import LIVE
from projections.bitemporal import Known
from projections.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement, Engine, Table

    from adapters.database.statements import Prepared

    Condition = Callable[[Table], ColumnElement[bool]]


class ViewRows:
    """The live view rows: see `application.ports.Rows`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._where = location(engine)
        self._position = prepared(select(LIVE.projection.c.position), engine.dialect)
        self._statements: dict[tuple[str, Condition], Prepared] = {}

    def position(self) -> int:
        """The position up to which the rows are those of the log."""
        with driver_cursor(self._engine, self._where) as cursor:
            cursor.execute(self._position.text)
            return min(int(position) for (position,) in cursor.fetchall())

    def known(self, projection: str, position: int, network: str | None = None) -> list[Any]:
        """The rows of a projection known at a position, of one network or of all, as they were opened."""
        condition = _known if network is None else _known_of_network
        known = self._read(projection, condition, position=position, network=network)
        return [one.row for one in known]

    def of_person(self, projection: str, person: str, position: int) -> list[Known]:
        """Every row about a person the book knew at some position up to this one."""
        return [
            known if known.until is None or known.until <= position else Known(known.row, known.since, None)
            for known in self._read(projection, _of_person, person=person, position=position)
        ]

    def between(self, network: str, after: int, upto: int) -> list[tuple[str, Known]]:
        """A network's rows opened or closed by an entry in `(after, upto]`, with their projection's name."""
        return [
            (projection.name, known)
            for projection in PROJECTIONS
            for known in self._read(projection.name, _between, network=network, after=after, upto=upto)
        ]

    def _read(self, projection: str, condition: Condition, **values: Any) -> list[Known]:
        statement = self._statements.get((projection, condition))
        if statement is None:
            statement = prepared(_selection(LIVE.rows[projection], condition), self._engine.dialect)
            self._statements[projection, condition] = statement
        with driver_cursor(self._engine, self._where) as cursor:
            cursor.execute(statement.text, statement.ordered(values))
            result = cursor.fetchall()
        decode = _DECODE[projection]
        return [Known(decode(cells), since, until) for since, until, *cells in result]


_DECODE = {projection.name: cells_of(projection.row).decode for projection in PROJECTIONS}


def _selection(table: Table, condition: Condition) -> Any:
    """When the book knew rows, and their cells in the order of the row type's fields."""
    own = ("known_from", "known_to", "ordinal", "network")
    fields = [column for column in table.c if column.name not in own]
    return (
        select(table.c.known_from, table.c.known_to, table.c.network, *fields)
        .where(condition(table))
        .order_by(table.c.network, table.c.known_from, table.c.ordinal)
    )


def _known(table: Table) -> ColumnElement[bool]:
    until = table.c.known_to
    still = or_(until.is_(None), until > bindparam("position"))
    return and_(table.c.known_from <= bindparam("position"), still)


def _known_of_network(table: Table) -> ColumnElement[bool]:
    return and_(table.c.network == bindparam("network"), _known(table))


def _of_person(table: Table) -> ColumnElement[bool]:
    return and_(table.c.person == bindparam("person"), table.c.known_from <= bindparam("position"))


def _between(table: Table) -> ColumnElement[bool]:
    """Opened or closed by an entry after one position and up to another."""
    moments = (table.c.known_from, table.c.known_to)
    within = [and_(one > bindparam("after"), one <= bindparam("upto")) for one in moments]
    return and_(table.c.network == bindparam("network"), or_(*within))
