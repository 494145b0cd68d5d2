"""Offices: every term of chair and other offices, what ended it, which term it renewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import offices
from domain.statuses import Ending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.network import Network

KINDS = (offices.OFFICE,)


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term of one office; `ended_by` is what ends it, on `until`."""

    network: str
    office: str
    person: str
    start: date
    until: date | None
    basis: str
    ended_by: Ending | None
    renewal_of: date | None
    entry: str


def rows(network: Network, subject: SubjectOf[offices.OfficeLine]) -> Iterator[TermRow]:
    """The rows one office stands for."""
    for term in offices.terms(network, subject):
        yield TermRow(
            network.key,
            term.office,
            term.person,
            term.start,
            term.until,
            term.basis,
            term.ended_by,
            term.renewal_of,
            term.entry,
        )
