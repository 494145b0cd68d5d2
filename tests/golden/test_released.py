"""Released schemas for ever: a class that changed needs a new version, and every version stays described."""

from __future__ import annotations

import json
from dataclasses import fields, make_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from adapters.feeds.released import FOLDER, VERSIONS, released, to_release
from adapters.wire import schemas
from domain.catalogue import EVENTS
from domain.chapters.offices import ChairElected
from tests.golden.make import lines, release, unreleased

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = {f"{line['type']}.v{line['version']}": json.loads(line["data"]) for line in lines()}


def changed(events: Mapping[type, tuple[str, int]] = EVENTS) -> list[str]:
    """What to do about every event whose schema is no longer the one that was released."""
    return [
        f"{name} is no longer as version {version} was released: undo the change, or give it version"
        f" {version + 1} and an upcaster in its chapter and run `make schemas`."
        for name, version in events.values()
        if to_release(name) != released(f"{name}.v{version}")
    ]


def test_every_event_is_released() -> None:
    missing = list(unreleased(Path(str(FOLDER))))
    assert missing == [], "These schemas are not released yet: run `make schemas` and commit what it writes."


def test_no_event_changed_since_its_version_was_released() -> None:
    assert changed() == []


def test_every_version_there_ever_was_is_described_and_no_other() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == [f"{key}.json" for key in sorted(VERSIONS)]


@pytest.mark.parametrize("key", VERSIONS)
def test_a_released_schema_is_valid_and_describes_what_that_version_stored(key: str) -> None:
    Draft202012Validator.check_schema(released(key))
    assert list(Draft202012Validator(released(key)).iter_errors(LINES[key])) == []
    assert list(released(key)["properties"]) == released(key)["required"] == list(LINES[key])
    assert released(key)["additionalProperties"] is False


def test_releasing_writes_what_is_missing_and_changes_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "ChairElected.v1.json"
    kept.write_text("as it was released")
    release(tmp_path)
    assert unreleased(tmp_path) == {}
    assert kept.read_text() == "as it was released"
    kept.unlink()
    release(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        f"{name}.v{version}.json": (FOLDER / f"{name}.v{version}.json").read_bytes()
        for name, version in EVENTS.values()
    }


HINTS = get_type_hints(ChairElected)
FIELDS: list[tuple[str, Any]] = [(field.name, HINTS[field.name]) for field in fields(ChairElected)]


@pytest.mark.parametrize(
    ("named", "differs"),
    [
        pytest.param(FIELDS, False, id="the same"),
        pytest.param([*FIELDS, ("votes", int | None, None)], True, id="a field more, with a default"),
        pytest.param(FIELDS[:-1], True, id="a field less"),
        pytest.param([(name, int if name == "person" else hint) for name, hint in FIELDS], True, id="typed"),
    ],
)
def test_a_class_that_changed_without_a_new_version_is_named_and_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, named: list[Any], differs: bool
) -> None:
    other = make_dataclass("ChairElected", named, frozen=True, slots=True)
    other.__doc__ = "Told in other words."
    events = {other if event is ChairElected else event: kept for event, kept in EVENTS.items()}
    monkeypatch.setattr(schemas, "EVENTS", events)
    found = changed(events)
    assert bool(found) == differs
    assert all(fault.startswith("ChairElected is no longer as version 1 was released") for fault in found)
