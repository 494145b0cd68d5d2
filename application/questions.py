"""The one catalogue of questions: every function that answers one, under the name it is asked by.

A question's signature is the question: its parameters after the book are what it asks for (`from_` is the
parameter `from`), its defaults say what may be left out, its docstring explains it, its return type is the
shape of its answer. Command line, HTTP, the table of access and the schemas are drawn from here.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from application.answers import (
    audit,
    duties,
    entries,
    gatherings,
    mandates,
    matters,
    networks,
    offices,
    standing,
)
from application.outcomes import Faulty

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from application.answers.answer import Answer
    from application.book import Book
    from application.parameters import Parameter


class Audience(Enum):
    """Who may ask."""

    READERS = "everybody who reads what a network is and does"
    INSPECTORS = "those who look into people and into the log"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a question, by the name it is asked by."""

    name: str
    about: Parameter
    default: Any
    is_required: bool
    stands_alone: bool
    """Whether its place among the words of a command line tells it."""


@dataclass(frozen=True)
class Question:
    """One question; `example` has values of its parameters, as they are written."""

    name: str
    ask: Callable[..., Answer]
    example: Mapping[str, str]
    of_every: str | None = None
    """The question's words where it may be asked of every network at once."""
    listed: str | None = None
    """The list of its answer that may be long."""
    alternatives: frozenset[str] = frozenset()
    """Parameters of which it takes only one."""
    audience: Audience = Audience.READERS
    of_log: bool = False
    """Whether the log itself answers it, of every network only to those who may see them all."""

    @property
    def words(self) -> str:
        """What it asks, in a sentence; of one network, where it may be asked of one or of all."""
        return self._explanation.partition("\n")[0]

    @property
    def more(self) -> str:
        """What else is to be said of it, if anything is."""
        return self._explanation.partition("\n")[2].strip()

    @property
    def _explanation(self) -> str:
        return inspect.getdoc(self.ask) or ""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Its parameters, in order."""
        hints = get_type_hints(self.ask, include_extras=True)
        return tuple(
            Field(
                parameter.name.rstrip("_"),
                hints[parameter.name].__metadata__[0],
                None if parameter.default is parameter.empty else parameter.default,
                parameter.default is parameter.empty,
                parameter.kind is parameter.POSITIONAL_OR_KEYWORD,
            )
            for parameter in list(inspect.signature(self.ask).parameters.values())[1:]
        )

    @cached_property
    def answers(self) -> tuple[type[Answer], ...]:
        """The types of its answers."""
        kind = get_type_hints(self.ask)["return"]
        return get_args(kind) if get_origin(kind) is UnionType else (kind,)

    @property
    def is_of_one(self) -> bool:
        """Whether it is, or may be, asked of one network."""
        return any(field.name == "network" for field in self.fields)

    @property
    def is_of_several(self) -> bool:
        """Whether it is, or may be, asked of no network in particular."""
        return all(field.name != "network" or not field.is_required for field in self.fields)

    def answer(self, book: Book, values: Mapping[str, Any]) -> Answer:
        """The answer, by values that may be more than are asked for. Raises Unanswerable and Faulty."""
        both = [field.name for field in self.fields if field.name in self.alternatives]
        if sum(values.get(name) is not None for name in both) > 1:
            raise Faulty(f"`{'` and `'.join(both)}` are two questions; ask one of them.", field=both[-1])
        parameters = list(inspect.signature(self.ask).parameters)[1:]
        return self.ask(
            book,
            **{name: values[name.rstrip("_")] for name in parameters if name.rstrip("_") in values},
        )


QUESTIONS: tuple[Question, ...] = (
    Question("networks", networks.networks, {"on": "2014-01-01"}, listed="networks"),
    Question("show", networks.show, {"network": "12k-plo"}),
    Question(
        "members",
        standing.members,
        {"network": "12k-plo", "on": "2012-03-01", "known_at": "2012-04-01"},
    ),
    Question("chairs", offices.chairs, {"network": "12k-plo", "on": "2013-06-01"}),
    Question("mandates", mandates.mandates, {"network": "12k-plo", "diff": "1 2"}),
    Question(
        "meetings",
        gatherings.meetings,
        {"network": "lanssamordnare", "on": "2020-06-01"},
        listed="meetings",
    ),
    Question("matters", matters.matters, {"network": "socialchefsnatverket"}),
    Question(
        "obligations",
        duties.obligations,
        {"within": "90"},
        of_every="What mandates require, in every network, and how it stands.",
        listed="obligations",
        alternatives=frozenset({"year", "within"}),
    ),
    Question("person", audit.person, {"person": "siv-fjellheim"}, audience=Audience.INSPECTORS),
    Question(
        "entries",
        entries.entries,
        {"network": "12k-plo", "type": "ChairElected", "limit": "10"},
        of_every="The log itself, of every network and person.",
        listed="entries",
        audience=Audience.INSPECTORS,
        of_log=True,
    ),
    Question("changes", audit.changes, {"network": "12k-plo", "from": "40", "to": "60"}, listed="changes"),
)
"""Every question, in the order they are shown."""
