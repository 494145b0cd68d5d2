"""A network's memberships as Popolo has them, made from what the register answers about its people."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.asking import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from application.book import Book

_PLACE = re.compile(r"(?P<deputy>deputy of )?seat (?P<seat>\S+) for (?P<constituency>\S+)")


def exported(book: Book, network: str, people: Iterable[str], known_at: str | None) -> dict[str, Any]:
    """Everybody's memberships as known at a position; Popolo's `end_date` is the last day of one."""
    memberships = []
    for key in people:
        for held in ask(book, "person", key, known_at=known_at)["holdings"]:
            place = _PLACE.fullmatch(held["what"])
            if held["network"] == network and held["known_to"] is None and place is not None:
                memberships.append(
                    {
                        "person_id": key,
                        "organization_id": network,
                        "on_behalf_of_id": place["constituency"],
                        "role": "deputy" if place["deputy"] else "member",
                        "start_date": held["from"].isoformat(),
                        **_end(held["until"]),
                    }
                )
    return {"persons": [{"id": key} for key in people], "memberships": memberships}


def _end(until: date | None) -> dict[str, str]:
    return {} if until is None else {"end_date": (until - timedelta(days=1)).isoformat()}
