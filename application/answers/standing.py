"""Who sits: seats with their holders, and who stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.answers.answer import Answer, named
from application.book import Book
from application.parameters import KnownAt, NetworkKey, On
from domain.time import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projections.membership import MembershipRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """One standing deputy, as a tenure."""

    seat: str
    constituency: str
    person: str
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person on one seat, from the first day served until the first day not; not cut to the year."""

    seat: str
    constituency: str
    person: str
    from_: date
    until: date | None
    basis: str
    """Of what kind the tenure is; empty where the mandate does not say."""
    function: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """One person standing in for another."""

    person: str
    for_: str
    kind: str
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """One observer."""

    person: str
    body: str | None
    """None where the observer is nobody's."""
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDeputy(Deputy):
    """A deputy of a seat."""

    name: str | None
    """None once erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Tenure):
    """A holder of a seat."""

    name: str | None
    """None once erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSubstitution(Substitution):
    """Somebody who acts for another."""

    name: str | None
    """None once erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedObserver(Observer):
    """An observer, of a body if of any."""

    name: str | None
    """None once erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A seat that nobody holds."""

    seat: str
    constituency: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Members(Answer):
    """Who sits in a network on a day."""

    members: tuple[Member, ...]
    vacant: tuple[Vacancy, ...]
    deputies: tuple[NamedDeputy, ...]
    substitutions: tuple[NamedSubstitution, ...]
    observers: tuple[NamedObserver, ...]


def members(book: Book, network: NetworkKey, on: On = None, known_at: KnownAt = None) -> Members:
    """Who sits in a network for whom, and which seats are empty.

    Deputies, substitutes and observers stand beside.
    """
    moment, _ = book.about(network, on, known_at)
    rows = book.rows.known("membership", moment.position, network)
    names = book.names((row.person for row in rows), moment.position)
    current = by_place(row for row in rows if Period(row.start, row.until).holds(moment.on))
    return Members(
        **book.head(moment, network, moment.on),
        members=tuple(named(Member, tenure(row), names) for row in current["seat"]),
        vacant=tuple(
            Vacancy(seat=row.seat, constituency=row.constituency, since=row.start)
            for row in current["vacant"]
        ),
        deputies=tuple(named(NamedDeputy, deputy(row), names) for row in current["deputy"]),
        substitutions=tuple(
            named(NamedSubstitution, substitution(row), names) for row in current["substitution"]
        ),
        observers=tuple(named(NamedObserver, observer(row), names) for row in current["observer"]),
    )


def by_place(rows: Iterable[MembershipRow]) -> dict[str, list[MembershipRow]]:
    """Rows by what they are of: `seat`, `deputy`, `substitution`, `observer`, `vacant`; each seat by seat."""
    result: dict[str, list[MembershipRow]] = {
        place: [] for place in ("seat", "deputy", "substitution", "observer", "vacant")
    }
    for row in sorted(rows, key=_by_seat):
        result[row.place].append(row)
    return result


def _by_seat(row: MembershipRow) -> tuple[str, str, date, str, str]:
    return row.seat, row.constituency, row.start, row.person or "", row.holder or ""


def tenure(row: MembershipRow) -> Tenure:
    """Somebody's row of a seat."""
    return Tenure(
        seat=row.seat,
        constituency=row.constituency,
        person=row.person or "",
        from_=row.start,
        until=row.until,
        basis=row.basis,
        function=row.function,
    )


def deputy(row: MembershipRow) -> Deputy:
    """Somebody's row as a deputy."""
    return Deputy(
        seat=row.seat,
        constituency=row.constituency,
        person=row.person or "",
        from_=row.start,
        until=row.until,
    )


def substitution(row: MembershipRow) -> Substitution:
    """Somebody's row in another's stead."""
    return Substitution(
        person=row.person or "",
        for_=row.holder or "",
        kind=row.kind or "",
        from_=row.start,
        until=row.until,
    )


def observer(row: MembershipRow) -> Observer:
    """Somebody's row as an observer."""
    return Observer(person=row.person or "", body=row.holder, from_=row.start, until=row.until)
