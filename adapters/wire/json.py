"""Answers as JSON: the one way every answer is written, for whoever reads it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from application.answers.answer import OfRegister


def as_json(data: Any) -> bytes:
    """Any answer as JSON with sorted keys and ISO dates, on one line."""
    import orjson

    # orjson would keep the fields of dataclasses in their own order, with their own names.
    option = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS
    return orjson.dumps(data, default=_fields, option=option)


def plain(data: Any) -> Any:
    """An answer as it reads in JSON: texts, numbers, lists and dicts alone."""
    import orjson

    return orjson.loads(as_json(data))


def _fields(value: Any) -> dict[str, Any]:
    row = {name: getattr(value, attribute) for attribute, name in _names(value.__class__)}
    if isinstance(value, OfRegister) and not value.sandbox:
        del row["sandbox"]
    return row


@cache
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """Each field of a class with its name in JSON, where Python's own words carry no underscore."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(kind))
