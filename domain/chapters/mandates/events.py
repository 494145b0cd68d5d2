"""What can happen to a mandate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.keys import BodyKey, FreeText, OwnDay, RevisionKey, Somebody
from domain.rules import Rule


@dataclass(frozen=True, slots=True)
class MandateChanges:
    """What a revision changes; what it leaves out stays. A rule set to null is taken away."""

    text: FreeText | None = None
    sunset: date | None = None
    rules: dict[str, Rule | None] = field(default_factory=dict)

    def __hash__(self) -> int:
        """As any value's, though a dict has none: rows that hold changes are compared in sets."""
        return hash((self.text, self.sunset, *self.rules.items()))


@dataclass(frozen=True, slots=True)
class MandateRevisionProposed:
    """A revision of the mandate was laid before those who decide."""

    effective: date
    revision: RevisionKey
    proposed_by: Somebody
    changes: MandateChanges
    in_force_from: date


@dataclass(frozen=True, slots=True)
class MandateRevisionApproved:
    """A body approved a revision."""

    effective: date
    revision: RevisionKey
    body: BodyKey
    on: OwnDay
    reference: FreeText


@dataclass(frozen=True, slots=True)
class MandateRevisionRejected:
    """A body rejected a revision."""

    effective: date
    revision: RevisionKey
    body: BodyKey
    on: OwnDay
    reference: FreeText


@dataclass(frozen=True, slots=True)
class MandateRevised:
    """A revision came into force with every approval it needs."""

    effective: date
    revision: RevisionKey
    changes: MandateChanges
