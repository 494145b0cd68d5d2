"""The network aggregate: one history, its events routed to the chapters of governance that own them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.amendments import Amendment
from domain.chapters import groups, mandates, matters, meetings, offices, projects, reports, seats, structure
from domain.history import History
from domain.refusals import NetworkIsDissolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from domain.chapter import Chapter, Fact, Judge, Kind, Route, Subject
    from domain.refusals import Refusal

CHAPTERS: tuple[Chapter, ...] = (
    structure.CHAPTER,
    mandates.CHAPTER,
    seats.CHAPTER,
    offices.CHAPTER,
    meetings.CHAPTER,
    matters.CHAPTER,
    projects.CHAPTER,
    groups.CHAPTER,
    reports.CHAPTER,
)
"""Every chapter, in the order they are judged."""

JUDGES: dict[Kind[Any], Judge] = {
    kind: judge for chapter in CHAPTERS for kind, judge in chapter.rules.items()
}
"""Every kind of subject, with the rules that judge it."""


def _routes(chapters: Iterable[Chapter]) -> dict[type, Route]:
    """The subjects of every event; of one that several chapters take in, those of each."""
    result: dict[type, list[Route]] = {}
    for chapter in chapters:
        for event, route in chapter.events.items():
            result.setdefault(event, []).append(route)
    return {event: routes[0] if len(routes) == 1 else _each(routes) for event, routes in result.items()}


def _each(routes: list[Route]) -> Route:
    return lambda network, event: tuple(subject for route in routes for subject in route(network, event))


ROUTES: dict[type, Route] = _routes(CHAPTERS)
"""Every event of a network with the subjects it is a fact about."""


class Network(History):
    """One network as its entries leave it; `id` and `version` are its stream's."""

    def __init__(self, stream: str) -> None:
        super().__init__(JUDGES, ROUTES)
        self.id = stream

    @property
    def structure(self) -> structure.Structure:
        """Founding, constituencies, bodies, dissolution."""
        return self.timeline(structure.SUBJECT)

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
        if isinstance(event, Amendment):
            about = self.entries[self.root_of(event.entry)].event
        for subject in self.subjects_of(about):
            if subject[0] == meetings.MEETING.name:
                joint = getattr(about, "joint", ()) or self.timeline(subject).joint
                return tuple(key for key in joint if key != self.key)
        return ()

    def as_shared(self, event: Any, other: Network) -> Any:
        """The event as it stands in another network's stream: a correction names that stream's own entry.

        None where the other stream has no such entry, because the meeting became joint only afterwards.
        """
        if other is self or not isinstance(event, Amendment):
            return event
        named = self.as_shared(self.entries[event.entry].event, other)
        entry = next((id_ for id_, fact in other.entries.items() if fact.event == named), None)
        return None if entry is None else replace(event, entry=entry)

    def widen(self, subject: Subject, person: str | None) -> Iterable[Subject]:
        """The other subjects whose answers hang on this one.

        The frame and the mandate bear on what they regulate; somebody's seat on their offices and stand-ins.
        """
        kind = subject[0]
        if kind in _FRAME:
            if self.founded:
                yield from seats.expected_seats(self)
            for other in self.timelines:
                if other[0] in _HANG_ON_THE_FRAME:
                    yield other
        elif kind in _MAKE_SOMEBODY_A_MEMBER:
            people = {stay.person for stay in self.timeline(subject).stays} if person is None else {person}
            for key in people:
                for other in self.mentions.get(key, ()):
                    if other[0] == offices.OFFICE.name:
                        yield other
                substitution = seats.SUBSTITUTION(key)
                if substitution in self.timelines:
                    yield substitution

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
            if planned or isinstance(fact.event, structure.NetworkDissolved | Amendment):
                continue
            yield NetworkIsDissolved(
                f"{type(fact.event).__name__} would take effect on {fact.effective};"
                f" the network was dissolved on {dissolution.effective}.",
                accepted=f"A day before {dissolution.effective}.",
                entries=(fact.id, dissolution.id),
            )


_FRAME = frozenset({structure.SUBJECT[0], mandates.SUBJECT[0]})
_HANG_ON_THE_FRAME = frozenset(kind.name for kind in JUDGES if kind.hangs_on_frame)
_MAKE_SOMEBODY_A_MEMBER = frozenset({seats.SEAT.name, seats.DEPUTY.name})
