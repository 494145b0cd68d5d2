"""The API's description (OpenAPI 3.1), drawn from operations, catalogue of commands and answers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from adapters.http import access, problems, responses
from adapters.http.routes import JSON
from adapters.wire import schemas
from application.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.http.routes import Parameter, Route

_COMMON = ("malformed", "not-acceptable", "unavailable", "broken")
_GUARDED = ("unauthenticated", "forbidden", "too-many")
_BYTES: dict[str, Any] = {"type": "string"}
_PLACE = "#/components/schemas/{name}"


@cache
def document(routes: tuple[Route, ...]) -> dict[str, Any]:
    """The description of some operations."""
    result, parts = _answers(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, result)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Samverk",
            "version": "1",
            "description": "The book of record for how collaboration networks are governed: its questions and"
            " its commands. Every answer says at which position of the log it was computed.",
        },
        "jsonSchemaDialect": schemas.DIALECT,
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**parts, **_of_bodies()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: Route, found: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary.splitlines()[0],
        "description": route.summary,
        "tags": [route.path.split("/")[1].removesuffix(".json")],
        "parameters": [*map(_parameter, route.parameters), _CORRELATION],
        "responses": _responses(route, found),
    }
    if access.is_public(route.name):
        said["security"] = []
    if route.body is not None:
        content: dict[str, Any] = {"schema": _moved(route.body)}
        if route.example is not None:
            content["example"] = route.example
        said["requestBody"] = {"required": True, "content": {JSON: content}}
    return said


def _parameter(parameter: Parameter) -> dict[str, Any]:
    said = {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.required,
        "description": parameter.description,
        "schema": parameter.schema,
        "example": parameter.example,
    }
    if parameter.many:
        said["schema"] = {"type": "array", "items": parameter.schema, "minItems": 1}
        said["example"] = [parameter.example]
    if parameter.default is not None:
        said["schema"] = {**parameter.schema, "default": parameter.default}
    return said


_CORRELATION = {
    "name": "X-Correlation-ID",
    "in": "header",
    "required": False,
    "description": "Recorded with what a command leads to, logged and answered; a new one is made where there"
    " is none of 1 to 100 visible ASCII characters.",
    "schema": {"type": "string"},
    "example": "case-2013-17",
}


def _responses(route: Route, found: dict[str, Any]) -> dict[str, Any]:
    correlated = {"X-Correlation-ID": {"description": "The request's.", "schema": {"type": "string"}}}
    answer: dict[str, Any] = {
        "description": "As asked for.",
        "headers": {
            **correlated,
            **{
                name: {"description": text, "schema": {"type": "string"}}
                for name, text in route.headers.items()
            },
        },
    }
    if route.name in found:
        answer["content"] = {
            kind: {"schema": found[route.name] if kind == route.produces[0] else _BYTES}
            for kind in route.produces
        }
    elif route.status != 204:
        answer["content"] = {kind: {"schema": {"type": "string"}} for kind in route.produces}
    said = {str(route.status): answer}
    if route.method == "GET" and "ETag" in route.headers:
        said["304"] = {
            "description": "The answer is still what `If-None-Match` names.",
            "headers": correlated,
        }
    kinds = [*_COMMON, *(() if access.is_public(route.name) else _GUARDED), *route.also]
    for status, title in sorted(problems.KINDS[kind] for kind in kinds):
        said[str(status)] = {
            "description": title,
            "headers": correlated,
            "content": {problems.MEDIA_TYPE: {"schema": {"$ref": _PLACE.format(name="Told")}}},
        }
    return said


def _of_bodies() -> dict[str, Any]:
    """The schemas that bodies of commands refer to."""
    parts = schemas.commands()["$defs"]
    return {name: _moved(part) for name, part in parts.items() if name not in COMMANDS}


def _answers(routes: Sequence[Route]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of every operation's answer by its name, and by name the schemas they refer to."""
    types = list({kind: None for route in routes for kind in _types(route.answer)})
    _, parts = msgspec.json.schema_components(
        [*types, responses.Told], schema_hook=schemas.any_rule(_PLACE), ref_template=_PLACE
    )
    for name, part in parts.items():
        schemas.rename(part)
        # A problem may have members of its own.
        part["additionalProperties"] = name == "Told"
    result = {}
    for route in routes:
        if isinstance(route.answer, dict):
            result[route.name] = route.answer
        elif route.answer is not None:
            refs = [{"$ref": _PLACE.format(name=kind.__name__)} for kind in _types(route.answer)]
            result[route.name] = refs[0] if len(refs) == 1 else {"oneOf": refs}
    return result, parts


def _types(answer: Any) -> Iterable[type]:
    if answer is None or isinstance(answer, dict):
        return ()
    return answer if isinstance(answer, tuple) else (answer,)


def _moved(part: Any) -> Any:
    """A schema whose references lead to where an API's description keeps them."""
    if isinstance(part, dict):
        return {
            key: re.sub(r"^#/\$defs/", "#/components/schemas/", value) if key == "$ref" else _moved(value)
            for key, value in part.items()
        }
    return [_moved(value) for value in part] if isinstance(part, list) else part
