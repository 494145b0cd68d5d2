"""The parameters that operations share, and how a request's are read."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

from adapters.http.problems import Problem
from adapters.http.routes import Parameter
from adapters.wire.values import KEY, KINDS, NUMBER, between, key, nearest, number
from application.parameters import KnownAt, NetworkKey, On, PersonKey
from application.questions import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from adapters.http.routes import Route

MOST = 1000
"""Things in one page of an answer."""


def in_path(name: str, description: str, example: str) -> Parameter:
    """A key that stands in the path."""
    return Parameter(name, "path", key, KEY, description, example, required=True)


def query(
    name: str, read: Callable[[str], Any], schema: dict[str, Any], description: str, example: Any, **more: Any
) -> Parameter:
    """A parameter of the query."""
    return Parameter(name, "query", read, schema, description, example, **more)


def of_field(field: Field) -> Parameter:
    """A parameter of a question: a key that has to be there stands in the path, all else in the query."""
    about, value = field.about, KINDS[field.about.kind]
    where = "path" if field.is_required and about.kind == "key" else "query"
    return Parameter(
        field.name,
        where,
        value.read,
        value.schema,
        about.description,
        about.example,
        required=field.is_required,
        default=field.default,
    )


def of(name: str, kind: Any, *, required: bool = False) -> Parameter:
    """A parameter as questions have it, by its type."""
    return of_field(Field(name, kind.__metadata__[0], None, required, required))


NETWORK = of("network", NetworkKey, required=True)
PERSON = of("person", PersonKey, required=True)
WAIT = query(
    "wait",
    number,
    NUMBER,
    "Answer once what was recorded up to this position can be read, such as that of a command.",
    17,
)
MOMENT = (of("on", On), of("known_at", KnownAt), WAIT)
LIMIT = query(
    "limit",
    between(1, MOST),
    {"type": "integer", "minimum": 1, "maximum": MOST},
    "At most so many; `Link` leads to the next page, which is of the same position.",
    100,
    default=MOST,
)
OFFSET = query("offset", number, NUMBER, "Past so many of the list.", 0, default=0)


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
    result = source.get(parameter.name)
    if result is None and parameter.required and parameter.where == "query":
        raise Problem("malformed", f"The parameter “{parameter.name}” is missing.", field=parameter.name)
    return result


def _hint(name: str, known: dict[str, Parameter]) -> str:
    if not known:
        return "; this takes none."
    return nearest(name, tuple(known)) or f"; there are {', '.join(known)}."
