"""What the auditor asks: one person, and what changed between two positions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from application.answers import sentences
from application.answers.answer import Answer
from application.book import Book
from application.moments import Unanswerable
from application.parameters import (
    KnownAt,
    NetworkKey,
    On,
    PastPosition,
    PersonKey,
    UpToPosition,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from projections.attendance import AttendanceRow
    from projections.bitemporal import Known
    from projections.membership import MembershipRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one entry changed about one thing."""

    position: int
    what: str
    """The read model whose rows they are."""
    sentence: str
    before: tuple[dict[str, Any], ...]
    """The rows that the entry closed."""
    after: tuple[dict[str, Any], ...]
    """The rows that it opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes(Answer):
    """What changed between two positions."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Something a person held, between the positions at which the register said so."""

    network: str
    what: str
    from_: date
    until: date | None
    known_from: int
    known_to: int | None
    """The first position that no longer knows it; None while it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A meeting a person was at, or should have been."""

    network: str
    meeting: str
    on: date
    capacity: str
    constituency: str | None
    """None where the person came for nobody."""
    digital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(Answer):
    """What a person held and attended."""

    person: str
    name: str | None
    """None once erased."""
    holdings: tuple[Holding, ...]
    attendance: tuple[Presence, ...]


def changes(book: Book, network: NetworkKey, from_: PastPosition, to: UpToPosition) -> Changes:
    """What changed in a network between two positions.

    Every entry past `from`, up to `to`, with what the book said before it and what it said after.
    """
    moment, _ = book.about(network, None, str(to))
    if from_ > to:
        raise Unanswerable(f"Position {from_} comes after {to}; write the earlier one first.")
    rows = book.rows.between(network, from_, to)
    return Changes(**book.head(moment, network, None), changes=tuple(_changes(rows, from_, to)))


def person(book: Book, person: PersonKey, on: On = None, known_at: KnownAt = None) -> PersonPage:
    """What a person held in any network, and attended.

    What a correction changed is shown too, with the positions between which it was believed.
    """
    moment = book.about_people(on, known_at)
    somebody = book.person(person, moment.position)
    if not somebody.registered:
        raise Unanswerable(f"Nobody is registered as “{person}” at position {moment.position}.")
    places, terms, attendance = (
        book.rows.of_person(projection, person, moment.position)
        for projection in ("membership", "offices", "attendance")
    )
    return PersonPage(
        **book.head(moment, None, moment.on),
        person=person,
        name=somebody.name,
        holdings=tuple(_holdings(places, terms)),
        attendance=tuple(_attendance(attendance)),
    )


def _holdings(places: Iterable[Known], terms: Iterable[Known]) -> Iterator[Holding]:
    """What one person held, ever, with the positions between which the book said so."""
    result = [(known, _what(known.row)) for known in places] + [
        (known, f"office {known.row.office}") for known in terms
    ]
    for known, what in sorted(result, key=lambda pair: (pair[0].row.network, pair[0].since, pair[1])):
        yield Holding(
            network=known.row.network,
            what=what,
            from_=known.row.start,
            until=known.row.until,
            known_from=known.since,
            known_to=known.until,
        )


def _what(row: MembershipRow) -> str:
    match row.place:
        case "seat":
            return f"seat {row.seat} for {row.constituency}"
        case "deputy":
            return f"deputy of seat {row.seat} for {row.constituency}"
        case "substitution":
            return f"{row.kind} substitute for {row.holder}"
    return "observer"


def _attendance(rows: Iterable[Known]) -> Iterator[Presence]:
    """The meetings one person was at, or should have been, as the book has them now."""
    current: list[AttendanceRow] = [known.row for known in rows if known.until is None]
    for row in sorted(current, key=lambda row: (row.on, row.network, row.meeting)):
        yield Presence(
            network=row.network,
            meeting=row.meeting,
            on=row.on,
            capacity=row.capacity,
            constituency=row.constituency,
            digital=row.digital,
        )


def _changes(rows: Iterable[tuple[str, Known]], after: int, upto: int) -> Iterator[Change]:
    """What each entry past `after` changed, up to `upto`: the rows it closed beside the rows it opened.

    `rows` are pairs of a projection's name and a row that was opened or closed in between.
    """
    gone: dict[tuple[int, str, str], list[Any]] = {}
    come: dict[tuple[int, str, str], list[Any]] = {}
    for projection, known in rows:
        thing = sentences.thing(projection, known.row)
        if after < known.since <= upto:
            come.setdefault((known.since, projection, thing), []).append(known.row)
        if known.until is not None and after < known.until <= upto:
            gone.setdefault((known.until, projection, thing), []).append(known.row)
    for key in sorted(gone.keys() | come.keys()):
        position, projection, thing = key
        before, now = gone.get(key, []), come.get(key, [])
        yield Change(
            position=position,
            what=projection,
            sentence=sentences.change(projection, thing, before, now),
            before=tuple(map(asdict, before)),
            after=tuple(map(asdict, now)),
        )
