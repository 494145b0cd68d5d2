"""Registers that many tests only read, or many examples of one property share."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from adapters import bootstrap
from tests.conftest import MORNING
from tests.postgres import empty_database
from tests.register.story import tell_story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from adapters.bootstrap import Samverk


@contextmanager
def sandbox(url: str, keys: Path) -> Iterator[Samverk]:
    """An empty sandbox register, its people's keys kept where it says."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(bootstrap.KEYS, str(keys))
        bootstrap.create(url, sandbox=True)
        samverk = bootstrap.open_register(url, MORNING)
        yield samverk
        samverk.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samverk]:
    """A register that was told the story of the small network, on each kind of database; only to be read."""
    folder = tmp_path_factory.mktemp("told")
    with ExitStack() as open_ones:
        url = f"sqlite:///{folder}/samverk.db"
        if request.param == "postgresql":
            url = open_ones.enter_context(empty_database(request.getfixturevalue("postgres_server")))
        samverk = open_ones.enter_context(sandbox(url, folder / "people.keys"))
        tell_story(samverk)
        samverk.projector.catch_up()
        yield samverk


@pytest.fixture
def retold(samverk: Samverk) -> Samverk:
    """The same story in a register of the test's own, to be told further."""
    tell_story(samverk)
    samverk.projector.catch_up()
    return samverk


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samverk]:
    """A register on SQLite that takes one random history after the other, each as a network of its own."""
    folder = tmp_path_factory.mktemp("many")
    with sandbox(f"sqlite:///{folder}/samverk.db", folder / "people.keys") as samverk:
        yield samverk
