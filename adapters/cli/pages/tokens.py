"""A page for everything that is done about tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.pages.screen import moment, section

if TYPE_CHECKING:
    from adapters.cli.pages.screen import Answer, Page


def create(answer: Answer) -> Page:
    """A token, this once."""
    opens = f"for {answer['role']} of {_networks(answer)}, until {moment(answer['expires'])}"
    yield f"Token {answer['id']}, {opens}."
    yield answer["token"]
    yield "It is not shown again."


def revoke(answer: Answer) -> Page:
    """A token that opens nothing any more."""
    yield f"Token {answer['id']} opens nothing any more."


def listed(answer: Answer) -> Page:
    """Every token ever made."""
    rows = [
        {
            **token,
            "for": _networks(token),
            "expires": token["expires"][:10],
            "revoked": token["revoked"] and token["revoked"][:10],
        }
        for token in answer["tokens"]
    ]
    columns = {
        "id": "Id",
        "role": "Role",
        "for": "For",
        "actor": "Actor",
        "authority": "Authority",
        "expires": "Expires",
        "revoked": "Revoked",
    }
    yield from section("Tokens", rows, columns)


def _networks(token: Answer) -> str:
    return "every network" if token["networks"] is None else ", ".join(token["networks"])
