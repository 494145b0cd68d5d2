"""A register that holds the demonstration histories."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from adapters import bootstrap
from adapters.demonstration.histories import histories, play

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from adapters.bootstrap import Samverk


@contextmanager
def played(folder: Path, told: datetime | None = None) -> Iterator[Samverk]:
    """A sandbox in which all histories were played; its clock is told an instant. Closed at the end."""
    url = f"sqlite:///{folder}/samverk.db"
    # Set while it is opened and no longer: fixtures of a whole session hold it for every test after them.
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(bootstrap.KEYS, str(folder / "people.keys"))
        bootstrap.create(url, sandbox=True)
        samverk = bootstrap.open_register(url, told)
    try:
        play(samverk, histories().values())
        samverk.projector.catch_up()
        yield samverk
    finally:
        samverk.close()
