"""The demonstration: histories played as they expect, then a tour of questions."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adapters.cli.demo import NEXT, TOUR
from adapters.demonstration import histories
from tests import processes

if TYPE_CHECKING:
    from tests.cli.program import Program

NOW = {"now": "2011-02-21T08:15:00Z"}
PERSON = {"command": "RegisterPerson", "person": "siv", "name": "Siv Fjellheim"}
ELECTION = {"command": "ElectChair", "network": "12k-plo", "person": "siv", "effective": "2011-03-09"}
CORRECTION = {
    "command": "CorrectEntry",
    "network": "12k-plo",
    "entry": "@1",
    "changes": {"effective": "2011-03-10"},
    "reason": "slip",
}
HISTORY: list[dict[str, Any]] = [
    NOW,
    {"found": "12k-plo"},
    PERSON,
    {**ELECTION, "id": "1"},
    {"now": "2012-02-21T08:15:00Z"},
    CORRECTION,
]
TOO_LONG = {**ELECTION, "effective": "2012-03-10", "until": "2019-01-01"}
EXPECTED = {"expect": "refused", "because": "Funksjonstiden er ett år."}


def written(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return path


def test_the_histories_of_all_networks_play_as_they_expect(program: Program) -> None:
    said = program("demo")
    assert (said.code, said.err) == (0, "")
    assert f"Played {len(histories.histories())} histories" in said.out
    for sentence, words in TOUR:
        assert f"{sentence}\n$ samverk {words}\n" in said.out
    assert list(program.folder.iterdir()) == []


def test_the_sandbox_stays_where_the_call_says(program: Program) -> None:
    said = program("--database", "sqlite:///tour.db", "--json", "demo")
    assert said.code == 0
    assert len(said.results) == len(TOUR)
    assert program("--database", "sqlite:///tour.db", "--json", "verify").json["ok"] is True
    again = program("--database", "sqlite:///tour.db", "demo")
    assert (again.code, again.out) == (2, "")


def test_what_to_try_next_works_as_it_is_pasted(program: Program) -> None:
    said = program("--database", "sqlite:///tour.db", "demo")
    pasted = [line for line in said.out.splitlines() if "--database sqlite:///tour.db" in line]
    assert len(pasted) == len(NEXT) == 3
    shell = [shutil.which("sh") or "sh", "-c"]
    due, year, refused = (
        processes.run([*shell, line], cwd=program.folder, encoding="utf-8", check=False) for line in pasted
    )
    assert (due.returncode, year.returncode, refused.returncode) == (0, 0, 1)
    assert re.search(r" late +[0-9]+ ", due.stdout)
    assert year.stdout.startswith("# Nätverk länssamordnare: annual evaluation 2020\n")
    assert json.loads(refused.stdout)["refusal"]["quote"] == "Funksjonstiden er ett år."


def test_a_sandbox_that_is_gone_is_nothing_to_try_things_with(program: Program) -> None:
    assert "to try" not in program("demo").out


@pytest.mark.parametrize(("on_the_path", "called"), [(True, "samverk"), (False, "{bin}/samverk")])
def test_the_program_is_named_as_it_can_be_called_again(
    program: Program, monkeypatch: pytest.MonkeyPatch, on_the_path: bool, called: str
) -> None:
    monkeypatch.setattr(histories, "histories", dict)
    monkeypatch.setattr("adapters.cli.demo.TOUR", ())
    script = program.folder / "bin" / ("samverk.exe" if sys.platform == "win32" else "samverk")
    script.parent.mkdir()
    script.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(script.parent if on_the_path else program.folder))
    monkeypatch.setattr("sys.argv", [str(script.parent / "samverk")])
    named = called.format(bin=script.parent)
    assert (
        f"\n{named} --database sqlite:///tour.db evaluate "
        in program("--database", "sqlite:///tour.db", "demo").out
    )


def test_the_keys_of_another_register_are_left_alone(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Path("own.keys.db")
    monkeypatch.setenv("SAMVERK_KEYS", str(keys))
    program("init")
    before = keys.read_bytes()
    assert program("demo").code == 0
    assert keys.read_bytes() == before
    assert os.environ["SAMVERK_KEYS"] == str(keys)


@pytest.mark.parametrize(
    ("history", "code", "sentence"),
    [
        ([*HISTORY, TOO_LONG, EXPECTED], 0, ""),
        ([*HISTORY, TOO_LONG], 1, "12k-plo.jsonl, line 7: ElectChair was refused by TermFollowsTheMandate: "),
        (
            [*HISTORY, EXPECTED],
            1,
            "12k-plo.jsonl, line 6: CorrectEntry was accepted, and a refusal was expected.",
        ),
        (
            [NOW, HISTORY[1], {**PERSON, "person": "s v"}],
            1,
            "12k-plo.jsonl, line 3: RegisterPerson is no valid command: This is no key",
        ),
    ],
)
def test_a_history_that_fares_otherwise_than_expected_is_named_with_its_line(
    program: Program, monkeypatch: pytest.MonkeyPatch, history: list[dict[str, Any]], code: int, sentence: str
) -> None:
    path = written(program.folder / "12k-plo.jsonl", *history)
    monkeypatch.setattr(histories, "histories", lambda: {"12k-plo": path})
    monkeypatch.setattr("adapters.cli.demo.TOUR", ())
    said = program("--json", "demo")
    assert said.code == code
    assert sentence in said.err


def test_histories_are_played_in_the_order_of_their_clocks(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reached the register first is recorded first, whichever file it stands in."""
    later = {"now": "2011-06-01T08:00:00Z"}
    other = written(program.folder / "other.jsonl", later, {**PERSON, "person": "tore"})
    path = written(program.folder / "12k-plo.jsonl", *HISTORY)
    monkeypatch.setattr(histories, "histories", lambda: {"a": path, "b": other})
    monkeypatch.setattr("adapters.cli.demo.TOUR", (("", "entries"),))
    said = program("--json", "demo")
    (answer,) = (json.loads(line) for line in said.out.splitlines())
    assert [entry["type"] for entry in answer["entries"]] == [
        "NetworkFounded",
        "PersonRegistered",
        "ChairElected",
        "PersonRegistered",
        "EntryCorrected",
    ]
    assert answer["entries"][3]["recorded"] == "2011-06-01T08:00:00.000000Z"


def test_on_a_terminal_a_bar_is_there_from_the_start_and_gone_in_the_end(program: Program) -> None:
    seen = program.on_terminal("demo")
    assert seen.startswith("\x1b[?25lPlaying the histories ")
    assert "100%" in seen.partition("Played 8 histories")[0]
    assert "Playing the histories" not in seen.partition("Played 8 histories")[2]
