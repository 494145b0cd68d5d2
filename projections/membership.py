"""Membership: who holds which seat for whom, with deputies, substitutes, observers and empty seats beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import seats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.network import Network

KINDS = (seats.SEAT, seats.DEPUTY, seats.SUBSTITUTION, seats.OBSERVER)


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """Somebody's days in a place, or with `place` = `vacant` the days an expected seat stood empty."""

    network: str
    place: str
    seat: str
    constituency: str
    person: str | None
    start: date
    until: date | None
    basis: str
    function: str | None
    holder: str | None
    kind: str | None
    entry: str | None


def rows(network: Network, subject: SubjectOf[seats.Line]) -> Iterator[MembershipRow]:
    """The rows one place stands for."""
    for holding in seats.holdings(network, subject):
        yield MembershipRow(
            network.key,
            holding.place,
            holding.seat,
            holding.constituency,
            holding.person,
            holding.start,
            holding.until,
            holding.basis,
            holding.function,
            holding.holder or None,
            holding.kind or None,
            holding.entry,
        )
    if subject[0] == seats.SEAT.name:
        for constituency, period in seats.vacancies(network, subject):
            assert period.start is not None
            yield MembershipRow(
                network.key,
                "vacant",
                subject[1],
                constituency,
                None,
                period.start,
                period.until,
                "",
                None,
                None,
                None,
                None,
            )
