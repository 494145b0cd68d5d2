"""Recording: lines in, results out, in step."""

from __future__ import annotations

import json
import os
import signal
import sys
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from adapters.cli.lines import CHUNK, MOST, batches
from tests import processes
from tests.cli.program import ELECTION, PEOPLE, ROOT, SEATS, TOO_LONG
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.program import Program

UNKNOWN_FIELD = {**ELECTION, "persn": "siv"}


def test_every_command_gets_a_result_in_its_order(sandbox: Program) -> None:
    said = sandbox.record(*PEOPLE, SEATS[0])
    assert said.code == 0
    types = [[event["type"] for event in result["events"]] for result in said.results]
    positions = [[event["position"] for event in result["events"]] for result in said.results]
    assert types == [["PersonRegistered"], ["PersonRegistered"], ["RepresentativeAppointed"]]
    assert positions == [[2], [3], [4]]
    assert [result["version"] for result in said.results] == [1, 1, 2]


def test_what_is_nothing_new_records_nothing(network: Program) -> None:
    assert network.record(ELECTION).results == [{"ok": True, "events": [], "version": 4}]


def test_a_refusal_says_rule_quote_and_what_is_accepted_and_leaves_the_others_alone(sandbox: Program) -> None:
    said = sandbox.record(*PEOPLE, SEATS[0], TOO_LONG, ELECTION)
    assert said.code == 1
    assert [result["ok"] for result in said.results] == [True, True, True, False, True]
    refusal = said.results[3]["refusal"]
    assert refusal["rule"] == "TermFollowsTheMandate"
    assert refusal["quote"] == "Funksjonstiden er ett år."
    assert "2013-03-09" in refusal["accepted"]


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ([*PEOPLE, ELECTION], 0),
        ([*PEOPLE, TOO_LONG], 1),
        ([*PEOPLE, UNKNOWN_FIELD], 2),
        ([*PEOPLE, TOO_LONG, UNKNOWN_FIELD], 2),
        ([*PEOPLE, UNKNOWN_FIELD, TOO_LONG], 2),
    ],
)
@pytest.mark.parametrize("options", [(), ("--atomic",)])
def test_the_exit_code_tells_refusals_from_faults(
    sandbox: Program, commands: list[dict[str, Any]], code: int, options: tuple[str, ...]
) -> None:
    assert sandbox.record(*commands, options=options).code == code


def test_a_fault_names_line_and_field_counting_empty_lines(sandbox: Program) -> None:
    said = sandbox.record(
        "", PEOPLE[0], "  ", UNKNOWN_FIELD, "", '{"command": "ElectChair", "network": "nix", "person": "siv"}'
    )
    assert said.results[1]["fault"] == {
        "line": 4,
        "field": "persn",
        "detail": "ElectChair has no field “persn”; did you mean “person”?",
    }
    assert (said.results[2]["fault"]["line"], said.results[2]["fault"]["field"]) == (6, "network")


def test_atomic_records_all_or_none(sandbox: Program) -> None:
    said = sandbox.record(*PEOPLE, SEATS[0], TOO_LONG, options=("--atomic",))
    assert [result["ok"] for result in said.results] == [False] * 4
    assert said.results[3]["refusal"]["rule"] == "TermFollowsTheMandate"
    assert [result["fault"]["line"] for result in said.results[:3]] == [1, 2, 3]
    assert sandbox("--json", "status").json["position"] == 1
    assert sandbox.record(*PEOPLE, SEATS[0], ELECTION, options=("--atomic",)).code == 0
    assert sandbox("--json", "status").json["position"] == 5


def test_the_same_id_gets_the_first_answer_again_in_another_run(network: Program) -> None:
    command = {**ELECTION, "person": "tore", "effective": "2012-03-09", "id": "minutes-2012"}
    first = network.record(command)
    assert first.code == 0
    assert network.record(command).out == first.out
    other = network.record({**command, "person": "siv"})
    assert (other.code, other.results[0]["fault"]["field"]) == (2, "id")


def test_a_file_may_begin_with_a_byte_order_mark_and_end_without_a_line_feed(sandbox: Program) -> None:
    said = sandbox.record(
        b"\xef\xbb\xbf" + json.dumps(PEOPLE[0]).encode(), json.dumps(PEOPLE[1]).encode() + b"\r"
    )
    assert [result["ok"] for result in said.results] == [True, True]


