"""Which network it is, and who is named in what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from application.evaluation.shape import Identity, Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.evaluation.replay import Replay

_PEOPLE = frozenset(
    {
        "person",
        "people",
        "for",
        "holder",
        "replaces",
        "proposed_by",
        "prepared_by",
        "raised_by",
        "invited_by",
        "reported_by",
        "actor",
    }
)
"""What holds the key of a person, or of several, if of anybody: a body may raise a matter too."""


def identity(replay: Replay) -> Identity:
    """The network, with the constituencies of the year and its bodies."""
    row = replay.identity
    frame = replay.seen.structure
    return Identity(
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
    return set(_keys(said))


def _keys(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for name, part in said.items():
            if name in _PEOPLE:
                yield from [
                    one for one in (part if isinstance(part, list) else [part]) if isinstance(one, str)
                ]
            else:
                yield from _keys(part)
    elif isinstance(said, list):
        for part in said:
            yield from _keys(part)
