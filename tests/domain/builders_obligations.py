"""Rules that ask for something, in the documents' own words, and short ways to tell what came of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.chapters.mandates import MandateChanges, MandateRevised, MandateRevisionProposed
from domain.chapters.meetings import (
    Attendee,
    MeetingHeld,
    MeetingScheduled,
    MinutesPublished,
)
from domain.findings import Finding, findings
from domain.obligations import Obligation, obligations
from domain.rules import CountRule, DeadlineRule, Rule
from tests.domain.networks import founded
from tests.domain.story import day, given

if TYPE_CHECKING:
    from domain.chapters.structure import NetworkFounded
    from domain.network import Network

NOTE_TAKERS = CountRule(
    id="note-takers",
    force="must",
    quote="Två personer per nätverksträff utses att föra minnesanteckningar.",
    section="Dokumentation",
    what="note-takers",
    per="meeting",
    count=2,
)
FIVE_A_YEAR = CountRule(
    id="meetings",
    force="must",
    quote="Nätverket träffas fem gånger per år.",
    section="Arbetsformer",
    what="meetings",
    per="year",
    count=5,
)
TWICE_A_YEAR = CountRule(
    id="meetings",
    force="must",
    quote="Nätverket träffas vid två tillfällen per år, höst och vår. "
    "Motsvarande två arbetsdagar avsätts vid varje tillfälle.",
    section="Tid och plats",
    what="meetings",
    per="year",
    count=2,
    seasons=("spring", "autumn"),
    days=2,
)
MINUTES = DeadlineRule(
    id="minutes",
    force="must",
    quote="Minnesanteckningarna ska vara medlemmarna tillhanda fjorton dagar efter nätverksträffen.",
    section="Dokumentation",
    what="minutes",
    days=14,
)
REPORT = DeadlineRule(
    id="annual-report",
    force="must",
    quote="Nettverket rapporterer årlig til 12k lederforum helse, rådmannsgruppe og styre i 12k pr 31.12 "
    "om nettverkets aktivitet og planer.",
    section="5. Rapportering og evaluering",
    what="annual-report",
    day="12-31",
    to=("lederforum-helse", "styret"),
)


def network(*told: Any, rules: tuple[Rule, ...], on: str = "2012-01-01", **other: Any) -> Network:
    """A network with these rules and this past: its founding is e1, the things told e2, e3, ..."""
    return given(founding(*rules, on=on, **other), *told)


def founding(*rules: Rule, on: str = "2012-01-01", **other: Any) -> NetworkFounded:
    """A founding with these rules, two members and two bodies."""
    return founded(
        "network",
        *rules,
        **{"members": ("horten", "hof"), "bodies": ("lederforum-helse", "styret"), "on": on, **other},
    )


def scheduled(meeting: str, on: str, until: str | None = None, **other: Any) -> MeetingScheduled:
    """A meeting set for a day; `until` is the first day it no longer lasts."""
    fields = {"place": None, "digital": False, "kind": "ordinary", "joint": (), **other}
    return MeetingScheduled(day(on), meeting, day(on), day(until) if until else None, **fields)


def held(meeting: str, on: str, *attendance: Attendee) -> MeetingHeld:
    """A meeting that took place on a day."""
    return MeetingHeld(day(on), meeting, day(on), attendance)


def minutes(
    meeting: str, published_on: str, in_hand_on: str | None = None, channel: Any = "email"
) -> MinutesPublished:
    """A meeting's minutes, published, and in the members' hands on a day if one is named."""
    return MinutesPublished(
        day(published_on), meeting, day(published_on), channel, day(in_hand_on) if in_hand_on else None
    )


def revised(
    on: str, *rules: Rule, gone: tuple[str, ...] = (), **changes: Any
) -> tuple[MandateRevisionProposed, MandateRevised]:
    """A revision by the network's own decision, in force from a day: its rules new or changed, or gone."""
    new: dict[str, Rule | None] = {rule.id: rule for rule in rules} | dict.fromkeys(gone)
    made = MandateChanges(rules=new, **changes)
    proposed = MandateRevisionProposed(day(on), on, "network", made, day(on))
    return proposed, MandateRevised(day(on), on, made)


def asked(
    of: Network, what: str, on: str, start: str = "2012-01-01", until: str = "2016-01-01"
) -> list[Obligation]:
    """The obligations of one kind between two days, as they stand on a day."""
    found = obligations(of, day(start), day(until), day(on))
    return [obligation for obligation in found if obligation.what == what]


def stand(
    of: Network, what: str, on: str, start: str = "2012-01-01", until: str = "2016-01-01"
) -> list[tuple[str, str | None, str, int | None]]:
    """The same in short: what each is about, its due day, how it stands, and the days it is late."""
    return [
        (one.about, None if one.due is None else str(one.due), one.status, one.days_late)
        for one in asked(of, what, on, start, until)
    ]


def found(of: Network, kind: str, on: str = "2030-01-01") -> list[Finding]:
    """The findings of one kind on a day."""
    return [finding for finding in findings(of, date.fromisoformat(on)) if finding.kind == kind]
