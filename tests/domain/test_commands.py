"""What a command is drawn from: the event it is nothing but, or the function that works something out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from application.commands import COMMANDS
from domain.chapters.meetings import AgendaIssued
from domain.network import CHAPTERS, Network
from tests.domain.networks import plo
from tests.domain.story import given

if TYPE_CHECKING:
    from domain.commands import CommandType

DAY = date(2020, 2, 29)


def fields(kind: CommandType) -> dict[str, object]:
    """A command's fields with their defaults; `...` where one must be given."""
    return {
        kind.names.get(name, name): ... if one.default is one.empty else one.default
        for name, one in kind.parameters.items()
    }


def test_a_command_that_is_nothing_but_its_event_has_the_fields_of_the_event() -> None:
    assert fields(COMMANDS["IssueAgenda"]) == {"meeting": ..., "sent_on": ..., "prepared_by": ()}
    assert fields(COMMANDS["BeginSubstitution"]) == {"person": ..., "for": ..., "kind": ..., "meeting": None}


def test_it_leads_to_that_event_with_what_was_left_out() -> None:
    decided = COMMANDS["IssueAgenda"].decide(Network("networks/x"), effective=DAY, meeting="m", sent_on=DAY)
    assert decided == (AgendaIssued(DAY, "m", DAY, ()),)


def test_a_command_that_works_something_out_has_the_fields_of_its_function() -> None:
    assert fields(COMMANDS["AppointDeputy"]) == {
        "person": ...,
        "constituency": ...,
        "seat": None,
        "until": None,
    }
    (event,) = COMMANDS["AppointDeputy"].decide(given(plo()), effective=DAY, person="siv", constituency="hof")
    assert event.seat == "representative"


def test_what_the_register_supplies_is_no_field() -> None:
    kind = COMMANDS["CompileAnnualReport"]
    assert (list(kind.parameters), kind.supplied) == (["year"], ("compiled",))


@pytest.mark.parametrize("kind", COMMANDS.values(), ids=repr)
def test_every_command_says_in_a_sentence_what_it_does(kind: CommandType) -> None:
    assert kind.explanation.partition("\n\n")[0].endswith(".")


@pytest.mark.parametrize("kind", COMMANDS.values(), ids=repr)
def test_a_command_says_itself_what_it_does_also_where_it_is_nothing_but_its_event(kind: CommandType) -> None:
    assert not isinstance(kind.decides, type) or kind.explanation != kind.decides.__doc__


def test_a_command_is_in_one_chapter_or_none() -> None:
    listed = [kind.name for chapter in CHAPTERS for kind in chapter.commands]
    assert len(set(listed)) == len(listed)
    assert COMMANDS.keys() - set(listed) == {
        "RegisterPerson",
        "ChangeContactDetails",
        "RequestErasure",
        "ConfirmErasure",
        "CorrectEntry",
        "AnnulEntry",
    }
