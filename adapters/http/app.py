"""The application: routes to operations, and what is done for every request on the way in and out."""

from __future__ import annotations

from contextlib import asynccontextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route as Place

from adapters.database.faults import DatabaseFault
from adapters.http import access, parameters
from adapters.http.authentication import principal
from adapters.http.logs import CORRELATION, LOG, correlation, tell
from adapters.http.negotiation import preferred
from adapters.http.operations import (
    evaluating,
    feed,
    reading,
    recording,
    sse,
    upkeep,
)
from adapters.http.problems import Problem, of_outcome
from adapters.http.routes import Asked, Route
from adapters.log.keys import KeyDestroyed, KeyStoreFault
from application.entries import UndecodableEntry
from application.moments import Unanswerable
from application.outcomes import Faulty

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from adapters.http.service import Service

# Other modules of operations are added here, and their operations to the table of access.
ROUTES: tuple[Route, ...] = upkeep.described(
    *upkeep.ROUTES,
    *reading.ROUTES,
    *evaluating.ROUTES,
    *recording.ROUTES,
    *feed.ROUTES,
    *sse.ROUTES,
)
"""Every operation of the service."""

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of every answer that does not say otherwise."""
_OPERATION = "samverk.operation"


def application(service: Service, routes: Sequence[Route] = ROUTES) -> ASGIApp:
    """The ASGI application of a service. Raises Ungoverned when the table of access fits the routes not."""
    access.check(routes)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        service.projecting.start()
        service.delivering.start()
        yield
        service.delivering.stop()
        service.projecting.stop()

    by_path: dict[str, dict[str, Route]] = {}
    for route in routes:
        by_path.setdefault(route.path, {})[route.method] = route
    starlette = Starlette(
        routes=[_place(service, path, methods) for path, methods in by_path.items()],
        exception_handlers={HTTPException: _not_found},
        lifespan=lifespan,
    )
    starlette.router.redirect_slashes = False
    return _Observed(starlette, service)


def _place(service: Service, path: str, methods: dict[str, Route]) -> Place:
    """One path, with everything that can be done there."""

    async def answer(request: Request) -> Response:
        route = methods["GET" if request.method == "HEAD" else request.method]
        request.scope[_OPERATION] = route.name
        return await _answer(request, route, service)

    return Place(path, answer, methods=list(methods))


async def _answer(request: Request, route: Route, service: Service) -> Response:
    """Carries out an operation for whoever may have it done; anything that goes wrong becomes a problem."""
    try:
        return await route.handle(await _admitted(request, route, service))
    except Problem as problem:
        return problem.response()
    except Unanswerable as error:
        return Problem("unknown", str(error)).response()
    except Faulty as fault:
        return of_outcome(fault).response()
    except (DatabaseFault, KeyStoreFault) as fault:
        LOG.warning("unavailable", extra={"said": {"fault": str(fault)}})
        # Where the database is, and what it is, is nobody's business outside.
        detail = "The register's database cannot do this just now; try again."
        return Problem("unavailable", detail, headers={"Retry-After": "5"}).response()
    except KeyDestroyed:
        return Problem(
            "refused", "The person has been erased; nothing more is recorded about them."
        ).response()
    except UndecodableEntry as error:
        LOG.error("undecodable", extra={"said": {"fault": str(error)}})
        return Problem("broken", str(error)).response()
    except ClientDisconnect:
        return Problem("malformed", "The request ended early.").response()
    except Exception:
        LOG.exception("defect")
        return Problem("broken", "The service has a defect; its log says more.").response()


async def _admitted(request: Request, route: Route, service: Service) -> Asked:
    """The request, once it is known who asks, that they may, and what for. Raises Problem."""
    somebody = None
    if not access.is_public(route.name):
        somebody = await service.reading(lambda: principal(request, service.tokens))
        request.scope["samverk.token"] = somebody.token
        access.refuse_unless_allowed(route.name, somebody, request.path_params.get("network"))
        service.count(somebody)
    produces = preferred(request.headers.get("Accept"), route.produces)
    if produces is None:
        raise Problem("not-acceptable", f"This is given as {' or '.join(route.produces)}.")
    return Asked(request, route, service, somebody, parameters.read(request, route), produces)


async def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        said = f"{request.method} is not possible here; {allowed} is."
        return Problem("not-allowed", said, headers={"Allow": allowed}).response()
    return Problem(
        "unknown", "There is nothing at this address; GET /openapi.json lists what there is."
    ).response()


class _Observed:
    """Every request with its correlation id, its headers, its line in the log and its measures."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._measures = service.measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_ = correlation(Request(scope).headers.get("X-Correlation-ID"))
        token = CORRELATION.set(id_)
        began = perf_counter()
        status = 0

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Correlation-ID"] = id_
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                self._tell(scope, status, perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, observed)
        finally:
            CORRELATION.reset(token)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        operation = scope.get(_OPERATION, "none")
        self._measures.answered(operation, status, seconds)
        said: dict[str, Any] = {
            "method": scope["method"],
            "path": scope["path"],
            "operation": operation,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        if "samverk.token" in scope:
            said["token"] = scope["samverk.token"]
        tell("request", **said)
