"""The view tables: a column for every field of a row, and when the book knew it; live, or built beside.

`known_from` and `known_to` are positions, `ordinal` tells rows opened by one entry apart. Days are ISO text
and lists are JSON on both databases, so that the tables of two databases are byte for byte the same.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import orjson
from sqlalchemy import inspect

from adapters.database.engine import place
from adapters.database.faults import DatabaseFault, told
from adapters.database.lock import alone
from adapters.database.statements import insertion, placed
from application.projector import Parked
from projections.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

    from projections.bitemporal import Changes
    from projections.catalogue import Projection

OWN = {projection.name: projection.version for projection in PROJECTIONS}
"""The versions that the projections have here, by name."""
_BESIDE = "_beside"
_OWN = ("network", "known_from", "ordinal", "known_to")


class Views:
    """The live view tables of a register, and a way to replace them: see `application.projector.Views`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._where = place(engine)
        self.live = Tables(engine, "")

    def versions(self) -> dict[str, int]:
        """The versions of the projections that made the live tables, by name; empty where there are none."""
        with told(self._where), self._engine.connect() as connection:
            return _versions(connection)

    def missing(self) -> bool:
        """Whether there are no live tables. Raises DatabaseFault where another version made them."""
        made = self.versions()
        if made and made != OWN:
            newer = any(version > OWN.get(name, version) for name, version in made.items())
            mend = "use a newer Samverk" if newer else "run `samverk upgrade`, which builds them anew"
            raise DatabaseFault(f"{self._where} has read models of another version; {mend}.")
        return not made

    def alone(self) -> AbstractContextManager[None]:
        """Keeps everybody else's rebuild waiting while inside."""
        return alone(self._engine)

    def beside(self) -> Tables:
        """A new, empty set of tables at position 0; what an interrupted rebuild left is dropped."""
        tables = Tables(self._engine, _BESIDE)
        with told(self._where), _writing(self._engine) as connection:
            tables.create(connection)
        return tables

    def switch(self, position: int) -> bool:
        """Puts the new tables in the place of the live ones, unless those are current and stand further."""
        with told(self._where), _writing(self._engine) as connection:
            postgresql = connection.dialect.name == "postgresql"
            if postgresql and inspect(connection).has_table("projection"):
                # Before any other table, as whoever writes does: two who wait for each other would both fail.
                connection.exec_driver_sql("LOCK TABLE projection IN ACCESS EXCLUSIVE MODE")
            if _versions(connection) == OWN and self.live.standing(connection) > position:
                return False
            for table in _tables():
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
                connection.exec_driver_sql(f"ALTER TABLE {table}{_BESIDE} RENAME TO {table}")
        return True


