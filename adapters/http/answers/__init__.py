"""What answers look like: a type for each, from which their JSON Schemas are drawn."""

from __future__ import annotations

from adapters.http.answers.audit import Changes, Entries, PersonPage
from adapters.http.answers.standing import Chairs, Difference, Mandates, Members, Networks, Show
from adapters.http.answers.work import Matters, Meetings, Obligations
from adapters.http.responses import (
    Commands,
    Live,
    Ready,
    Recorded,
    Status,
    Tokens,
    Told,
)

__all__ = [
    "Chairs",
    "Changes",
    "Commands",
    "Difference",
    "Entries",
    "Live",
    "Mandates",
    "Matters",
    "Meetings",
    "Members",
    "Networks",
    "Obligations",
    "PersonPage",
    "Ready",
    "Recorded",
    "Show",
    "Status",
    "Tokens",
    "Told",
]
