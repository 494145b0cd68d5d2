"""Who sits and who presides: seats, offices, the days between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.rules import OfficeRule
from domain.time import Period, gaps, is_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from projections.mandates import MandateRow
    from projections.membership import MembershipRow
    from projections.networks import NetworkRow
    from projections.offices import TermRow


def members(rows: Sequence[MembershipRow], on: date, names: Mapping[str, str | None]) -> dict[str, Any]:
    """Seats with their holders on a day, and what stands beside them."""
    current = [row for row in rows if Period(row.start, row.until).holds(on)]

    def of(place: str) -> list[MembershipRow]:
        key = lambda row: (row.seat, row.constituency, row.start, row.person or "")  # noqa: E731
        return sorted((row for row in current if row.place == place), key=key)

    def who(row: MembershipRow) -> dict[str, Any]:
        return {
            "person": row.person,
            "name": names.get(row.person or ""),
            "from": row.start,
            "until": row.until,
        }

    def where(row: MembershipRow) -> dict[str, Any]:
        return {"seat": row.seat, "constituency": row.constituency}

    return {
        "members": [
            {**where(row), **who(row), "basis": row.basis, "function": row.function} for row in of("seat")
        ],
        "vacant": [{**where(row), "since": row.start} for row in of("vacant")],
        "deputies": [{**where(row), **who(row)} for row in of("deputy")],
        "substitutions": [{**who(row), "for": row.holder, "kind": row.kind} for row in of("substitution")],
        "observers": [{**who(row), "body": row.holder} for row in of("observer")],
    }


def chairs(
    identity: NetworkRow,
    terms: Sequence[TermRow],
    mandates: Sequence[MandateRow],
    on: date,
    names: Mapping[str, str | None],
) -> dict[str, Any]:
    """Terms of every office as they stand on a day, and the days up to it a regulated one was empty."""
    return {
        "terms": [
            {
                "office": term.office,
                "person": term.person,
                "name": names.get(term.person),
                "from": term.start,
                "until": term.until,
                "basis": term.basis,
                "status": _status(term, on),
                "ended_by": term.ended_by if not is_before(on, term.until) else None,
                "renewal_of": term.renewal_of,
            }
            for term in sorted(terms, key=lambda term: (term.office, term.start, term.person))
        ],
        "gaps": [
            {"office": office, "from": gap.start, "until": gap.until if _has_come(gap.until, on) else None}
            for office in _regulated_offices(mandates)
            for gap in gaps(
                [(term.start, term.until) for term in terms if term.office == office],
                [Period(identity.start, identity.until)],
            )
            if gap.start is not None and gap.start <= on
        ],
    }


def _status(term: TermRow, on: date) -> str:
    return "coming" if on < term.start else "running" if is_before(on, term.until) else "ended"


def _has_come(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _regulated_offices(mandates: Iterable[MandateRow]) -> list[str]:
    offices = {
        rule.office
        for row in mandates
        if row.version is not None
        for rule in row.rules
        if isinstance(rule, OfficeRule) and rule.office in ("chair", "vice-chair")
    }
    return sorted(offices)
