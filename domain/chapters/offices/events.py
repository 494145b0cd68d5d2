"""What can happen to offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.keys import FreeText, MeetingKey, PersonKey

Office = Literal["chair", "vice-chair", "secretary", "contact", "register-keeper"]
OfficeBasis = Literal["ex-officio", "appointed", "rotation"]


@dataclass(frozen=True, slots=True)
class ChairElected:
    """The network elected its chair for a term."""

    effective: date
    person: PersonKey
    meeting: MeetingKey | None
    replaces: PersonKey | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ViceChairElected:
    """The network elected its vice chair for a term."""

    effective: date
    person: PersonKey
    meeting: MeetingKey | None
    replaces: PersonKey | None
    until: date | None


@dataclass(frozen=True, slots=True)
class OfficeAssigned:
    """A person came to an office otherwise than by election."""

    effective: date
    office: Office
    person: PersonKey
    basis: OfficeBasis
    until: date | None


@dataclass(frozen=True, slots=True)
class OfficeTermExtended:
    """A running term was given a later end."""

    effective: date
    office: Office
    person: PersonKey
    until: date


@dataclass(frozen=True, slots=True)
class OfficeVacated:
    """A person left an office before its term was out."""

    effective: date
    office: Office
    person: PersonKey
    reason: FreeText
