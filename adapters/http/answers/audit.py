"""Changes, people and entries: what their answers look like."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from adapters.http.answers.answer import DAYS, Answer


class Change(Struct):
    """What one entry changed about one thing."""

    position: int
    what: str
    sentence: str
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]


class Changes(Answer, kw_only=True):
    """What changed between two positions."""

    changes: list[Change]


class Holding(Struct, rename=DAYS):
    """Something a person held, between the positions at which the register said so."""

    network: str
    what: str
    from_: date
    until: date | None
    known_from: int
    known_to: int | None


class Presence(Struct):
    """A meeting a person was at, or should have been."""

    network: str
    meeting: str
    on: date
    capacity: str
    constituency: str | None
    digital: bool


class PersonPage(Answer, kw_only=True):
    """What a person held and attended."""

    person: str
    name: str | None
    holdings: list[Holding]
    attendance: list[Presence]


class Entry(Struct):
    """One entry of the log; the data of an entry about a person is not shown."""

    position: int
    id: str
    type: str
    recorded: str
    effective: date | None
    network: str | None
    stream: str
    actor: str | None
    authority: str | None
    data: dict[str, Any] | None
    corrects: str | None
    corrected_by: list[str]


class Entries(Answer, kw_only=True):
    """Entries of the log, the oldest first."""

    entries: list[Entry]
