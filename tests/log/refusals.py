"""How a test says which sentence it expects."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from adapters.database.faults import DatabaseFault

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def told(sentence: str) -> Iterator[None]:
    """Passes when a DatabaseFault with exactly this sentence is raised inside."""
    with pytest.raises(DatabaseFault) as refused:
        yield
    assert str(refused.value) == sentence
