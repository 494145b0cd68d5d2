"""The shape of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "attendance",
    "minutes",
    "note-takers",
    "joint-meeting",
    "project",
    "expired-mandate",
    "election",
    "matter",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was done, or left, against the rules."""

    kind: Kind
    detail: str
    """What it is, in one sentence."""
    quote: str | None
    """The mandate's sentence as it stood that day; None for what is worth knowing but breaks no sentence."""
    day: date
    evidence: tuple[str, ...]
    """Ids of the entries that show it."""
