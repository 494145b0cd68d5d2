"""Registers that take one random history after the other, on each kind of database."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.postgres import empty_database
from tests.register.conftest import sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samverk]:
    """A register that takes one random history after the other, each as a network of its own."""
    folder = tmp_path_factory.mktemp("many")
    with ExitStack() as open_ones:
        url = f"sqlite:///{folder}/samverk.db"
        if request.param == "postgresql":
            url = open_ones.enter_context(empty_database(request.getfixturevalue("postgres_server")))
        yield open_ones.enter_context(sandbox(url, folder / "people.keys"))
