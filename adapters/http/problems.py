"""What goes wrong on the way, told as problem+json (RFC 9457), and what the register says as such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import Response

from application.outcomes import Faulty, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"

KINDS: dict[str, tuple[int, str]] = {
    "malformed": (400, "The request cannot be read"),
    "unauthenticated": (401, "A token is needed"),
    "forbidden": (403, "The token does not allow this"),
    "unknown": (404, "There is no such thing"),
    "not-allowed": (405, "This cannot be done here"),
    "not-acceptable": (406, "There is no such format"),
    "gone": (410, "The place in the log is gone"),
    "refused": (409, "A rule stands against it"),
    "version-differs": (412, "The network has moved on"),
    "too-large": (413, "The body is too large"),
    "unsupported": (415, "The body has another format"),
    "fault": (422, "This cannot be taken as it is"),
    "unconditional": (428, "The version is missing"),
    "too-many": (429, "Too many requests"),
    "broken": (500, "A defect of the service"),
    "unavailable": (503, "Not possible just now"),
}
"""Every kind of problem: the status it is told with, and its title."""


class Problem(Exception):
    """Something that ends a request; `members` are told beside kind, title, status and detail."""

    def __init__(
        self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.title = KINDS[kind]
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members

    def response(self) -> Response:
        """The problem as an answer."""
        said = {
            "type": f"urn:samverk:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }
        return Response(
            orjson.dumps(said, option=orjson.OPT_SORT_KEYS),
            self.status,
            {"Cache-Control": "no-store", **self.headers},
            MEDIA_TYPE,
        )


def of_outcome(outcome: Refused | Faulty) -> Problem:
    """What became of a command that was not recorded: with the rule and its quote, or with the field."""
    if isinstance(outcome, Faulty):
        return Problem("fault", outcome.detail, field=outcome.field)
    said = outcome.answer()["refusal"]
    return Problem("refused", said.pop("detail"), **said)


def unknown_network(network: str) -> Problem:
    """There is no such network."""
    return Problem("unknown", f"There is no network “{network}”; GET /networks lists those there are.")
