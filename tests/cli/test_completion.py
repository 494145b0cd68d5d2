"""Completion: real shells are asked how a line can go on."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from adapters.cli.commands import COMMANDS
from adapters.cli.completion import SHELLS
from adapters.cli.parser import COMMON
from adapters.wire.charters import own
from tests import processes
from tests.cli.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.program import Program

IN_BASH = """
eval "$(samverk completion bash)"
COMP_LINE={line}
COMP_POINT={point}
COMP_TYPE=9
$(complete -p samverk | sed 's/.*-F \\([^ ]*\\) .*/\\1/') samverk
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
IN_FISH = """
samverk completion fish | source
complete --do-complete {line}
"""
IN_ZSH = """
compdef() {{ print -- "$@" }}
eval "$(samverk completion zsh)"
"""


@pytest.fixture
def typed(network: Program, tmp_path: Path) -> Program:
    """The program beside a register that was asked before, and the folder it is installed in as `samverk`."""
    assert network("networks").code == 0
    installed = tmp_path / "installed"
    installed.mkdir()
    script = installed / "samverk"
    script.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m adapters.cli "$@"\n')
    script.chmod(0o755)
    return network


def ask(program: Program, line: str, shell: str = "bash", template: str = IN_BASH) -> list[str]:
    """What a shell offers for the last word of a line."""
    said = processes.run(
        [shell, "-c", template.format(line=shlex.quote(line), point=len(line))],
        cwd=program.folder,
        env={
            **os.environ,
            "PATH": os.pathsep.join([str(program.folder / "installed"), os.environ["PATH"]]),
            "HOME": str(program.folder),
        },
    )
    assert said.stderr == b""
    return [word.split("\t")[0].rstrip() for word in said.stdout.decode().splitlines() if word.strip()]


def test_bash_completes_commands_of_one_word_and_of_two(typed: Program) -> None:
    first = {command.name.split()[0] for command in COMMANDS}
    offered = ask(typed, "samverk ")
    assert {word for word in offered if not word.startswith("-")} == first
    assert ask(typed, "samverk mem") == ["members"]
    assert [word for word in ask(typed, "samverk webhook re") if not word.startswith("-")] == [
        "replay",
        "resume",
        "remove",
    ]


def test_bash_completes_the_options_of_a_command_and_of_every_command(typed: Program) -> None:
    offered = ask(typed, "samverk members 12k-plo --")
    assert {"--on", "--known-at", *(option.name for option in COMMON)} <= set(offered)
    assert "--year" not in offered
    assert ask(typed, "samverk --no-") == ["--no-pager"]


def test_bash_completes_networks_charters_formats_types_and_files(typed: Program) -> None:
    assert ask(typed, "samverk members 1") == ["12k-plo"]
    assert ask(typed, "samverk --database sqlite:///samverk.db chairs 1") == ["12k-plo"]
    assert ask(typed, "samverk follow --network 1") == ["12k-plo"]
    assert set(own()) <= set(ask(typed, "samverk found "))
    assert ask(typed, "samverk evaluate 12k-plo --format x") == ["xlsx"]
    assert ask(typed, "samverk entries --type ChairE") == ["ChairElected"]
    assert ask(typed, "samverk rebuild off") == ["offices"]
    (typed.folder / "2011.jsonl").write_text("")
    assert ask(typed, "samverk record 2011") == ["2011.jsonl"]


def test_where_there_is_no_register_nothing_is_offered_and_nothing_said(typed: Program) -> None:
    (typed.folder / "samverk.db").unlink()
    assert ask(typed, "samverk members 1") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_given_a_script_that_asks_the_program(typed: Program, shell: str) -> None:
    """Run in the shell itself wherever that is installed."""
    script = typed("completion", shell).out
    assert "_ARGCOMPLETE" in script
    assert "samverk" in script
    if shell == "fish" and shutil.which("fish"):
        assert ask(typed, "samverk members 1", "fish", IN_FISH) == ["12k-plo"]
    if shell == "zsh" and shutil.which("zsh"):
        assert ask(typed, "", "zsh", IN_ZSH) == ["_python_argcomplete samverk"]


def test_a_shell_that_is_not_known_is_told_which_are(program: Program) -> None:
    said = program("completion", "tcsh")
    assert (said.code, said.out) == (2, "")
    assert said.err == "“tcsh” is not one of bash, zsh, fish. See `samverk completion --help`.\n"
