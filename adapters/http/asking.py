"""How questions are answered: when the position is reached, a page at a time, with an entity tag."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from adapters.access.roles import Role
from adapters.http.logs import tell
from adapters.http.problems import Problem
from adapters.http.routes import JSON, Asked
from adapters.wire.json import as_json
from application.answers.audit import PersonPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from application.answers.answer import Answer
    from application.questions import Question

HEADERS = {
    "ETag": "The position of the answer and what tells its content: send it in `If-None-Match`.",
    "Link": 'Where the next page is, as `rel="next"`.',
}


async def reached(asked: Asked) -> None:
    """Waits for what has to be readable: the position asked to wait for, and that the answer is to be of."""
    if (position := asked.values.get("wait")) is not None:
        await asked.service.reach(position)
    known_at = asked.values.get("known_at") or str(asked.values.get("to") or "")
    if known_at.isdigit():
        end, _ = await asked.service.reading(asked.service.samverk.log.head)
        if int(known_at) <= end:
            await asked.service.reach(int(known_at))


def answer(asked: Asked, question: Question) -> Response:
    """What a question is answered: of the networks that are the token's, a page of what may be long."""
    values = dict(asked.values)
    if any(field.name == "limit" for field in question.fields):
        # One more than asked for, to know whether there is a next page.
        values["limit"] += 1
    own = _own(asked, question.answer(asked.service.samverk.book, values))
    headers: dict[str, str] = {}
    if question.listed is not None:
        own = _turned(asked, own, question.listed, headers)
    return sent(asked, as_json(own), own.position, _named(own), JSON, headers)


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


def _turned(asked: Asked, whole: Answer, listed: str, headers: dict[str, str]) -> Answer:
    """An answer with one page of its list; says in the headers where the next one is."""
    limit, offset = asked.values["limit"], asked.values.get("offset") or 0
    rows: tuple[Any, ...] = getattr(whole, listed)
    page = rows[offset : offset + limit]
    if len(rows) > offset + limit:
        following = {"limit": limit, "known_at": whole.position}
        if "offset" in asked.values:
            following["offset"] = offset + limit
        else:
            following["after"] = page[-1].position
        if "to" in asked.values:
            del following["known_at"]
        url = asked.request.url.include_query_params(**following)
        headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    changed: dict[str, Any] = {listed: page}
    return replace(whole, **changed)


def _own(asked: Asked, whole: Answer) -> Answer:
    """An answer about several networks without what is about others than the token's."""
    if asked.principal.networks is None or whole.network is not None:
        return whole
    kept: dict[str, Any] = {
        field.name: tuple(row for row in rows if asked.principal.covers(row.network))
        for field in fields(whole)
        if isinstance(rows := getattr(whole, field.name), tuple)
        and all(hasattr(row, "network") for row in rows)
    }
    if isinstance(whole, PersonPage) and not any(kept.values()) and asked.principal.role is not Role.KEEPER:
        raise _nobody(whole.person, whole.position)
    return replace(whole, **kept)


def _nobody(person: str, position: int) -> Problem:
    # In the words of the query, so that nobody learns who is registered elsewhere.
    return Problem("unknown", f"Nobody is registered as “{person}” at position {position}.")


def _named(answer: Any) -> set[str]:
    """The keys of the people whose names an answer, or a part of one, tells."""
    if isinstance(answer, tuple):
        return set().union(*map(_named, answer))
    if not is_dataclass(answer):
        return set()
    person = getattr(answer, "person", None)
    own = {person} if person is not None and getattr(answer, "name", None) is not None else set()
    return own.union(*(_named(getattr(answer, field.name)) for field in fields(answer)))
