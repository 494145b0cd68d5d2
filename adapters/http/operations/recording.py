"""Operations that record: one for every command of the catalogue."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import Response

from adapters.demonstration.examples import EXAMPLES
from adapters.http import access, parameters, responses
from adapters.http.batching import Waiting
from adapters.http.logs import CORRELATION
from adapters.http.preconditions import CONDITION, IDEMPOTENCY, expected_version
from adapters.http.problems import Problem, of_outcome, unknown_network
from adapters.http.routes import JSON, Asked, Route
from adapters.wire import schemas
from adapters.wire.commands import LONGEST, plain
from adapters.wire.json import as_json
from application.commands import COMMANDS
from application.entries import NETWORKS, PEOPLE
from application.outcomes import Faulty, OutOfReach, Recorded, Refused

if TYPE_CHECKING:
    from domain.commands import CommandType

ELSEWHERE = {
    "command": "The command stands in the path.",
    "network": "The network stands in the path.",
    "person": "The person stands in the path.",
    "actor": "Who records is said by the token.",
    "authority": "On whose authority is said by the token.",
    "id": "The command's id stands in the header `Idempotency-Key`.",
    "expected_version": "The version stands in the header `If-Match`.",
    "correlation": "The correlation id stands in the header `X-Correlation-ID`.",
}
"""Fields of a command that its body does not have over HTTP, with where they are instead."""


def _not_in_body(kind: CommandType) -> set[str]:
    # In a network a person is who the command is about, and stands in the body.
    return set(ELSEWHERE) - {"network" if kind.about == "person" else "person"}


@cache
def body_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a command's body; what it refers to is in `schemas.commands()`."""
    whole = schemas.commands()["$defs"][name]
    absent = _not_in_body(COMMANDS[name])
    return {
        **whole,
        "properties": {key: part for key, part in whole["properties"].items() if key not in absent},
        "required": [key for key in whole["required"] if key not in absent],
    }


async def _carry_out(asked: Asked, kind: CommandType) -> Response:
    where = asked.values["person" if kind.about == "person" else "network"]
    expected = expected_version(asked.values["If-Match"], needed=kind.about == "network")
    said = await _body(asked, kind)
    said["command"] = kind.name
    said["person" if kind.about == "person" else "network"] = where
    # Part of what tells commands of one id apart, unlike what may differ when the same is sent again.
    said["actor"], said["authority"] = asked.principal.actor, asked.principal.authority
    if (id_ := asked.values["Idempotency-Key"]) is not None:
        said["id"] = id_
    waiting = Waiting(said, CORRELATION.get() or "", expected, asked.principal.networks)
    outcome = await asked.service.recording(lambda: asked.service.writer.carry_out(waiting))
    if isinstance(outcome, Recorded):
        headers = {"ETag": f'"v{outcome.version}"', "Cache-Control": "no-store"}
        return Response(as_json(outcome.answer()), 200, headers, JSON)
    if isinstance(outcome, Refused) and outcome.refusal.rule == "VersionIsAsExpected":
        stream = (PEOPLE if kind.about == "person" else NETWORKS) + where
        version = await asked.service.reading(lambda: version_of(asked, stream))
        raise Problem(
            "version-differs",
            f"The version is {version}, not {expected}; see what came in between, then send it again.",
            version=version,
        )
    if isinstance(outcome, OutOfReach):
        raise Problem("forbidden", outcome.detail)
    raise of_outcome(outcome)


def version_of(asked: Asked, stream: str) -> int:
    """The version of a stream; 0 before its first entry."""
    last = asked.service.samverk.recorder.select_events(stream, desc=True, limit=1)
    return last[0].originator_version if last else 0


async def _body(asked: Asked, kind: CommandType) -> dict[str, Any]:
    request = asked.request
    media, _, parameters = request.headers.get("Content-Type", "").partition(";")
    charset = parameters.strip().lower()
    if media.strip().lower() != JSON or charset not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise Problem("unsupported", f"A command is {JSON}, in UTF-8; say so in `Content-Type`.")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise Problem("too-large", f"The body is longer than {LONGEST} bytes; a command is not.")
    try:
        said = plain(body)
    except Faulty as fault:
        kind_of_problem = "fault" if _is_object(body) else "malformed"
        raise Problem(kind_of_problem, fault.detail, field=fault.field) from None
    for name in sorted(_not_in_body(kind) & said.keys()):
        raise Problem("malformed", ELSEWHERE[name], field=name)
    return said


def _is_object(body: bytes) -> bool:
    """Whether a body is a JSON object at all, whatever is wrong with what it holds."""
    try:
        return isinstance(orjson.loads(body), dict)
    except orjson.JSONDecodeError:
        return False


def _command(kind: CommandType) -> Route:
    async def handle(asked: Asked) -> Response:
        return await _carry_out(asked, kind)

    where = parameters.PERSON if kind.about == "person" else parameters.NETWORK
    folder = "people" if kind.about == "person" else "networks"
    needs_version = () if kind.about == "person" else ("unconditional",)
    return Route(
        kind.name,
        "POST",
        f"/{folder}/{{{where.name}}}/commands/{kind.name}",
        kind.explanation,
        handle,
        (where, CONDITION[kind.about], IDEMPOTENCY),
        responses.Recorded,
        body=body_schema(kind.name),
        example=EXAMPLES.get(kind.name),
        also=("unknown", "refused", "version-differs", "too-large", "unsupported", "fault", *needs_version),
        headers={"ETag": 'The version of the stream, such as `"v12"`: send it in `If-Match`.'},
    )


async def _commands(asked: Asked) -> Response:
    """The network's version, and what may be done to it."""
    network = asked.values["network"]
    version = await asked.service.reading(lambda: version_of(asked, NETWORKS + network))
    if not version:
        raise unknown_network(network)
    allowed = [
        kind.name
        for kind in COMMANDS.values()
        if kind.about == "network" and access.allows(kind.name, asked.principal, network)
    ]
    data = {"network": network, "version": version, "commands": allowed}
    headers = {"ETag": f'"v{version}"', "Cache-Control": "private, no-cache"}
    return Response(as_json(data), 200, headers, JSON)


ROUTES: tuple[Route, ...] = (
    Route(
        "commands",
        "GET",
        "/networks/{network}/commands",
        "The commands that the token may send to a network, and the network's version for `If-Match`.",
        _commands,
        (parameters.NETWORK,),
        responses.Commands,
        also=("unknown",),
        headers={"ETag": 'The version of the network, such as `"v12"`: send it in `If-Match`.'},
    ),
    *map(_command, COMMANDS.values()),
)