class Tables:
    """One set of view tables: see `application.projector.ViewTables`."""

    def __init__(self, engine: Engine, suffix: str) -> None:
        self._engine = engine
        self._suffix = suffix
        self._where = place(engine)
        dialect = engine.dialect
        self._move = placed(f"UPDATE projection{suffix} SET position = ? WHERE position = ?", dialect)
        self._encode = {projection.name: encoder(projection.row) for projection in PROJECTIONS}
        self._insert = {
            projection.name: insertion(projection.name + suffix, columns(projection), dialect)
            for projection in PROJECTIONS
        }
        self._close = {
            projection.name: placed(
                f"UPDATE {projection.name}{suffix} SET known_to = ?"
                " WHERE network = ? AND known_from = ? AND ordinal = ?",
                dialect,
            )
            for projection in PROJECTIONS
        }

    def create(self, connection: Connection) -> None:
        """Makes the tables, empty, in the place of any there were."""
        sqlite = connection.dialect.name == "sqlite"
        text = "TEXT" if sqlite else 'TEXT COLLATE "C"'
        number = "INTEGER" if sqlite else "BIGINT"
        ending = " STRICT, WITHOUT ROWID" if sqlite else ""
        kinds = {"text": text, "number": number}

        def make(table: str, cells: str, key: str) -> None:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}{self._suffix}")
            connection.exec_driver_sql(
                f"CREATE TABLE {table}{self._suffix} ({cells}, PRIMARY KEY ({key})){ending}"
            )

        for projection in PROJECTIONS:
            cells = [
                f"network {text} NOT NULL",
                f"known_from {number} NOT NULL",
                f"ordinal {number} NOT NULL",
            ]
            cells += [f"known_to {number}"]
            cells += [f'"{name}" {kinds[kind]}' for name, kind in _shape(projection.row) if name != "network"]
            make(projection.name, ", ".join(cells), "network, known_from, ordinal")
        make("projection", f"name {text}, version {number} NOT NULL, position {number} NOT NULL", "name")
        make("parked", f"stream {text}, position {number} NOT NULL, reason {text} NOT NULL", "stream")
        connection.exec_driver_sql(
            insertion(f"projection{self._suffix}", ("name", "version", "position"), connection.dialect),
            [(projection.name, projection.version, 0) for projection in PROJECTIONS],
        )

    def position(self) -> int:
        """The position the tables stand at."""
        with told(self._where), self._engine.connect() as connection:
            return self.standing(connection)

    def standing(self, connection: Connection) -> int:
        """The position the tables stand at, as a transaction sees it."""
        return int(
            connection.exec_driver_sql(f"SELECT min(position) FROM projection{self._suffix}").scalar_one()
        )

    def parked(self) -> list[Parked]:
        """The streams that stopped, by name."""
        sql = f"SELECT stream, position, reason FROM parked{self._suffix} ORDER BY stream"
        with told(self._where), self._engine.connect() as connection:
            return [Parked(*row) for row in connection.exec_driver_sql(sql)]

    def write(self, changes: Changes, after: int, upto: int | None, parked: Sequence[Parked]) -> bool:
        """Writes changes and, unless `upto` is None, moves the position there, with what is parked by then.

        All in one transaction, and only if the position still is `after`: False, and nothing written, when
        it is not.
        """
        with told(self._where), _writing(self._engine) as connection:
            # First, because the update keeps others out until the end: who reads the position only sees it.
            moved = connection.exec_driver_sql(self._move, (after if upto is None else upto, after))
            if not moved.rowcount:
                return False
            self._write_rows(connection, changes)
            if upto is not None:
                connection.exec_driver_sql(f"DELETE FROM parked{self._suffix}")
                if parked:
                    park = insertion(
                        f"parked{self._suffix}", ("stream", "position", "reason"), connection.dialect
                    )
                    connection.exec_driver_sql(park, [(p.stream, p.position, p.reason) for p in parked])
        return True

    def _write_rows(self, connection: Connection, changes: Changes) -> None:
        new: dict[str, list[tuple[Any, ...]]] = {}
        for (known_from, ordinal), opened in changes.opened.items():
            cells = self._encode[opened.projection](opened.row)
            row = (opened.row.network, known_from, ordinal, opened.known_to, *cells)
            new.setdefault(opened.projection, []).append(row)
        for name, rows in new.items():
            connection.exec_driver_sql(self._insert[name], rows)
        old: dict[str, list[tuple[Any, ...]]] = {}
        for (known_from, ordinal), (name, network, known_to) in changes.closed.items():
            old.setdefault(name, []).append((known_to, network, known_from, ordinal))
        for name, rows in old.items():
            connection.exec_driver_sql(self._close[name], rows)


def columns(projection: Projection) -> tuple[str, ...]:
    """The columns of a projection's table, in the order rows are written."""
    return (*_OWN, *(f'"{name}"' for name, _ in _shape(projection.row) if name != "network"))


def encoder(row: type) -> Callable[[Any], Sequence[Any]]:
    """A function from a row to its cells: days as ISO text, anything composed as JSON."""
    hints = get_type_hints(row)
    names = [field.name for field in fields(row) if field.name != "network"]
    take = attrgetter(*names)
    conversions = [(at, _conversion(hints[name])) for at, name in enumerate(names)]
    needed = [(at, convert) for at, convert in conversions if convert is not None]

    def encode(value: Any) -> Sequence[Any]:
        cells = list(take(value))
        for at, convert in needed:
            if cells[at] is not None:
                cells[at] = convert(cells[at])
        return cells

    return encode


def _conversion(hint: Any) -> Callable[[Any], Any] | None:
    kinds = {part for part in (get_args(hint) or (hint,)) if part is not type(None)}
    if kinds == {date}:
        return date.isoformat
    if kinds == {bool}:
        return int
    return None if kinds <= {str, int} else _json


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _shape(row: type) -> list[tuple[str, str]]:
    hints = get_type_hints(row)
    return [
        (field.name, "number" if {int, bool} & {hints[field.name], *get_args(hints[field.name])} else "text")
        for field in fields(row)
    ]


def _versions(connection: Connection) -> dict[str, int]:
    if not inspect(connection).has_table("projection"):
        return {}
    return dict(connection.exec_driver_sql("SELECT name, version FROM projection").all())


def _tables() -> list[str]:
    return [*(projection.name for projection in PROJECTIONS), "projection", "parked"]


def _writing(engine: Engine) -> Any:
    return engine.execution_options(begin="BEGIN IMMEDIATE").begin()
