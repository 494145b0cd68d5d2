"""The tables of the read models: a column for every field of a row, and when the book knew it.

`known_from` and `known_to` are positions, `ordinal` tells rows opened by one entry apart. The tables are
drawn from the row types and made anew whenever a projection's version changes; nothing migrates them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table

from adapters.database.tables import NUMBER, TEXT
from adapters.views.cells import cells_of
from projections.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from projections.catalogue import Projection


def _row_table(projection: Projection, suffix: str, metadata: MetaData) -> Table:
    cells = cells_of(projection.row)
    assert cells.names[0] == "network", f"The first field of {projection.row.__name__} is its network."
    return Table(
        projection.name + suffix,
        metadata,
        Column("network", TEXT, primary_key=True),
        Column("known_from", NUMBER, primary_key=True, autoincrement=False),
        Column("ordinal", NUMBER, primary_key=True, autoincrement=False),
        Column("known_to", NUMBER),
        *(Column(name, NUMBER if name in cells.numbers else TEXT) for name in cells.names[1:]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


class ViewSchema:
    """One set of view tables: `rows` by projection, how far each is, and the streams that stopped.

    `suffix` is part of every table's name: empty for the tables that answer.
    """

    def __init__(self, suffix: str = "") -> None:
        self.metadata = MetaData()
        self.rows = {one.name: _row_table(one, suffix, self.metadata) for one in PROJECTIONS}
        self.projection = Table(
            f"projection{suffix}",
            self.metadata,
            Column("name", TEXT, primary_key=True),
            Column("version", NUMBER, nullable=False),
            Column("position", NUMBER, nullable=False),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
        self.parked = Table(
            f"parked{suffix}",
            self.metadata,
            Column("stream", TEXT, primary_key=True),
            Column("position", NUMBER, nullable=False),
            Column("reason", TEXT, nullable=False),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )


LIVE = ViewSchema()
"""The tables that answer."""
BESIDE = ViewSchema("_beside")
"""Those a rebuild fills, until it puts them in the place of the live ones."""
