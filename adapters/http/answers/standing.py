"""Networks, seats, offices and mandates: what their answers look like."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct

from adapters.http.answers.answer import DAYS, Answer


class Line(Struct):
    """One network on a line."""

    network: str
    name: str
    country: str
    language: str
    mandate_status: str | None
    members: int
    vacant: int
    on: date


class Networks(Answer, kw_only=True):
    """Every network."""

    networks: list[Line]


class Place(Struct, rename=DAYS):
    """Somebody's place in a network, from a day until the first day no longer."""

    person: str
    name: str | None
    from_: date
    until: date | None


class Deputy(Place):
    """A deputy of a seat."""

    seat: str
    constituency: str


class Member(Deputy):
    """A holder of a seat."""

    basis: str | None
    function: str | None


class Vacancy(Struct):
    """A seat that nobody holds."""

    seat: str
    constituency: str
    since: date


class Substitution(Place, rename=DAYS):
    """Somebody who acts for another."""

    for_: str
    kind: str


class Observer(Place):
    """An observer, of a body if of any."""

    body: str | None


class Members(Answer, kw_only=True):
    """Who sits in a network on a day."""

    members: list[Member]
    vacant: list[Vacancy]
    deputies: list[Deputy]
    substitutions: list[Substitution]
    observers: list[Observer]


class Office(Place):
    """Somebody in an office."""

    office: str


class Term(Office):
    """One term of an office."""

    basis: str
    status: Literal["coming", "running", "ended"]
    ended_by: Literal["expiry", "succession", "stepped-down", "lost-seat", "dissolution"] | None
    renewal_of: date | None


class Gap(Struct, rename=DAYS):
    """Days on which an office stood empty."""

    office: str
    from_: date
    until: date | None


class Chairs(Answer, kw_only=True):
    """The terms of every office, and its gaps."""

    terms: list[Term]
    gaps: list[Gap]


class Word(Struct):
    """What a body said, and when."""

    body: str
    on: date
    reference: str | None


class Version(Struct):
    """A version of a mandate, or a proposal of one."""

    version: int | None
    revision: str | None
    status: Literal["proposed", "approved", "in force", "superseded", "expired", "rejected"]
    in_force_from: date | None
    until: date | None
    sunset: date | None
    proposed_by: str | None
    approvals: list[Word]
    missing: list[str]
    changes: dict[str, Any] | None
    rules: list[dict[str, Any]]


class Mandates(Answer, kw_only=True):
    """The versions of a mandate."""

    versions: list[Version]


class Difference(Answer, kw_only=True):
    """What differs between two versions of a mandate."""

    diff: dict[str, Any]


class Coming(Struct):
    """The next meeting."""

    meeting: str
    on: date
    place: str | None


class Finding(Struct):
    """Something done against a rule."""

    kind: str
    detail: str
    quote: str | None
    day: date | None


class Identity(Struct):
    """Who a network is."""

    name: str
    country: str
    language: str
    time_zone: str
    source: str
    illustration: str | None
    founded: date
    dissolved: date | None
    constituencies: int


class Force(Struct):
    """The mandate in force."""

    version: int
    status: str
    in_force_from: date
    sunset: date | None
    text: str
    rules: list[dict[str, Any]]
    not_regulated: list[str]


class Counts(Struct):
    """A network in numbers; `entries` is its version."""

    members: int
    vacant: int
    meetings_held: int
    entries: int


class Show(Answer, kw_only=True):
    """A network on a page."""

    identity: Identity
    mandate: Force | None
    offices: list[Office]
    counts: Counts
    next_meeting: Coming | None
    findings: list[Finding]
