"""Recording that a report was compiled: the register supplies from which position, and with which hash."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from adapters.wire import schemas
from adapters.wire.commands import parse
from application.commands import COMMANDS
from application.entries import UndecodableEntry
from application.register import Register
from domain.chapters.reports import AnnualReportCompiled, Compiled
from tests.domain.story import day
from tests.register.telling import LOG, accepted, contents, found, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk

ANNA = line("AppointRepresentative", person="anna", constituency="re", effective="2020-02-01")
BO = line("AppointRepresentative", person="bo", constituency="hof", effective="2020-02-01")
CATO = line("AppointDeputy", person="cato", constituency="re", effective="2020-02-01")
SECOND_IN_RE = line("AppointRepresentative", person="dag", constituency="re", effective="2020-03-01")
REPORT = line("CompileAnnualReport", year=2020, effective="2021-01-05")
NEXT = line("CompileAnnualReport", year=2021, effective="2021-02-05")


@dataclass
class Clerk:
    """Compiles reports that say nothing but what they are of, and from which position."""

    samverk: Samverk
    first: Callable[[], object] = lambda: None
    """What happens elsewhere while a report is compiled for the first time."""
    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def compile(self, network: str, year: int) -> Compiled:
        position, _ = self.samverk.log.head()
        self.asked.append((network, year, position))
        if len(self.asked) == 1:
            self.first()
        return Compiled(position, f"{network} {year} at {position}", 7)


def record(
    samverk: Samverk, clerk: Clerk, *lines: dict[str, Any], atomic: bool = False
) -> list[dict[str, Any]]:
    """The results of lines, with this clerk to compile."""
    commands = [parse(json.dumps(one).encode(), at, samverk.today) for at, one in enumerate(lines, start=1)]
    outcomes = Register(samverk.log, clerk).record(commands, atomic=atomic)
    return [outcome.answer() for outcome in outcomes]


def positions(results: list[dict[str, Any]]) -> list[list[int]]:
    return [[event["position"] for event in result["events"]] for result in results]


def compiled(samverk: Samverk) -> list[tuple[int, int | None, str | None, int | None]]:
    """Year, position, hash and format of every compiled report in the network's stream."""
    entries = samverk.log.of_stream("networks/small", samverk.log.head()[0])
    return [
        (entry.event.year, entry.event.position, entry.event.hash, entry.event.format)
        for entry in entries
        if isinstance(entry.event, AnnualReportCompiled)
    ]


def test_a_report_is_recorded_with_the_position_the_hash_and_the_format_it_was_compiled_with(
    samverk: Samverk,
) -> None:
    found(samverk)
    clerk = Clerk(samverk)
    assert positions(record(samverk, clerk, REPORT)) == [[6]]
    assert compiled(samverk) == [(2020, 5, "small 2020 at 5", 7)]
    assert clerk.asked == [("small", 2020, 5)]


def test_what_comes_before_a_report_is_committed_first_so_that_it_is_part_of_it(samverk: Samverk) -> None:
    found(samverk)
    results = record(samverk, Clerk(samverk), ANNA, BO, REPORT, CATO, NEXT)
    assert positions(results) == [[6], [7], [8], [9], [10]]
    assert [(year, position) for year, position, _, _ in compiled(samverk)] == [(2020, 7), (2021, 9)]


def test_a_report_of_no_year_of_the_network_is_refused_and_leaves_the_others_alone(samverk: Samverk) -> None:
    found(samverk)
    too_soon = line("CompileAnnualReport", year=2022, effective="2021-01-05")
    results = record(samverk, Clerk(samverk), ANNA, too_soon, BO)
    assert [result["ok"] for result in results] == [True, False, True]
    assert results[1]["refusal"]["rule"] == "ReportIsOfAYearOfTheNetwork"
    assert results[1]["refusal"]["quote"] is None
    assert results[1]["refusal"]["detail"] == "The year 2022 has not begun on 2021-01-05."
    assert compiled(samverk) == []


def test_in_an_atomic_batch_a_report_is_compiled_from_what_was_durable_before(samverk: Samverk) -> None:
    found(samverk)
    assert positions(record(samverk, Clerk(samverk), ANNA, REPORT, BO, atomic=True)) == [[6], [7], [8]]
    assert [(year, position) for year, position, _, _ in compiled(samverk)] == [(2020, 5)]


def test_a_report_in_an_atomic_batch_that_is_refused_is_not_recorded(samverk: Samverk) -> None:
    found(samverk)
    before = contents(samverk, LOG)
    results = record(samverk, Clerk(samverk), ANNA, REPORT, SECOND_IN_RE, atomic=True)
    assert [result["ok"] for result in results] == [False, False, False]
    assert contents(samverk, LOG) == before


def test_the_same_id_again_gives_the_first_answer_and_compiles_nothing(samverk: Samverk) -> None:
    found(samverk)
    clerk = Clerk(samverk)
    named = {**REPORT, "id": "report-2020"}
    first = record(samverk, clerk, named)
    assert record(samverk, clerk, ANNA, named)[1:] == first
    assert len(clerk.asked) == 1


def test_a_report_compiled_again_later_is_another_one(samverk: Samverk) -> None:
    found(samverk)
    results = record(samverk, Clerk(samverk), REPORT, REPORT)
    assert positions(results) == [[6], [7]]
    assert [position for _, position, _, _ in compiled(samverk)] == [5, 6]


def test_when_others_write_meanwhile_the_report_is_compiled_anew_and_nothing_before_it_is_lost(
    instance: Callable[[], Samverk],
) -> None:
    here, there = instance(), instance()
    found(here)
    clerk = Clerk(here, first=lambda: accepted(there, BO))
    results = record(here, clerk, ANNA, REPORT)
    assert positions(results) == [[6], [8]]
    assert [position for _, _, position in clerk.asked] == [6, 7]
    assert compiled(here) == [(2020, 7, "small 2020 at 7", 7)]


def test_a_report_of_a_history_that_cannot_be_read_is_a_fault(samverk: Samverk) -> None:
    found(samverk)

    def unreadable() -> None:
        raise UndecodableEntry("Entry 5 is not JSON.", 5)

    (result,) = record(samverk, Clerk(samverk, first=unreadable), REPORT)
    assert result["fault"]["detail"].startswith("Entry 5 is not JSON.")
    assert compiled(samverk) == []


@pytest.mark.parametrize("name", ["compiled", "position", "hash", "format"])
def test_nobody_tells_the_register_what_it_compiled(name: str) -> None:
    properties = schemas.commands("CompileAnnualReport")["properties"]
    assert "year" in properties
    assert name not in properties
    fault = parse(json.dumps({**REPORT, name: 1}).encode(), 1, lambda _: day("2021-03-01")).answer()  # type: ignore[union-attr]
    assert fault["fault"]["field"] == name


def test_only_a_report_is_supplied_by_the_register() -> None:
    assert {name: kind.supplied for name, kind in COMMANDS.items() if kind.supplied} == {
        "CompileAnnualReport": ("compiled",)
    }


def test_a_register_that_is_open_compiles_reports_of_its_own(samverk: Samverk) -> None:
    found(samverk)
    *_, (report,) = accepted(samverk, ANNA, REPORT)
    ((year, position, digest, _),) = compiled(samverk)
    assert (report["position"], year, position) == (7, 2020, 6)
    assert digest == samverk.evaluations.digest("small", 2020, 6)
    assert len(digest) == 64
