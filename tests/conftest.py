"""What tests share: empty databases of both kinds, and registers on them; and that nothing is left behind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from adapters import bootstrap
from tests import processes
from tests.leftovers import ROOT, Leftovers
from tests.postgres import other_postgres_url, postgres_server, postgres_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adapters.bootstrap import Samverk

__all__ = ["other_postgres_url", "postgres_server", "postgres_url"]

# What an example costs says more about the machine than about the program.
settings.register_profile("samverk", deadline=None)
settings.load_profile("samverk")
set_hypothesis_home_dir(ROOT / "build" / "hypothesis")

MORNING = datetime(2021, 3, 1, 8, 0, tzinfo=UTC)
"""What the clock of a sandbox is told first."""


def pytest_configure(config: pytest.Config) -> None:
    """Where a run is not a part of another, looks after what it leaves in the source tree."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Leftovers(), "leftovers")


@pytest.fixture(autouse=True)
def _processes_end_with_their_test() -> Iterator[None]:
    before = processes.running()
    yield
    processes.end_all(but=before)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of an SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path}/samverk.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, of each kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the people's keys of the test's registers are kept."""
    path = tmp_path / "people.keys"
    monkeypatch.setenv(bootstrap.KEYS, str(path))
    return path


@pytest.fixture
def instance(url: str, keys: Path) -> Iterator[Callable[[], Samverk]]:
    """Opens one more instance of a sandbox register, sharing nothing with the others but the database."""
    bootstrap.create(url, sandbox=True)
    opened: list[Samverk] = []

    def open_another() -> Samverk:
        opened.append(bootstrap.open_register(url, MORNING))
        return opened[-1]

    yield open_another
    for samverk in opened:
        samverk.close()


@pytest.fixture
def samverk(instance: Callable[[], Samverk]) -> Samverk:
    """An empty sandbox register, on each kind of database; its clock stands at `MORNING` until told."""
    return instance()
