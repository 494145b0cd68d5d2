"""Writing the view tables: rows opened and closed, the position they stand at, the switch after a rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, inspect, select, text, update
from sqlalchemy.schema import DropTable

from adapters.database.engine import location
from adapters.database.faults import DatabaseFault, faults_of
from adapters.database.lock import alone
from adapters.database.statements import prepared
from adapters.views.cells import cells_of
from adapters.views.schema import BESIDE, LIVE
from application.projector import Parked
from projections.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

    from adapters.views.schema import ViewSchema
    from projections.bitemporal import Changes

OWN = {projection.name: projection.version for projection in PROJECTIONS}
"""The versions that the projections have here, by name."""


class Views:
    """The live view tables of a register, and a way to replace them: see `application.projector.Views`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._where = location(engine)
        self.live = Tables(engine, LIVE)

    def versions(self) -> dict[str, int]:
        """The versions of the projections that made the live tables, by name; empty where there are none."""
        with faults_of(self._where), self._engine.connect() as connection:
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
        tables = Tables(self._engine, BESIDE)
        with faults_of(self._where), _writing(self._engine) as connection:
            tables.create(connection)
        return tables

    def switch(self, position: int) -> bool:
        """Puts the new tables in the place of the live ones, unless those are current and stand further."""
        with faults_of(self._where), _writing(self._engine) as connection:
            postgresql = connection.dialect.name == "postgresql"
            if postgresql and inspect(connection).has_table(LIVE.projection.name):
                # Before any other table, as whoever writes does: two who wait for each other would both fail.
                connection.execute(text("LOCK TABLE projection IN ACCESS EXCLUSIVE MODE"))
            if _versions(connection) == OWN and self.live.standing(connection) > position:
                return False
            for old, new in zip(LIVE.metadata.tables.values(), BESIDE.metadata.tables.values(), strict=True):
                connection.execute(DropTable(old, if_exists=True))
                connection.execute(text(f"ALTER TABLE {new.name} RENAME TO {old.name}"))
        return True


class Tables:
    """One set of view tables: see `application.projector.ViewTables`."""

    def __init__(self, engine: Engine, schema: ViewSchema) -> None:
        self._engine = engine
        self._schema = schema
        self._where = location(engine)
        self._encode = {projection.name: cells_of(projection.row).encode for projection in PROJECTIONS}
        # A rebuild writes rows by the hundred thousand: the driver takes them as they are, in column order.
        self._insert = {
            name: prepared(insert(table), engine.dialect).text for name, table in schema.rows.items()
        }

    def create(self, connection: Connection) -> None:
        """Makes the tables, empty, in the place of any there were."""
        self._schema.metadata.drop_all(connection)
        self._schema.metadata.create_all(connection)
        connection.execute(
            insert(self._schema.projection),
            [{"name": one.name, "version": one.version, "position": 0} for one in PROJECTIONS],
        )

    def position(self) -> int:
        """The position the tables stand at."""
        with faults_of(self._where), self._engine.connect() as connection:
            return self.standing(connection)

    def standing(self, connection: Connection) -> int:
        """The position the tables stand at, as a transaction sees it."""
        return int(connection.execute(select(func.min(self._schema.projection.c.position))).scalar_one())

    def parked(self) -> list[Parked]:
        """The streams that stopped, by name."""
        table = self._schema.parked
        with faults_of(self._where), self._engine.connect() as connection:
            return [Parked(*row) for row in connection.execute(select(table).order_by(table.c.stream))]

    def write(self, changes: Changes, after: int, upto: int | None, parked: Sequence[Parked]) -> bool:
        """Writes changes and, unless `upto` is None, moves the position there, with what is parked by then.

        All in one transaction, and only if the position still is `after`: False, and nothing written, when
        it is not.
        """
        position = self._schema.projection.c.position
        move = update(self._schema.projection).where(position == after)
        with faults_of(self._where), _writing(self._engine) as connection:
            # First, because the update keeps others out until the end: who reads the position only sees it.
            if not connection.execute(move.values(position=after if upto is None else upto)).rowcount:
                return False
            self._write_rows(connection, changes)
            if upto is not None:
                connection.execute(delete(self._schema.parked))
                if parked:
                    connection.execute(
                        insert(self._schema.parked),
                        [{"stream": p.stream, "position": p.position, "reason": p.reason} for p in parked],
                    )
        return True

    def _write_rows(self, connection: Connection, changes: Changes) -> None:
        new: dict[str, list[tuple[Any, ...]]] = {}
        for (known_from, ordinal), opened in changes.opened.items():
            network, *cells = self._encode[opened.projection](opened.row)
            row = (network, known_from, ordinal, opened.known_to, *cells)
            new.setdefault(opened.projection, []).append(row)
        for name, rows in new.items():
            connection.exec_driver_sql(self._insert[name], rows)
        old: dict[str, list[dict[str, Any]]] = {}
        for (known_from, ordinal), (name, network, known_to) in changes.closed.items():
            row_id = {"of": network, "opened_at": known_from, "number": ordinal}
            old.setdefault(name, []).append({**row_id, "closed_at": known_to})
        for name, ends in old.items():
            table = self._schema.rows[name]
            close = update(table).where(
                table.c.network == bindparam("of"),
                table.c.known_from == bindparam("opened_at"),
                table.c.ordinal == bindparam("number"),
            )
            connection.execute(close.values(known_to=bindparam("closed_at")), ends)


def _versions(connection: Connection) -> dict[str, int]:
    table = LIVE.projection
    if not inspect(connection).has_table(table.name):
        return {}
    return dict(connection.execute(select(table.c.name, table.c.version)).all())


def _writing(engine: Engine) -> Any:
    return engine.execution_options(begin="BEGIN IMMEDIATE").begin()
