"""Cursors of the database's own driver: SQLAlchemy's would cost more than a short statement does."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from adapters.database.faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.engine.interfaces import DBAPICursor


@contextmanager
def driver_cursor(engine: Engine, where: str) -> Iterator[DBAPICursor]:
    """A cursor of the driver, committed at the end; `where` names the database in messages.

    The driver's IntegrityError passes; its other errors become a DatabaseFault.
    """
    driver = engine.dialect.loaded_dbapi
    try:
        connection = engine.raw_connection()
        try:
            yield connection.cursor()
            connection.commit()
        finally:
            # Given back to the pool, which rolls back what was not committed.
            connection.close()
    except driver.IntegrityError:
        raise
    except driver.Error as error:
        raise fault(error, where) from error
