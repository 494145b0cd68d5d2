"""`samverk follow`: the log in the terminal, live."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import network, program, sandbox
from tests.cli.program import PEOPLE
from tests.processes import end
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    import subprocess

    from tests.cli.program import Program

__all__ = ["network", "program", "sandbox"]


def begun(process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """The process, once it follows."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(b"Following past position"):
            return process
    raise AssertionError("it ended")


def stop(process: subprocess.Popen[bytes]) -> int:
    return end(process, signal.SIGINT)


def lines(process: subprocess.Popen[bytes], count: int) -> list[dict[str, object]]:
    """The next lines it prints."""
    assert process.stdout is not None
    return [json.loads(process.stdout.readline()) for _ in range(count)]


def test_what_is_recorded_meanwhile_is_printed_at_once_and_nothing_from_before(network: Program) -> None:
    process = begun(network.start("follow"))
    for person in ("ada", "berit"):
        network.record({**PEOPLE[0], "person": person})
        assert [event["subject"] for event in lines(process, 1)] == [person]
    assert stop(process) == 130


def test_from_a_position_on_everything_past_it_is_printed(network: Program) -> None:
    process = begun(network.start("follow", "--after", "0"))
    assert [event["sequence"] for event in lines(process, 6)] == ["1", "2", "3", "4", "5", "6"]
    assert stop(process) == 130


def test_networks_and_types_can_be_chosen(network: Program) -> None:
    words = ("--network", "12k-plo", "--type", "ChairElected", "--type", "samverk.NetworkFounded.v1")
    process = begun(network.start("follow", "--after", "0", *words))
    found = [event["type"] for event in lines(process, 2)]
    assert found == ["samverk.NetworkFounded.v1", "samverk.ChairElected.v1"]
    assert stop(process) == 130


def test_ctrl_c_and_a_reader_that_goes_away_end_it_without_a_word(network: Program) -> None:
    process = begun(network.start("follow", "--after", "0"))
    assert stop(process) == 130
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process = begun(network.start("follow"))
    assert process.stdout is not None
    process.stdout.close()
    network.record({**PEOPLE[0], "person": "ada"})
    assert process.wait(GIVE_UP) == 141
    assert process.stderr is not None
    assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--after", "x"), "“x” is no place in the log"),
        (("--after", "7"), "“7” is no place in this log, which ends at position 6."),
        (("--type", "ChairElectd"), "did you mean ChairElected?"),
        (("--network", "12k-plu"), "There is no network “12k-plu”"),
    ],
)
def test_what_cannot_be_followed_is_said(network: Program, words: tuple[str, ...], said: str) -> None:
    answer = network("follow", *words)
    assert answer.code == 2
    assert said in answer.err
