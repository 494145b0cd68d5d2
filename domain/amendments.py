"""Entries about entries: the facts that something was entered wrongly, and what it becomes by them.

Sections: events · evolve (the state is the history the entries stand in; the decisions are in `corrections`).
"""

from __future__ import annotations

import types
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from domain.keys import EntryId, FreeText, fixed
from domain.refusals import CorrectionMustFit, one_of
from domain.rules import FAMILIES, Rule

# events


@dataclass(frozen=True, slots=True)
class Amendment:
    """An entry about an earlier entry."""

    effective: date
    entry: EntryId
    """Id of the entry it is about."""


@dataclass(frozen=True, slots=True)
class EntryCorrected(Amendment):
    """Fields of an earlier entry were wrong; these are their true values."""

    changes: dict[str, Any]
    reason: FreeText


@dataclass(frozen=True, slots=True)
class EntryAnnulled(Amendment):
    """An earlier entry should never have been made; nothing it said stands."""

    reason: FreeText


EVENTS = (EntryCorrected, EntryAnnulled)

# evolve


def amended(event: Any, changes: dict[str, Any]) -> Any:
    """The event with some fields replaced by plain JSON values.

    Raises CorrectionMustFit for a field the event lacks or a value the field cannot take.
    """
    hints = _types_of(event.__class__)
    known = hints.keys() - fixed(event.__class__)
    typed = {}
    for name, value in changes.items():
        if name not in known:
            raise CorrectionMustFit(
                f"{type(event).__name__} has no field “{name}” to correct.", accepted=one_of(sorted(known))
            )
        try:
            typed[name] = _typed(hints[name], value)
        except (KeyError, TypeError, ValueError):
            raise CorrectionMustFit(
                f"{type(event).__name__} cannot take {value!r} as “{name}”.",
                accepted=f"A value as `samverk schema events {type(event).__name__}` describes it.",
            ) from None
    return replace(event, **typed)


@cache
def _types_of(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def _typed(hint: Any, value: Any) -> Any:
    """A plain JSON value as the field's type has it.

    Raises KeyError, TypeError or ValueError when it does not fit.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return value
    if origin in (Union, types.UnionType):
        (only,) = (argument for argument in arguments if argument is not type(None))
        return None if value is None else _typed(only, value)
    if origin is Literal and value in arguments:
        return value
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(_typed(arguments[0], part) for part in value)
    if origin is dict and isinstance(value, dict):
        return {key: _typed(arguments[1], part) for key, part in value.items()}
    if type(value) is hint:
        return value
    if hint is date and isinstance(value, str):
        return date.fromisoformat(value)
    cls = FAMILIES[value["family"]] if hint is Rule else hint
    if is_dataclass(cls) and isinstance(value, dict):
        return cls(**{name: _typed(_types_of(cls)[name], part) for name, part in value.items()})
    raise TypeError(value)
