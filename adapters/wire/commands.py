"""Commands as data: one JSON object a line becomes a typed command, or a fault that says where and what."""

from __future__ import annotations

import difflib
import hashlib
import json
import types
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import msgspec

from adapters.wire.faults import as_fault, refuse_lost, shown
from adapters.wire.typed import typed
from application.commands import COMMANDS, Command
from application.entries import UndecodableEntry
from application.outcomes import Faulty
from domain.keys import FIRST_YEAR, KEY_PATTERN, LAST_YEAR, LONGEST_KEY, Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.commands import CommandType

LONGEST = 1_000_000
"""Bytes a command may have."""
DIGITS = 15
"""Digits a number may have: what every JSON reader takes exactly."""
DEEPEST = 10
"""Levels of lists and objects within a command."""

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_KEY, pattern=KEY_PATTERN)]
"""What names a thing: up to 100 characters without spaces, slashes or control characters."""
_YEAR = Annotated[int, msgspec.Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
_COMMON: dict[str, Any] = {
    "effective": date | None,
    "id": Annotated[str, msgspec.Meta(min_length=1, max_length=200)] | None,
    "actor": str | None,
    "authority": str | None,
    "expected_version": int | None,
    "correlation": str | None,
}
"""Fields any command may carry, with their types."""


def parse(line: bytes, number: int, today: Callable[[str | None], date]) -> Command | Faulty:
    """One line as a command, or a fault with line and field; `today` gives the day it is in a network."""
    try:
        return _command(plain(line), today)
    except Faulty as fault:
        fault.line = number
        return fault
    except UndecodableEntry as error:
        return Faulty(f"{error} Nothing is recorded after an entry that cannot be read.", line=number)


def as_command(data: dict[str, Any], today: Callable[[str | None], date]) -> Command:
    """A JSON object as a command. Raises Faulty."""
    return _command(data, today)


@cache
def shape(kind: CommandType) -> type[msgspec.Struct]:
    """The command's fields as a struct: what may be null may be left out, anything unknown is a fault."""
    members: list[tuple[str, Any, Any]] = [
        ("person" if kind.about == "person" else "network", Key, msgspec.NODEFAULT)
    ]
    for name, one in kind.parameters.items():
        default = msgspec.NODEFAULT if one.default is one.empty else one.default
        members.append((name, _narrowed(one.annotation), default))
    members += [(name, hint, None) for name, hint in _COMMON.items()]
    return msgspec.defstruct(kind.name, members, kw_only=True, forbid_unknown_fields=True, rename=kind.names)


def plain(line: bytes) -> dict[str, Any]:
    """A line as a JSON object without duplicate keys, fractions, texts that cannot be kept. Raises Faulty."""
    if len(line) > LONGEST:
        raise Faulty(f"The line is longer than {LONGEST} bytes; a command is not.")
    try:
        data = json.loads(
            line.decode("utf-8-sig"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except UnicodeDecodeError as error:
        raise Faulty(f"Byte {error.start + 1} is not UTF-8; commands are JSON in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Faulty(
            f"This is not JSON ({error.msg.lower()}, column {error.colno});"
            " a command is one JSON object on one line."
        ) from None
    except RecursionError:
        raise Faulty("This is nested too deeply; a command is one flat JSON object.") from None
    if not isinstance(data, dict):
        raise Faulty('This is not a JSON object; a command looks like {"command": "ElectChair", …}.')
    # Looked for only where it can be: most lines have no escapes, and few brackets.
    if b"\\u" in line or line.count(b"{") + line.count(b"[") > DEEPEST:
        _refuse_unspeakable(data, "")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        seen: set[str] = set()
        twice = shown(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
        raise Faulty(f"The key “{twice}” is there twice; each may be there once.", twice)
    return data


def _no_constant(name: str) -> Any:
    raise Faulty(f"{name} is no JSON value.")


def _whole(digits: str) -> int:
    if len(digits) > DIGITS:
        raise Faulty(f"{shown(digits)} is too large; a number has at most {DIGITS} digits.")
    return int(digits)


def _fraction(digits: str) -> float:
    raise Faulty(f"{shown(digits)} is a fraction; numbers in commands are whole.")


def _refuse_unspeakable(value: Any, path: str, depth: int = 0) -> None:
    """Raises Faulty for a text that is not Unicode or that a database cannot keep, and for deep nests."""
    if depth > DEEPEST:
        raise Faulty("This is nested too deeply; a command is one flat JSON object.", path)
    if isinstance(value, dict):
        for key, part in value.items():
            _refuse_unspeakable(key, shown(key), depth + 1)
            _refuse_unspeakable(part, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(value, list):
        for at, part in enumerate(value):
            _refuse_unspeakable(part, f"{path}[{at}]", depth + 1)
    elif isinstance(value, str):
        if "\0" in value:
            raise Faulty("A text holds no NUL character (\\u0000).", path)
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise Faulty("Half of a surrogate pair is no character; write both halves, or neither.", path)


def _command(data: dict[str, Any], today: Callable[[str | None], date]) -> Command:
    kind = _kind(data)
    data = {name: value for name, value in data.items() if name != "command"}
    _refuse_null_sunset(data)
    try:
        read: Any = typed(data, shape(kind))
    except msgspec.ValidationError as error:
        raise as_fault(shape(kind), error) from None
    if any(isinstance(value, list | dict) for value in data.values()):
        refuse_lost(shape(kind), data, msgspec.to_builtins(read))
    network = getattr(read, "network", None)
    fields = {name: getattr(read, name) for name in kind.parameters}
    if kind.about == "person":
        fields["person"] = read.person
    effective = read.effective
    if effective is None:
        effective = fields[kind.dated_by] if kind.dated_by is not None else today(network)
    return Command(
        kind,
        fields,
        effective,
        network,
        read.id,
        read.actor,
        read.authority,
        read.expected_version,
        read.correlation,
        "" if read.id is None else _digest(kind, data),
    )


def _kind(data: dict[str, Any]) -> CommandType:
    if "command" not in data:
        raise Faulty("There is no command in this line; `samverk schema commands` lists them.", "command")
    name = data["command"]
    kind = COMMANDS.get(name) if isinstance(name, str) else None
    if kind is None:
        close = difflib.get_close_matches(str(name)[:100], COMMANDS, 1)
        hint = f"did you mean {close[0]}?" if close else "`samverk schema commands` lists them."
        raise Faulty(f"There is no command “{shown(str(name))}”; {hint}", "command")
    return kind


def _digest(kind: CommandType, data: dict[str, Any]) -> str:
    """What tells commands of one id apart; a person's details stay out of it, for it outlives them."""
    told = {"person": data.get("person")} if kind.about == "person" else data
    return hashlib.sha256(json.dumps([kind.name, told], sort_keys=True).encode()).hexdigest()


def _refuse_null_sunset(data: dict[str, Any]) -> None:
    changes = data.get("changes")
    if isinstance(changes, dict) and "sunset" in changes and changes["sunset"] is None:
        raise Faulty(
            "A null sunset says nothing; to lift the sunset, take its rule away: “rules”: {RULE_ID: null}.",
            "changes.sunset",
        )


def _narrowed(hint: Any) -> Any:
    """The type of a field, narrowed where by its marks it holds keys or a year."""
    marks = getattr(hint, "__metadata__", ())
    if Mark.KEY in marks or Mark.YEAR in marks:
        return Key if Mark.KEY in marks else _YEAR
    if get_origin(hint) is tuple:
        return types.GenericAlias(tuple, (_narrowed(get_args(hint)[0]), ...))
    if get_origin(hint) in (Union, types.UnionType):
        return reduce(or_, map(_narrowed, get_args(hint)))
    return hint
