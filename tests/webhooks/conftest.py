from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.webhooks.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk


@pytest.fixture
def world(samverk: Samverk) -> World:
    """A register with webhooks and a clock to turn, on each kind of database."""
    return World(samverk)


@pytest.fixture
def another(instance: Callable[[], Samverk]) -> Callable[[], Samverk]:
    """Opens the same register once more."""
    return instance
