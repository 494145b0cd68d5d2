from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.program import ELECTION, PEOPLE, SEATS, Program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("SAMVERK_DATABASE", "SAMVERK_KEYS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    return Program(tmp_path, capsys)


@pytest.fixture
def sandbox(program: Program) -> Program:
    """The program beside a sandbox in which 12k-plo is founded, at position 1."""
    assert program("init", "--sandbox").code == 0
    assert program("--now", "2011-02-21T08:15:00Z", "found", "12k-plo").code == 0
    return program


@pytest.fixture
def network(sandbox: Program) -> Program:
    """The same with two people registered, seated and one of them elected, at positions 2 to 6."""
    assert sandbox.record(*PEOPLE, *SEATS, ELECTION).code == 0
    return sandbox
