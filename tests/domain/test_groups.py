from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from domain.chapters.groups import EXTERNAL, PAPERS, CostAgreed, GroupPapersShared, WorkingGroupFormed
from domain.chapters.reports import (
    ACCOUNT,
    AnnualReportCompiled,
    AnnualReportSubmitted,
    Compiled,
    FollowUpHeld,
)
from domain.refusals import (
    CorrectionMustFit,
    KeyNamesOneThing,
    MustBeKnown,
    OnlyAHolderStandsDown,
    ReportIsOfAYearOfTheNetwork,
)
from tests.domain.commands import annul, correct
from tests.domain.networks import heads, plo
from tests.domain.story import asking, day, given, refused, then, when

if TYPE_CHECKING:
    from domain.chapter import Subject
    from tests.domain.story import Command


def form(effective: str) -> Command:
    return asking(
        "FormWorkingGroup", effective, group="demens", task="Felles prosedyre", people=("siv", "odd")
    )


def dissolve(effective: str) -> Command:
    return asking("DissolveWorkingGroup", effective, group="demens")


def represent(effective: str, person: str = "siv") -> Command:
    return asking("NameExternalRepresentative", effective, person=person, body="sro")


def withdraw(effective: str, person: str = "siv") -> Command:
    return asking("WithdrawExternalRepresentative", effective, person=person, body="sro")


def compiled(effective: str, year: int, position: int = 41) -> Command:
    return asking("CompileAnnualReport", effective, year=year, compiled=Compiled(position, "c0ffee", 1))


def test_a_working_group_is_formed_dissolved_and_formed_again() -> None:
    network = given(plo(), form("2012-02-01"), dissolve("2012-05-01"), form("2012-06-01"))
    then(network, WorkingGroupFormed(day("2012-06-01"), "demens", "Felles prosedyre", ("siv", "odd")))


def test_a_working_group_at_work_is_not_formed_again() -> None:
    refused(
        given(plo(), form("2012-02-01")),
        form("2012-03-01"),
        by=KeyNamesOneThing,
        quote=None,
        accepted="Another key",
        against="e2",
    )


@pytest.mark.parametrize("past", [(), (form("2012-02-01"), dissolve("2012-03-01"))])
def test_only_a_working_group_at_work_is_dissolved(past: tuple[Command, ...]) -> None:
    refused(
        given(plo(), *past),
        dissolve("2012-05-01"),
        by=MustBeKnown,
        quote=None,
        accepted="FormWorkingGroup first",
    )


def test_a_late_dissolution_between_two_formings_is_what_lets_the_second_stand() -> None:
    network = given(plo(), form("2012-02-01"))
    assert when(network, dissolve("2012-05-01"), form("2012-06-01")) == ["e3", "e4"]
    refused(network, annul("e3"), by=KeyNamesOneThing, quote=None, accepted="Another key", against="e4")


def test_a_person_represents_the_network_elsewhere_until_withdrawn() -> None:
    network = given(heads(), represent("2012-02-01"), represent("2012-02-01", "odd"), withdraw("2012-05-01"))
    assert [fact.event.person for fact in network.facts(EXTERNAL("sro", "siv"))] == ["siv", "siv"]
    refused(
        network,
        withdraw("2012-06-01"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="NameExternalRepresentative first",
    )


def test_a_person_is_named_to_a_body_once_at_a_time() -> None:
    refused(
        given(heads(), represent("2012-02-01")),
        represent("2012-03-01"),
        by=KeyNamesOneThing,
        quote=None,
        accepted="a correction of that entry",
        against="e2",
    )


def test_a_cost_is_agreed_once_under_its_key() -> None:
    agree = {"cost": "konferanse", "what": "Leie av lokale", "bearer": "12k", "agreed_with": "daglig-leder"}
    network = given(plo(), asking("AgreeCost", "2012-02-01", **agree))
    then(network, CostAgreed(day("2012-02-01"), **agree))
    refused(
        network,
        asking("AgreeCost", "2012-02-01", **{**agree, "bearer": "kommunene"}),
        by=KeyNamesOneThing,
        quote=None,
        accepted="a correction of that entry",
        against="e2",
    )


@pytest.mark.parametrize(
    ("command", "event", "subject"),
    [
        (
            asking(
                "ShareGroupPapers",
                "2012-02-01",
                body="sro",
                meeting_of_body="2012-02-10",
                papers="agenda",
                sent_on="2012-02-01",
            ),
            GroupPapersShared(day("2012-02-01"), "sro", day("2012-02-10"), "agenda", day("2012-02-01")),
            PAPERS("sro"),
        ),
        (
            compiled("2012-12-20", 2012),
            AnnualReportCompiled(day("2012-12-20"), 2012, 41, "c0ffee", 1),
            ACCOUNT("2012"),
        ),
        (
            asking("SubmitAnnualReport", "2012-12-30", year=2012, recipient="styret", on="2012-12-30"),
            AnnualReportSubmitted(day("2012-12-30"), 2012, "styret", day("2012-12-30")),
            ACCOUNT("2012"),
        ),
        (
            asking("HoldFollowUp", "2012-12-01", year=2012, on="2012-12-01"),
            FollowUpHeld(day("2012-12-01"), 2012, day("2012-12-01")),
            ACCOUNT("2012"),
        ),
    ],
)
def test_what_nothing_refuses_is_recorded_once_and_again_on_another_day(
    command: Command, event: Any, subject: Subject
) -> None:
    network = given(plo(), command)
    then(network, event)
    assert [fact.event for fact in network.facts(subject)] == [event]
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
