"""Offices: chair, vice chair, secretary, contact person, register keeper; who held them, from and until when.

Sections, a file each: events · state · standing · rules · decisions; here the commands and the CHAPTER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters.offices.decisions import elect_chair, elect_vice_chair
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

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

__all__ = [
    "CHAPTER",
    "OFFICE",
    "ChairElected",
    "Office",
    "OfficeAssigned",
    "OfficeLine",
    "OfficeTermExtended",
    "OfficeVacated",
    "Term",
    "ViceChairElected",
    "terms",
]


def _chair(network: History, event: Any) -> tuple[SubjectOf[OfficeLine], ...]:
    return (OFFICE("chair"),)


def _vice_chair(network: History, event: Any) -> tuple[SubjectOf[OfficeLine], ...]:
    return (OFFICE("vice-chair"),)


def _office(network: History, event: Any) -> tuple[SubjectOf[OfficeLine], ...]:
    return (OFFICE(event.office),)


CHAPTER = Chapter(
    rules={OFFICE: judge},
    events={
        ChairElected: _chair,
        ViceChairElected: _vice_chair,
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
