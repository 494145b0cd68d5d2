"""The parameters that operations share, and how a request's are read."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from adapters.cli.arguments import day, nearest, number
from adapters.http.problems import Problem
from adapters.http.routes import Parameter
from adapters.wire.commands import Key
from domain.keys import is_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from adapters.http.routes import Route

MOST = 1000
"""Things in one page of an answer."""
_KEY = msgspec.json.schema(Key)
_NUMBER = {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999}
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def key(text: str) -> str:
    """A key of a network, a person or another thing."""
    if not is_key(text):
        raise ArgumentTypeError(
            "a key has 1 to 100 characters, none of them a space, slash or control character"
        )
    return text


def moment(text: str) -> str:
    """What the register knew when: a position, a day (its end) or an instant."""
    if text.isascii() and text.isdigit():
        return str(number(text))
    try:
        if len(text) == len("2012-03-01"):
            return day(text).isoformat()
        datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"“{text}” is no position, day or instant; write 17, 2012-03-01 or 2012-03-01T12:00:00Z"
        ) from None
    return text


def line(text: str) -> str:
    """Up to 200 characters, none of them a control character."""
    if not 1 <= len(text) <= 200 or _UNSPEAKABLE.search(text):
        raise ArgumentTypeError("a text has 1 to 200 characters, none of them a control character")
    return text


def between(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int:
        if not least <= number(text) <= most:
            raise ArgumentTypeError(f"{text} is not between {least} and {most}")
        return int(text)

    return read


def _versions(text: str) -> tuple[int, int]:
    numbers = text.split(",")
    if len(numbers) != 2:
        raise ArgumentTypeError("two versions are compared; write 1,2")
    return number(numbers[0]), number(numbers[1])


def in_path(name: str, description: str, example: str) -> Parameter:
    """A key that stands in the path."""
    return Parameter(name, "path", key, _KEY, description, example, required=True)


def query(
    name: str, read: Callable[[str], Any], schema: dict[str, Any], description: str, example: Any, **more: Any
) -> Parameter:
    """A parameter of the query."""
    return Parameter(name, "query", read, schema, description, example, **more)


_DAY = {"type": "string", "format": "date"}
_LINE = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\u0000-\u001f\u007f-\u009f]+$"}

NETWORK = in_path("network", "Key of a network.", "12k-plo")
PERSON = in_path("person", "Key of a person.", "siv-fjellheim")
ON = query("on", day, _DAY, "The day asked about; today in the network when left out.", "2012-03-01")
KNOWN_AT = query(
    "known_at",
    moment,
    {
        "anyOf": [
            {"type": "string", "pattern": r"^[0-9]{1,15}$"},
            {"type": "string", "format": "date"},
            {"type": "string", "format": "date-time"},
        ]
    },
    "As the register knew it at a position, at a day's end or at an instant; now when left out.",
    "2012-04-01",
)
WAIT = query(
    "wait",
    number,
    _NUMBER,
    "Answer once what was recorded up to this position can be read, such as that of a command.",
    17,
)
MOMENT = (ON, KNOWN_AT, WAIT)
LIMIT = query(
    "limit",
    between(1, MOST),
    {"type": "integer", "minimum": 1, "maximum": MOST},
    "At most so many; `Link` leads to the next page, which is of the same position.",
    100,
    default=MOST,
)
OFFSET = query("offset", number, _NUMBER, "Past so many of the list.", 0, default=0)
PAGES = (LIMIT, OFFSET)
AFTER = query("after", number, _NUMBER, "Past this position.", 0, default=0)
DIFF = query(
    "diff",
    _versions,
    {"type": "string", "pattern": "^[0-9]{1,15},[0-9]{1,15}$"},
    "Compares two versions, by number.",
    "1,2",
)
WITHIN = query(
    "within",
    between(0, 3650),
    {"type": "integer", "minimum": 0, "maximum": 3650},
    "What is late, or due in so many days.",
    90,
)
YEAR = query(
    "year",
    between(1, 9999),
    {"type": "integer", "minimum": 1, "maximum": 9999},
    "Of a calendar year; that of the day asked about when left out. Not with `within`.",
    2013,
)
FROM = query("from", number, _NUMBER, "Past this position.", 40, required=True)
TO = query("to", number, _NUMBER, "Up to this position.", 60, required=True)
FILTERS = (
    query("type", line, _LINE, "Of one type.", "ChairElected"),
    query("actor", line, _LINE, "Recorded by somebody.", "registrator"),
    query("person", key, _KEY, "About a person.", "siv-fjellheim"),
    query("since", day, _DAY, "Recorded on that day or later (UTC).", "2012-01-01"),
    query("until", day, _DAY, "Recorded before that day (UTC).", "2013-01-01"),
)


def read(request: Request, route: Route) -> dict[str, Any]:
    """A request's parameters by name, defaults included. Raises Problem."""
    known = {parameter.name: parameter for parameter in route.parameters if parameter.where == "query"}
    for name in request.query_params:
        if name not in known:
            raise Problem(
                "malformed", f"There is no parameter “{name[:100]}”{_hint(name, known)}", field=name[:100]
            )
        if len(request.query_params.getlist(name)) > 1 and not known[name].many:
            raise Problem(
                "malformed", f"The parameter “{name}” is there twice; it may be there once.", field=name
            )
    values = {}
    for parameter in route.parameters:
        text = _text(request, parameter)
        if text is None:
            values[parameter.name] = parameter.default
            continue
        try:
            values[parameter.name] = (
                tuple(map(parameter.read, request.query_params.getlist(parameter.name)))
                if parameter.many
                else parameter.read(text)
            )
        except ArgumentTypeError as error:
            kind = "unknown" if parameter.where == "path" else "malformed"
            said = f"{parameter.name}: {error}."
            raise Problem(kind, said.encode("utf-8", "replace").decode(), field=parameter.name) from None
    return values


def _text(request: Request, parameter: Parameter) -> str | None:
    if parameter.where == "path":
        return str(request.path_params[parameter.name])
    source = request.query_params if parameter.where == "query" else request.headers
    found = source.get(parameter.name)
    if found is None and parameter.required and parameter.where == "query":
        raise Problem("malformed", f"The parameter “{parameter.name}” is missing.", field=parameter.name)
    return found


def _hint(name: str, known: dict[str, Parameter]) -> str:
    if not known:
        return "; this takes none."
    return nearest(name, tuple(known)) or f"; there are {', '.join(known)}."
