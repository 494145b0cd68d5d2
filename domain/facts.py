"""Facts by subject: each filed under what it is a fact about, and folded into that subject's timeline.

A fact that sorts last is folded onto its timeline; one that does not (a late entry, a correction) has its
subject folded anew. Nothing else is a special case.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from domain.chapter import Event, Fact, Kind, Route, Subject, SubjectOf, T, Timeline


def _entered(fact: Fact) -> tuple[int]:
    return (fact.version,)


def _took_effect(fact: Fact) -> tuple[date, int]:
    return (fact.effective, fact.version)


class FactsBySubject:
    """The facts that stand, by subject, and the timelines they fold into."""

    def __init__(self, kinds: Iterable[Kind[Any]], routes: Mapping[type, Route]) -> None:
        self.timelines: dict[Subject, Any] = {}
        self.mentions: dict[str, set[Subject]] = {}
        """For each person the subjects some fact of theirs was ever filed under."""
        self._kinds = {kind.name: kind for kind in kinds}
        self._routes = routes
        self._facts: dict[Subject, list[Fact]] = {}

    # reading

    def timeline(self, subject: SubjectOf[T]) -> T:
        """The subject's timeline; an empty one when nothing is recorded of it."""
        result: T | None = self.timelines.get(subject)
        if result is not None:
            return result
        empty: T = self._kinds[subject[0]].begin()
        return empty

    def subjects(self, kind: Kind[T]) -> list[SubjectOf[T]]:
        """Every subject of a kind that has facts, in the order they first appeared."""
        return [subject for subject in self.timelines if subject[0] == kind.name]

    def facts(self, subject: Subject) -> Sequence[Fact]:
        """The standing facts of a subject, in folding order."""
        return self._facts.get(subject, ())

    def has(self, event: Event) -> bool:
        """Whether a fact that stands says the very same."""
        subject = self._routes[type(event)](self, event)[0]
        facts = self.facts(subject)
        if self._kinds[subject[0]].by_day:
            start = bisect_left(facts, event.effective, key=lambda fact: fact.effective)
            for fact in islice(facts, start, None):
                if fact.event == event:
                    return True
                if fact.effective > event.effective:
                    return False
            return False
        return any(fact.event == event for fact in facts)

    # changing

    def reroutes(self, event: Event) -> bool:
        """Whether the event changes which subject other facts belong to; a network says which do."""
        return False

    def _file(self, fact: Fact) -> tuple[Subject, ...]:
        subjects = self._routes[type(fact.event)](self, fact.event)
        for subject in subjects:
            self._insert(subject, fact)
        person = getattr(fact.event, "person", None)
        if person is not None:
            self.mentions.setdefault(person, set()).update(subjects)
        return subjects

    def _insert(self, subject: Subject, fact: Fact) -> None:
        facts = self._facts.get(subject)
        kind = self._kinds[subject[0]]
        if facts is None:
            facts = self._facts[subject] = []
            self.timelines[subject] = kind.begin()
        order = _took_effect if kind.by_day else _entered
        if facts and order(fact) < order(facts[-1]):
            insort(facts, fact, key=order)
            self._fold(subject)
        else:
            facts.append(fact)
            self.timelines[subject].evolve(fact)

    def _remove(self, fact: Fact) -> Iterable[Subject]:
        subjects = self._routes[type(fact.event)](self, fact.event)
        for subject in subjects:
            facts = self._facts[subject]
            facts.remove(fact)
            if facts:
                self._fold(subject)
            else:
                del self._facts[subject], self.timelines[subject]
        return self._reroute(subjects) if self.reroutes(fact.event) else subjects

    def _fold(self, subject: Subject) -> None:
        timeline: Timeline = self._kinds[subject[0]].begin()
        for fact in self._facts[subject]:
            timeline.evolve(fact)
        self.timelines[subject] = timeline

    def _reroute(self, movers: Iterable[Subject]) -> set[Subject]:
        """Files every fact anew, those of `movers` first, since they say where the others belong.

        Returns every subject there was and every one there is.
        """
        touched = set(self._facts)
        first = {fact.id for subject in movers for fact in self.facts(subject)}
        standing = {fact.id: fact for facts in self._facts.values() for fact in facts}
        self._facts.clear()
        self.timelines.clear()
        self.mentions.clear()
        for fact in sorted(standing.values(), key=lambda fact: (fact.id not in first, fact.version)):
            self._file(fact)
        return touched | set(self._facts)
