"""How questions are answered: when the position is reached, a page at a time, with an entity tag."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from adapters.access.roles import Role
from adapters.cli.call import as_json
from adapters.http import parameters as given
from adapters.http.logs import tell
from adapters.http.problems import Problem
from adapters.http.routes import JSON, Asked, Route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from adapters.http.routes import Parameter
    from application.queries import Queries

    Ask = Callable[[Queries, dict[str, Any]], dict[str, Any]]

HEADERS = {
    "ETag": "The position of the answer and what tells its content: send it in `If-None-Match`.",
    "Link": 'Where the next page is, as `rel="next"`.',
}


def question(
    name: str,
    path: str,
    summary: str,
    answer: Any,
    ask: Ask,
    *parameters: Parameter,
    pages: str | None = None,
    also: tuple[str, ...] = (),
) -> Route:
    """An operation that asks; `pages` names the list of the answer that is given a page at a time."""

    async def handle(asked: Asked) -> Response:
        await reached(asked)
        return await asked.service.reading(lambda: _answer(asked, ask, pages))

    paging = given.PAGES if pages is not None and given.LIMIT not in parameters else ()
    asked_for = (*parameters, *paging)
    met = ("unknown", *also)
    return Route(name, "GET", path, summary, handle, asked_for, answer, also=met, headers=HEADERS)


async def reached(asked: Asked) -> None:
    """Waits for what has to be readable: the position asked to wait for, and that the answer is to be of."""
    if (position := asked.values.get("wait")) is not None:
        await asked.service.reach(position)
    known_at = asked.values.get("known_at") or str(asked.values.get("to") or "")
    if known_at.isdigit():
        end, _ = await asked.service.reading(asked.service.samverk.log.head)
        if int(known_at) <= end:
            await asked.service.reach(int(known_at))


def _answer(asked: Asked, ask: Ask, pages: str | None) -> Response:
    data = ask(asked.service.samverk.queries, asked.values)
    _keep_to_own(asked, data)
    headers: dict[str, str] = {}
    if pages is not None:
        _turn(asked, data, pages, headers)
    return sent(asked, as_json(data), data["position"], _named(data), JSON, headers)


def sent(
    asked: Asked,
    body: bytes,
    position: int,
    people: set[str],
    media_type: str,
    more: Mapping[str, str] | None = None,
) -> Response:
    """An answer of a position, or 304 where the client has it; `people` are the keys of those it names."""
    # The content too, because an erasure changes answers of positions before it.
    etag = f'"{position}-{sha256(body).hexdigest()[:16]}"'
    headers = {
        "Cache-Control": "private, no-cache",
        "Vary": "Accept, Authorization",
        "ETag": etag,
        **(more or {}),
    }
    if etag in _tags(asked.request.headers.get("If-None-Match", "")):
        return Response(None, 304, headers)
    if people:
        tell(
            "personal-data-read",
            token=asked.principal.token,
            actor=asked.principal.actor,
            path=asked.request.url.path,
            keys=len(people),
        )
    return Response(body, 200, headers, media_type)


def _tags(header: str) -> set[str]:
    """The entity tags a header lists; a weak one counts as the strong one (RFC 9110, 13.1.2)."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _turn(asked: Asked, data: dict[str, Any], pages: str, headers: dict[str, str]) -> None:
    """Leaves one page of an answer's list, and says where the next one is."""
    limit, offset = asked.values["limit"], asked.values.get("offset") or 0
    listed = data[pages]
    data[pages] = listed[offset : offset + limit]
    if len(listed) <= offset + limit:
        return
    following = {"limit": limit, "known_at": data["position"]}
    if "offset" in asked.values:
        following["offset"] = offset + limit
    else:
        following["after"] = data[pages][-1]["position"]
    if "to" in asked.values:
        del following["known_at"]
    url = asked.request.url.include_query_params(**following)
    headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'


def _keep_to_own(asked: Asked, data: dict[str, Any]) -> None:
    """Takes out of an answer about several networks what is about others than the token's."""
    if asked.principal.networks is None or data["network"] is not None:
        return
    for name in ("networks", "obligations", "holdings", "attendance"):
        if name in data:
            data[name] = [one for one in data[name] if asked.principal.covers(one["network"])]
    is_stranger = "person" in data and not data["holdings"] and not data["attendance"]
    if is_stranger and asked.principal.role is not Role.KEEPER:
        raise _nobody(data["person"], data["position"])


def _nobody(person: str, position: int) -> Problem:
    # In the words of the query, so that nobody learns who is registered elsewhere.
    return Problem("unknown", f"Nobody is registered as “{person}” at position {position}.")


def _named(data: Any) -> set[str]:
    """The keys of the people whose names an answer tells."""
    if isinstance(data, dict):
        own = {data["person"]} if data.get("name") is not None and data.get("person") is not None else set()
        return own.union(*map(_named, data.values()))
    if isinstance(data, list):
        return set().union(*map(_named, data))
    return set()
