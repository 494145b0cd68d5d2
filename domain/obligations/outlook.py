"""A network seen from one day: what counts by then, which rules bind when, and how an obligation stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from domain.amendments import Amendment
from domain.chapters import mandates, structure
from domain.chapters.meetings import MEETING, MeetingRescheduled, MeetingScheduled
from domain.keys import Mark, marked
from domain.network import Network
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapters.mandates import Mandate
    from domain.chapters.meetings import Attendee, Meeting
    from domain.rules import Force, R, Rule

Status = Literal["fulfilled", "due", "late", "missed", "upcoming"]

_PLANS = (
    structure.NetworkFounded,
    structure.ConstituencyAdmitted,
    structure.ConstituencyWithdrawn,
    structure.ConstituencySucceeded,
    structure.BodySucceeded,
    structure.NetworkDissolved,
    MeetingScheduled,
    MeetingRescheduled,
)
"""What an entry of these says of days to come is known from its entry on: a frame, and a calendar."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something a mandate requires, and how it stands on a day."""

    rule: str
    """Id of the rule in its mandate."""
    quote: str
    force: Force
    due: date | None
    """Last day on which it is in time; None where the mandate names no day, so that it is never late."""
    status: Status
    days_late: int | None
    """Days past `due` on which it was done, or by which it is late so far; None when it is not late."""
    evidence: tuple[str, ...]
    """Ids of the entries that fulfil it, or go some way towards it."""
    mandate_version: int
    what: str
    """The kind of thing: a count's or a deadline's own word, `meeting-days`, `term`, `seat` or `sunset`."""
    subject: tuple[str, ...]
    """What it is required of: a year and perhaps its half, a year and perhaps a recipient, a meeting, a body
    and the day it met, an office, a seat and its constituency, or `mandate`."""

    @property
    def about(self) -> str:
        """What it is required of, in one text."""
        return " ".join(self.subject)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting that was held, or still may be, with its first and last day."""

    key: str
    first: date
    last: date
    meeting: Meeting

    @property
    def days(self) -> int:
        """How many calendar days it lasts."""
        return (self.last - self.first).days + 1

    @property
    def attendance(self) -> tuple[Attendee, ...]:
        """Who came, and who should have; nobody while it was not held."""
        return () if self.meeting.held is None else self.meeting.held.attendance

    def entries(self, event: str) -> tuple[str, ...]:
        """Ids of the entries of one kind that speak of it, in the order of entry."""
        return tuple(self.meeting.evidence.get(event, ()))


@dataclass(frozen=True)
class Outlook:
    """A network as it stands on `today`, and the days `[start, until)` whose obligations are asked for."""

    network: Network
    start: date
    until: date
    today: date

    def asks_for(self, first: date, last: date | None = None) -> bool:
        """Whether one of the days from `first` to `last`, by default the one day, is asked for."""
        return first < self.until and self.start <= (last or first)

    def years(self) -> range:
        """The calendar years asked for in which the network existed."""
        frame = self.network.structure
        last = min(self.until, frame.dissolved or self.until)
        return range(max(self.start, frame.founded).year, last.year + 1)

    def mandate(self, day: date) -> Mandate | None:
        """The version that binds on a day; None outside the network's own days, and after a sunset."""
        frame = self.network.structure
        if day < frame.founded or not is_before(day, frame.dissolved):
            return None
        mandate = self.network.mandate_on(day)
        return None if mandates.is_expired(mandate, day) else mandate

    def binding(self, family: type[R], day: date) -> Iterator[tuple[Mandate, R]]:
        """The rules of a family that require something on a day, each with the version it stands in."""
        mandate = self.mandate(day)
        if mandate is not None:
            for rule in mandate.rules.of(family):
                if rule.force != "may":
                    yield mandate, rule

    @cached_property
    def gatherings(self) -> list[Gathering]:
        """The meetings held, and those set for today or later, in the order of their days.

        A meeting whose day has passed without an entry that it was held is neither.
        """
        result = []
        for subject in self.network.subjects(MEETING):
            meeting = self.network.timeline(subject)
            last = meeting.last_day
            if meeting.on is None or last is None:
                continue
            if meeting.held or (meeting.status == "scheduled" and self.today <= last):
                result.append(Gathering(subject[1], meeting.on, last, meeting))
        return sorted(result, key=lambda gathering: (gathering.first, gathering.key))

    def held(self) -> Iterator[tuple[Gathering, str]]:
        """The meetings held, in the order of their days, each with the entry that says so."""
        for gathering in self.gatherings:
            for entry in gathering.entries("MeetingHeld"):
                yield gathering, entry

    def obligation(
        self,
        mandate: Mandate,
        rule: Rule,
        what: str,
        *subject: str,
        opens: date,
        due: date | None,
        done: date | None,
        closes: date | None = None,
        evidence: tuple[str, ...] = (),
    ) -> Obligation:
        """One obligation: to be met from `opens` to `closes`, in time until `due`; `done` if it was met."""
        status, days_late = self._standing(opens, due, done, closes)
        return Obligation(
            rule.id, rule.quote, rule.force, due, status, days_late, evidence, mandate.number, what, subject
        )

    def _standing(
        self, opens: date, due: date | None, done: date | None, closes: date | None
    ) -> tuple[Status, int | None]:
        if done is not None:
            return "fulfilled", None if due is None or done <= due else (done - due).days
        if self.today < opens:
            return "upcoming", None
        over = closes is not None and closes < self.today
        if over or not is_before(self.today, self.network.structure.dissolved):
            return "missed", None
        if due is None or self.today <= due:
            return "due", None
        return "late", (self.today - due).days


def as_of(network: Network, today: date) -> Network:
    """The network without what took effect, or was done, after a day; plans for later days stay.

    A revision of the mandate stays when it was decided by that day, whenever it comes into force.
    """
    standing = [network.standing(entry) for entry in network.entries]
    facts = [fact for fact in standing if fact is not None and not isinstance(fact.event, Amendment)]
    seen = [fact for fact in facts if _counts_by(network, fact.event, today)]
    if len(seen) == len(facts):
        return network
    view = Network(network.id)
    for fact in seen:
        view.apply(fact.id, fact.event)
    return view


def _counts_by(network: Network, event: Any, today: date) -> bool:
    if isinstance(event, _PLANS):
        return True
    if isinstance(event, mandates.MandateRevised):
        revision = network.timeline(mandates.SUBJECT).revisions[event.revision]
        return revision.proposed_on <= today and not mandates.missing(network, revision, today)
    return all(day <= today for day in (event.effective, *marked(event, Mark.DONE)))
