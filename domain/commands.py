"""What a command is: a name under which something is decided, and the fields that say what.

Most commands are nothing but the fact they lead to: those name the event's class, whose fields are theirs.
One that works something out names a function, whose parameters after the first are its fields. Command line,
HTTP and schemas are drawn from both alike.
"""

from __future__ import annotations

import inspect
import sys
import types
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from domain.keys import Mark, bears

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Decision = Callable[..., Sequence[Any]]

_NOT_FIELDS = frozenset({"effective", "actor"})
"""What a decision may take beside its fields: the day, and who asks."""


class CommandType:
    """One kind of command: its name, what it decides, its fields.

    `decides` is the class of the one event it leads to, or a function from a network (or a person) and the
    fields to events. For a class `explanation` says what the command does, `defaults` what may be left out
    beside what may be null, and `names` what fields are called that the event calls otherwise.
    """

    def __init__(
        self,
        name: str,
        decides: type | Decision,
        explanation: str | None = None,
        *,
        about: Literal["network", "person"] = "network",
        defaults: Mapping[str, Any] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.decides = decides
        self.explanation = explanation or inspect.getdoc(decides) or ""
        """What the command does, in a sentence or two."""
        self.about = about
        """`network`, or `person` for the commands that belong to no network."""
        self.names = dict(names or {})
        """What a field is called where its name here is not its own: Python keeps `for` to itself."""
        self._own_defaults = dict(defaults or {})

    def __repr__(self) -> str:
        return f"CommandType({self.name})"

    def decide(self, subject: Any, **fields: Any) -> Sequence[Any]:
        """The events the command leads to in a network, or for a person.

        `fields` are the command's by name, the day it takes effect (`effective`) and what the register
        supplies; what may be left out may be. Raises Refusal where the decision has rules of its own.
        """
        if not isinstance(self.decides, type):
            return self.decides(subject, **fields)
        # The register gives every field; what is left out is filled in only where something is.
        if len(fields) <= len(self.parameters):
            fields = self._defaults | fields
        return (self.decides(**fields),)

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The fields in order, by name, with their types resolved; what may be null may be left out."""
        return {
            name: one for name, one in self._arguments.items() if not bears(one.annotation, Mark.SUPPLIED)
        }

    @cached_property
    def supplied(self) -> tuple[str, ...]:
        """What the register supplies, by name."""
        return tuple(name for name, one in self._arguments.items() if bears(one.annotation, Mark.SUPPLIED))

    @cached_property
    def takes_actor(self) -> bool:
        """Whether it matters to the decision who asks."""
        return "actor" in inspect.signature(self.decides).parameters

    @cached_property
    def dated_by(self) -> str | None:
        """The field that names the command's own day, if it has one: what `effective` defaults to."""
        return next((name for name, one in self.parameters.items() if bears(one.annotation, Mark.OWN)), None)

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        every = self.parameters.items()
        return {name: one.default for name, one in every if one.default is not one.empty}

    @cached_property
    def _arguments(self) -> dict[str, inspect.Parameter]:
        """What the decision takes beside what every one does."""
        named = list(inspect.signature(self.decides).parameters.values())
        if not isinstance(self.decides, type):
            del named[0]
        return {one.name: self._resolved(one) for one in named if one.name not in _NOT_FIELDS}

    def _resolved(self, parameter: inspect.Parameter) -> inspect.Parameter:
        # Only these annotations: the others name types that are not there at run time.
        hint = eval(parameter.annotation, vars(sys.modules[self.decides.__module__]))
        default = self._own_defaults.get(parameter.name, parameter.default)
        if default is parameter.empty and _may_be_null(hint):
            default = None
        return parameter.replace(annotation=hint, default=default, kind=parameter.KEYWORD_ONLY)


def _may_be_null(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)
