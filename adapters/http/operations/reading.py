"""Operations that ask: one for every question the command line answers, from the same catalogue.

A question that may be asked of one network or of all has an operation for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.http import parameters
from adapters.http.access import operations
from adapters.http.asking import HEADERS, answer, reached
from adapters.http.routes import Asked, Route
from application.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response

    from adapters.http.routes import Parameter
    from application.questions import Question

_OF = "/networks/{network}"
_PATHS = {"show": _OF, "person": "/people/{person}"}
"""Where a question has its answer, if not at its name."""


def _route(question: Question, name: str, *, of_one: bool) -> Route:
    async def handle(asked: Asked) -> Response:
        await reached(asked)
        return await asked.service.reading(lambda: answer(asked, question))

    path = f"{_OF}/{question.name}" if of_one else f"/{question.name}"
    return Route(
        name,
        "GET",
        _PATHS.get(question.name, path),
        question.words if of_one or question.of_every is None else question.of_every,
        handle,
        tuple(_parameters(question, of_one=of_one)),
        question.answers,
        also=("unknown", *(("fault",) if question.alternatives else ())),
        headers=HEADERS,
    )


def _parameters(question: Question, *, of_one: bool) -> Iterator[Parameter]:
    """Its own parameters, with what there is of each over HTTP: to wait for a position, to turn pages."""
    names = {field.name for field in question.fields}
    for field in question.fields:
        if field.name == "limit":
            yield parameters.LIMIT
        elif field.name == "network":
            if of_one:
                yield parameters.in_path(field.name, field.about.description, field.about.example)
        else:
            yield parameters.of_field(field)
        if field.name in ("known_at", "to") and not question.of_log:
            yield parameters.WAIT
    if question.listed is not None and "limit" not in names:
        yield parameters.LIMIT
        yield parameters.OFFSET


ROUTES: tuple[Route, ...] = tuple(
    _route(question, name, of_one=of_one) for question in QUESTIONS for name, of_one in operations(question)
)
