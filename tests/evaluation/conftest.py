"""The demonstration histories, played once for all tests that only read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters import bootstrap
from adapters.histories import histories, play
from tests.conftest import MORNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samverk]:
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder}/samverk.db"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(bootstrap.KEYS, str(folder / "people.keys"))
        bootstrap.create(url, sandbox=True)
        samverk = bootstrap.open_register(url, MORNING)
    play(samverk, histories().values())
    samverk.projector.catch_up()
    yield samverk
    samverk.close()
