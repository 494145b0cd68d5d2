"""The page on the twenty questions: each is there, and its commands answer what the page shows."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import ROOT, Program
from tests.cli.test_docs import matches

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "questions.md").read_text()
SECTIONS = re.split(r"^## ", PAGE, flags=re.MULTILINE)


def examples(text: str) -> list[tuple[str, str]]:
    """Every command line of some text, with what is shown below it."""
    blocks = re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(line, shown) for line, _, shown in (part.partition("\n") for part in parts)]


def test_the_twenty_questions_are_there_in_order_each_with_an_answer() -> None:
    asked = [re.match(r"(\d+)\. .+\?( \(no\))?\n", section) for section in SECTIONS[1:]]
    assert [question and int(question[1]) for question in asked] == list(range(1, 21))
    answers = [[line.split()[0] for line, _ in examples(section)] for section in SECTIONS[1:]]
    assert [set(words) for words in answers] == [{"samverk"}] * 20


def test_every_question_is_answered_as_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The register of the page is made by its own first command; FIRST is the id of its first entry."""
    monkeypatch.chdir(tmp_path)
    for name in ("SAMVERK_DATABASE", "SAMVERK_KEYS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    program = Program(tmp_path, capsys)
    for line, shown in examples(PAGE):
        command, *words = shlex.split(line)
        if command == "export":
            name, _, value = words[0].partition("=")
            monkeypatch.setenv(name, value)
            continue
        if "FIRST" in words:
            first = program("--json", "entries", "--limit", "1").json["entries"][0]["id"]
            words = [first if word == "FIRST" else word for word in words]
        said = program(*words)
        assert said.code == 0, f"$ {line}\n{said.err}"
        assert matches(said.out, shown), f"$ {line}\n{said.out}"
