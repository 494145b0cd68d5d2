"""The network aggregate: one history, its events routed to the chapters of governance that own them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from domain import corrections
from domain.chapters import (
    affairs,
    mandates,
    matters,
    meetings,
    offices,
    projects,
    seat_rules,
    seats,
    structure,
)
from domain.history import Chapter, History
from domain.refusals import NetworkIsDissolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from domain.history import Fact, Subject
    from domain.refusals import Refusal

CHAPTERS: dict[str, Chapter] = {
    "network": Chapter(structure.Structure, structure.judge, by_day=False),
    "mandate": Chapter(mandates.MandateLine, mandates.judge, by_day=False),
    "seat": Chapter(seats.Line, seat_rules.judge_seat, by_day=True),
    "deputy": Chapter(seats.Line, seat_rules.judge_deputy, by_day=True),
    "substitution": Chapter(seats.Line, seat_rules.judge_substitution, by_day=True),
    "observer": Chapter(seats.Line, seat_rules.judge_observer, by_day=True),
    "office": Chapter(offices.OfficeLine, offices.judge, by_day=True),
    "meeting": Chapter(meetings.Meeting, meetings.judge, by_day=False),
    "matter": Chapter(matters.Matter, matters.judge, by_day=False),
    "project": Chapter(projects.Project, projects.judge, by_day=False),
    "affair": Chapter(affairs.Affair, affairs.judge, by_day=True),
}
"""Every kind of subject, and how its facts are folded and judged."""


def _frame(network: History) -> structure.Structure:
    return cast("structure.Structure", network.timeline(structure.SUBJECT))


def _structure(network: History, event: Any) -> tuple[Subject, ...]:
    return (structure.SUBJECT,)


def _founding(network: History, event: Any) -> tuple[Subject, ...]:
    return (structure.SUBJECT, mandates.SUBJECT)


def _mandate(network: History, event: Any) -> tuple[Subject, ...]:
    return (mandates.SUBJECT,)


def _seat(network: History, event: Any) -> tuple[Subject, ...]:
    return (("seat", event.seat, _frame(network).lineage(event.constituency)),)


def _deputy(network: History, event: Any) -> tuple[Subject, ...]:
    return (("deputy", event.seat, _frame(network).lineage(event.constituency)),)


def _substitution(network: History, event: Any) -> tuple[Subject, ...]:
    return (("substitution", event.holder),)


def _observer(network: History, event: Any) -> tuple[Subject, ...]:
    return (("observer", event.person),)


def _office(network: History, event: Any) -> tuple[Subject, ...]:
    return (("office", event.office),)


def _meeting(network: History, event: Any) -> tuple[Subject, ...]:
    return (("meeting", event.meeting),)


def _place(network: History, event: Any) -> tuple[Subject, ...]:
    """A place is decided at one meeting and is another's; where it is shared, it is with the first one's."""
    return tuple(dict.fromkeys((("meeting", event.meeting), ("meeting", event.for_meeting))))


def _matter(network: History, event: Any) -> tuple[Subject, ...]:
    return (("matter", event.matter),)


def _project(network: History, event: Any) -> tuple[Subject, ...]:
    return (("project", event.project),)


ROUTES: dict[type, Callable[[Any, Any], tuple[Subject, ...]]] = {
    structure.NetworkFounded: _founding,
    structure.ConstituencyAdmitted: _structure,
    structure.ConstituencyWithdrawn: _structure,
    structure.ConstituencySucceeded: _structure,
    structure.BodySucceeded: _structure,
    structure.NetworkDissolved: _structure,
    mandates.MandateRevisionProposed: _mandate,
    mandates.MandateRevisionApproved: _mandate,
    mandates.MandateRevisionRejected: _mandate,
    mandates.MandateRevised: _mandate,
    seats.RepresentativeAppointed: _seat,
    seats.RepresentativeStoodDown: _seat,
    seats.DeputyAppointed: _deputy,
    seats.DeputyStoodDown: _deputy,
    seats.SubstitutionBegan: _substitution,
    seats.SubstitutionEnded: _substitution,
    seats.ObserverInvited: _observer,
    seats.ObserverWithdrawn: _observer,
    offices.ChairElected: lambda network, event: (("office", "chair"),),
    offices.ViceChairElected: lambda network, event: (("office", "vice-chair"),),
    offices.OfficeAssigned: _office,
    offices.OfficeTermExtended: _office,
    offices.OfficeVacated: _office,
    meetings.MeetingScheduled: _meeting,
    meetings.MeetingRescheduled: _meeting,
    meetings.MeetingCancelled: _meeting,
    meetings.MeetingCalled: _meeting,
    meetings.AgendaItemAdded: _meeting,
    meetings.AgendaIssued: _meeting,
    meetings.GuestInvited: _meeting,
    meetings.NoteTakersAppointed: _meeting,
    meetings.ProgrammeGroupAppointed: _meeting,
    meetings.MeetingHeld: _meeting,
    meetings.PlaceDecided: _place,
    meetings.MinutesPublished: _meeting,
    meetings.MinutesApproved: _meeting,
    meetings.ActivityListReviewed: _meeting,
    matters.MatterRaised: _matter,
    matters.MatterAssigned: _matter,
    matters.MatterReported: _matter,
    matters.MatterEscalated: _matter,
    matters.MatterClosed: _matter,
    projects.ProjectSketched: _project,
    projects.ProjectPresented: _project,
    projects.ProjectApproved: _project,
    projects.ProjectDeclined: _project,
    projects.ProjectStarted: _project,
    affairs.WorkingGroupFormed: lambda network, event: (("affair", "group", event.group),),
    affairs.WorkingGroupDissolved: lambda network, event: (("affair", "group", event.group),),
    affairs.ExternalRepresentativeNamed: lambda network, event: (
        ("affair", "external", event.body, event.person),
    ),
    affairs.ExternalRepresentativeWithdrawn: lambda network, event: (
        ("affair", "external", event.body, event.person),
    ),
    affairs.GroupPapersShared: lambda network, event: (("affair", "papers", event.body),),
    affairs.CostAgreed: lambda network, event: (("affair", "cost", event.cost),),
    affairs.AnnualReportCompiled: lambda network, event: (("affair", "report", str(event.year)),),
    affairs.AnnualReportSubmitted: lambda network, event: (("affair", "report", str(event.year)),),
    affairs.FollowUpHeld: lambda network, event: (("affair", "follow-up", str(event.year)),),
}
"""Every event of a network with the subjects it is a fact about."""


class Network(History):
    """One network as its entries leave it; `id` and `version` are its stream's."""

    def __init__(self, stream: str) -> None:
        super().__init__(CHAPTERS, ROUTES)
        self.id = stream

    @property
    def structure(self) -> structure.Structure:
        """Founding, constituencies, bodies, dissolution."""
        return _frame(self)

    @property
    def key(self) -> str:
        """The network's key: its stream's name without the folder."""
        return self.id.partition("/")[2]

    @property
    def founded(self) -> bool:
        """Whether the network exists at all."""
        return self.structure.founding is not None

    def mandate_on(self, day: date) -> mandates.Mandate:
        """The mandate version in force on a day; before the founding, the first one."""
        return mandates.mandate_on(self, day)

    def shared_with(self, event: Any) -> tuple[str, ...]:
        """The other networks in whose streams the event stands too: those a joint meeting is held with.

        A correction is shared with whoever shares the entry it finally speaks of.
        """
        about = event
        if isinstance(event, corrections.Amendment):
            about = self.entries[self.root_of(event.entry)].event
        for subject in self.subjects_of(about):
            if subject[0] == "meeting":
                joint = getattr(about, "joint", ()) or self.timeline(subject).joint
                return tuple(key for key in joint if key != self.key)
        return ()

    def as_shared(self, event: Any, other: Network) -> Any:
        """The event as it stands in another network's stream: a correction names that stream's own entry.

        None where the other stream has no such entry, because the meeting became joint only afterwards.
        """
        if other is self or not isinstance(event, corrections.Amendment):
            return event
        named = self.as_shared(self.entries[event.entry].event, other)
        entry = next((id_ for id_, fact in other.entries.items() if fact.event == named), None)
        return None if entry is None else replace(event, entry=entry)

    def widen(self, subject: Subject, person: str | None) -> Iterable[Subject]:
        """The other subjects whose answers hang on this one.

        The frame and the mandate bear on what they regulate; somebody's seat on their offices and stand-ins.
        """
        kind = subject[0]
        if kind in ("network", "mandate"):
            if self.founded:
                yield from seats.expected_seats(self)
            for other in self.timelines:
                if other[0] in _HANGS_ON_THE_FRAME:
                    yield other
        elif kind in ("seat", "deputy"):
            people = {stay.person for stay in self.timeline(subject).stays} if person is None else {person}
            for key in people:
                for other in self.mentions.get(key, ()):
                    if other[0] == "office":
                        yield other
                if ("substitution", key) in self.timelines:
                    yield ("substitution", key)

    def reroutes(self, event: Any) -> bool:
        """A succession binds constituencies into one line: the successor's seats are the predecessor's."""
        return isinstance(event, structure.ConstituencySucceeded)

    def judge(self, subjects: Iterable[Subject]) -> list[Refusal]:
        """Every rule broken by the given subjects as they stand; after a dissolution, by any entry at all."""
        breaches = super().judge(subjects)
        dissolution = self.structure.dissolution
        return breaches if dissolution is None else [*breaches, *self._after(dissolution)]

    def _after(self, dissolution: Fact) -> Iterator[Refusal]:
        """Nothing takes effect on or after the dissolution, except what sets the record right.

        A meeting that had been scheduled before is no breach: it merely is not held.
        """
        for entry in self.entries:
            fact = self.standing(entry)
            if fact is None or fact.effective < dissolution.effective:
                continue
            planned = isinstance(fact.event, meetings.MeetingScheduled) and fact.version < dissolution.version
            if planned or isinstance(fact.event, structure.NetworkDissolved | corrections.Amendment):
                continue
            yield NetworkIsDissolved(
                f"{type(fact.event).__name__} would take effect on {fact.effective};"
                f" the network was dissolved on {dissolution.effective}.",
                accepted=f"A day before {dissolution.effective}.",
                entries=(fact.id, dissolution.id),
            )


_HANGS_ON_THE_FRAME = frozenset(
    {"seat", "deputy", "substitution", "observer", "office", "mandate", "meeting", "project"}
)
