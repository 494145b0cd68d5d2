"""Commands that ask, drawn from the catalogue of questions: each asks one and prints its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.arguments import argument
from adapters.cli.call import DONE
from adapters.cli.parser import CommandLine
from adapters.wire import values
from application.answers.mandates import Difference
from application.questions import QUESTIONS

if TYPE_CHECKING:
    from adapters.cli.arguments import Argument
    from adapters.cli.call import Call
    from application.questions import Field, Question

_METAVARS = {
    "key": "KEY",
    "day": "DATE",
    "moment": "WHEN",
    "position": "POSITION",
    "count": "COUNT",
    "days": "DAYS",
    "year": "YYYY",
    "type": "TYPE",
    "who": "WHO",
}
"""What a value is called in help, by its kind."""


def asking(question: Question) -> CommandLine:
    """The command that asks a question."""

    def run(call: Call) -> int:
        parameters = {field.name: getattr(call.arguments, field.name) for field in question.fields}
        with call.register() if question.of_log else call.caught_up() as samverk:
            answer = question.answer(samverk.book, parameters)
            call.answer("diff" if isinstance(answer, Difference) else question.name, answer)
        return DONE

    first = f"Show {question.words[0].lower()}{question.words[1:]}"
    run.__doc__ = f"{first}\n\n{question.more}" if question.more else first
    return CommandLine(question.name, run, tuple(map(_argument, question.fields)), _example(question))


def flag(name: str) -> str:
    """A parameter's name as the command line writes it."""
    return f"--{name.replace('_', '-')}"


def _argument(field: Field) -> Argument:
    kind, said = field.about.kind, field.about.description
    text = said[0].lower() + said[1:].removesuffix(".")
    if _is_word(field):
        optional = {} if field.is_required else {"nargs": "?"}
        return argument(field.name, type=values.KINDS[kind].read, help=text, **optional)
    if kind == "versions":
        return argument(flag(field.name), nargs=2, type=values.number, metavar=("A", "B"), help=text)
    # A person who writes a year writes all of it.
    read = values.year if kind == "year" else values.KINDS[kind].read
    return argument(
        flag(field.name),
        dest=field.name,
        type=read,
        metavar=_METAVARS[kind],
        help=text,
        default=field.default,
        required=field.is_required,
    )


def _is_word(field: Field) -> bool:
    """Whether it stands alone, without a flag: the key of what is asked about."""
    return field.stands_alone and field.about.kind == "key"


def _example(question: Question) -> str:
    by_name = {field.name: field for field in question.fields}
    words = [
        text if _is_word(by_name[name]) else f"{flag(name)} {text}" for name, text in question.example.items()
    ]
    return " ".join(["samverk", question.name, *words])


COMMANDS = {question.name: asking(question) for question in QUESTIONS}
"""The commands that ask, by name."""
