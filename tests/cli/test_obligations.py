"""Obligations on the command line: whose words they are in, of which year, on which holiday."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.program import Program

QUOTE = "Minnesanteckningarna ska vara medlemmarna tillhanda fjorton dagar efter nätverksträffen."


@pytest.fixture
def eastern(program: Program) -> Program:
    """A register with a meeting whose minutes are due on Good Friday 2024."""
    program("init", "--sandbox")
    program("found", "lanssamordnare")
    said = program.record(
        {
            "command": "ScheduleMeeting",
            "network": "lanssamordnare",
            "meeting": "var-2024",
            "on": "2024-03-15",
            "digital": False,
            "effective": "2024-01-10",
        }
    )
    assert said.code == 0
    return program


def minutes(program: Program, *words: str) -> list[tuple[str, str | None]]:
    answer = program("--json", "obligations", "lanssamordnare", *words).json
    return [(one["due"], one["holiday"]) for one in answer["obligations"] if one["what"] == "minutes"]


def test_a_due_day_that_is_a_public_holiday_is_named_and_not_moved(eastern: Program) -> None:
    assert minutes(eastern, "--on", "2024-03-14") == [("2024-03-29", "Långfredagen")]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_page_has_the_holiday_and_the_mandates_own_sentence(
    eastern: Program, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    page = eastern("obligations", "lanssamordnare", "--on", "2024-03-14").out
    assert max(map(len, page.splitlines())) <= width
    words = " ".join(page.split())
    assert "2024-03-29 (Långfredagen)" in words
    assert ("What the mandate says: " in words) is (width < 200)
    assert QUOTE in words


def test_a_year_is_asked_for_whatever_the_day(eastern: Program) -> None:
    assert minutes(eastern, "--year", "2024", "--on", "2024-02-01") == [("2024-03-29", "Långfredagen")]
    assert minutes(eastern, "--year", "2023", "--on", "2024-02-01") == []
    assert minutes(eastern, "--on", "2023-02-01") == []


@pytest.mark.parametrize("year", ["24", "0000", "99999", "20x4", "²⁰²⁴"])
def test_what_is_no_year_is_told(eastern: Program, year: str) -> None:
    said = eastern("obligations", "--year", year)
    assert (said.code, said.out) == (2, "")
    assert said.err == f"--year: “{year}” is no year; write 2024. See `samverk obligations --help`.\n"


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_first_and_the_last_year_are_answered(eastern: Program, year: str) -> None:
    assert eastern("obligations", "--year", year).code == 0


def test_a_year_and_a_number_of_days_are_not_asked_for_together(eastern: Program) -> None:
    said = eastern("obligations", "--year", "2024", "--within", "90")
    assert (said.code, said.out, said.err) == (
        2,
        "",
        "`year` and `within` are two questions; ask one of them.\n",
    )


def test_networks_that_are_in_another_day_say_in_which(program: Program) -> None:
    program("init", "--sandbox")
    program("found", "lanssamordnare", "raddning-ledning")
    page = program("--now", "2024-06-30T21:30:00Z", "networks").out
    assert page.startswith("Networks · known at position 2")
    assert "\n2024-06-30  lanssamordnare " in page
    assert "\n2024-07-01  raddning-ledning " in page
    assert "Networks · on 2024-06-30" in program("--now", "2024-06-30T20:30:00Z", "networks").out