def test_lines_are_answered_before_the_input_ends(sandbox: Program) -> None:
    """A caller may read each result before it sends the next command."""
    started = sandbox.start("record")
    assert started.stdin is not None
    assert started.stdout is not None
    for at, command in enumerate([*PEOPLE, SEATS[0]], start=2):
        started.stdin.write(json.dumps(command).encode() + b"\n")
        started.stdin.flush()
        result = json.loads(started.stdout.readline())
        assert result["events"][0]["position"] == at
    started.stdin.close()
    assert started.wait(GIVE_UP) == 0


def test_whoever_stops_reading_ends_the_program_without_a_word(sandbox: Program) -> None:
    file = sandbox.folder / "many.jsonl"
    person = {"command": "RegisterPerson", "name": "N"}
    file.write_text("".join(json.dumps({**person, "person": f"p{n}"}) + "\n" for n in range(3 * MOST)))
    started = sandbox.start("--database", "sqlite:///samverk.db", "record", str(file))
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.readline()
    started.stdout.close()
    assert started.wait(GIVE_UP) == 141
    assert started.stderr.read() == b"This register is a sandbox.\n"


def test_an_interrupt_ends_the_program_without_a_traceback(sandbox: Program) -> None:
    started = sandbox.start("record")
    assert started.stdin is not None
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdin.write(json.dumps(PEOPLE[0]).encode() + b"\n")
    started.stdin.flush()
    started.stdout.readline()
    started.send_signal(signal.SIGINT)
    assert started.wait(GIVE_UP) == 130
    assert started.stderr.read() == b"This register is a sandbox.\n"


def test_two_processes_that_record_at_once_both_get_every_line_in(sandbox: Program) -> None:
    """Both write to one network: whoever comes second decides anew."""
    sandbox.record(*PEOPLE)
    matter = {"command": "RaiseMatter", "network": "12k-plo", "title": "T", "raised_by": "siv"}
    programs = []
    for name in ("a", "b"):
        file = sandbox.folder / f"{name}.jsonl"
        file.write_text("".join(json.dumps({**matter, "matter": f"{name}{n}"}) + "\n" for n in range(50)))
        programs.append(sandbox.start("record", str(file)))
    outputs = [started.communicate(timeout=GIVE_UP)[0] for started in programs]
    assert [started.returncode for started in programs] == [0, 0]
    assert [len(output.splitlines()) for output in outputs] == [50, 50]
    positions = sorted(
        event["position"]
        for output in outputs
        for line in output.splitlines()
        for event in json.loads(line)["events"]
    )
    assert positions == list(range(4, 104))


def test_standard_input_that_is_closed_is_named(sandbox: Program) -> None:
    command = [sys.executable, "-m", "adapters.cli", "record"]
    said = processes.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *command],
        cwd=sandbox.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (said.returncode, said.stderr) == (2, b"Standard input is closed; name a file to record.\n")


def test_a_file_that_is_not_there_and_a_folder_are_named(sandbox: Program) -> None:
    assert sandbox("record", "nix.jsonl").err == "nix.jsonl: No such file or directory.\n"
    said = sandbox("record", str(sandbox.folder))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "is a folder" in said.err


def lines_of(path: Path, longest: int = 100) -> list[list[tuple[int, bytes]]]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return list(batches(descriptor, longest))
    finally:
        os.close(descriptor)


def test_lines_come_in_batches_with_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b"".join(b"%d\n" % n for n in range(1, 2 * MOST + 2)) + b"\n\nlast")
    found = lines_of(file)
    assert [len(batch) for batch in found] == [MOST, MOST, 2]
    assert found[0][0] == (1, b"1")
    assert found[2] == [(2 * MOST + 1, b"%d" % (2 * MOST + 1)), (2 * MOST + 4, b"last")]


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_bytes(b"x" * 200 * CHUNK + b"\nnext\n")
    tracemalloc.start()
    found = lines_of(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(number, len(line) > 100) for number, line in found[0]] == [(1, True), (2, False)]
    assert most < 10 * CHUNK
