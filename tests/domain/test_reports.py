from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.catalogue import EVENTS, UPCASTERS
from domain.chapters.reports import (
    ACCOUNT,
    AnnualReportCompiled,
    AnnualReportSubmitted,
    Compiled,
    FollowUpHeld,
)
from domain.refusals import CorrectionMustFit, ReportIsOfAYearOfTheNetwork
from tests.domain.commands import correct
from tests.domain.networks import plo
from tests.domain.story import asking, day, given, refused, then, when

if TYPE_CHECKING:
    from tests.domain.story import Command


def compiled(effective: str, year: int, position: int = 41) -> Command:
    return asking("CompileAnnualReport", effective, year=year, compiled=Compiled(position, "c0ffee", 1))


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (
            compiled("2012-12-20", 2012),
            AnnualReportCompiled(day("2012-12-20"), 2012, 41, "c0ffee", 1),
        ),
        (
            asking("SubmitAnnualReport", "2012-12-30", year=2012, recipient="styret", on="2012-12-30"),
            AnnualReportSubmitted(day("2012-12-30"), 2012, "styret", day("2012-12-30")),
        ),
        (
            asking("HoldFollowUp", "2012-12-01", year=2012, on="2012-12-01"),
            FollowUpHeld(day("2012-12-01"), 2012, day("2012-12-01")),
        ),
    ],
)
def test_what_nothing_refuses_is_recorded_once_and_again_on_another_day(command: Command, event: Any) -> None:
    network = given(plo(), command)
    then(network, event)
    assert [fact.event for fact in network.facts(ACCOUNT("2012"))] == [event]
    assert when(network, command) == []


def test_a_report_may_be_compiled_again_from_a_later_position() -> None:
    network = given(plo(), compiled("2012-12-20", 2012), compiled("2012-12-20", 2012, 57))
    facts = network.facts(ACCOUNT("2012"))
    assert [fact.event.position for fact in facts] == [41, 57]


@pytest.mark.parametrize(
    ("effective", "year", "detail"),
    [
        ("2012-12-31", 2013, "The year 2013 has not begun on 2012-12-31."),
        ("2013-01-01", 2011, "The network was founded on 2012-01-01, after 2011."),
        ("2011-06-01", 2011, "The network was founded on 2012-01-01, after 2011."),
        ("2011-06-01", 2012, "The year 2012 has not begun on 2011-06-01."),
    ],
)
def test_no_report_is_of_a_year_that_has_not_begun_or_was_over_before_the_founding(
    effective: str, year: int, detail: str
) -> None:
    refusal = refused(
        given(plo()),
        compiled(effective, year),
        by=ReportIsOfAYearOfTheNetwork,
        quote=None,
        accepted="A year from 2012 on, once it has begun.",
    )
    assert refusal.detail == detail


def test_a_report_of_a_year_is_compiled_from_the_year_s_first_day_on() -> None:
    network = given(plo(), compiled("2013-01-01", 2013))
    refused(
        network,
        correct("e2", effective="2012-12-31"),
        by=ReportIsOfAYearOfTheNetwork,
        quote=None,
        accepted="once it has begun",
    )


@pytest.mark.parametrize("changes", [{"position": 7}, {"hash": "bad"}, {"format": 2}])
def test_what_the_register_filled_in_is_not_corrected(changes: dict[str, Any]) -> None:
    refused(
        given(plo(), compiled("2012-12-20", 2012)),
        correct("e2", **changes),
        by=CorrectionMustFit,
        quote=None,
        accepted="One of: effective, year.",
    )


def test_a_report_compiled_before_entries_said_what_it_said_names_neither_position_nor_hash() -> None:
    assert EVENTS[AnnualReportCompiled] == ("AnnualReportCompiled", 2)
    told = UPCASTERS["AnnualReportCompiled", 1]({"effective": "2012-12-20", "year": 2012})
    assert told == {"effective": "2012-12-20", "year": 2012, "position": None, "hash": None, "format": None}
