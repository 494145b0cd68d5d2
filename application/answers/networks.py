"""Networks at a glance: each on a line, or one on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.answers.answer import Answer
from application.book import Book, by_network, shared
from application.parameters import KnownAt, NetworkKey, On
from domain.chapters.meetings import MEETING
from domain.findings import findings
from domain.obligations import unregulated
from domain.rules import Rule
from domain.time import Period
from projections.mandates import version_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.chapters.meetings import Meeting
    from domain.network import Network
    from projections.mandates import MandateRow
    from projections.membership import MembershipRow
    from projections.networks import NetworkRow
    from projections.offices import TermRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One network on a line."""

    network: str
    name: str
    country: str
    language: str
    mandate_status: str | None
    """How the version in force stands; None before the first."""
    members: int
    """Seats that somebody holds."""
    vacant: int
    """Seats that nobody holds, of those the mandate expects somebody in."""
    on: date
    """The day it was asked about: its own today where no day was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks(Answer):
    """Every network."""

    networks: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a network is."""

    name: str
    country: str
    language: str
    time_zone: str
    source: str
    illustration: str | None
    """What of the founding no document states, in words; None where nothing is made up."""
    founded: date
    dissolved: date | None
    constituencies: int
    """How many there have been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """The mandate in force."""

    version: int
    status: str
    in_force_from: date
    sunset: date | None
    """The last day in force; None where it has none."""
    text: str
    rules: tuple[Rule, ...]
    not_regulated: tuple[str, ...]
    """Topics no rule of it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Somebody in an office."""

    person: str
    name: str | None
    """None once erased."""
    from_: date
    until: date | None
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A network in numbers; `entries` is its version."""

    members: int
    vacant: int
    meetings_held: int
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next meeting."""

    meeting: str
    on: date
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something done against a rule."""

    kind: str
    detail: str
    quote: str | None
    """The mandate's sentence as it stood that day; None for what breaks none."""
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(Answer):
    """A network on a page."""

    identity: Identity
    mandate: Force | None
    """None before the first version is in force."""
    offices: tuple[Office, ...]
    counts: Counts
    next_meeting: Coming | None
    findings: tuple[Finding, ...]


def networks(book: Book, on: On = None, known_at: KnownAt = None) -> Networks:
    """The networks: mandate, members, empty seats."""
    moment, days = book.about_all(on, known_at)
    versions = by_network(book.rows.known("mandates", moment.position))
    seats = by_network(book.rows.known("membership", moment.position))
    return Networks(
        **book.head(moment, None, shared(days, moment)),
        networks=tuple(
            _line(row, versions.get(row.network, []), seats.get(row.network, []), day) for row, day in days
        ),
    )


def show(book: Book, network: NetworkKey, on: On = None, known_at: KnownAt = None) -> Show:
    """A network on a page: mandate, offices, meetings, findings."""
    moment, identity = book.about(network, on, known_at)
    position, day = moment.position, moment.on
    terms = book.rows.known("offices", position, network)
    versions = book.rows.known("mandates", position, network)
    line = _line(identity, versions, book.rows.known("membership", position, network), day)
    whole, _ = book.whole(network, position)
    timelines = {subject[1]: whole.timeline(subject) for subject in whole.subjects(MEETING)}
    return Show(
        **book.head(moment, network, day),
        identity=_identity(identity),
        mandate=_force(version_on(versions, day), whole, day),
        offices=_running(terms, day, book.names((row.person for row in terms), position)),
        counts=Counts(
            members=line.members,
            vacant=line.vacant,
            meetings_held=sum(one.was_held(day) for one in timelines.values()),
            entries=whole.version,
        ),
        next_meeting=_next(timelines, day),
        findings=tuple(
            Finding(kind=one.kind, detail=one.detail, quote=one.quote, day=one.day)
            for one in findings(whole, day)
        ),
    )


def _line(row: NetworkRow, versions: Iterable[MandateRow], seats: Iterable[MembershipRow], on: date) -> Line:
    mandate = version_on(versions, on)
    current = [seat.place for seat in seats if Period(seat.start, seat.until).holds(on)]
    return Line(
        network=row.network,
        name=row.name,
        country=row.country,
        language=row.language,
        mandate_status=None if mandate is None else mandate.status(on),
        members=current.count("seat"),
        vacant=current.count("vacant"),
        on=on,
    )


def _identity(row: NetworkRow) -> Identity:
    return Identity(
        name=row.name,
        country=row.country,
        language=row.language,
        time_zone=row.time_zone,
        source=row.source,
        illustration=row.illustration,
        founded=row.start,
        dissolved=row.until,
        constituencies=len(row.constituencies),
    )


def _force(mandate: MandateRow | None, network: Network, on: date) -> Force | None:
    if mandate is None:
        return None
    assert mandate.version is not None
    assert mandate.in_force_from is not None
    return Force(
        version=mandate.version,
        status=mandate.status(on),
        in_force_from=mandate.in_force_from,
        sunset=mandate.sunset,
        text=mandate.text,
        rules=mandate.rules,
        not_regulated=tuple(unregulated(network, on)),
    )


def _running(terms: Sequence[TermRow], on: date, names: Mapping[str, str | None]) -> tuple[Office, ...]:
    return tuple(
        Office(
            office=term.office,
            person=term.person,
            name=names.get(term.person),
            from_=term.start,
            until=term.until,
        )
        for term in sorted(terms, key=lambda term: (term.office, term.start))
        if Period(term.start, term.until).holds(on)
    )


def _next(timelines: Mapping[str, Meeting], on: date) -> Coming | None:
    coming = sorted(
        (one.on, key, one.place) for key, one in timelines.items() if one.on is not None and one.is_coming(on)
    )
    return None if not coming else Coming(meeting=coming[0][1], on=coming[0][0], place=coming[0][2])
