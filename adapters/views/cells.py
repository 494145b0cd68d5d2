"""A row of a read model as cells of a table, and back: days as ISO text, anything composed as JSON.

Both databases hold the same texts and numbers, so that their tables are byte for byte the same.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import orjson

from adapters.wire.typed import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Conversion = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Cells:
    """How a row type lies in a table: its columns in the order of its fields, and what converts them."""

    names: tuple[str, ...]
    numbers: frozenset[str]
    """The columns that hold whole numbers; the others hold text."""
    encode: Callable[[Any], list[Any]]
    """The cells of a row."""
    decode: Callable[[Sequence[Any]], Any]
    """The row of cells."""


@cache
def cells_of(row: type) -> Cells:
    """How a row type lies in a table."""
    hints = get_type_hints(row)
    names = tuple(field.name for field in fields(row))
    kinds = {name: _kinds(hints[name]) for name in names}
    conversions = [(at, _conversions(hints[name], kinds[name])) for at, name in enumerate(names)]
    take = attrgetter(*names)
    encoding = [(at, both[0]) for at, both in conversions if both is not None]
    decoding = [(at, both[1]) for at, both in conversions if both is not None]

    def encode(value: Any) -> list[Any]:
        return _converted(take(value), encoding)

    def decode(cells: Sequence[Any]) -> Any:
        return row(*_converted(cells, decoding))

    return Cells(names, frozenset(name for name in names if kinds[name] & {int, bool}), encode, decode)


def _converted(values: Sequence[Any], conversions: list[tuple[int, Conversion]]) -> list[Any]:
    converted = list(values)
    for at, convert in conversions:
        if converted[at] is not None:
            converted[at] = convert(converted[at])
    return converted


def _kinds(hint: Any) -> set[Any]:
    union = get_origin(hint) in (Union, UnionType)
    return set(get_args(hint)) - {NoneType} if union else {hint}


def _conversions(hint: Any, kinds: set[Any]) -> tuple[Conversion, Conversion] | None:
    """What makes a cell of a field's value, and the value of a cell; None where they are the same."""
    if kinds == {date}:
        return date.isoformat, date.fromisoformat
    if kinds == {bool}:
        return int, bool
    if kinds <= {str, int} or all(get_origin(kind) is Literal for kind in kinds):
        return None
    return lambda value: orjson.dumps(value).decode(), lambda text: typed(orjson.loads(text), hint)
