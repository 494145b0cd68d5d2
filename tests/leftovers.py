"""Tests write nothing into the source tree: a run that leaves there what was not there before fails."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
NOT_SOURCE = frozenset({".git", ".venv", ".venv-wheel", ".import_linter_cache", "build", "__pycache__"})


class Leftovers:
    """A plugin of pytest: compares the files of the tree before and after a run."""

    def __init__(self) -> None:
        self._before = set(files())
        self._left: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fails a run that left something."""
        self._left = sorted(set(files()) - self._before)
        if self._left:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Says what."""
        for file in self._left:
            said = f"This run left {file} in the source tree; write to tmp_path."
            terminalreporter.write_line(said, red=True)


def files() -> Iterator[str]:
    """What is in the source tree, without what is installed, built and compiled."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_SOURCE]
        yield from (str(Path(folder, name).relative_to(ROOT)) for name in names)
