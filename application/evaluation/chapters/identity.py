"""Which network it is, and who is named in what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.catalogue import NAMING
from domain.keys import under

if TYPE_CHECKING:
    from application.evaluation.replay import Replay

_PEOPLE = NAMING | {"for", "actor"}
"""What holds the key of a person, or of several, if of anybody: fields of entries, and what answers add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A key with the name it goes by."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkIdentity:
    """The network, as the evaluation's day knows it."""

    name: str
    country: str
    language: str
    time_zone: str
    source: str
    illustration: str | None
    """What of the founding no document states, in words; None where nothing is made up."""
    founded: date
    dissolved: date | None
    constituencies: tuple[Named, ...]
    """Every one there was in the year, by key."""
    bodies: tuple[Named, ...]


def identity(replay: Replay) -> NetworkIdentity:
    """The network, with the constituencies of the year and its bodies."""
    row = replay.identity
    frame = replay.seen.structure
    return NetworkIdentity(
        name=row.name,
        country=row.country,
        language=row.language,
        time_zone=row.time_zone,
        source=row.source,
        illustration=row.illustration,
        founded=row.start,
        dissolved=row.until,
        constituencies=tuple(
            Named(key=key, name=one.constituency.name)
            for key, memberships in sorted(frame.constituencies.items())
            for one in [one for one in memberships if replay.touches(one.start or row.start, one.until)][-1:]
        ),
        bodies=tuple(Named(key=key, name=name) for key, name in sorted(row.bodies)),
    )


def people(said: Any) -> set[str]:
    """Every key in plain data that may be a person's."""
    return set(under(_PEOPLE, said))
