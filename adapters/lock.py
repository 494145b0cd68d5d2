"""A lock that one process at a time holds on a register's read models, and that a dead process lets go of."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.log.database import place
from adapters.log.faults import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keeps everybody else who asks for the same waiting while inside. Raises DatabaseFault."""
    where = place(engine)
    if engine.dialect.name == "sqlite":
        # The folder, because closing the register's own file would drop the locks SQLite holds on it.
        folder = os.open(Path(where).absolute().parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)
        return
    with told(where), engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        # Closed in the end, not given back to the pool: that is what lets go.
        connection.detach()
        connection.exec_driver_sql("SET lock_timeout = 0")
        connection.exec_driver_sql("SELECT pg_advisory_lock(hashtext('samverk read models'))")
        yield
