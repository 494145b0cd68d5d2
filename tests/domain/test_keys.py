"""What a field holds is its type: every text of every event says what it is, and the rest is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from domain import people
from domain.amendments import EntryCorrected
from domain.catalogue import EVENTS, NAMING
from domain.chapters.groups import GroupPapersShared, WorkingGroupFormed
from domain.chapters.matters import MatterRaised
from domain.chapters.meetings import Attendee, MeetingHeld, MinutesPublished
from domain.chapters.offices import ChairElected
from domain.chapters.reports import FollowUpHeld
from domain.chapters.seats import SubstitutionBegan
from domain.keys import FreeText, Mark, PersonKey, Year, ill_written, is_key, marked, own_day, under


@dataclass(frozen=True)
class Noted:
    effective: date
    person: PersonKey
    replaces: PersonKey | None
    year: Year
    text: FreeText


DAY, OTHER = date(2020, 2, 29), date(2020, 3, 1)


def bare(hint: Any, where: str) -> list[str]:
    """The places within a type where a text says nothing of what it is."""
    if hint is str:
        return [where]
    if get_origin(hint) is Annotated or not get_args(hint):
        return []
    return [found for part in get_args(hint) for found in bare(part, where)]


@pytest.mark.parametrize("event", [*EVENTS, Attendee], ids=lambda event: event.__name__)
def test_every_text_of_an_event_says_by_its_type_what_it_is(event: type) -> None:
    hints = get_type_hints(event, include_extras=True)
    # What corrections change is plain data: what a value is, is said by the entry it is for.
    if event is EntryCorrected:
        del hints["changes"]
    assert [found for name, hint in hints.items() for found in bare(hint, name)] == []


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("siv-fjellheim", True),
        ("Åse", True),
        ("x" * 100, True),
        ("", False),
        ("x" * 101, False),
        ("two words", False),
        ("a/b", False),
        ("line\n", False),
        ("\x07", False),
    ],
)
def test_a_key_is_short_and_has_no_spaces_slashes_or_control_characters(text: str, fits: bool) -> None:
    assert is_key(text) is fits


def test_people_are_found_in_whatever_field_of_an_event_and_in_its_parts() -> None:
    present = (Attendee("siv", "member"), Attendee("odd", "guest"))
    assert list(people_in(MeetingHeld(DAY, "m", DAY, present))) == ["siv", "odd"]
    assert list(people_in(WorkingGroupFormed(DAY, "g", None, ("siv", "odd")))) == ["siv", "odd"]
    assert list(people_in(SubstitutionBegan(DAY, "siv", "odd", "acting", None))) == ["siv", "odd"]
    assert list(people_in(ChairElected(DAY, "siv", None, None, None))) == ["siv"]
    assert list(people_in(MatterRaised(DAY, "m", "Sak", "hof", None, None, None))) == ["hof"]


def people_in(event: Any) -> list[str]:
    return [*marked(event, Mark.PERSON), *marked(event, Mark.SOMEBODY)]


def test_the_names_of_fields_that_may_hold_people_are_those_of_the_events() -> None:
    assert {
        "person",
        "holder",
        "replaces",
        "people",
        "prepared_by",
        "invited_by",
        "raised_by",
        "proposed_by",
        "reported_by",
    } == NAMING


def test_what_stands_under_such_a_name_in_plain_data_is_found_however_deep() -> None:
    said = {
        "person": "siv",
        "people": ["odd", 7],
        "changes": {"attendance": [{"person": "tore", "constituency": "hof"}]},
        "title": "siv",
    }
    assert list(under(NAMING, said)) == ["siv", "odd", "tore"]


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (MinutesPublished(OTHER, "m", DAY, "email", None), DAY),
        (GroupPapersShared(OTHER, "sro", OTHER, "agenda", DAY), DAY),
        (FollowUpHeld(OTHER, 2019, DAY), DAY),
        (WorkingGroupFormed(OTHER, "g", None, ()), OTHER),
    ],
)
def test_a_fact_is_of_its_own_day_where_it_has_one_else_of_the_day_it_takes_effect(
    event: Any, day: date
) -> None:
    assert own_day(event) == day


def test_what_is_written_otherwise_than_its_type_has_it_is_found_in_the_fields_asked_for() -> None:
    noted = Noted(DAY, "a b", None, 10_000, "a b")
    assert [value for value, _ in ill_written(noted, ("person", "replaces", "year", "text"))] == [
        "a b",
        10_000,
    ]
    assert list(ill_written(noted, ("text",))) == []
    assert list(ill_written(Noted(DAY, "a", "b", 2020, "a b"), ("person", "replaces", "year"))) == []


def test_a_persons_details_are_marked_as_such_so_that_none_is_stored_in_clear() -> None:
    for event in people.EVENTS:
        holds_details = any(
            Mark.DETAIL in getattr(part, "__metadata__", ())
            for hint in get_type_hints(event, include_extras=True).values()
            for part in (hint, *get_args(hint))
        )
        assert holds_details is (event in people.PERSONAL)
