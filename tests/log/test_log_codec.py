"""Events survive storage exactly, and what is not exactly an event is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.log.codec import Codec, UndecodableEvent
from tests.log.samples import (
    CODEC,
    EVENTS,
    Attendance,
    ChairElected,
    MandateRevised,
    MeetingHeld,
    Rule,
    TermRule,
)

words = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**63), 2**63 - 1)
events = st.one_of(
    st.builds(ChairElected, st.dates(), words, st.none() | st.dates()),
    st.builds(
        MeetingHeld,
        st.dates(),
        words,
        st.lists(st.builds(Attendance, words, words, st.booleans())).map(tuple),
    ),
    st.builds(MandateRevised, st.dates(), st.lists(st.builds(TermRule, words, numbers)).map(tuple)),
)


@given(events)
def test_an_event_is_decoded_to_what_was_encoded(event: object) -> None:
    assert CODEC.decode(*CODEC.encode(event)) == event


def test_an_event_is_compact_json_in_the_order_of_its_fields() -> None:
    event = ChairElected(date(2013, 1, 15), "kari", None)
    stored = b'{"effective":"2013-01-15","person":"kari","until":null}'
    assert CODEC.encode(event) == ("ChairElected", 1, stored)


def test_the_order_of_stored_fields_does_not_matter() -> None:
    stored = b'{"until":null,"person":"kari","effective":"2013-01-15"}'
    assert CODEC.decode("ChairElected", 1, stored) == ChairElected(date(2013, 1, 15), "kari", None)


def test_an_event_outside_the_catalogue_is_not_encoded() -> None:
    with pytest.raises(ValueError, match=r"^date is not in the catalogue of stored events\.$"):
        CODEC.encode(date(2013, 1, 15))


@pytest.mark.parametrize(
    ("name", "version", "data", "field", "detail"),
    [
        ("ChairCrowned", 1, b"{}", None, "is not a known type of entry"),
        ("ChairElected", 2, b"{}", None, "is not a known version; the newest is 1"),
        ("ChairElected", 0, b"{}", None, "is not a known version; the newest is 1"),
        ("ChairElected", 1, b"[]", None, "is not a JSON object"),
        (
            "ChairElected",
            1,
            b'{"effective":"2013-01-15","until":null}',
            None,
            "Object missing required field `person`",
        ),
        (
            "ChairElected",
            1,
            b'{"effective":"2013-01-15","person":7,"until":null}',
            "person",
            "Expected `str`, got `int`",
        ),
        (
            "ChairElected",
            1,
            b'{"effective":"2013-02-30","person":"kari","until":null}',
            "effective",
            "Invalid RFC3339 encoded date",
        ),
        (
            "ChairElected",
            1,
            b'{"effective":"2013-01-15","person":"kari","until":null,"crown":"gold"}',
            "crown",
            "is unknown, missing or not as it would be written",
        ),
        (
            "MeetingHeld",
            1,
            b'{"effective":"2013-01-15","meeting":"m","attendance":[{"person":"kari","capacity":"member"}]}',
            "attendance.0.digital",
            "is unknown, missing or not as it would be written",
        ),
        (
            "MandateRevised",
            1,
            b'{"effective":"2013-01-15","rules":[{"id":"r","years":"one","family":"terms"}]}',
            "rules[0]",
            "Expected `int`, got `str` - at `$.years`",
        ),
        (
            "MandateRevised",
            1,
            b'{"effective":"2013-01-15","rules":[{"id":"r","family":"moods"}]}',
            "rules[0]",
            "Expected Rule with a known `family`",
        ),
    ],
)
def test_what_is_not_an_event_is_refused_by_type_version_and_field(
    name: str, version: int, data: bytes, field: str | None, detail: str
) -> None:
    with pytest.raises(UndecodableEvent) as refused:
        CODEC.decode(name, version, data)
    error = refused.value
    assert (error.type, error.version, error.field, error.detail) == (name, version, field, detail)
    where = f", field {field}" if field else ""
    assert str(error) == f"{name} version {version}{where}: {detail}"


@given(st.binary())
def test_bytes_that_are_no_event_are_refused_as_such(data: bytes) -> None:
    with pytest.raises(UndecodableEvent):
        CODEC.decode("ChairElected", 1, data)


def test_an_open_type_without_members_is_refused() -> None:
    codec = Codec(EVENTS, {})
    with pytest.raises(UndecodableEvent, match="No stored form is known for Rule"):
        codec.decode(*codec.encode(MandateRevised(date(2013, 1, 15), (TermRule("r", 1),))))


@dataclass(frozen=True, slots=True)
class Elected:
    effective: date
    office: str
    person: str


def _with_office(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"office": "chair"}


def _with_person(plain: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in plain.items() if key != "holder"}
    return rest | {"person": plain["holder"]}


GROWN = Codec({Elected: ("Elected", 3)}, {("Elected", 1): _with_office, ("Elected", 2): _with_person})


def test_an_old_version_is_brought_up_step_by_step() -> None:
    new = Elected(date(2013, 1, 15), "chair", "kari")
    assert GROWN.decode("Elected", 1, b'{"effective":"2013-01-15","holder":"kari"}') == new
    assert GROWN.decode("Elected", 2, b'{"effective":"2013-01-15","holder":"kari","office":"chair"}') == new
    assert GROWN.decode(*GROWN.encode(new)) == new


def test_an_old_version_that_does_not_fit_its_upcaster_is_refused() -> None:
    with pytest.raises(UndecodableEvent, match=r"^Elected version 2: cannot be brought to version 3"):
        GROWN.decode("Elected", 2, b'{"effective":"2013-01-15"}')


def test_an_old_version_with_a_field_too_many_is_refused() -> None:
    with pytest.raises(UndecodableEvent) as refused:
        GROWN.decode("Elected", 1, b'{"effective":"2013-01-15","holder":"kari","crown":"gold"}')
    assert refused.value.field == "crown"


@pytest.mark.parametrize(
    ("events", "upcasters", "sentence"),
    [
        (
            {Elected: ("Elected", 1), ChairElected: ("Elected", 1)},
            {},
            "Elected is the stored name of two events: Elected and ChairElected.",
        ),
        ({Elected: ("Elected", 0)}, {}, "Elected has version 0; versions start at 1."),
        ({Elected: ("Elected", 2)}, {}, "Elected has no upcaster from version 1 to 2."),
        (
            {},
            {("Elected", 1): _with_office},
            "There is an upcaster for Elected, which is not in the catalogue.",
        ),
        (
            {Elected: ("Elected", 1)},
            {("Elected", 1): _with_office},
            "The upcaster from version 1 of Elected leads past its current version.",
        ),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(
    events: dict[type, tuple[str, int]], upcasters: dict[tuple[str, int], Any], sentence: str
) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is compared whole
        Codec(events, upcasters, {Rule: ("family", {})})
    assert str(refused.value) == sentence
