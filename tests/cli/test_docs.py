"""The page on the commands: complete, and true."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from adapters.cli.commands import COMMANDS
from tests.cli.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.program import Program

PAGE = (ROOT / "docs" / "commands.md").read_text()


def test_every_command_has_a_section_with_an_example() -> None:
    sections = {
        section.partition("`")[0]: section
        for section in re.split(r"^## `samverk ", PAGE, flags=re.MULTILINE)[1:]
    }
    assert list(sections) == [command.name for command in COMMANDS]
    without = [name for name, section in sections.items() if "```console\n$ " not in section]
    assert without == []


def test_every_flag_of_a_command_is_in_its_section_or_said_to_be_common() -> None:
    for command in COMMANDS:
        section = PAGE.partition(f"## `samverk {command.name}`")[2].partition("\n## ")[0]
        common = {"--on", "--known-at"}
        flags = {argument.name for argument in command.arguments if argument.name.startswith("--")} - common
        assert [flag for flag in sorted(flags) if flag not in section] == []


def test_every_example_runs_and_prints_what_the_page_shows(program: Program) -> None:
    play(program, PAGE)


def play(program: Program, page: str) -> None:
    """Runs every example of a page, one after the other, and holds what it prints against the page."""
    (program.folder / "charters").symlink_to(ROOT / "charters")
    for line, shown in examples(page):
        if line.startswith("cat "):
            (program.folder / line.removeprefix("cat ")).write_text(shown)
            continue
        call, _, after = line.partition(" || ")
        said = program(*shlex.split(call)[1:])
        printed = said.err + said.out
        if after:
            assert after == "echo exit code $?"
            printed += f"exit code {said.code}\n"
        else:
            assert said.code == 0, line
        assert matches(printed, shown), f"$ {line}\n{printed}"


def examples(page: str = PAGE) -> Iterator[tuple[str, str]]:
    """Every command line on a page, with what is shown below it."""
    for block in re.findall(r"```console\n(.*?)```", page, flags=re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = example.partition("\n")
            yield line, shown


def matches(printed: str, shown: str) -> bool:
    """Whether something was printed as shown, `…` standing for anything."""
    plain = "\n".join(line.rstrip() for line in printed.splitlines())
    pattern = ".*".join(re.escape(part) for part in shown.rstrip("\n").split("…"))
    return re.fullmatch(pattern, plain, flags=re.DOTALL) is not None
