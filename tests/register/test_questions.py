"""The catalogue of questions: what command line, HTTP and schemas are drawn from is whole and true."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest
from rich.console import Console

from adapters.cli.commands import COMMANDS
from adapters.cli.pages import usual
from adapters.cli.parser import parse
from adapters.http.access import ACCESS, Reach, operations
from adapters.http.app import ROUTES
from adapters.wire.json import plain
from adapters.wire.values import KINDS
from application.answers import sentences, standing
from application.answers.answer import Answer
from application.outcomes import Faulty
from application.questions import QUESTIONS, Question

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)


@each_question
def test_a_question_is_a_sentence_and_asks_for_what_can_be_read(question: Question) -> None:
    assert question.words.endswith(".")
    assert question.words[0].isupper()
    assert all(issubclass(kind, Answer) for kind in question.answers)
    assert {field.about.kind for field in question.fields} <= KINDS.keys()
    assert question.example.keys() <= {field.name for field in question.fields}


@each_question
def test_the_command_line_and_the_service_ask_for_the_same(question: Question) -> None:
    (command,) = (command for command in COMMANDS if command.name == question.name)
    names = {argument.name.lstrip("-").replace("-", "_") for argument in command.arguments}
    routes = {route.name: route for route in ROUTES}
    for name, of_one in operations(question):
        parameters = {parameter.name for parameter in routes[name].parameters}
        beside = {"limit"} if of_one else {"limit", "network"}
        assert parameters - {"wait", "limit", "offset"} == names - beside


@each_question
def test_the_example_of_a_question_can_be_read(question: Question) -> None:
    (command,) = (command for command in COMMANDS if command.name == question.name)
    found, call = parse(command.example.split()[1:], COMMANDS)
    assert found.name == question.name
    assert all(getattr(call.arguments, name) is not None for name in question.example)


def test_what_several_networks_are_asked_for_says_of_each_row_whose_it_is() -> None:
    """The service takes from such an answer what is about networks that are not the token's."""
    told = set()
    for question in QUESTIONS:
        for name, of_one in operations(question):
            if not of_one and ACCESS[name].reach is Reach.OWN:
                for rows in rows_of(question):
                    assert "network" in {field.name for field in fields(rows)}, (question.name, rows)
                    told.add(rows.__name__)
    assert told == {"Line", "Obligation", "Holding", "Presence"}


def rows_of(question: Question) -> list[type]:
    """The types of the rows that a question's answers list."""
    hints = [hint for kind in question.answers for hint in get_type_hints(kind).values()]
    return [
        part for hint in hints for part in get_args(hint) if isinstance(part, type) and is_dataclass(part)
    ]


def test_of_two_parameters_that_exclude_each_other_one_is_taken(told: Samverk) -> None:
    (question,) = (question for question in QUESTIONS if question.alternatives)
    with pytest.raises(Faulty, match="`year` and `within` are two questions; ask one of them"):
        question.answer(told.book, {"year": 2020, "within": 3})
    assert question.answer(told.book, {"year": 2020, "within": None}) == question.answer(
        told.book, {"year": 2020, "beside": "what it does not ask for"}
    )


def test_an_answer_reads_in_json_by_the_names_of_the_contract(told: Samverk) -> None:
    said = plain(standing.members(told.book, "small", date(2020, 11, 10)))
    assert said["substitutions"][0].keys() == {"person", "name", "for", "kind", "from", "until"}
    assert list(said) == sorted(said)
    assert said["sandbox"] is True
    real = replace(standing.members(told.book, "small"), sandbox=False)
    assert plain(real).keys() == said.keys() - {"sandbox"}


def test_a_row_with_no_sentence_of_its_own_is_told_of_by_its_fields() -> None:
    before, after = (
        Group("small", "g1", None, date(2020, 1, 1)),
        Group("small", "g1", "Learn", date(2020, 1, 1)),
    )
    about = sentences.thing("groups", before)
    assert about == "group g1"
    assert sentences.change("groups", about, (), [before]) == "Group g1: task none, start 2020-01-01."
    assert sentences.change("groups", about, [before], [after]) == (
        "Group g1: task Learn, start 2020-01-01; until then recorded: task none, start 2020-01-01."
    )


@dataclass(frozen=True, slots=True)
class Group:
    """A row as a read model has one."""

    network: str
    group: str
    task: str | None
    start: date


def test_an_answer_without_a_page_of_its_own_is_shown_field_by_field() -> None:
    answer = {
        "network": "small",
        "on": "2020-01-01",
        "known_at": None,
        "position": 7,
        "groups": [{"group": "g1", "held_by": "Anna"}],
        "quiet": ["costs", "guests"],
        "sandbox": True,
    }
    heading, *parts = usual.page("working-groups", answer)
    assert heading == "Working groups of small · on 2020-01-01 · known at position 7 · sandbox"
    console = Console(file=io.StringIO(), width=80)
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert "Groups (1)" in shown
    assert "Held by" in shown
    assert "Quiet: costs, guests" in shown
