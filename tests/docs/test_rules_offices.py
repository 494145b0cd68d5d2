"""Rows on who presides, how they come to it and for how long, tried on the networks as chartered."""

from __future__ import annotations

import pytest

from domain.refusals import OfficeIsFilledAsTheMandateSays, TermFollowsTheMandate
from domain.rules import OfficeRule, TermRule
from tests.docs.chartered import network, rules
from tests.domain.commands import elect, extend
from tests.domain.story import asking, refused, terms, when

A_YEAR = [(key, rule, office) for key, rule in rules(TermRule) for office in rule.of if office != "mandate"]
BY_OFFICE = [
    (key, rule) for key, rule in rules(OfficeRule) if (rule.office, rule.basis) == ("chair", "ex-officio")
]
ELECTS = {"chair": "ElectChair", "vice-chair": "ElectViceChair"}


@pytest.mark.parametrize(
    ("key", "rule", "office"), A_YEAR, ids=[f"{key}#{rule.id} {office}" for key, rule, office in A_YEAR]
)
def test_the_network_elects_for_a_year_at_a_time_and_for_no_longer(
    key: str, rule: TermRule, office: str
) -> None:
    elects = ELECTS[office]
    of = network(key, asking(elects, "2022-03-01", person="ada"), asking(elects, "2023-03-01", person="ada"))
    assert terms(of, office) == [
        ("ada", "2022-03-01", "2023-03-01", "expiry"),
        ("ada", "2023-03-01", "2024-03-01", "expiry"),
    ]
    refused(
        of,
        asking(elects, "2024-03-01", person="ada", until="2025-03-02"),
        by=TermFollowsTheMandate,
        quote=rule.quote,
        accepted="2025-03-01",
    )


@pytest.mark.parametrize("key", ["socialnamndsrepresentanter", "socialchefsnatverket"])
def test_a_chairs_term_is_extended_where_the_mandate_says_so_and_where_it_is_silent(key: str) -> None:
    of = network(key, elect("ada", "2022-03-01"))
    when(of, extend("ada", "2023-02-01", "2023-09-01"))
    assert terms(of) == [("ada", "2022-03-01", "2023-09-01", "expiry")]


@pytest.mark.parametrize(("key", "rule"), BY_OFFICE, ids=[key for key, _ in BY_OFFICE])
def test_a_chair_by_office_has_no_term_and_is_not_elected(key: str, rule: OfficeRule) -> None:
    of = network(key, asking("AssignOffice", "2021-02-01", office="chair", person="ada", basis="ex-officio"))
    assert terms(of) == [("ada", "2021-02-01", None, None)]
    refused(
        of,
        elect("bo", "2022-02-01", replaces="ada"),
        by=OfficeIsFilledAsTheMandateSays,
        quote=rule.quote,
        accepted="AssignOffice, ex-officio.",
    )


@pytest.mark.parametrize("key", ["socialnamndsrepresentanter", "socialchefsnatverket"])
def test_a_network_whose_charter_names_no_contact_by_rule_may_have_two(key: str) -> None:
    name = [
        asking("AssignOffice", "2022-01-01", office="contact", person=who, basis="appointed")
        for who in ("ada", "bo")
    ]
    of = network(key, *name)
    assert [who for who, *_ in terms(of, "contact")] == ["ada", "bo"]
