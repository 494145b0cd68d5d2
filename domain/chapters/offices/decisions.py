"""What is decided about offices where the mandate says how long a term is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.chapters.mandates import mandate_on
from domain.chapters.offices.events import ChairElected, ViceChairElected
from domain.keys import MeetingKey, PersonKey
from domain.time import years_after

if TYPE_CHECKING:
    from domain.history import History


def elect_chair(
    network: History,
    effective: date,
    person: PersonKey,
    meeting: MeetingKey | None = None,
    replaces: PersonKey | None = None,
    until: date | None = None,
) -> tuple[ChairElected, ...]:
    """Elects the chair for the mandate's term, or until a day; `replaces` names whose term it ends."""
    until = until or _end_of_term(network, "chair", effective)
    return (ChairElected(effective, person, meeting, replaces, until),)


def elect_vice_chair(
    network: History,
    effective: date,
    person: PersonKey,
    meeting: MeetingKey | None = None,
    replaces: PersonKey | None = None,
    until: date | None = None,
) -> tuple[ViceChairElected, ...]:
    """Elects the vice chair for the mandate's term, or until a day; `replaces` names whose term it ends."""
    until = until or _end_of_term(network, "vice-chair", effective)
    return (ViceChairElected(effective, person, meeting, replaces, until),)


def _end_of_term(network: History, office: str, day: date) -> date | None:
    rule = mandate_on(network, day).rules.terms.get(office)
    return None if rule is None or rule.years is None else years_after(day, rule.years)
