"""Adds a golden line and a released schema for every stored event that has none yet; changes none there is.

Run as `make schemas` after an event of the catalogue was added, or given its next version.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import orjson

from adapters.feeds.released import FOLDER, to_release
from adapters.log.codec import Codec
from adapters.wire.typed import RULE_FAMILIES
from domain.catalogue import EVENTS, UPCASTERS
from domain.rules import FAMILIES, Rule

GOLDEN = Path(__file__).with_name("events.jsonl")
DAY = date(2020, 2, 29)
CHANGES = {"effective": DAY.isoformat()}
"""What a sample correction sets right: a field that every entry has."""


TEXTS = {"day": "12-31"}
"""Texts that have to look a certain way, by the name of their field."""


def lines() -> list[dict[str, Any]]:
    """The golden lines there are: type, version, and the stored JSON as text."""
    if not GOLDEN.exists():
        return []
    return [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def missing(known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line for every event of the catalogue that has none under its current version."""
    codec = Codec(EVENTS, UPCASTERS, RULE_FAMILIES)
    named = {(line["type"], line["version"]) for line in known}
    added = []
    for event, (name, version) in sorted(EVENTS.items(), key=lambda item: item[1]):
        if (name, version) not in named:
            _, _, data = codec.encode(sample(event))
            added.append({"type": name, "version": version, "data": data.decode()})
    return added


def sample(cls: type) -> Any:
    """A value of a dataclass with something in every field."""
    hints = get_type_hints(cls)
    return cls(**{field.name: value_of(hints[field.name], field.name) for field in fields(cls)})


def value_of(hint: Any, name: str) -> Any:
    """A value a field of this type and name can have; of several types the first, of all rules one each."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return value_of(arguments[0], name)
    if origin is Literal:
        return arguments[0]
    if hint == tuple[Rule, ...]:
        return tuple(map(sample, FAMILIES.values()))
    if origin is tuple:
        return (value_of(arguments[0], name),)
    if origin is dict:
        return CHANGES if arguments[1] is Any else {"rule": value_of(arguments[1], name)}
    if hint is Rule:
        return sample(next(iter(FAMILIES.values())))
    if isinstance(hint, type) and is_dataclass(hint):
        return sample(hint)
    return {str: TEXTS.get(name, f"{name}-å"), int: 2020, bool: True, date: DAY}[hint]


def unreleased(folder: Path) -> dict[str, str]:
    """The events whose current version has no schema in a folder, by what its file is called."""
    named = {f"{name}.v{version}.json": name for name, version in sorted(EVENTS.values())}
    return {file: name for file, name in named.items() if not (folder / file).exists()}


def release(folder: Path) -> None:
    """Writes the schema of every event's current version that has none in a folder."""
    for file, name in unreleased(folder).items():
        (folder / file).write_bytes(orjson.dumps(to_release(name), option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    release(Path(str(FOLDER)))
    added = [json.dumps(line, ensure_ascii=False) + "\n" for line in missing(lines())]
    with GOLDEN.open("a", encoding="utf-8") as file:
        file.writelines(added)
