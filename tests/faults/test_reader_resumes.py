"""A reader, of the feed or of server-sent events, that is killed at any moment misses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.resuming import RESUMES, killed_and_resumed
from tests.feeds.serving import served

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("how", ["feed", "sse"])
def test_a_reader_killed_again_and_again_misses_nothing_and_is_told_in_order(
    how: str, url: str, keys: Path, tmp_path: Path
) -> None:
    with served(url, keys) as one:
        told = killed_and_resumed(how, one, tmp_path)
    assert told.missed == []
    assert told.is_in_order
    # What is told again was handled when the reader was killed, and not yet noted.
    assert told.steps_back <= RESUMES


@pytest.mark.parametrize("how", ["feed", "sse"])
def test_a_reader_that_notes_where_to_go_on_before_it_handled_what_came_is_found_out(
    how: str, sqlite_url: str, keys: Path, tmp_path: Path
) -> None:
    with served(sqlite_url, keys) as one:
        told = killed_and_resumed(how, one, tmp_path, hasty=True)
    assert told.missed
    assert not told.is_in_order
