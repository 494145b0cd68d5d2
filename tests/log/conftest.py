from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.database.engine import init, open_engine
from adapters.log.recorder import LogRecorder
from tests.log.samples import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def recorder(url: str, clock: Clock) -> Iterator[LogRecorder]:
    init(url, sandbox=True)
    made = LogRecorder(open_engine(url), clock)
    yield made
    made.close()


@pytest.fixture
def sqlite_recorder(sqlite_url: str, clock: Clock) -> Iterator[LogRecorder]:
    init(sqlite_url, sandbox=True)
    made = LogRecorder(open_engine(sqlite_url), clock)
    yield made
    made.close()
