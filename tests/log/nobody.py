"""A user whom the permissions of files bind."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """A user who is bound by permissions even where the tests run as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("This system has no user one could be instead.")
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
