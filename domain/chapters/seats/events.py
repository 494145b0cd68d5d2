"""What can happen around seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.keys import BodyKey, ConstituencyKey, FreeText, MeetingKey, PersonKey, SeatKey

SubstitutionKind = Literal["acting", "one-meeting", "personal"]


@dataclass(frozen=True, slots=True)
class RepresentativeAppointed:
    """A person holds a seat for a constituency from a day, until a day if one is set."""

    effective: date
    person: PersonKey
    constituency: ConstituencyKey
    seat: SeatKey
    until: date | None
    function: FreeText | None
    decided_by: FreeText | None


@dataclass(frozen=True, slots=True)
class RepresentativeStoodDown:
    """A person no longer holds a seat from a day."""

    effective: date
    person: PersonKey
    constituency: ConstituencyKey
    seat: SeatKey
    reason: FreeText


@dataclass(frozen=True, slots=True)
class DeputyAppointed:
    """A person is the standing deputy of a seat from a day."""

    effective: date
    person: PersonKey
    constituency: ConstituencyKey
    seat: SeatKey
    until: date | None


@dataclass(frozen=True, slots=True)
class DeputyStoodDown:
    """A person is no longer the standing deputy of a seat."""

    effective: date
    person: PersonKey
    constituency: ConstituencyKey
    seat: SeatKey
    reason: FreeText


@dataclass(frozen=True, slots=True)
class SubstitutionBegan:
    """A person acts for a holder from a day: as acting head, for one meeting, or as named by the holder."""

    effective: date
    person: PersonKey
    holder: PersonKey
    kind: SubstitutionKind
    meeting: MeetingKey | None


@dataclass(frozen=True, slots=True)
class SubstitutionEnded:
    """A person no longer acts for a holder."""

    effective: date
    person: PersonKey
    holder: PersonKey


@dataclass(frozen=True, slots=True)
class ObserverInvited:
    """A person may follow the network's meetings without a seat."""

    effective: date
    person: PersonKey
    body: BodyKey | None


@dataclass(frozen=True, slots=True)
class ObserverWithdrawn:
    """A person no longer follows the network's meetings."""

    effective: date
    person: PersonKey
    body: BodyKey | None
