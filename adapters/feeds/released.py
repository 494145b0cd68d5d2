"""The schemas of events as they were released: a file for every type and version, never changed again.

Events of versions whose fields the catalogue no longer knows are told as they were stored; here they stay
described. The current version's is what `adapters.wire.schemas` draws from the class, without its words: a
test holds them together, so that a changed class needs a new version.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import orjson

from adapters.wire import schemas
from domain.catalogue import EVENTS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER: Traversable = files("adapters.feeds") / "schemas"
"""Where the files are, each named as `ChairElected.v1.json`."""
VERSIONS: dict[str, tuple[str, int]] = {
    f"{name}.v{version}": (name, version)
    for name, current in sorted(EVENTS.values())
    for version in range(1, current + 1)
}
"""Every type and version there ever was, by what its file is called."""


@cache
def released(key: str) -> dict[str, Any]:
    """The schema of the stored data of a type and version, such as `ChairElected.v1`; not to be changed."""
    schema: dict[str, Any] = orjson.loads((FOLDER / f"{key}.json").read_bytes())
    return schema


def to_release(name: str) -> dict[str, Any]:
    """The schema of a type's current version, as it is to be released."""
    schema: dict[str, Any] = _without_words(schemas.events(name))
    return schema


def _without_words(part: Any) -> Any:
    """A schema without descriptions, which may be put better; what it accepts is the same."""
    if isinstance(part, (list, tuple)):
        return [_without_words(value) for value in part]
    if not isinstance(part, dict):
        return part
    kept = {}
    for key, value in part.items():
        if key in ("properties", "$defs"):
            kept[key] = {name: _without_words(schema) for name, schema in value.items()}
        elif key != "description":
            kept[key] = _without_words(value)
    return kept
