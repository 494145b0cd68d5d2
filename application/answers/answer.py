"""What every answer of the register says of itself.

The classes of these modules are the one place where an answer's shape is said: questions return them, JSON
and the schemas are drawn from them, an evaluation uses the same ones where it says the same. Days are dates,
periods half-open: `until` is the first day no longer, None while that is open. A trailing underscore, which
keeps a field apart from Python's own words, is no part of its name.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRegister:
    """What is said of a register, which may be a sandbox."""

    sandbox: bool = True
    """Whether it is of a sandbox; left out where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(OfRegister):
    """What every answer says of itself: of which network and day, as known at which position and instant."""

    network: str | None
    """None where it is about several."""
    on: date | None
    """None where it is about no day, or about another in every network."""
    known_at: str | None
    """The instant the position was recorded (UTC, ISO 8601); None before the first entry."""
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One body's word."""

    body: str
    on: date
    reference: str | None


def named(kind: Callable[..., Row], row: Any, names: Mapping[str, str | None]) -> Row:
    """A row that names its person: one of a kind that adds `name` to the row's own fields."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(row)}, name=names.get(row.person))


def approvals(words: Iterable[Any], by: date) -> tuple[Approval, ...]:
    """What bodies had said by a day, in the order it was recorded."""
    return tuple(
        Approval(body=word.body, on=word.on, reference=word.reference) for word in words if word.on <= by
    )
