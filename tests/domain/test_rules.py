from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest

from domain import catalogue, refusals
from domain.refusals import Refusal
from domain.rules import FAMILIES, ApprovalRule, Rules, SeatRule, StandInRule, TermRule
from tests.domain.networks import PROJECTS, REVISION, SEATS, SUNSET, TERM, lan, plo


def test_rules_are_found_by_what_they_speak_of() -> None:
    rules = Rules(plo().rules)
    assert rules.seats == {"representative": SEATS}
    assert list(rules.offices) == ["chair", "vice-chair", "contact"]
    assert rules.terms == {"chair": TERM, "vice-chair": TERM, "mandate": SUNSET}
    assert [rule.kinds for rule in rules.stand_ins] == [("deputy",)]
    assert rules.of(ApprovalRule) == (REVISION, PROJECTS)


def test_approvals_are_found_by_what_is_approved() -> None:
    rules = Rules((replace(REVISION, bodies=()), PROJECTS))
    assert rules.approvals("project") == PROJECTS
    assert rules.approvals("mandate-revision") is None


def test_seats_keep_the_mandates_order() -> None:
    assert list(Rules(lan().rules).seats) == ["representative", "metropolitan"]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_carries_its_name_and_the_sentence(family: str) -> None:
    names = {field.name: field.default for field in fields(FAMILIES[family])}
    assert names["family"] == family
    assert {"id", "force", "quote", "section", "rows", "reading"} <= names.keys()


def test_a_rule_is_a_value() -> None:
    assert replace(SEATS) == SEATS
    assert len({SEATS, replace(SEATS), replace(SEATS, holders=2)}) == 2
    assert isinstance(SEATS, SeatRule)
    assert not isinstance(TERM, StandInRule | ApprovalRule)
    assert isinstance(TERM, TermRule)


def test_every_stored_event_is_a_frozen_value_whose_first_field_is_its_day() -> None:
    for event in catalogue.EVENTS:
        assert is_dataclass(event)
        assert fields(event)[0].name == "effective"
        assert vars(event)["__dataclass_params__"].frozen
        assert not hasattr(event, "__dict__") or "__slots__" in vars(event)


def test_every_event_is_stored_under_a_name_of_its_own() -> None:
    names = [name for name, _ in catalogue.EVENTS.values()]
    assert len(set(names)) == len(names)
    assert {key for key, _ in catalogue.UPCASTERS} <= set(names)


def test_every_refusal_says_its_rule_as_a_sentence() -> None:
    kinds = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refusal)]
    assert len(kinds) > 30
    for kind in kinds:
        assert kind("detail").rule == kind.__name__
        assert (kind.__doc__ or "").strip().endswith(".")


def test_a_refusal_names_the_entries_it_lies_between() -> None:
    refusal = Refusal("detail", quote="sentence", accepted="way out", entries=("e3", "e1"))
    assert (str(refusal), refusal.quote, refusal.accepted, refusal.entry) == (
        "detail",
        "sentence",
        "way out",
        "e3",
    )
    assert refusal.identity == ("Refusal", "detail")
