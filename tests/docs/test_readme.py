"""The README is true: its tour runs, its map names what is there, its commands are the Makefile's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.conftest import program
from tests.cli.program import ROOT
from tests.cli.test_docs import play

if TYPE_CHECKING:
    from tests.cli.program import Program

__all__ = ["program"]

README = (ROOT / "README.md").read_text()


def test_the_tour_prints_what_the_readme_shows(program: Program) -> None:
    play(program, README)


def test_every_folder_and_page_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\(([^)]+)\)", README) + re.findall(r"^\| `(\w+)/`", README, flags=re.MULTILINE)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert {"demo", "test"} <= targets
    assert re.findall(r"^make (\w+)", README, flags=re.MULTILINE) == ["demo", "test"]
