"""JSON Schemas (2020-12) of what goes in and what is kept: commands, stored events, charters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from adapters.wire.charters import FORMAT, Charter
from adapters.wire.commands import shape
from application.commands import COMMANDS
from application.evaluation.shape import Evaluation
from domain.catalogue import EVENTS
from domain.people import PERSONAL
from domain.rules import FAMILIES, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACE = "#/$defs/{name}"


NAMES: dict[str, tuple[str, ...]] = {
    "commands": tuple(COMMANDS),
    "events": tuple(name for name, _ in EVENTS.values()),
}
"""The schemas there are of each kind that has several."""


def commands(name: str | None = None) -> dict[str, Any]:
    """The schema of one command, or of any, told apart by `command`. Raises KeyError for an unknown name."""
    kinds = list(COMMANDS.values()) if name is None else [COMMANDS[name]]
    result, parts = _schemas([shape(kind) for kind in kinds])
    for kind in kinds:
        part = parts[kind.name]
        part["description"] = kind.explanation.partition("\n\n")[0]
        part["properties"] = {"command": {"const": kind.name}, **part["properties"]}
        part["required"] = ["command", *part["required"]]
    if name is None:
        return _document("A command", {"oneOf": result}, parts)
    return _document(name, parts[name], parts)


def events(name: str | None = None) -> dict[str, Any]:
    """The schema of one event's data, or of any entry by its `type`. Raises KeyError for an unknown name.

    The data of an entry about a person is not shown, so it may be null.
    """
    classes = {stored: event for event, (stored, _) in EVENTS.items()}
    if name is not None:
        _, parts = _schemas([classes[name]])
        return _document(name, parts[classes[name].__name__], parts)
    result, parts = _schemas(classes.values())
    entries = [
        {
            "type": "object",
            "properties": {
                "type": {"const": stored},
                "data": {"anyOf": [where, {"type": "null"}]} if event in PERSONAL else where,
            },
            "required": ["type", "data"],
        }
        for (stored, event), where in zip(classes.items(), result, strict=True)
    ]
    return _document("An entry of the log", {"oneOf": entries}, parts)


def charter() -> dict[str, Any]:
    """The schema of a charter, as its TOML reads in JSON."""
    _, parts = _schemas([Charter])
    whole = parts["Charter"]
    whole["description"] = (
        "A network's mandate as data: who it is, where its mandate comes from, and every rule."
    )
    whole["properties"] = {"format": {"const": FORMAT}, **whole["properties"]}
    whole["required"] = ["format", "network", "source", "mandate"]
    return _document("A charter", whole, parts)


def evaluation() -> dict[str, Any]:
    """The schema of an annual evaluation as JSON."""
    _, parts = _schemas([Evaluation])
    for part in parts.values():
        rename(part)
    return _document("An annual evaluation", parts["Evaluation"], parts)


def _schemas(types: Iterable[type]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """References to the schemas of some types, and by name every schema they are made of."""
    asked = list(types)
    families = list(FAMILIES.values())
    result, parts = msgspec.json.schema_components(
        [*asked, *families], schema_hook=any_rule(_PLACE), ref_template=_PLACE
    )
    for part in parts.values():
        # A key that is not named is a fault wherever the register reads data.
        part["additionalProperties"] = False
    for family in families:
        part = parts[family.__name__]
        part["required"] = ["family", *part["required"]]
    return list(result[: len(asked)]), parts


def any_rule(place: str) -> Callable[[type], dict[str, Any]]:
    """For msgspec: the schema of a rule, of whatever family, whose own are at a place by `name`."""

    def schema(kind: type) -> dict[str, Any]:
        if kind is not Rule:
            raise TypeError(f"No schema is known for {kind.__name__}.")
        return {"oneOf": [{"$ref": place.format(name=family.__name__)} for family in FAMILIES.values()]}

    return schema


def rename(part: dict[str, Any]) -> None:
    """Names what a schema says as JSON does, where Python's own words carry no underscore."""
    part["properties"] = {name.rstrip("_"): of for name, of in part.get("properties", {}).items()}
    part["required"] = [name.rstrip("_") for name in part.get("required", ())]


def _document(title: str, whole: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """A schema that stands alone: with the parts it refers to, and no others."""
    needed: dict[str, Any] = {}
    waiting = [whole]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in needed:
                needed[name] = parts[name]
                waiting.append(parts[name])
    return {"$schema": DIALECT, **whole, "title": title, "$defs": dict(sorted(needed.items()))}


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
