"""Carrying a log to another database: positions, ids, instants, receipts and the register's identity."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import update

from adapters.database.engine import (
    create_tables,
    location,
    open_engine,
    read_register,
)
from adapters.database.faults import DatabaseFault
from adapters.database.statements import insertion
from adapters.database.tables import log_head
from adapters.log.entries import RECEIPT_COLUMNS, Entry, StoredReceipt
from adapters.log.reader import PAGE, LogReader
from adapters.log.tree import Inspector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

Row = TypeVar("Row", Entry, StoredReceipt)


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy carried: so many entries, under one root (hexadecimal), the source's and the copy's."""

    entries: int
    root: str


def copy(
    source_url: str, target_url: str, progress: Callable[[int, int], None] = lambda _, __: None
) -> Copied:
    """Copies a whole log into an empty database, all or nothing.

    `progress` is told how many entries are carried, of how many. What is appended to the source meanwhile is
    not carried. Raises DatabaseFault, when the target is not empty or the source is not whole.
    """
    source = open_engine(source_url)
    try:
        reader, inspector = LogReader(source), Inspector()
        end, recorded = reader.head()

        def fill(target: Connection) -> None:
            for page in _pages(reader.entries(upto=end)):
                for entry in page:
                    if (reason := inspector.fault(entry)) is not None:
                        raise _not_whole(location(source), inspector.tree.size + 1, reason)
                target.exec_driver_sql(insertion("event", Entry._fields, target.dialect), page)
                progress(inspector.tree.size, end)
            if inspector.tree.size < end:
                raise _not_whole(location(source), inspector.tree.size + 1, "the log ends before it")
            target.execute(update(log_head).values(position=end, recorded=recorded))
            for receipts in _pages(reader.receipts(upto=end)):
                target.exec_driver_sql(
                    insertion("receipt", RECEIPT_COLUMNS, target.dialect), list(map(astuple, receipts))
                )

        create_tables(target_url, read_register(source), fill).dispose()
    finally:
        source.dispose()
    return Copied(entries=inspector.tree.size, root=inspector.tree.root().hex())


def _pages(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, PAGE)):
        yield page


def _not_whole(where: str, position: int, reason: str) -> DatabaseFault:
    return DatabaseFault(f"{where} is not whole at position {position}, and is not copied: {reason}.")
