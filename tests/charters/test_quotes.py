"""The eight charters as they are shipped: whole, consistent, and complete over the table of rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import available_timezones

import pytest

import charters
from domain.rules import FAMILIES

FILES = sorted(Path(charters.__file__).parent.glob("*.toml"))
CHARTERS: dict[str, dict[str, Any]] = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in FILES}
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS = {"municipality", "county", "former-county", "welfare-area", "rescue-area", "project", "function"}

each_charter = pytest.mark.parametrize("charter", CHARTERS.values(), ids=CHARTERS)


def fits(value: object, hint: Any) -> bool:
    """Whether a value read from TOML is one the annotation of a rule's field allows."""
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return value in arguments
    if get_origin(hint) is tuple:
        return isinstance(value, list) and all(fits(item, arguments[0]) for item in value)
    if get_origin(hint) in (Union, UnionType):
        return any(fits(value, argument) for argument in arguments)
    return type(value) is hint


def spoken_of(charter: dict[str, Any]) -> Iterator[str]:
    """Topics that some rule of the charter regulates."""
    for rule in charter["rules"]:
        match rule:
            case {"family": "offices", "office": office}:
                yield office
            case {"family": "terms", "of": of}:
                yield "sunset" if "mandate" in of else "term"
            case {"family": "stand-ins"}:
                yield "deputies"
            case {"family": "seats", "holders": _}:
                yield "membership-number"
            case {"family": "approvals", "of": "mandate-revision"}:
                yield "revision"
            case {"family": "deadlines", "what": "minutes"}:
                yield "minutes"
            case {"family": "deadlines", "what": "annual-report"}:
                yield "reports"
            case {"family": "counts", "what": "meetings"}:
                yield "meetings"
            case {"family": "statements", "topic": "costs"}:
                yield "costs"


TOPICS = {
    "chair",
    "costs",
    "deputies",
    "meetings",
    "membership-number",
    "minutes",
    "notice",
    "quorum",
    "reports",
    "revision",
    "sunset",
    "term",
    "vice-chair",
}


def test_there_are_eight_charters_each_named_after_its_network() -> None:
    assert {stem: charter["network"]["key"] for stem, charter in CHARTERS.items()} == {
        key: key
        for key in (
            "12k-plo",
            "ansvariga-beredare",
            "lanssamordnare",
            "projektdirektorer",
            "raddning-beredning",
            "raddning-ledning",
            "socialchefsnatverket",
            "socialnamndsrepresentanter",
        )
    }


def test_every_row_of_the_table_of_rules_is_treated_in_some_charter() -> None:
    rows = {row for charter in CHARTERS.values() for rule in charter["rules"] for row in rule.get("rows", [])}
    assert rows == set(range(1, 67))


@each_charter
def test_every_rule_has_the_fields_of_its_family_with_values_they_can_take(charter: dict[str, Any]) -> None:
    faults = []
    for rule in charter["rules"]:
        hints = get_type_hints(FAMILIES[rule["family"]])
        faults += [(rule["id"], key) for key, value in rule.items() if not fits(value, hints.get(key))]
    assert faults == []


@each_charter
def test_every_rule_can_be_made_into_a_value_of_its_family(charter: dict[str, Any]) -> None:
    ids = [FAMILIES[rule["family"]](**rule).id for rule in charter["rules"]]
    assert len(ids) == len(set(ids))


@each_charter
def test_every_rule_quotes_words_of_one_line_under_a_heading(charter: dict[str, Any]) -> None:
    words = [rule[field] for rule in charter["rules"] for field in ("quote", "section")]
    assert [text for text in words if not text or text != " ".join(text.split())] == []


@each_charter
def test_keys_are_plain_words_and_name_one_thing_each(charter: dict[str, Any]) -> None:
    for table in ("bodies", "constituencies"):
        keys = [entry["key"] for entry in charter.get(table, [])]
        assert len(keys) == len(set(keys))
        assert [key for key in keys if not KEY.fullmatch(key)] == []
    assert [rule["id"] for rule in charter["rules"] if not KEY.fullmatch(rule["id"])] == []


@each_charter
def test_every_constituency_has_a_seat_open_to_it_and_every_seat_a_constituency(
    charter: dict[str, Any],
) -> None:
    present = {constituency["kind"] for constituency in charter["constituencies"]}
    open_to = [set(rule["kinds"]) for rule in charter["rules"] if rule["family"] == "seats"]
    assert present <= set().union(*open_to) <= KINDS
    assert [kinds for kinds in open_to if not kinds & present] == []


@each_charter
def test_no_seat_and_no_office_and_no_approval_is_regulated_twice(charter: dict[str, Any]) -> None:
    named = [
        (rule["family"], rule[field])
        for rule in charter["rules"]
        for family, field in (("seats", "seat"), ("offices", "office"), ("approvals", "of"))
        if rule["family"] == family
    ]
    assert len(named) == len(set(named))


@each_charter
def test_every_body_a_rule_names_is_listed_and_every_network_has_a_charter(charter: dict[str, Any]) -> None:
    bodies = {body["key"] for body in charter.get("bodies", [])}
    for rule in charter["rules"]:
        assert {body for field in ("bodies", "presented_to", "to") for body in rule.get(field, [])} <= bodies
        assert rule.get("jointly_with") in {None, *CHARTERS}


@each_charter
def test_exactly_the_topics_no_rule_speaks_of_are_called_not_regulated(charter: dict[str, Any]) -> None:
    assert sorted(charter["mandate"]["not_regulated"]) == sorted(TOPICS - set(spoken_of(charter)))


@each_charter
def test_a_mandate_has_a_last_day_exactly_where_a_rule_states_it(charter: dict[str, Any]) -> None:
    assert ("sunset" in charter["mandate"]) == ("sunset" in spoken_of(charter))


@each_charter
def test_days_come_in_an_order_that_can_be_true(charter: dict[str, Any]) -> None:
    founded = charter["network"]["founded"]
    assert date(2000, 1, 1) <= founded < charter["mandate"].get("sunset", date.max)
    assert founded <= charter["source"].get("dated", date.max)


@each_charter
def test_a_charter_says_whose_language_it_speaks_and_what_in_it_is_illustration(
    charter: dict[str, Any],
) -> None:
    network = charter["network"]
    assert (network["country"], network["language"]) in {("NO", "nb"), ("SE", "sv"), ("FI", "sv")}
    assert network["time_zone"] in available_timezones()
    assert network["illustration"].endswith(".")
    assert network["founded"].isoformat() in network["illustration"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_charter_carries_an_address_of_the_web(file: Path) -> None:
    assert re.findall(r"://|www\.|@", file.read_text("utf-8")) == []
