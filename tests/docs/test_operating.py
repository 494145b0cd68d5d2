"""The page on operating a register: its commands run, its files are read as their programs read them."""

from __future__ import annotations

import ast
import configparser
import json
import re
import shlex
import shutil
from typing import TYPE_CHECKING, Any

from adapters.cli.commands import COMMANDS
from adapters.cli.parser import COMMON, parse
from adapters.http.measures import Measures
from adapters.http.projecting import Standing
from tests import processes
from tests.cli.conftest import program
from tests.cli.program import ROOT
from tests.cli.test_docs import play

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.program import Program

__all__ = ["program"]

PAGE = (ROOT / "docs" / "operating.md").read_text()
CONTAINERFILE = (ROOT / "Containerfile").read_text()
LASTING = ("serve", "webhook run", "relay")
"""The commands that go on until they are stopped."""
OF_OTHERS = {"PAGER", "NO_COLOR", "COLUMNS"}
"""Variables that are honoured as every program does."""


def test_every_example_runs_and_prints_what_the_page_shows(program: Program) -> None:
    play(program, PAGE)


def test_every_setting_is_in_the_table_and_none_is_invented() -> None:
    options = {option.name for option in COMMON} | {
        argument.name
        for command in COMMANDS
        if command.name in LASTING
        for argument in command.arguments
        if argument.name.startswith("--")
    }
    assert set(settings()) == options | set(variables()) | OF_OTHERS


def test_defaults_in_the_table_are_those_of_the_program() -> None:
    defaults = {
        argument.name: str(argument.options["default"])
        for command in COMMANDS
        if command.name in LASTING
        for argument in command.arguments
        if argument.options.get("default")
    }
    assert {name: settings()[name].strip("`") for name in defaults} == defaults


def test_every_variable_that_the_program_reads_is_found_by_this_test() -> None:
    """The control of the test of settings: no variable is read by a name that is not written in one piece."""
    reads = sum(len(re.findall(r"os\.environ|os\.getenv", text)) for text in sources())
    assert reads >= len(variables())
    assert {"SAMVERK_DATABASE", "SAMVERK_KEYS", "SAMVERK_WEBHOOKS_ALLOW"} <= set(variables())


def test_every_metric_is_named() -> None:
    found = Measures()
    found.answered("live", 200, 0.1)
    text = found.text(Standing(0, 0, leading=True, looked=0.0, still=0.0)).decode()
    measured = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    measured = {name for name in measured if not name.endswith("_created")}
    named = set(re.findall(r"`(samverk_\w+)`", PAGE))
    assert named == measured


def test_the_unit_starts_a_command_that_there_is_and_systemd_can_read_it(tmp_path: Path) -> None:
    """Where there is no systemd, Python's reader of such files has to do."""
    unit = configparser.ConfigParser(interpolation=None, strict=False, delimiters="=")
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    text = block("ini")
    unit.read_string(text)
    assert set(unit.sections()) == {"Unit", "Service", "Install"}
    binary, *words = shlex.split(unit["Service"]["ExecStart"])
    assert binary == "/opt/samverk/bin/samverk"
    assert parse(words, COMMANDS)[0].name == "serve"
    for setting in re.findall(r"^Environment=(\w+)=", text, flags=re.M):
        assert setting in variables()
    if analyze := shutil.which("systemd-analyze"):
        file = tmp_path / "samverk.service"
        # It looks for the program, which is not installed there.
        file.write_text(text.replace(binary, analyze))
        read = processes.run([analyze, "verify", file], check=False)
        assert [line for line in read.stderr.decode().splitlines() if "samverk" in line] == []


def test_the_container_takes_files_that_there_are_and_starts_a_command_that_there_is() -> None:
    lines = re.sub(r"\\\n\s*", "", CONTAINERFILE).splitlines()
    steps = [line.partition(" ")[::2] for line in lines if line and not line.startswith("#")]
    assert {step for step, _ in steps} <= {
        "FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "EXPOSE", "ENTRYPOINT", "CMD",
    }  # fmt: skip
    copied = [
        name for step, rest in steps if step == "COPY" and "--from" not in rest for name in rest.split()[:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    packages = re.search(r"^packages = \[(.*)\]", (ROOT / "pyproject.toml").read_text(), flags=re.M)
    assert packages
    assert set(re.findall(r'"(\w+)"', packages[1])) <= set(copied)
    started: Any = dict(steps)
    assert parse(json.loads(started["CMD"]), COMMANDS)[0].name == "serve"
    assert {pair.partition("=")[0] for pair in started["ENV"].split()} <= set(variables())
    installed = re.findall(r"pip install (.*?) -r", CONTAINERFILE)
    assert set(installed) == {"--require-hashes --no-deps --only-binary :all:"}


def settings() -> dict[str, str]:
    """The settings of the table, with their defaults."""
    table = PAGE.partition("## Every setting")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| [^|]+ \| ([^|]+) \|", table, flags=re.M))


def variables() -> set[str]:
    """The variables of the environment that the product names."""
    return {
        node.value
        for text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"SAMVERK_[A-Z_]+", node.value)
    }


def sources() -> Iterator[str]:
    for folder in ("adapters", "application", "projections", "domain"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.read_text()


def block(language: str) -> str:
    """The page's block in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.M | re.S)
    return str(found)
