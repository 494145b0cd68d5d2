"""Who asks: by the bearer token of a request, and by nothing else. Another way in would be added here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.http.problems import Problem

if TYPE_CHECKING:
    from starlette.requests import Request

    from adapters.access.roles import Principal
    from adapters.access.tokens import Tokens

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="samverk"'}


def principal(request: Request, tokens: Tokens) -> Principal:
    """Whoever a request comes from. Raises Problem where it has no token that opens anything."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Problem("unauthenticated", "Send a token: `Authorization: Bearer smv_…`.", headers=_CHALLENGE)
    result = tokens.principal(secret.strip())
    if result is None:
        detail = "The token is unknown, revoked or past its end; ask for another."
        raise Problem("unauthenticated", detail, headers=_CHALLENGE)
    return result
