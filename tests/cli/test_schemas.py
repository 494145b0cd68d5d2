"""The schemas: valid themselves, and of one mind with what the register takes and gives."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from adapters.wire import schemas
from adapters.wire.commands import parse
from application.outcomes import Faulty
from tests.cli.program import ELECTION, PEOPLE, ROOT, SEATS, TOO_LONG

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.program import Program

REVISION = {
    "command": "ProposeMandateRevision",
    "network": "12k-plo",
    "revision": "r",
    "proposed_by": "siv",
    "in_force_from": "2014-01-01",
    "changes": {"rules": {"chair": None}},
}
CHAIR_RULE = {
    "id": "chair",
    "family": "offices",
    "force": "must",
    "quote": "q",
    "section": "s",
    "office": "chair",
    "basis": "elected",
}
WRONG: list[dict[str, Any]] = [
    {**ELECTION, "command": "ElectChar"},
    {**ELECTION, "persn": "siv"},
    {**ELECTION, "person": 5},
    {**ELECTION, "person": "a b"},
    {**ELECTION, "person": "a/b"},
    {**ELECTION, "person": "a\n"},
    {**ELECTION, "person": "x" * 101},
    {**ELECTION, "person": ""},
    {**ELECTION, "id": ""},
    {"command": "ElectChair", "network": "12k-plo"},
    {"command": "HoldFollowUp", "network": "12k-plo", "year": 0, "on": "2012-01-01"},
    {**REVISION, "changes": {"rulez": {}}},
    {**REVISION, "changes": {"rules": {"chair": {**CHAIR_RULE, "familly": "offices"}}}},
    {**REVISION, "changes": {"rules": {"chair": {**CHAIR_RULE, "family": "offces"}}}},
    {**REVISION, "changes": {"rules": {"chair": {**CHAIR_RULE, "force": "shall"}}}},
]


@pytest.mark.parametrize(
    "document",
    [
        schemas.commands(),
        schemas.events(),
        schemas.charter(),
        *map(schemas.commands, schemas.NAMES["commands"]),
        *map(schemas.events, schemas.NAMES["events"]),
    ],
    ids=lambda document: document["title"],
)
def test_every_schema_is_valid_and_refers_to_nothing_it_lacks(document: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    referred = {text.split('"')[0] for text in json.dumps(document).split("#/$defs/")[1:]}
    assert referred == document["$defs"].keys()


@pytest.mark.parametrize(
    "history", sorted((ROOT / "charters" / "demo").glob("*.jsonl")), ids=lambda path: path.stem
)
def test_the_commands_of_the_histories_satisfy_the_schema_of_their_command(history: Path) -> None:
    validators = {name: Draft202012Validator(schemas.commands(name)) for name in schemas.NAMES["commands"]}
    said = [json.loads(line) for line in history.read_bytes().splitlines()]
    wrong = [
        command
        for command in said
        if "command" in command and not validators[command["command"]].is_valid(command)
    ]
    assert wrong == []


@pytest.mark.parametrize("command", [*PEOPLE, *SEATS, ELECTION, TOO_LONG, REVISION], ids=str)
def test_what_the_schema_accepts_is_read(command: dict[str, Any]) -> None:
    assert Draft202012Validator(schemas.commands()).is_valid(command)
    assert not isinstance(read(command), Faulty)


@pytest.mark.parametrize("command", WRONG, ids=str)
def test_what_the_schema_refuses_is_a_fault(command: dict[str, Any]) -> None:
    assert not Draft202012Validator(schemas.commands()).is_valid(command)
    assert isinstance(read(command), Faulty)


def read(command: dict[str, Any]) -> object:
    return parse(json.dumps(command).encode(), 1, lambda _: date(2012, 1, 1))


@pytest.mark.parametrize("file", sorted((ROOT / "charters").glob("*.toml")), ids=lambda path: path.stem)
def test_every_charter_satisfies_the_schema_of_a_charter(file: Path) -> None:
    charter = json.loads(json.dumps(tomllib.loads(file.read_text()), default=date.isoformat))
    validator = Draft202012Validator(schemas.charter())
    assert list(validator.iter_errors(charter)) == []
    assert not validator.is_valid({**charter, "format": 2})
    assert not validator.is_valid({**charter, "ruls": []})


def test_every_entry_that_is_shown_satisfies_the_schema_of_an_entry(network: Program) -> None:
    network.record(
        REVISION,
        {
            "command": "HoldMeeting",
            "network": "12k-plo",
            "meeting": "m",
            "on": "2012-01-01",
            "attendance": [{"person": "siv", "capacity": "member"}],
        },
    )
    validator = Draft202012Validator(schemas.events())
    entries = network("--json", "entries").json["entries"]
    assert {"NetworkFounded", "MandateRevisionProposed", "MeetingHeld"} < {entry["type"] for entry in entries}
    for entry in entries:
        assert list(validator.iter_errors(entry)) == []
        assert not validator.is_valid({**entry, "type": "Nothing"})


def test_a_schema_is_printed_for_people_and_for_programs(program: Program) -> None:
    printed = program("schema", "commands", "ElectChair")
    assert printed.json == program("--json", "schema", "commands", "ElectChair").json
    assert printed.out.count("\n") > 10
    assert program("--json", "schema", "events", "ChairElected").json["title"] == "ChairElected"
    assert program("--json", "schema", "charter").json["title"] == "A charter"
    assert program("--json", "schema", "commands").json["oneOf"]
