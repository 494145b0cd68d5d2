"""The description of what subscribers are sent: sound in itself, and true of what they are sent."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from adapters.cli.main import main
from adapters.feeds.asyncapi import document
from adapters.feeds.cloudevents import batch, encoded
from adapters.feeds.jetstream import SUBJECTS, subject_of
from adapters.feeds.released import VERSIONS
from adapters.webhooks.sending import THIN, body
from tests.demonstration import played

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.log.entries import Entry

DOCUMENT = document()
MESSAGES = DOCUMENT["components"]["messages"]


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Entry]]:
    """The entries of the demonstration."""
    with played(tmp_path_factory.mktemp("demo")) as samverk:
        yield list(samverk.recorder.entries())


def validator(message: str) -> Draft7Validator:
    """Holds something against the payload of a message."""
    payload = {"$ref": f"#/components/messages/{message}/payload"}
    return Draft7Validator({"allOf": [payload], "components": DOCUMENT["components"]})


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def found(reference: str) -> Any:
    """What a reference leads to."""
    part: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        part = part[step]
    return part


# sound in itself


def test_it_is_of_the_version_it_says_and_has_what_that_version_asks_for() -> None:
    assert DOCUMENT["asyncapi"] == "3.0.0"
    assert DOCUMENT["info"].keys() >= {"title", "version"}
    assert DOCUMENT.keys() <= {
        *("asyncapi", "id", "info", "servers", "defaultContentType", "channels", "operations", "components")
    }
    for server in DOCUMENT["servers"].values():
        assert server.keys() >= {"host", "protocol"}
        assert set(re.findall(r"\{(\w+)\}", server["host"])) == server["variables"].keys()
    for kind in DOCUMENT["components"].values():
        assert [key for key in kind if not re.fullmatch(r"[A-Za-z0-9.\-_]+", key)] == []


def test_every_reference_leads_somewhere_within_it() -> None:
    leading = set(references(DOCUMENT))
    assert len(leading) > len(VERSIONS)
    for reference in leading:
        assert reference.startswith("#/")
        assert isinstance(found(reference), dict)


def test_every_channel_has_its_parameters_its_messages_and_an_operation_that_sends() -> None:
    for name, channel in DOCUMENT["channels"].items():
        placed = set(re.findall(r"\{(\w+)\}", channel["address"] or ""))
        assert placed == channel.get("parameters", {}).keys()
        assert channel["messages"]
        assert channel["servers"]
        sends = [
            one for one in DOCUMENT["operations"].values() if one["channel"]["$ref"] == f"#/channels/{name}"
        ]
        assert [one["action"] for one in sends] == ["send"]


def test_every_type_and_version_has_a_message_that_a_channel_sends() -> None:
    sent = {key for channel in DOCUMENT["channels"].values() for key in channel["messages"]}
    assert sent == MESSAGES.keys() == {*VERSIONS, "Batch", "Thin"}
    assert {message["name"] for key, message in MESSAGES.items() if key in VERSIONS} == {
        f"samverk.{key}" for key in VERSIONS
    }


def test_every_payload_is_a_valid_schema() -> None:
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft7Validator.check_schema(schema)
    for message in MESSAGES.values():
        Draft7Validator.check_schema(message["payload"])


# true of what is sent


def test_every_event_of_the_demonstration_is_as_its_message_says(entries: list[Entry]) -> None:
    validators = {key: validator(key) for key in VERSIONS}
    told = [json.loads(encoded(entry)) for entry in entries]
    assert len({event["type"] for event in told}) > 40
    for event in told:
        assert list(validators[event["type"].removeprefix("samverk.")].iter_errors(event)) == []


def test_every_subject_is_an_address_of_a_channel_with_that_type(entries: list[Entry]) -> None:
    channels = DOCUMENT["channels"]
    for entry in entries:
        first, kind, *between, type_ = subject_of(entry).split(".")
        assert (first, len(between)) == (SUBJECTS.partition(".")[0], 1 if kind == "networks" else 0)
        assert type_ in channels[kind]["parameters"]["type"]["enum"]
        assert f"{type_}.v{entry.schema_version}" in channels[kind]["messages"]


def test_a_batch_and_what_a_webhook_is_told_are_as_their_messages_say(entries: list[Entry]) -> None:
    told = json.loads(batch(entries[:300]))
    assert list(validator("Batch").iter_errors(told)) == []
    thin = json.loads(body(entries[0], whole=False))
    assert validator("Thin").is_valid(thin)
    assert [name for name in THIN if validator("Thin").is_valid({**thin, name: 1})] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "samverk.ChairElected.v2"},
        {"sequence": 7},
        {"specversion": "0.3"},
        {"effective": None},
        {"more": 1},
        {"data": {}},
        {"data": {"effective": "2011-03-09", "person": 5, "meeting": None, "replaces": None, "until": None}},
    ],
    ids=str,
)
def test_an_event_that_is_otherwise_is_not(entries: list[Entry], wrong: dict[str, Any]) -> None:
    (event, *_) = (json.loads(encoded(entry)) for entry in entries if entry.type == "ChairElected")
    assert validator("ChairElected.v1").is_valid(event)
    assert not validator("ChairElected.v1").is_valid({**event, **wrong})


def test_an_event_of_an_earlier_version_is_described_too(entries: list[Entry]) -> None:
    earlier = entries[0]._replace(
        type="AnnualReportCompiled", schema_version=1, data=b'{"effective":"2013-01-01","year":2012}'
    )
    event = json.loads(encoded(earlier))
    assert validator("AnnualReportCompiled.v1").is_valid(event)
    assert not validator("AnnualReportCompiled.v2").is_valid(
        {**event, "type": "samverk.AnnualReportCompiled.v2"}
    )


def test_nothing_of_a_person_but_the_key_is_described(entries: list[Entry]) -> None:
    (event, *_) = (json.loads(encoded(entry)) for entry in entries if entry.type == "PersonRegistered")
    assert event["data"].keys() == {"person"}
    assert not validator("PersonRegistered.v1").is_valid({**event, "data": {**event["data"], "name": "Siv"}})


def test_the_command_line_prints_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", "asyncapi"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == DOCUMENT


def test_the_command_line_prints_the_schema_of_a_version(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", "events", "AnnualReportCompiled.v1"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["required"] == ["effective", "year"]
    assert main(["schema", "events", "AnnualReportCompiled.v3"]) == 2
