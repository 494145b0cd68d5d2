"""Offices: chair, vice chair, secretary, contact person, register keeper; who held them, from and until when.

Sections, a file each: events · state · standing · rules; here the decisions and the CHAPTER.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters.mandates import mandate_on
from domain.chapters.offices.events import (
    ChairElected,
    Office,
    OfficeAssigned,
    OfficeTermExtended,
    OfficeVacated,
    ViceChairElected,
)
from domain.chapters.offices.rules import judge
from domain.chapters.offices.standing import Term, terms
from domain.chapters.offices.state import OFFICE, OfficeLine
from domain.commands import CommandType
from domain.keys import MeetingKey, PersonKey
from domain.time import years_after

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

# decisions


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


# CHAPTER


_office = OFFICE.by("office")

CHAPTER = Chapter(
    rules={OFFICE: judge},
    events={
        ChairElected: lambda network, event: (OFFICE("chair"),),
        ViceChairElected: lambda network, event: (OFFICE("vice-chair"),),
        OfficeAssigned: _office,
        OfficeTermExtended: _office,
        OfficeVacated: _office,
    },
    commands=(
        CommandType("ElectChair", elect_chair),
        CommandType("ElectViceChair", elect_vice_chair),
        CommandType(
            "AssignOffice",
            OfficeAssigned,
            "Gives a person an office otherwise than by election: ex officio, by appointment or by rotation.",
        ),
        CommandType("ExtendTerm", OfficeTermExtended, "Gives a running term a later end."),
        CommandType(
            "StepDownFromOffice",
            OfficeVacated,
            "Ends a term before it is out; on `effective` the person no longer holds the office.",
        ),
    ),
)
