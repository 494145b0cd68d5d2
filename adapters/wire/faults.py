"""What is wrong with a command, in one sentence with the field it is about."""

from __future__ import annotations

import difflib
import re
import types
from dataclasses import is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from application.outcomes import Faulty

if TYPE_CHECKING:
    from collections.abc import Iterable


def as_fault(shape: type[msgspec.Struct], error: msgspec.ValidationError) -> Faulty:
    """msgspec's words as one sentence of ours, with the field it is about."""
    # What is wrong inside a rule comes with its own path, before that of the rule.
    detail, *paths = str(error).split(" - at `$")
    field = "".join(path.strip("`") for path in reversed(paths)).strip(".") or None
    if detail.startswith("Object contains unknown field"):
        unknown = detail.split("`", 1)[1].removesuffix("`")
        return _unknown(shape, unknown, unknown, shape.__struct_encode_fields__)
    if detail.startswith("Object missing required field"):
        missing = detail.split("`")[1]
        whole = f"{field}.{missing}" if field else missing
        return Faulty(f"{shape.__name__} needs “{missing}”{_example(_hint(shape, whole))}.", whole)
    if "date" in detail:
        return Faulty("This is no day of the calendar; write 2013-02-28.", field)
    if "regex" in detail or "length" in detail:
        said = (
            "200 characters"
            if field == "id"
            else "100 characters without spaces, slashes or control characters"
        )
        return Faulty(f"This is no key; one has 1 to {said}.", field)
    if detail.startswith("Invalid enum value"):
        value = _example(_hint(shape, field or "")).removeprefix(", ") or "known here"
        return Faulty(
            f"“{shown(detail.split(chr(39), 1)[1].strip(chr(39) + chr(96)))}” is not {value}.", field
        )
    words = {"str": "text", "int": "number", "array": "list", "bool": "true or false"}
    plain = re.sub(r"`(\w+)\b", lambda found: words.get(found[1], found[1]), detail)
    plain = plain.replace(" | null", " or null").replace("`", "")
    return Faulty(shown(plain) + ".", field)


def _hint(shape: type[msgspec.Struct], path: str) -> Any:
    """The type of the field that a path such as `attendance[0].capacity` leads to, if it is known."""
    hint: Any = shape
    for name in re.findall(r"[a-z_]+", path):
        while get_origin(hint) in (tuple, Union, types.UnionType):
            hint = get_args(hint)[0]
        if isinstance(hint, type) and (issubclass(hint, msgspec.Struct) or is_dataclass(hint)):
            called = getattr(hint, "__struct_encode_fields__", ())
            own = dict(zip(called, getattr(hint, "__struct_fields__", ()), strict=True))
            hint = get_type_hints(hint).get(own.get(name, name))
    return hint


def _example(hint: Any) -> str:
    """What a field takes, to end a sentence with; nothing where there is no telling."""
    while get_origin(hint) in (Union, types.UnionType):
        hint = get_args(hint)[0]
    if get_origin(hint) is Literal:
        return ", one of " + ", ".join(str(value) for value in get_args(hint))
    if get_origin(hint) is tuple:
        return ", a list"
    return {date: ", a day such as 2013-01-15", bool: ", true or false", str: ", a text"}.get(hint, "")


def refuse_lost(shape: type[msgspec.Struct], given: Any, taken: Any, path: str = "") -> None:
    """Raises Faulty for a key, however deep, that was given and is not part of what was taken."""
    if isinstance(given, list) and isinstance(taken, list | tuple):
        for at, (one, other) in enumerate(zip(given, taken, strict=True)):
            refuse_lost(shape, one, other, f"{path}[{at}]")
    elif isinstance(given, dict) and isinstance(taken, dict):
        for key, value in given.items():
            below = f"{path}.{key}" if path else key
            if key not in taken:
                raise _unknown(shape, key, below, taken)
            refuse_lost(shape, value, taken[key], below)


def _unknown(shape: type[msgspec.Struct], key: str, path: str, known: Iterable[str]) -> Faulty:
    close = difflib.get_close_matches(key[:100], known, 1)
    hint = f"did you mean “{close[0]}”?" if close else f"it has {', '.join(known)}."
    return Faulty(f"{shape.__name__} has no field “{shown(path)}”; {hint}", shown(path))


def shown(text: str) -> str:
    """Somebody's text as a sentence of ours can hold it: short, and valid Unicode."""
    short = text if len(text) <= 300 else f"{text[:299]}…"
    return short.encode("utf-8", "replace").decode()
