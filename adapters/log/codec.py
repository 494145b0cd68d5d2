"""Events as JSON bytes and back, by the catalogue of stored names and versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import orjson

from application.entries import UndecodableEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class UndecodableEvent(UndecodableEntry):
    """A stored entry that cannot be read as an event; names its type, its version and the wrong field."""

    def __init__(self, name: str, version: int, field: str | None, detail: str) -> None:
        where = f", field {field}" if field else ""
        super().__init__(f"{name} version {version}{where}: {detail}")
        self.type = name
        self.version = version
        self.field = field
        self.detail = detail


class Codec:
    """Encodes events as compact JSON and decodes them, older versions included, to exactly what was encoded.

    `events` gives each event class its stored name and current version; `upcasters` turn the plain data of
    one version into that of the next. `families` names the open types a field may have: the base class, the
    key that tells its members apart in stored data, and each member by the value of that key.
    Raises ValueError when the catalogue contradicts itself.
    """

    def __init__(
        self,
        events: Mapping[type, tuple[str, int]],
        upcasters: Mapping[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]],
        families: Mapping[type, tuple[str, Mapping[str, type]]] | None = None,
    ) -> None:
        self._events = dict(events)
        self._upcasters = dict(upcasters)
        self._families = dict(families or {})
        self._classes = _by_name(self._events)
        _check_upcasters(self._upcasters, self._classes)

    def encode(self, event: object) -> tuple[str, int, bytes]:
        """The stored name, the schema version and the JSON bytes of an event.

        Raises ValueError for a class that the catalogue does not list.
        """
        try:
            name, version = self._events[type(event)]
        except KeyError:
            message = f"{type(event).__name__} is not in the catalogue of stored events."
            raise ValueError(message) from None
        return name, version, orjson.dumps(event)

    def decode(self, name: str, version: int, data: bytes) -> object:
        """The event that was stored under a name and version; raises UndecodableEvent."""
        try:
            cls, current = self._classes[name]
        except KeyError:
            raise UndecodableEvent(name, version, None, "is not a known type of entry") from None
        if not 1 <= version <= current:
            raise UndecodableEvent(name, version, None, f"is not a known version; the newest is {current}")
        plain = self._plain(name, version, data)
        for step in range(version, current):
            plain = self._upcast(name, step, plain)
        try:
            event: object = msgspec.convert(plain, cls, dec_hook=self._member)
        except msgspec.ValidationError as error:
            detail, _, path = str(error).rpartition(" - at `$")
            field = path.strip(".`") if detail else None
            raise UndecodableEvent(name, version, field, detail or path) from None
        # Only what encodes back to the same was read whole: nothing unknown dropped, nothing missing made up.
        again = orjson.dumps(event)
        if again != data and (other := _difference(plain, orjson.loads(again))):
            raise UndecodableEvent(name, version, other, "is unknown, missing or not as it would be written")
        return event

    def _plain(self, name: str, version: int, data: bytes) -> dict[str, Any]:
        try:
            plain: object = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise UndecodableEvent(name, version, None, f"is not JSON: {error}") from None
        if not isinstance(plain, dict):
            raise UndecodableEvent(name, version, None, "is not a JSON object")
        return plain

    def _upcast(self, name: str, version: int, plain: dict[str, Any]) -> dict[str, Any]:
        try:
            return dict(self._upcasters[name, version](plain))
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            detail = f"cannot be brought to version {version + 1}: {error!r}"
            raise UndecodableEvent(name, version, None, detail) from error

    def _member(self, base: type, plain: Any) -> Any:
        if base not in self._families:
            message = f"No stored form is known for {base.__name__}"
            raise ValueError(message)
        key, members = self._families[base]
        try:
            return msgspec.convert(plain, members[plain[key]], dec_hook=self._member)
        except (KeyError, TypeError):
            message = f"Expected {base.__name__} with a known `{key}`"
            raise ValueError(message) from None
        except msgspec.ValidationError as error:
            # Raised anew, as a plain ValueError, so that msgspec adds where in the entry the member stands.
            raise ValueError(str(error)) from None


def _by_name(events: dict[type, tuple[str, int]]) -> dict[str, tuple[type, int]]:
    classes: dict[str, tuple[type, int]] = {}
    for cls, (name, version) in events.items():
        if name in classes:
            message = (
                f"{name} is the stored name of two events: {classes[name][0].__name__} and {cls.__name__}."
            )
            raise ValueError(message)
        if version < 1:
            message = f"{name} has version {version}; versions start at 1."
            raise ValueError(message)
        classes[name] = (cls, version)
    return classes


def _check_upcasters(
    upcasters: Mapping[tuple[str, int], object], classes: Mapping[str, tuple[type, int]]
) -> None:
    for name, version in upcasters:
        if name not in classes:
            message = f"There is an upcaster for {name}, which is not in the catalogue."
            raise ValueError(message)
        if not 1 <= version < classes[name][1]:
            message = f"The upcaster from version {version} of {name} leads past its current version."
            raise ValueError(message)
    for name, (_, current) in classes.items():
        for version in range(1, current):
            if (name, version) not in upcasters:
                message = f"{name} has no upcaster from version {version} to {version + 1}."
                raise ValueError(message)


def _difference(one: Any, other: Any) -> str | None:
    """Where two pieces of plain JSON data first differ, as a path; None where they are equal."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            if key not in one or key not in other:
                return str(key)
            if (inner := _difference(one[key], other[key])) is not None:
                return f"{key}.{inner}" if inner else str(key)
        return None
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            if (inner := _difference(*pair)) is not None:
                return f"{index}.{inner}" if inner else str(index)
        return None
    return None if type(one) is type(other) and one == other else ""
