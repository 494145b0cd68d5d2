"""The page on time is true: what it records is recorded, and every question is answered as it shows."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

from adapters.cli.commands import COMMANDS
from tests.cli.conftest import program
from tests.cli.program import ROOT
from tests.cli.test_docs import examples, matches

if TYPE_CHECKING:
    from tests.cli.program import Program

__all__ = ["program"]

PAGE = (ROOT / "docs" / "time.md").read_text()
CASES = {
    "A handover",
    "A back-dated entry",
    "A future-dated entry",
    "Several changes on one day",
    "A correction that makes a later entry impossible",
    "A batch that makes it possible",
    "A correction of a correction",
    "An annulment",
    "A day to come",
    "A position pinned",
    "An evaluation",
}


def named(program: Program, text: str) -> str:
    """The text with `ENTRY-7` turned into the id of the entry at position 7."""
    wanted = set(re.findall(r"ENTRY-(\d+)", text))
    if wanted:
        entries = json.loads(program("--json", "entries").out)["entries"]
        for entry in entries:
            text = re.sub(rf"ENTRY-{entry['position']}\b", entry["id"], text)
    return text


def test_every_command_that_asks_about_a_day_takes_both_times() -> None:
    taken = {command.name: {argument.name for argument in command.arguments} for command in COMMANDS}
    asking = [
        "networks",
        "show",
        "members",
        "chairs",
        "mandates",
        "meetings",
        "matters",
        "obligations",
        "person",
    ]
    assert [name for name in asking if not {"--on", "--known-at"} <= taken[name]] == []
    assert "--known-at" in taken["entries"]
    assert {"--from", "--to"} <= taken["changes"]


def test_every_case_has_a_section() -> None:
    sections = set(re.findall(r"^### (.+)$", PAGE, flags=re.MULTILINE))
    assert sections == CASES


def test_the_drawing_and_every_example_are_what_the_program_answers(program: Program) -> None:
    _play(program)
    drawn = _drawn()
    assert len(drawn) == 36
    for (position, day), holder in drawn.items():
        said = json.loads(
            program("--json", "members", "12k-plo", "--on", day, "--known-at", str(position)).out
        )
        seated = [row["name"].partition(" ")[0] for row in said["members"]]
        assert (seated or ["vacant"]) == [holder], (position, day)


def _drawn() -> dict[tuple[int, str], str]:
    """Every cell of the drawing: by position and the first day of its month, who holds the seat."""
    block = re.search(r"```text\n(.*?)```", PAGE, flags=re.DOTALL)
    assert block
    cells = {}
    for row in block[1].splitlines():
        found = re.match(r" +(\d+)( to \d+)? +(\w+(?: +\w+){5})$", row)
        if found:
            last = int((found[2] or found[1]).split()[-1])
            for month, holder in enumerate(found[3].split(), start=1):
                cells[last, f"2011-0{month}-01"] = holder
    return cells


def _play(program: Program) -> None:
    for call, shown in examples(PAGE):
        if call.startswith("cat "):
            (program.folder / call.removeprefix("cat ")).write_text(named(program, shown))
            continue
        command, _, after = call.partition(" || ")
        said = program(*shlex.split(command)[1:])
        printed = said.err + said.out
        if after:
            assert after == "echo exit code $?"
            printed += f"exit code {said.code}\n"
        else:
            assert said.code == 0, f"$ {call}\n{printed}"
        expected = named(program, shown)
        assert matches(printed, expected), f"$ {call}\n{printed}"
