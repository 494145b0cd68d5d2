"""What the demonstration histories answer: everything that is due is listed, every change can be read."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from adapters.views.rows import ViewRows
from application.answers import sentences
from projections.catalogue import PROJECTIONS
from tests.asking import ask
from tests.demonstration import played

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samverk]:
    """The register that all histories fill; only to be read."""
    with played(tmp_path_factory.mktemp("demo")) as samverk:
        yield samverk


@pytest.fixture(scope="module")
def changes(demo: Samverk) -> list[dict[str, Any]]:
    """Every change of every network, from the first entry to the last."""
    end = demo.log.head()[0]
    return [
        {**change, "network": one["network"]}
        for one in ask(demo.book, "networks")["networks"]
        for change in ask(demo.book, "changes", one["network"], 0, end)["changes"]
    ]


# what is due in the next 90 days, in all networks


@pytest.mark.parametrize(
    ("on", "network", "what", "about", "due", "status"),
    [
        ("2011-12-15", "12k-plo", "term", "chair", "2012-03-09", "upcoming"),
        ("2024-12-15", "socialnamndsrepresentanter", "term", "chair", "2025-02-16", "upcoming"),
        ("2020-04-15", "lanssamordnare", "seat", "representative orebro", "2020-03-01", "late"),
        ("2019-03-15", "lanssamordnare", "minutes", "var-2019", "2019-05-29", "upcoming"),
        ("2019-05-15", "lanssamordnare", "minutes", "var-2019", "2019-05-29", "due"),
        ("2021-11-15", "socialchefsnatverket", "list-reviewed", "sc-2022-1", "2022-02-10", "upcoming"),
        ("2011-10-15", "12k-plo", "annual-report", "2011 styret", "2011-12-31", "due"),
        ("2013-10-15", "12k-plo", "sunset", "mandate", "2013-12-31", "upcoming"),
    ],
)
def test_what_ends_or_is_due_in_ninety_days_is_listed_for_all_networks_with_its_sentence(
    demo: Samverk, on: str, network: str, what: str, about: str, due: str, status: str
) -> None:
    listed = ask(demo.book, "obligations", None, date.fromisoformat(on), within=90)["obligations"]
    ((found),) = [
        one
        for one in listed
        if (one["network"], one["what"], one["about"], str(one["due"])) == (network, what, about, due)
    ]
    assert (found["status"], bool(found["quote"])) == (status, True)


@pytest.mark.parametrize(
    ("on", "network", "about", "due"),
    [
        ("2011-12-08", "12k-plo", "chair", "2012-03-09"),
        ("2013-10-01", "12k-plo", "mandate", "2013-12-31"),
    ],
)
def test_what_is_due_a_day_later_than_asked_for_is_not_listed(
    demo: Samverk, on: str, network: str, about: str, due: str
) -> None:
    days = (date.fromisoformat(due) - date.fromisoformat(on)).days

    def listed(within: int) -> set[tuple[str, str]]:
        answer = ask(demo.book, "obligations", network, date.fromisoformat(on), within=within)
        return {(one["about"], str(one["due"])) for one in answer["obligations"]}

    assert (about, due) in listed(days)
    assert (about, due) not in listed(days - 1)


def test_a_year_is_answered_as_it_stands_on_any_day(demo: Samverk) -> None:
    def statuses(on: str) -> dict[str, str]:
        answer = ask(demo.book, "obligations", "12k-plo", date.fromisoformat(on), year=2013)
        assert answer["on"] == date.fromisoformat(on)
        assert {one["due"].year for one in answer["obligations"] if one["what"] == "annual-report"} == {2013}
        return {
            one["about"]: one["status"] for one in answer["obligations"] if one["what"] == "annual-report"
        }

    assert statuses("2013-11-01") == dict.fromkeys(
        ("2013 lederforum-helse", "2013 radmannsgruppen", "2013 styret"), "due"
    )
    assert statuses("2014-01-15")["2013 styret"] == "late"
    assert statuses("2014-02-15")["2013 styret"] == "fulfilled"


@pytest.mark.parametrize(
    ("now", "days", "on"),
    [
        ("2024-06-30T20:30:00Z", {"NO": 30, "SE": 30, "FI": 30}, date(2024, 6, 30)),
        ("2024-06-30T21:30:00Z", {"NO": 30, "SE": 30, "FI": 1}, None),
        ("2024-06-30T22:30:00Z", {"NO": 1, "SE": 1, "FI": 1}, date(2024, 7, 1)),
    ],
)
def test_of_all_networks_each_is_asked_about_the_day_it_is_there(
    demo: Samverk, now: str, days: dict[str, int], on: date | None
) -> None:
    demo.clock.told = datetime.fromisoformat(now)
    answer, listed = ask(demo.book, "obligations", within=0), ask(demo.book, "networks")
    demo.clock.told = None
    countries = {one["network"]: one["country"] for one in listed["networks"]}
    assert (answer["on"], listed["on"]) == (on, on)
    assert {countries[one["network"]]: one["on"].day for one in listed["networks"]} == days
    assert {one["on"].day for one in answer["obligations"] if countries[one["network"]] == "SE"} == {
        days["SE"]
    }


def test_a_day_that_is_a_public_holiday_says_which_and_stays(demo: Samverk) -> None:
    listed = ask(demo.book, "obligations", "socialnamndsrepresentanter", date(2023, 6, 1))["obligations"]
    found = {str(one["due"]): one["holiday"] for one in listed if one["what"] == "term"}
    assert found["2023-01-01"] == "Nyårsdagen"
    assert {one["holiday"] for one in listed if one["what"] == "meetings"} == {None}


# what changed between two positions


def test_no_change_reads_the_same_before_and_after(changes: list[dict[str, Any]]) -> None:
    assert {change["what"] for change in changes} == {projection.name for projection in PROJECTIONS}
    halves = [
        (change, re.fullmatch(r"[^:]*: (.*?); until then recorded: (.*)\.", change["sentence"]))
        for change in changes
        if change["before"] and change["after"]
    ]
    assert len(halves) > 300
    assert [change["sentence"] for change, half in halves if half and half[1] == half[2]] == []
    assert [change["sentence"] for change, _ in halves if change["sentence"].endswith(": .")] == []


def test_every_change_of_one_thing_has_a_sentence_of_its_own(changes: list[dict[str, Any]]) -> None:
    said = [
        (change["network"], change["sentence"])
        for change in changes
        if change["what"] in ("meetings", "matters", "projects")
    ]
    assert len(said) > 400
    assert [sentence for sentence in said if said.count(sentence) > 1] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Meeting plo-2014-1: 2 “Valg av nestleder” added to the agenda.",
        "Meeting plo-2012-4: called none → 2012-08-27.",
        "Meeting plo-2014-3: cancelled, was set for 2014-05-21, at Andebu, Møllerstua;"
        " until then recorded: scheduled for 2014-05-21, at Andebu, Møllerstua.",
        "Revision 2012-fjorten-kommuner of the mandate: proposed by lederforum-helse for 2013-01-01,"
        " approved by nobody, rejected by radmannsgruppen; until then recorded: proposed by lederforum-helse"
        " for 2013-01-01, approved by nobody.",
        "Project vikarpool: styret on 2013-06-14 (Styresak 22/13) added to refusals.",
        "Project demensteam: styret on 2012-12-13 (Styresak 41/12) added to approvals.",
        "Project velferdsteknologi: started none → 2011-11-14.",
        "Matter vikarbruk: prepared by none → kari-holmskjaer.",
        "Matter hedersrelaterat: closed none → 2019-10-16;"
        " outcome none → “Tas upp igen när den nya lagen är klar”.",
        "The acting substitutes for ingrid-rognholt: trond-asbraten from 2013-02-01 until 2013-09-01;"
        " until then recorded: trond-asbraten from 2013-02-01.",
        "The network: lapplands-valfardsomrade “Lapplands välfärdsområde” added to constituencies.",
        "The observers: lea-toloviken from 2021-02-11.",
    ],
)
def test_a_change_is_told_in_a_sentence(changes: list[dict[str, Any]], sentence: str) -> None:
    assert sentence in [change["sentence"] for change in changes]


OTHER = {
    "str": ("something", "something else"),
    "int": (90, 91),
    "date": (date(2031, 1, 1), date(2032, 2, 2)),
    "bool": (True, False),
}
"""Two values that a field of a type may have."""
SHOWN = {"something else": "“something else”", 91: "91", date(2032, 2, 2): "2032-02-02", False: "no"}
"""How a sentence shows the second."""


@pytest.mark.parametrize("projection", [projection.name for projection in PROJECTIONS])
def test_whichever_field_of_a_row_changes_the_sentence_shows_to_what(demo: Samverk, projection: str) -> None:
    """Every plain field that does not tell one thing from another, of rows of every kind."""
    named = {"network", "person", "meeting", "matter", "project", "revision", "seat", "constituency"}
    named |= {"membership": {"place", "holder", "kind"}, "offices": {"office"}}.get(projection, set())
    tried = set()
    for row in ViewRows(demo.engine).known(projection, demo.log.head()[0])[::7]:
        about = sentences.thing(projection, row)
        for field in fields(row):
            values = OTHER.get(str(field.type).partition(" ")[0])
            if values is None or field.name in named:
                continue
            tried.add(field.name)
            one, other = (replace(row, **{field.name: value}) for value in values)
            told = sentences.change(projection, about, [one], [other])
            old, new = sentences.said(projection, one), sentences.said(projection, other)
            shown = (
                f"{new}; until then recorded: {old}" if old != new else rf"(→ {SHOWN[values[1]]}|added to)"
            )
            assert re.search(re.escape(shown) if old != new else shown, told), (field.name, told)
    assert tried
