"""How offices stand: every term, and what ended it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.chapters.offices.events import OfficeVacated
from domain.chapters.seats import left_on
from domain.time import is_before

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.chapters.offices.state import OfficeLine, Spell
    from domain.history import History
    from domain.statuses import Ending


@dataclass(frozen=True, slots=True)
class Term:
    """One term as it stands: ended by expiry unless something ended it sooner."""

    office: str
    person: str
    start: date
    until: date | None
    basis: str
    ended_by: Ending | None
    """What ends it: expiry, succession, stepped-down, lost-seat or dissolution; None while nothing does."""
    renewal_of: date | None
    """First day of the term this one continues: the same person's, ending the day this one starts."""
    entry: str


def terms(network: History, subject: SubjectOf[OfficeLine]) -> list[Term]:
    """Every term of an office in the order they began; one that was over before its first day is left out.

    Whoever was elected while sitting in the network, or deputising, loses the office with the last place.
    """
    result: list[Term] | None = network.derived.get(subject)
    if result is None:
        result = network.derived[subject] = _terms(network, subject)
    return result


def _terms(network: History, subject: SubjectOf[OfficeLine]) -> list[Term]:
    line = network.timeline(subject)
    result: list[Term] = []
    for spell in line.spells:
        until, ended_by = end_of(network, spell)
        if is_before(spell.start, until):
            renewed = next(
                (term.start for term in result if term.person == spell.person and term.until == spell.start),
                None,
            )
            result.append(
                Term(
                    subject[1], spell.person, spell.start, until, spell.basis, ended_by, renewed, spell.entry
                )
            )
    return result


def end_of(network: History, spell: Spell) -> tuple[date | None, Ending | None]:
    """The day a term ends and what ends it, whichever comes first."""
    frame = network.timeline(structure.SUBJECT)
    until = spell.until
    if spell.ended is None:
        ended_by: Ending | None = None if until is None else "expiry"
    else:
        ended_by = "stepped-down" if isinstance(spell.ended.event, OfficeVacated) else "succession"
    if frame.dissolved is not None and is_before(frame.dissolved, until):
        until, ended_by = frame.dissolved, "dissolution"
    if spell.basis == "elected":
        lost = left_on(network, spell.person, spell.start)
        if lost is not None and is_before(lost, until):
            until, ended_by = lost, "lost-seat"
    return until, ended_by
