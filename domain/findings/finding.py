"""The shape of a finding: a sentence with places left open, and what fills them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

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
Value = str | int | date | tuple[str, ...]
"""What fills a place in a sentence: a key, a number, a day, or several keys."""


def sentence(text: str) -> str:
    """Marks a sentence that reports translate; gives it back as it is.

    Its places are named by what fills them, such as `{person}` or `{meeting}`. Where several keys fill one,
    what stands between them follows a colon: “{meetings:”, “}”.
    """
    return text


def said(message: str, values: Mapping[str, Value]) -> str:
    """A sentence, in whatever language, with its places filled."""
    filled = {name: _Several(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return message.format(**filled)


class _Several(tuple[str, ...]):
    """Several keys that a sentence sets apart by what it says after the colon."""

    __slots__ = ()

    def __format__(self, between: str) -> str:
        return between.join(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was done, or left, against the rules."""

    kind: Kind
    message: str
    """The sentence that says what it is, in English, its places still open."""
    values: Mapping[str, Value] = field(hash=False)
    """What fills the places, by their names."""
    quote: str | None
    """The mandate's sentence as it stood that day; None for what is worth knowing but breaks no sentence."""
    day: date
    evidence: tuple[str, ...]
    """Ids of the entries that show it."""

    @property
    def detail(self) -> str:
        """What it is, in one English sentence."""
        return said(self.message, self.values)
