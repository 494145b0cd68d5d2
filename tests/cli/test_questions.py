"""Asking: answers in JSON as the contract has them, and as tables for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import ELECTION, PEOPLE, SEATS

if TYPE_CHECKING:
    from tests.cli.program import Program

MOMENT = {"network", "on", "known_at", "position", "sandbox"}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("networks", {"networks"}),
        ("show 12k-plo", {"identity", "mandate", "offices", "counts", "next_meeting", "findings"}),
        ("members 12k-plo", {"members", "vacant", "deputies", "substitutions", "observers"}),
        ("chairs 12k-plo", {"terms", "gaps"}),
        ("mandates 12k-plo", {"versions"}),
        ("person siv", {"person", "name", "holdings", "attendance"}),
        ("entries", {"entries"}),
    ],
)
def test_an_answer_says_of_what_day_and_position_it_speaks(
    network: Program, words: str, keys: set[str]
) -> None:
    said = network("--json", *words.split())
    assert said.code == 0
    assert set(said.json) == MOMENT | keys
    assert said.out.count("\n") == 1
    assert (
        json.dumps(said.json, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == said.out.rstrip()
    )


def test_members_are_answered_for_a_day_as_known_at_a_position(network: Program) -> None:
    said = network("--json", "members", "12k-plo", "--on", "2011-03-01")
    assert [(row["constituency"], row["person"], row["name"]) for row in said.json["members"]] == [
        ("holmestrand", "siv", "Siv Fjellheim"),
        ("horten", "tore", "Tore Havnevåg"),
    ]
    assert said.json["on"] == "2011-03-01"
    assert network("--json", "members", "12k-plo", "--on", "2011-01-31").json["members"] == []
    earlier = network("--json", "members", "12k-plo", "--on", "2011-03-01", "--known-at", "4").json
    assert [row["person"] for row in earlier["members"]] == ["siv"]
    assert earlier["position"] == 4
    believed = network("--json", "members", "12k-plo", "--on", "2011-03-01", "--known-at", "2011-02-21").json
    assert (believed["position"], believed["members"]) == (1, [])


def test_what_was_recorded_is_in_the_next_answer(network: Program) -> None:
    assert network("--json", "chairs", "12k-plo", "--on", "2012-06-01").json["terms"][0]["status"] == "ended"
    network.record({**ELECTION, "effective": "2012-03-09"})
    statuses = [
        term["status"] for term in network("--json", "chairs", "12k-plo", "--on", "2012-06-01").json["terms"]
    ]
    assert statuses == ["ended", "running"]


def test_mandates_are_compared_by_number(network: Program) -> None:
    network.record(
        {
            "command": "ProposeMandateRevision",
            "network": "12k-plo",
            "revision": "longer",
            "proposed_by": "siv",
            "changes": {"sunset": "2015-12-31"},
            "in_force_from": "2014-01-01",
            "effective": "2013-11-01",
        },
        {
            "command": "ApproveMandateRevision",
            "network": "12k-plo",
            "revision": "longer",
            "body": "radmannsgruppen",
            "on": "2013-12-01",
            "reference": "7/13",
        },
    )
    assert network("--json", "mandates", "12k-plo", "--diff", "1", "2").json["diff"]["sunset"] == [
        "2013-12-31",
        "2015-12-31",
    ]
    page = network("mandates", "12k-plo", "--diff", "1", "2").out
    assert "Last day: 2013-12-31 → 2015-12-31" in page
    assert "radmannsgruppen 2013-12-01 (7/13)" in network("mandates", "12k-plo").out
    missing = network("mandates", "12k-plo", "--diff", "1", "9")
    assert (missing.code, missing.err) == (2, "“12k-plo” has no version 9; it has 1, 2.\n")


def test_an_erased_person_has_a_key_and_no_name(network: Program) -> None:
    erasure = {"person": "siv", "decision": "2021-4", "reason": "asked for"}
    said = network.record(
        {"command": "RequestErasure", **erasure, "actor": "one"},
        {"command": "ConfirmErasure", **erasure, "actor": "other"},
    )
    assert said.code == 0
    assert network("--json", "person", "siv").json["name"] is None
    for question in ("person siv", "members 12k-plo", "chairs 12k-plo", "entries"):
        page = network(*question.split()).out
        assert "siv" in page
        assert "Fjellheim" not in page
        assert "Fjellheim" not in network("--json", *question.split()).out


@pytest.mark.parametrize(
    ("options", "positions"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("--network 12k-plo", [1, 4, 5, 6]),
        ("--type ChairElected", [6]),
        ("--person tore", [3, 5]),
        ("--actor nobody", []),
        ("--after 2 --limit 2", [3, 4]),
        ("--limit 0", []),
        ("--known-at 3", [1, 2, 3]),
        ("--until 2011-02-22", [1]),
        ("--since 2011-02-22 --limit 1", [2]),
    ],
)
def test_entries_are_chosen(network: Program, options: str, positions: list[int]) -> None:
    said = network("--json", "entries", *options.split())
    assert [entry["position"] for entry in said.json["entries"]] == positions


def test_a_correction_names_the_entry_and_the_entry_its_correction(network: Program) -> None:
    (elected,) = network("--json", "entries", "--type", "ChairElected").json["entries"]
    correction = {"command": "CorrectEntry", "network": "12k-plo", "entry": elected["id"], "reason": "slip"}
    network.record({**correction, "changes": {"effective": "2011-03-10"}})
    entries = network("--json", "entries", "--after", "5").json["entries"]
    assert entries[1]["corrects"] == elected["id"]
    assert entries[0]["corrected_by"] == [entries[1]["id"]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("members nix", "There is no network “nix” at position 6"),
        ("show nix", "There is no network “nix” at position 6"),
        ("members 12k-plo --known-at 0", "There is no network “12k-plo” at position 0"),
        ("members 12k-plo --known-at 7", "The log ends at position 6; 7 is not recorded yet."),
        (f"networks --known-at {'9' * 5000}", f"“{'9' * 100}” is no position, day or instant"),
        ("networks --known-at ²", "“²” is no position, day or instant"),
        ("networks --known-at 2025-02-30", "“2025-02-30” is no position, day or instant"),
        ("networks --known-at 0001-01-01T00:00:00+05:00", "is no position, day or instant"),
        ("person nobody", "Nobody is registered as “nobody” at position 6."),
        ("person a/b", "A key has 1 to 100 characters, none of them a space, slash or control character."),
    ],
)
def test_a_question_about_what_is_not_there_gets_one_sentence(
    network: Program, words: str, sentence: str
) -> None:
    said = network(*words.split())
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert sentence in said.err


def test_the_first_and_the_last_day_of_the_calendar_can_be_asked_about(network: Program) -> None:
    for question in ("networks", "show 12k-plo", "members 12k-plo", "chairs 12k-plo", "mandates 12k-plo"):
        for day in ("0001-01-01", "9999-12-31"):
            assert network(*question.split(), "--on", day).code == 0
            assert network(*question.split(), "--known-at", day).code == (
                0 if day[0] == "9" or question == "networks" else 2
            )


def test_an_answer_reads_the_same_at_the_same_width_and_has_no_colour_in_a_pipe(
    network: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in ("1", "12", "40", "80", "200"):
        monkeypatch.setenv("COLUMNS", width)
        page = network("members", "12k-plo").out
        assert page == network("members", "12k-plo").out
        assert "\x1b" not in page
        assert "holmestrand" in page.replace("\n", "")


def test_a_table_that_does_not_fit_has_lines_below_its_rows(
    network: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    page = network("chairs", "12k-plo").out
    assert "Office  From        Until       Basis\n" in page
    assert "\n  Who: Siv Fjellheim (siv)\n" in page


def test_what_is_the_same_in_every_row_is_said_once(network: Program) -> None:
    page = network("members", "12k-plo", "--on", "2011-03-01").out
    assert "Vacant seats (10) · Seat: representative · Since: 2011-01-01" in page


def test_no_name_steers_the_terminal_or_is_read_as_markup(
    sandbox: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    sandbox.record({**PEOPLE[0], "name": "\x1b[31mRed\x07 [bold]x[/bold] :smile:\u202etxet"}, SEATS[0])
    page = sandbox("members", "12k-plo").out
    assert "�[31mRed� [bold]x[/bold] :smile:�txet" in page
    assert "\x1b" not in page
