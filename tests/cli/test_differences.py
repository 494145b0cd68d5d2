"""A revision as a difference that can be read: of its text, of its rules, on a screen and in a pipe."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.wire.charters import own, read
from application.answers.mandates import text_diff
from tests.asking import data
from tests.cli.program import Program

TEXT = read(own()["12k-plo"]).founding(None, lambda _: None).text  # type: ignore[arg-type, return-value]
TERM = {
    "family": "terms",
    "id": "term-of-office",
    "force": "must",
    "quote": "Funksjonstiden er to år.",
    "section": "2. Organisering",
    "of": ["chair", "vice-chair"],
    "years": 2,
}
MEETINGS = {
    "family": "counts",
    "id": "meetings",
    "force": "should",
    "quote": "Nettverket bør møtes fem ganger i året.",
    "section": "2. Organisering",
    "what": "meetings",
    "per": "year",
    "count": 5,
}
LEARNING = "- Være en lærings og utviklingsarena"


def revised(program: Program, changes: dict[str, Any]) -> None:
    """Brings a second version of the mandate into force."""
    said = program.record(
        {
            "command": "ProposeMandateRevision",
            "network": "12k-plo",
            "revision": "second",
            "proposed_by": "siv",
            "changes": changes,
            "in_force_from": "2012-07-01",
            "effective": "2012-05-01",
        },
        {
            "command": "ApproveMandateRevision",
            "network": "12k-plo",
            "revision": "second",
            "body": "radmannsgruppen",
            "on": "2012-06-07",
            "reference": "RG-sak 23/12",
        },
    )
    assert said.code == 0, said.out


@pytest.fixture
def second(network: Program) -> Program:
    """The program beside a register whose network has a second version of its mandate."""
    text = TEXT.replace(LEARNING, "- Være en arena for læring").rstrip() + "\n\nNettverket møtes digitalt."
    rules = {"term-of-office": TERM, "meetings": MEETINGS, "coordination": None}
    revised(network, {"text": text, "sunset": "2015-12-31", "rules": rules})
    return network


def test_a_text_is_compared_sentence_by_sentence() -> None:
    before = "Vi möts. Ordföranden kallar.\n\n- Dela erfarenheter"
    after = "Vi möts. Sekreteraren kallar. Alla svarar.\n- Dela erfarenheter\n"
    assert data(tuple(text_diff(before, after))) == [
        {"op": "same", "text": "Vi möts."},
        {"op": "removed", "text": "Ordföranden kallar."},
        {"op": "added", "text": "Sekreteraren kallar."},
        {"op": "added", "text": "Alla svarar."},
        {"op": "same", "text": "- Dela erfarenheter"},
    ]


def test_an_abbreviation_within_a_sentence_does_not_end_it() -> None:
    assert [part.text for part in text_diff("Rapport pr. 31. desember, jf. vedtak. Slutt.", "")] == [
        "Rapport pr.",
        "31. desember, jf. vedtak.",
        "Slutt.",
    ]


@given(st.text("ab. \nÅ"), st.text("ab. \nÅ"))
def test_both_texts_can_be_read_from_their_difference(before: str, after: str) -> None:
    parts = text_diff(before, after)
    for text, other in ((before, "added"), (after, "removed")):
        kept = "".join(part.text for part in parts if part.op != other)
        assert "".join(kept.split()) == "".join(text.split())


def test_a_difference_says_what_became_of_text_and_rules_and_who_decided(second: Program) -> None:
    diff = second("--json", "mandates", "12k-plo", "--diff", "1", "2").json["diff"]
    assert [part for part in diff["text_diff"] if part["op"] != "same"] == [
        {"op": "removed", "text": LEARNING},
        {"op": "added", "text": "- Være en arena for læring"},
        {"op": "added", "text": "Nettverket møtes digitalt."},
    ]
    rules = {rule["rule"]: rule for rule in diff["rules"]}
    assert rules.keys() == {"term-of-office", "meetings", "coordination"}
    assert (rules["meetings"]["before"], rules["meetings"]["fields"]) == (None, [])
    assert (rules["coordination"]["after"], rules["coordination"]["fields"]) == (None, [])
    changed = {one["field"]: (one["before"], one["after"]) for one in rules["term-of-office"]["fields"]}
    assert changed["years"] == (1, 2)
    assert changed["quote"] == ("Funksjonstiden er ett år.", "Funksjonstiden er to år.")
    assert "family" not in changed
    assert (diff["revision"], diff["proposed_by"], diff["in_force_from"]) == ("second", "siv", "2012-07-01")
    assert diff["approvals"] == [{"body": "radmannsgruppen", "on": "2012-06-07", "reference": "RG-sak 23/12"}]


@pytest.mark.parametrize("width", [80, 200])
def test_a_difference_reads_line_by_line_with_its_marks(
    second: Program, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = [line.rstrip() for line in second("mandates", "12k-plo", "--diff", "1", "2").out.splitlines()]
    assert max(map(len, lines)) <= width
    for expected in (
        "Version 2: revision second, in force from 2012-07-01",
        "Proposed by: siv",
        "Approved by: radmannsgruppen 2012-06-07 (RG-sak 23/12)",
        "Last day: 2013-12-31 → 2015-12-31",
        f"- {LEARNING}",
        "+ - Være en arena for læring",
        "+ Nettverket møtes digitalt.",
        "term-of-office: changed",
        "- “Funksjonstiden er ett år.”",
        "+ “Funksjonstiden er to år.”",
        "  years: 1 → 2",
        "meetings: new",
        "+ “Nettverket bør møtes fem ganger i året.”",
        "coordination: taken away",
    ):
        assert expected in lines
    text = lines[lines.index("Text") + 1 : lines.index("Rules (3)")]
    assert {line[:2] for line in text if line} == {"  ", "- ", "+ "}


def test_of_a_long_run_of_the_same_sentences_the_middle_is_counted(second: Program) -> None:
    page = second("mandates", "12k-plo", "--diff", "1", "2").out
    whole = second("--json", "mandates", "12k-plo", "--diff", "1", "2").json["diff"]["text_diff"]
    at = [part["op"] for part in whole].index("removed")
    assert f"  … {at - 1} sentences are the same\n" in page.replace(" \n", "\n")
    assert "- Utvikle kunnskap" in page
    assert "Nettverket skal:" not in page


def test_a_long_sentence_has_its_mark_on_every_line(network: Program) -> None:
    revised(network, {"text": "Nettverket " + "arbeider " * 30 + "alltid."})
    page = network("mandates", "12k-plo", "--diff", "1", "2").out
    added = [line for line in page.splitlines() if "arbeider" in line]
    assert len(added) > 3
    assert {line[:2] for line in added} == {"+ "}


def test_versions_that_do_not_differ_say_so_and_where_the_first_comes_from(network: Program) -> None:
    page = network("mandates", "12k-plo", "--diff", "1", "1").out
    assert "Version 1: as the network was founded, in force from 2011-01-01" in page
    assert "Text: the same" in page
    assert "Rules: the same" in page
