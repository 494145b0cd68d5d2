"""Stored events for ever: what any released version wrote is read and folded, to the byte, by this one."""

from __future__ import annotations

import json
from dataclasses import fields, make_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest

from adapters.log.codec import Codec, UndecodableEvent
from adapters.wire.typed import RULE_FAMILIES
from domain.catalogue import EVENTS, UPCASTERS
from domain.chapters.offices import ChairElected
from domain.chapters.reports import AnnualReportCompiled
from domain.chapters.structure import NetworkFounded
from domain.network import Network
from domain.people import Person, PersonEvent, evolve
from tests.golden.make import lines, missing, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LINES = lines()


def faults(
    golden: list[dict[str, Any]],
    events: Mapping[type, tuple[str, int]],
    upcasters: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]],
) -> list[str]:
    """What a catalogue of events no longer does with the golden lines, or has no golden line for."""
    found = []
    codec = Codec(events, upcasters, RULE_FAMILIES)
    named = {(line["type"], line["version"]) for line in golden}
    for name, current in events.values():
        found += [
            f"{name} version {version} has no golden line"
            for version in range(1, current + 1)
            if (name, version) not in named
        ]
    for line in golden:
        data = line["data"].encode()
        try:
            name, version, again = codec.encode(codec.decode(line["type"], line["version"], data))
        except UndecodableEvent as error:
            found.append(str(error))
            continue
        if version == line["version"] and (name, again) != (line["type"], data):
            found.append(f"{name} version {version} is written otherwise than it was")
    return found


def decoded(line: dict[str, Any]) -> Any:
    return Codec(EVENTS, UPCASTERS, RULE_FAMILIES).decode(
        line["type"], line["version"], line["data"].encode()
    )


def test_every_stored_event_ever_is_read_and_written_again_to_the_byte() -> None:
    assert faults(LINES, EVENTS, UPCASTERS) == []


def test_every_type_and_version_has_one_line() -> None:
    named = [(line["type"], line["version"]) for line in LINES]
    assert len(named) == len(set(named)) >= len(EVENTS)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['type']}-{line['version']}")
def test_every_stored_event_is_folded(line: dict[str, Any]) -> None:
    event = decoded(line)
    if isinstance(event, PersonEvent):
        person = Person("somebody")
        evolve(person, event, "keeper")
        assert person.version == 1
        return
    network = Network("networks/golden")
    if not isinstance(event, NetworkFounded):
        (founding,) = (one for one in LINES if one["type"] == "NetworkFounded" and one["version"] == 1)
        network.apply("entry-å", decoded(founding))
    touched = network.apply("another", event)
    assert touched
    assert network.entries["another"].event == event


def test_a_report_compiled_before_positions_were_noted_is_read_without_one() -> None:
    first, second = (decoded(line) for line in LINES if line["type"] == "AnnualReportCompiled")
    assert first == AnnualReportCompiled(date(2020, 2, 29), 2020, None, None, None)
    assert second == AnnualReportCompiled(date(2020, 2, 29), 2020, 2020, "hash-å", 2020)


def test_every_stored_event_is_slotted() -> None:
    """Without slots it would be written in the order it was read, and a change of order would not show."""
    assert [event for event in EVENTS if hasattr(sample(event), "__dict__")] == []


def test_making_the_file_again_adds_nothing_and_adds_only_what_is_missing() -> None:
    assert missing(LINES) == []
    assert missing([line for line in LINES if line["type"] != "ChairElected"]) == [
        line
        for line in LINES
        if line["type"] == "ChairElected" and line["version"] == EVENTS[ChairElected][1]
    ]


# controls: a class that changed without a new version does not pass

HINTS = get_type_hints(ChairElected)
FIELDS = [(field.name, HINTS[field.name]) for field in fields(ChairElected)]


def changed(*named: tuple[str, Any]) -> dict[type, tuple[str, int]]:
    """The catalogue with another class of fields in the place of the chair's election."""
    other = make_dataclass("ChairElected", named, frozen=True, slots=True)
    return {other if event is ChairElected else event: kept for event, kept in EVENTS.items()}


@pytest.mark.parametrize(
    "named",
    [
        pytest.param([*FIELDS, ("votes", int)], id="a field more"),
        pytest.param([*FIELDS, ("votes", int | None, None)], id="a field more, with a default"),
        pytest.param(FIELDS[:-1], id="a field less"),
        pytest.param(
            [("elected" if name == "person" else name, hint) for name, hint in FIELDS], id="renamed"
        ),
        pytest.param([(name, int if name == "person" else hint) for name, hint in FIELDS], id="another type"),
        pytest.param(FIELDS[::-1], id="reordered"),
    ],
)
def test_a_class_that_changed_without_a_new_version_fails(named: list[Any]) -> None:
    assert any("ChairElected version 1" in fault for fault in faults(LINES, changed(*named), UPCASTERS))


def test_the_same_class_made_anew_passes() -> None:
    assert faults(LINES, changed(*FIELDS), UPCASTERS) == []


def test_a_changed_class_with_a_new_version_needs_a_line_of_its_own_and_then_passes() -> None:
    (event,) = (event for event in changed(*FIELDS, ("votes", int)) if event.__name__ == "ChairElected")
    events = {
        **{one: kept for one, kept in EVENTS.items() if one is not ChairElected},
        event: ("ChairElected", 2),
    }
    upcasters = {**UPCASTERS, ("ChairElected", 1): lambda data: {**data, "votes": 0}}
    assert faults(LINES, events, upcasters) == ["ChairElected version 2 has no golden line"]
    (first,) = (line for line in LINES if line["type"] == "ChairElected")
    data = json.dumps({**json.loads(first["data"]), "votes": 7}, ensure_ascii=False, separators=(",", ":"))
    assert faults([*LINES, {**first, "version": 2, "data": data}], events, upcasters) == []


def test_the_samples_say_something_in_every_field() -> None:
    (election,) = (decoded(line) for line in LINES if line["type"] == "ChairElected")
    assert election.effective == date(2020, 2, 29)
    assert all(json.loads(line["data"])["effective"] == "2020-02-29" for line in LINES)
    assert [line for line in LINES if "null" in line["data"] or "[]" in line["data"]] == []
