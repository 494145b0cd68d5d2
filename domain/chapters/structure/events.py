"""What can happen to a network's frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.keys import BodyKey, ConstituencyKey, FixedWord, FreeText, Name, NewBodyKey, OwnNetwork, Word
from domain.rules import Rule


@dataclass(frozen=True, slots=True)
class Constituency:
    """What a seat speaks for: a municipality, a county, an area, a project."""

    key: ConstituencyKey
    name: Name
    kind: Word


@dataclass(frozen=True, slots=True)
class Body:
    """An assembly outside the network that approves, receives or is advised."""

    key: NewBodyKey
    name: Name


@dataclass(frozen=True, slots=True)
class NetworkFounded:
    """A network was founded from its charter, with the mandate as it stood that day."""

    effective: date
    network: OwnNetwork
    name: Name
    country: FixedWord
    language: FixedWord
    time_zone: FixedWord
    source: FreeText
    illustration: FreeText | None
    constituencies: tuple[Constituency, ...]
    bodies: tuple[Body, ...]
    text: FreeText
    sunset: date | None
    not_regulated: tuple[Word, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class ConstituencyAdmitted:
    """A constituency joined the network."""

    effective: date
    constituency: ConstituencyKey
    name: Name
    kind: Word


@dataclass(frozen=True, slots=True)
class ConstituencyWithdrawn:
    """A constituency left the network; its seats end that day."""

    effective: date
    constituency: ConstituencyKey
    reason: FreeText


@dataclass(frozen=True, slots=True)
class ConstituencySucceeded:
    """A constituency gave way to another, which takes its seats over with their holders."""

    effective: date
    constituency: ConstituencyKey
    by: ConstituencyKey
    name: Name
    kind: Word


@dataclass(frozen=True, slots=True)
class BodySucceeded:
    """A body was renamed or merged; what it had to approve, its successor approves."""

    effective: date
    body: BodyKey
    by: NewBodyKey
    name: Name


@dataclass(frozen=True, slots=True)
class NetworkDissolved:
    """The network ended; everything running ended with it."""

    effective: date
    reason: FreeText
