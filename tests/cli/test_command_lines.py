"""Commands as data: what is read, and what is said of a line that is no command."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.wire.commands import DIGITS, LONGEST, parse
from application.commands import COMMANDS, Command
from application.outcomes import Faulty
from tests.cli.program import ELECTION, PEOPLE

TODAY = date(2012, 6, 1)
ATTENDEE = {"person": "siv", "capacity": "member"}
MEETING = {"command": "HoldMeeting", "network": "12k-plo", "meeting": "m", "on": "2012-01-18"}
REVISION = {
    "command": "ProposeMandateRevision",
    "network": "12k-plo",
    "revision": "r",
    "proposed_by": "siv",
    "in_force_from": "2014-01-01",
}


def read(line: bytes | dict[str, Any]) -> Command | Faulty:
    return parse(line if isinstance(line, bytes) else json.dumps(line).encode(), 7, lambda _: TODAY)


def command(line: bytes | dict[str, Any]) -> Command:
    found = read(line)
    assert isinstance(found, Command)
    return found


def test_a_command_is_read_with_its_types() -> None:
    found = command({**ELECTION, "until": "2012-03-09", "actor": "turid", "expected_version": 3})
    assert (found.type.name, found.network, found.effective) == ("ElectChair", "12k-plo", date(2011, 3, 9))
    assert found.fields == {"person": "siv", "meeting": None, "replaces": None, "until": date(2012, 3, 9)}
    assert (found.actor, found.expected_version) == ("turid", 3)


@pytest.mark.parametrize(
    ("said", "effective"),
    [
        ({**ELECTION, "effective": "2011-03-09"}, date(2011, 3, 9)),
        ({**ELECTION, "effective": None}, TODAY),
        (PEOPLE[0], TODAY),
        ({**MEETING, "attendance": []}, date(2012, 1, 18)),
        ({**MEETING, "attendance": [], "effective": "2012-01-20"}, date(2012, 1, 20)),
        (
            {
                "command": "PublishMinutes",
                "network": "12k-plo",
                "meeting": "m",
                "published_on": "2012-02-01",
                "channel": "email",
            },
            date(2012, 2, 1),
        ),
    ],
)
def test_it_takes_effect_on_its_own_day_else_today(said: dict[str, Any], effective: date) -> None:
    assert command(said).effective == effective


def test_a_field_may_be_called_otherwise_in_the_command_than_in_its_event() -> None:
    said = {"command": "EndSubstitution", "network": "12k-plo", "person": "a", "for": "b"}
    assert command(said).fields == {"person": "a", "holder": "b"}


@pytest.mark.parametrize(
    ("line", "field", "detail"),
    [
        (
            b"x",
            None,
            "This is not JSON (expecting value, column 1); a command is one JSON object on one line.",
        ),
        (b"[]", None, 'This is not a JSON object; a command looks like {"command": "ElectChair", …}.'),
        (b"{}", "command", "There is no command in this line; `samverk schema commands` lists them."),
        (b'{"command": "ElectChar"}', "command", "There is no command “ElectChar”; did you mean ElectChair?"),
        (b'{"command": 5}', "command", "There is no command “5”; `samverk schema commands` lists them."),
        (
            b'{"command": "A", "command": "B"}',
            "command",
            "The key “command” is there twice; each may be there once.",
        ),
        (b'{"\\ud800": 1, "\\ud800": 2}', "?", "The key “?” is there twice; each may be there once."),
        (b'{"a": "\xff"}', None, "Byte 8 is not UTF-8; commands are JSON in UTF-8."),
        (
            b'{"a": "\\ud800"}',
            "a",
            "Half of a surrogate pair is no character; write both halves, or neither.",
        ),
        (b'{"\\udfff": 1}', "?", "Half of a surrogate pair is no character; write both halves, or neither."),
        (b'{"a": ["\xc3\xa4\\u0000"]}', "a[0]", "A text holds no NUL character (\\u0000)."),
        (b'{"a": NaN}', None, "NaN is no JSON value."),
        (b'{"a": 1e999}', None, "1e999 is a fraction; numbers in commands are whole."),
        (b'{"a": 1.5}', None, "1.5 is a fraction; numbers in commands are whole."),
        (
            b'{"a": 1234567890123456}',
            None,
            f"1234567890123456 is too large; a number has at most {DIGITS} digits.",
        ),
        (b"[" * 100_000, None, "This is nested too deeply; a command is one flat JSON object."),
        (
            b'{"a":' * 20 + b"1" + b"}" * 20,
            "a",
            "This is nested too deeply; a command is one flat JSON object.",
        ),
        (b" " * LONGEST + b"{}", None, f"The line is longer than {LONGEST} bytes; a command is not."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_why(line: bytes, field: str | None, detail: str) -> None:
    fault = read(line)
    assert isinstance(fault, Faulty)
    assert fault.answer()["fault"]["line"] == 7
    assert fault.detail == detail
    assert (fault.field or "").startswith(field or "")
    orjson.dumps(fault.answer())


@pytest.mark.parametrize(
    ("said", "field", "detail"),
    [
        ({**ELECTION, "persn": "siv"}, "persn", "ElectChair has no field “persn”; did you mean “person”?"),
        ({"command": "ElectChair", "network": "n"}, "person", "ElectChair needs “person”, a text."),
        ({**ELECTION, "person": 5}, "person", "Expected text, got number."),
        (
            {**ELECTION, "person": "a b"},
            "person",
            "This is no key; one has 1 to 100 characters without spaces, slashes or control characters.",
        ),
        ({**ELECTION, "id": ""}, "id", "This is no key; one has 1 to 200 characters."),
        (
            {**ELECTION, "effective": "2025-02-30"},
            "effective",
            "This is no day of the calendar; write 2013-02-28.",
        ),
        ({**ELECTION, "until": ""}, "until", "This is no day of the calendar; write 2013-02-28."),
        ({**MEETING}, "attendance", "HoldMeeting needs “attendance”, a list."),
        (
            {**MEETING, "attendance": [ATTENDEE, {"person": "siv"}]},
            "attendance[1].capacity",
            "HoldMeeting needs “capacity”, one of member, deputy, substitute, guest, observer, official,"
            " absent.",
        ),
        (
            {**MEETING, "attendance": [{**ATTENDEE, "capacity": "membre"}]},
            "attendance[0].capacity",
            "“membre” is not one of member, deputy, substitute, guest, observer, official, absent.",
        ),
        (
            {**MEETING, "attendance": [{**ATTENDEE, "digitl": True}]},
            "attendance[0].digitl",
            "HoldMeeting has no field “attendance[0].digitl”; did you mean “digital”?",
        ),
        ({**MEETING, "attendance": 5}, "attendance", "Expected list, got number."),
        (
            {**REVISION, "changes": {"sunset": None}},
            "changes.sunset",
            "A null sunset says nothing; to lift the sunset, take its rule away: “rules”: {RULE_ID: null}.",
        ),
        (
            {**REVISION, "changes": {"rulez": {}}},
            "changes.rulez",
            "ProposeMandateRevision has no field “changes.rulez”; did you mean “rules”?",
        ),
        (
            {**REVISION, "changes": {"rules": {"chair": {"family": "offices"}}}},
            "changes.rules[...].id",
            "ProposeMandateRevision needs “id”.",
        ),
        (
            {
                "command": "SketchProject",
                "network": "n",
                "project": "p",
                "title": "t",
                "needs_resources": "yes",
                "initiated_by_network": True,
            },
            "needs_resources",
            "Expected true or false, got text.",
        ),
    ],
)
def test_a_field_that_is_wrong_is_named(said: dict[str, Any], field: str, detail: str) -> None:
    fault = read(said)
    assert isinstance(fault, Faulty)
    assert (fault.field, fault.detail) == (field, detail)


TEXTS = st.text(st.characters(codec=None), max_size=20) | st.sampled_from(
    ["", "2012-01-01", "member", "\ud800", "\0"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "network",
    "person",
    "effective",
    "id",
    "changes",
    "attendance",
    "entry",
    "reason",
    "year",
    "on",
    "people",
]


@given(
    name=st.sampled_from(sorted(COMMANDS)) | TEXTS,
    fields=st.dictionaries(st.sampled_from(NAMES) | TEXTS, VALUES, max_size=8),
)
def test_no_object_is_too_strange_to_be_told_what_is_wrong_with_it(name: str, fields: dict[str, Any]) -> None:
    """Whatever comes in leads to a command or to a fault that can be printed."""
    found = read(json.dumps({"command": name, **fields}).encode())
    assert isinstance(found, Command) or orjson.dumps(found.answer())


@given(line=st.binary(max_size=200))
def test_no_line_is_too_strange_to_be_told_what_is_wrong_with_it(line: bytes) -> None:
    found = read(line)
    assert isinstance(found, Faulty)
    assert orjson.dumps(found.answer())
