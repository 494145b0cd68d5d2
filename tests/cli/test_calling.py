"""How the program is called: its options, its help, what it says to a call that is not one."""

from __future__ import annotations

import os
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from adapters.cli.commands import COMMANDS
from adapters.cli.parser import COMMON, parse
from tests import processes
from tests.cli.program import ROOT

if TYPE_CHECKING:
    from adapters.cli.parser import CommandLine
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
        ("members 12k-plo --jsn", "`samverk members` has no option --jsn; did you mean --json?"),
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


def test_the_options_of_every_command_stand_before_it_or_after_it(network: Program) -> None:
    before = network("--json", "--database", "sqlite:///samverk.db", "members", "12k-plo")
    after = network("members", "12k-plo", "--json", "--database", "sqlite:///samverk.db")
    assert after.json == before.json
    told = network("networks", "--now", "2012-01-01T00:00:00Z", "--json")
    assert told.json["networks"][0]["on"] == "2012-01-01"
    last = network("--database", "sqlite:///none.db", "networks", "--database", "sqlite:///samverk.db")
    assert last.code == 0


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_no_command_has_an_option_of_its_own_by_a_name_that_every_command_has(command: CommandLine) -> None:
    common = {option.name for option in COMMON}
    assert [argument.name for argument in command.arguments if argument.name in common] == []


def test_the_program_says_which_version_it_is(program: Program) -> None:
    said = program("--version")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert (said.code, said.out, said.err) == (0, f"samverk {project['version']}\n", "")


def test_the_database_of_the_environment_is_the_one_every_command_uses(
    network: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every example of the help that runs here says something about a register that is only named there."""
    (network.folder / "samverk.db").rename("named.db")
    (network.folder / "samverk.keys.db").rename("named.keys.db")
    monkeypatch.setenv("SAMVERK_DATABASE", "sqlite:///named.db")
    asked = [
        ("networks",),
        ("show", "12k-plo"),
        ("members", "12k-plo"),
        ("chairs", "12k-plo"),
        ("mandates", "12k-plo"),
        ("meetings", "12k-plo"),
        ("matters", "12k-plo"),
        ("obligations",),
        ("person", "siv"),
        ("entries",),
        ("changes", "12k-plo", "--from", "1", "--to", "6"),
        ("evaluate", "12k-plo", "--year", "2011"),
        ("evaluate", "--all", "--year", "2011"),
        ("status",),
        ("rebuild",),
        ("verify",),
        ("token", "create", "--role", "auditor", "--every-network", "--actor", "revisor"),
        ("token", "list"),
        ("webhook", "list"),
        ("webhook", "run", "--once"),
        ("found", "12k-plo"),
        ("record", os.devnull),
    ]
    said = {words: network(*words) for words in asked}
    assert {words: answer.err for words, answer in said.items() if answer.code} == {}
    occupied = "named.db already holds a register; name another database, or use the one that is there.\n"
    assert [network(word).err for word in ("init", "demo")] == [occupied, occupied]
    assert not (network.folder / "samverk.db").exists()


@pytest.mark.parametrize("url", ["mysql://host/samverk", "sqlite://", "samverk.db", "postgresql://[::1/x"])
def test_an_address_that_is_none_of_a_register_is_told_first(program: Program, url: str) -> None:
    said = program("--database", url, "init")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "The database address is not one of a register; write sqlite:///FILE or postgresql://USER@HOST/NAME.\n"
    )
    assert list(program.folder.iterdir()) == []


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
