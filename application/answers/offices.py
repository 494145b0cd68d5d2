"""Who presides: the terms of offices, and the days between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.answers.answer import Answer, named
from application.book import Book
from application.parameters import KnownAt, NetworkKey, On
from domain.rules import OfficeRule
from domain.statuses import Ending, TermStatus, term_status
from domain.time import Period, gaps, is_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from projections.mandates import MandateRow
    from projections.networks import NetworkRow
    from projections.offices import TermRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of an office."""

    office: str
    person: str
    from_: date
    until: date | None
    basis: str
    status: TermStatus
    ended_by: Ending | None
    """None while it lasts."""
    renewal_of: date | None
    """First day of the same person's term before it; None where it renews none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days on which an office stood empty."""

    office: str
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTerm(Term):
    """One term of an office, by name."""

    name: str | None
    """None once erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chairs(Answer):
    """The terms of every office, and its gaps."""

    terms: tuple[NamedTerm, ...]
    gaps: tuple[Gap, ...]


def chairs(book: Book, network: NetworkKey, on: On = None, known_at: KnownAt = None) -> Chairs:
    """The terms of every office, and when there was nobody.

    A gap is a stretch of days on which an office that the mandate provides for stood empty.
    """
    moment, identity = book.about(network, on, known_at)
    rows = book.rows.known("offices", moment.position, network)
    versions = book.rows.known("mandates", moment.position, network)
    names = book.names((row.person for row in rows), moment.position)
    return Chairs(
        **book.head(moment, network, moment.on),
        terms=tuple(named(NamedTerm, term, names) for term in terms(rows, moment.on)),
        gaps=tuple(vacant_offices(identity, rows, versions, moment.on)),
    )


def terms(rows: Iterable[TermRow], on: date) -> list[Term]:
    """The terms of every office as they stand on a day, office by office."""
    return [
        Term(
            office=row.office,
            person=row.person,
            from_=row.start,
            until=row.until,
            basis=row.basis,
            status=term_status(on, row.start, row.until),
            ended_by=None if is_before(on, row.until) else row.ended_by,
            renewal_of=row.renewal_of,
        )
        for row in sorted(rows, key=lambda row: (row.office, row.start, row.person))
    ]


def vacant_offices(
    identity: NetworkRow, rows: Sequence[TermRow], versions: Iterable[MandateRow], on: date
) -> list[Gap]:
    """The days up to one on which a regulated office stood empty, with the end they had by then."""
    return [
        Gap(
            office=office,
            from_=gap.start,
            until=gap.until if gap.until is not None and gap.until <= on else None,
        )
        for office in _regulated_offices(versions)
        for gap in gaps(
            [(row.start, row.until) for row in rows if row.office == office],
            [Period(identity.start, identity.until)],
        )
        if gap.start is not None and gap.start <= on
    ]


def _regulated_offices(versions: Iterable[MandateRow]) -> list[str]:
    offices = {
        rule.office
        for row in versions
        if row.version is not None
        for rule in row.rules
        if isinstance(rule, OfficeRule) and rule.office in ("chair", "vice-chair")
    }
    return sorted(offices)
