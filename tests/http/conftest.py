from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.wire.charters import own, read
from tests.demonstration import played
from tests.http.caller import Caller
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """The demonstration, served; only to be read."""
    with played(tmp_path_factory.mktemp("demo")) as samverk:
        yield Caller(samverk)


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """The same, to be written to by the tests of one module, in whichever order."""
    with played(tmp_path_factory.mktemp("playground")) as samverk:
        yield Caller(samverk)


@pytest.fixture
def caller(samverk: Samverk) -> Caller:
    """A service on a register in which 12k-plo and socialchefsnatverket are founded, on each database."""
    for key in ("12k-plo", "socialchefsnatverket"):
        samverk.register.found(read(own()[key]).founding(None, lambda _: samverk.clock().date()))
    samverk.projector.catch_up()
    return Caller(samverk)


@pytest.fixture
def serving(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    """The same, its read models kept abreast meanwhile, and waited for as long as it takes."""
    monkeypatch.setattr("adapters.http.service.PATIENCE", GIVE_UP)
    monkeypatch.setattr("adapters.http.projecting.STALE", GIVE_UP)
    monkeypatch.setattr("adapters.http.operations.upkeep.ANSWERS_WITHIN", GIVE_UP)
    caller.service.projecting.start()
    yield caller
    caller.service.projecting.stop()
