"""Operations that tell how the service does, and who may use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
from starlette.responses import Response

from adapters.feeds import asyncapi
from adapters.http import measures, openapi, responses
from adapters.http.logs import tell
from adapters.http.parameters import in_path
from adapters.http.problems import Problem
from adapters.http.routes import JSON, Asked, Route
from adapters.wire.json import as_json
from application.answers.status import Status

if TYPE_CHECKING:
    from typing import Any

ANSWERS_WITHIN = 2.0
"""Seconds after which a database that does not answer counts as gone."""
_TOKEN = in_path("token", "Id of a token.", "5f3a9c0d1e2b")


def _json(data: Any, status: int = 200) -> Response:
    return Response(as_json(data), status, {"Cache-Control": "no-store"}, JSON)


async def _live(asked: Asked) -> Response:
    return _json({"live": True})


async def _ready(asked: Asked) -> Response:
    service = asked.service
    standing = None
    # Not in the readers' queue, which is what hangs when the database does.
    with anyio.move_on_after(ANSWERS_WITHIN):
        standing = await anyio.to_thread.run_sync(service.projecting.standing, abandon_on_cancel=True)
    if standing is None:
        raise Problem("unavailable", "The database does not answer.", headers={"Retry-After": "5"})
    data = {
        "stopping": service.stopping.is_set(),
        "position": standing.position,
        "projected": standing.projected,
        "lag": standing.position - standing.projected,
        "leading": standing.leading,
        "looked": round(standing.looked, 3),
        "still": round(standing.still, 3),
    }
    if standing.stale or service.stopping.is_set():
        why = "The service is stopping." if service.stopping.is_set() else "Nobody keeps the read models."
        raise Problem("unavailable", why, headers={"Retry-After": "5"}, **data)
    return _json({"ready": True, **data})


async def _status(asked: Asked) -> Response:
    return _json(await asked.service.reading(lambda: asked.service.samverk.status()))


async def _metrics(asked: Asked) -> Response:
    service = asked.service
    text = await service.reading(lambda: service.measures.text(service.projecting.standing()))
    return Response(
        text, 200, {"Cache-Control": "no-store"}, f"{measures.MEDIA_TYPE}; version=0.0.4; charset=utf-8"
    )


async def _asyncapi(asked: Asked) -> Response:
    url = asked.request.url
    description = asyncapi.document_at(url.scheme, url.netloc, asked.request.scope["root_path"])
    return Response(as_json(description), 200, {"Cache-Control": "no-cache"}, JSON)


async def _tokens(asked: Asked) -> Response:
    return _json({"tokens": await asked.service.reading(asked.service.tokens.all)})


async def _revoke(asked: Asked) -> Response:
    id_ = asked.values["token"]
    if not await asked.service.recording(lambda: asked.service.tokens.revoke(id_)):
        raise Problem("unknown", f"There is no token “{id_}” that could be revoked.")
    tell("token-revoked", token=asked.principal.token, revoked=id_)
    return Response(None, 204)


ROUTES: tuple[Route, ...] = (
    Route("live", "GET", "/health/live", "Whether the process answers.", _live, (), responses.Live),
    Route(
        "ready",
        "GET",
        "/health/ready",
        "Whether questions can be answered, and whether somebody keeps the read models; 503 when not.",
        _ready,
        (),
        responses.Ready,
    ),
    Route(
        "asyncapi",
        "GET",
        "/asyncapi.json",
        "What is told of every entry, in every way there is (AsyncAPI 3).",
        _asyncapi,
        (),
        {"type": "object"},
    ),
    Route("status", "GET", "/status", "Where the log and the read models stand.", _status, (), Status),
    Route(
        "metrics",
        "GET",
        "/metrics",
        "What is measured, for Prometheus.",
        _metrics,
        produces=(measures.MEDIA_TYPE,),
    ),
    Route(
        "tokens", "GET", "/tokens", "The tokens there are, without themselves.", _tokens, (), responses.Tokens
    ),
    Route(
        "revoke-token",
        "DELETE",
        "/tokens/{token}",
        "Let a token open nothing any more.",
        _revoke,
        (_TOKEN,),
        also=("unknown",),
        status=204,
    ),
)


def described(*operations: Route) -> tuple[Route, ...]:
    """Some operations, with the one that describes them all."""

    async def describe(asked: Asked) -> Response:
        url = asked.request.url
        servers = [{"url": f"{url.scheme}://{url.netloc}{asked.request.scope['root_path']}"}]
        description = {**openapi.document(routes), "servers": servers}
        return Response(as_json(description), 200, {"Cache-Control": "no-cache"}, JSON)

    this = Route("openapi", "GET", "/openapi.json", "This description.", describe, (), {"type": "object"})
    routes = (this, *operations)
    return routes
