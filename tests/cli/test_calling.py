"""How the program is called: its options, its help, what it says to a call that is not one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from adapters.cli.commands import COMMANDS
from adapters.cli.parser import parse
from tests import processes
from tests.cli.program import ROOT

if TYPE_CHECKING:
    from adapters.cli.parser import CommandLine
    from tests import processes
from tests.cli.program import Program


def test_help_lists_every_command_with_a_line_about_it(program: Program) -> None:
    said = program("--help")
    assert said.code == 0
    lines = said.out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    for command in COMMANDS:
        assert any(line.split("  ")[1:2] == [command.name] for line in lines)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_a_command_shows_an_example_that_calls_it(program: Program, command: CommandLine) -> None:
    said = program(*command.name.split(), "--help")
    assert said.code == 0
    assert said.out.rstrip().endswith(command.example)
    assert parse(command.example.split()[1:], COMMANDS)[0] is command


def test_help_needs_no_database_library() -> None:
    """What is not imported takes no time."""
    code = (
        "import sys; from adapters.cli.main import main; main(['--help'])\n"
        "heavy = {'sqlalchemy', 'eventsourcing', 'msgspec', 'orjson', 'rich', 'cryptography'}\n"
        "heavy &= sys.modules.keys()\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    found = processes.run([sys.executable, "-c", code], cwd=ROOT, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "There is no command in this call; `samverk --help` lists them."),
        ("memebrs 12k-plo", "There is no command “memebrs”; did you mean members?"),
        ("charter chek x.toml", "There is no command “charter chek”; did you mean charter check?"),
        ("fly", "There is no command “fly”; `samverk --help` lists them."),
        ("--jsn networks", "`samverk` has no option --jsn; did you mean --json?"),
        ("members 12k-plo --onn 2012-01-01", "`samverk members` has no option --onn; did you mean --on?"),
        ("members 12k-plo --json", "--json goes before the command: `samverk --json … members …`."),
        ("members", "The following arguments are required: network. See `samverk members --help`."),
        ("members 12k-plo x", "“x” is one word too many; see `samverk members --help`."),
        (
            "members 12k-plo --on 2025-02-30",
            "--on: “2025-02-30” is no day of the calendar; write 2013-02-28. See `samverk members --help`.",
        ),
        (
            "--now noon networks",
            "--now: “noon” is no instant; write 2013-02-28T12:00:00Z. See `samverk --help`.",
        ),
        ("entries --limit -1", "--limit: “-1” is no number such as 100. See `samverk entries --help`."),
        (
            "schema comands",
            "“comands” is not one of commands, events, charter, evaluation, openapi, asyncapi;"
            " did you mean commands? See `samverk schema --help`.",
        ),
        ("schema commands ElectChar", "There is no “ElectChar” among the commands; did you mean ElectChair?"),
        ("schema charter x", "“charter” has no parts by name; `samverk schema charter` prints it whole."),
        ("rebuild members", "There is no projection “members”; did you mean membership?"),
        (
            "found 12k-pol",
            "“12k-pol” is neither a file nor the key of a charter; did you mean 12k-plo?",
        ),
    ],
)
def test_a_call_that_is_none_gets_one_sentence(program: Program, words: str, sentence: str) -> None:
    said = program(*words.split())
    assert (said.code, said.out, said.err) == (2, "", sentence + "\n")


def test_the_database_is_named_by_option_else_by_environment_else_in_the_folder(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("--database", "sqlite:///one.db", "init")
    monkeypatch.setenv("SAMVERK_DATABASE", "sqlite:///two.db")
    program("init")
    monkeypatch.delenv("SAMVERK_DATABASE")
    program("init")
    made = sorted(path.name for path in program.folder.glob("*.db"))
    assert made == ["one.db", "one.keys.db", "samverk.db", "samverk.keys.db", "two.db", "two.keys.db"]


def test_only_a_sandbox_is_told_what_time_it_is(program: Program) -> None:
    program("init")
    said = program("--now", "2012-01-01T00:00:00Z", "networks")
    assert said.code == 2
    assert "is no sandbox" in said.err


def test_a_sandbox_says_so_in_every_answer(network: Program) -> None:
    for question in ("networks", "show 12k-plo", "members 12k-plo", "chairs 12k-plo", "mandates 12k-plo"):
        assert "sandbox" in network(*question.split()).out
        assert network("--json", *question.split()).json["sandbox"] is True
    for question in ("person siv", "entries", "status", "verify", "mandates 12k-plo --diff 1 1"):
        assert "sandbox" in network(*question.split()).out
        assert network("--json", *question.split()).json["sandbox"] is True
    assert "sandbox" in network.record(*PEOPLE_AGAIN).err


def test_a_register_that_is_no_sandbox_does_not_speak_of_one(program: Program) -> None:
    program("init")
    program("found", "12k-plo")
    said = program("--json", "show", "12k-plo")
    assert "sandbox" not in said.json
    assert "sandbox" not in program("status").out


PEOPLE_AGAIN = [{"command": "RegisterPerson", "person": "siv", "name": "Siv Fjellheim"}]
