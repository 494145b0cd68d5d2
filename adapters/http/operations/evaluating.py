"""The operation that evaluates a network's year, in the format and the language the client asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.http import parameters
from adapters.http.asking import HEADERS, reached, sent
from adapters.http.routes import JSON, Asked, Parameter, Route
from adapters.reports.formats import DATA, FORMATS
from adapters.reports.rendering import rendered
from adapters.wire.languages import LANGUAGES
from adapters.wire.values import OneOf, between
from application.evaluation.shape import Evaluation

if TYPE_CHECKING:
    from starlette.responses import Response

_MEDIA_TYPES = {JSON: DATA, **{format_.accepted: name for name, format_ in FORMATS.items()}}
"""The formats by the media type that asks for them."""


_YEAR = Parameter(
    "year",
    "path",
    between(1, 9999),
    {"type": "integer", "minimum": 1, "maximum": 9999},
    "The calendar year.",
    2013,
    required=True,
)
_LANG = parameters.query(
    "lang",
    OneOf(tuple(LANGUAGES)),
    {"type": "string", "enum": list(LANGUAGES)},
    "The language to write it in; the network's when left out. JSON has none.",
    "nb",
)


async def _evaluation(asked: Asked) -> Response:
    await reached(asked)
    return await asked.service.reading(lambda: _written(asked))


def _written(asked: Asked) -> Response:
    samverk, values = asked.service.samverk, asked.values
    position = samverk.evaluations.position(values["known_at"], values["network"])
    evaluation = samverk.evaluations.evaluate(values["network"], values["year"], position, values["on"])
    body = rendered(evaluation, _MEDIA_TYPES[asked.produces], values["lang"])
    people = {key for key, name in evaluation.names.items() if name is not None}
    return sent(asked, body, position, people, asked.produces)


ROUTES: tuple[Route, ...] = (
    Route(
        "evaluation",
        "GET",
        "/networks/{network}/evaluations/{year}",
        "A network's year set beside its mandate; the same position gives the same bytes for ever.",
        _evaluation,
        (parameters.NETWORK, _YEAR, *parameters.MOMENT, _LANG),
        Evaluation,
        produces=tuple(_MEDIA_TYPES),
        also=("unknown",),
        headers={name: text for name, text in HEADERS.items() if name == "ETag"},
    ),
)
