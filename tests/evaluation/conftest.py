"""The demonstration histories, played once for all tests that only read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import MORNING
from tests.demonstration import played

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samverk]:
    with played(tmp_path_factory.mktemp("demo"), MORNING) as samverk:
        yield samverk
