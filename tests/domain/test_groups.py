from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.chapters.groups import EXTERNAL, PAPERS, CostAgreed, GroupPapersShared, WorkingGroupFormed
from domain.refusals import (
    KeyNamesOneThing,
    MustBeKnown,
    OnlyAHolderStandsDown,
)
from tests.domain.commands import annul
from tests.domain.networks import heads, plo
from tests.domain.story import asking, day, given, refused, then, when

if TYPE_CHECKING:
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


def test_papers_of_another_body_are_shared_once_on_a_day() -> None:
    share = asking(
        "ShareGroupPapers",
        "2012-02-01",
        body="sro",
        meeting_of_body="2012-02-10",
        papers="agenda",
        sent_on="2012-02-01",
    )
    network = given(plo(), share)
    event = GroupPapersShared(day("2012-02-01"), "sro", day("2012-02-10"), "agenda", day("2012-02-01"))
    then(network, event)
    assert [fact.event for fact in network.facts(PAPERS("sro"))] == [event]
    assert when(network, share) == []
