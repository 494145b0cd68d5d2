"""A network's history: its entries as they stand, by subject, in the order the world had them.

A subject is anything with a course of its own: a seat, an office, a meeting. Each is of a kind, whose chapter
of governance says how its facts fold into a timeline and which rules judge it. An entry that sorts last is
folded onto its timeline; one that does not (a late entry, a correction) has its subject folded anew. Nothing
else is a special case.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from domain.amendments import Amendment, EntryAnnulled, EntryCorrected, amended
from domain.chapter import Fact
from domain.refusals import CorrectionMustFit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from domain.chapter import Event, Judge, Kind, Route, Subject, SubjectOf, T, Timeline
    from domain.refusals import Refusal


def _entered(fact: Fact) -> tuple[int]:
    return (fact.version,)


def _took_effect(fact: Fact) -> tuple[date, int]:
    return (fact.effective, fact.version)


class History:
    """The standing facts of one network, and the timelines they fold into."""

    def __init__(self, judges: Mapping[Kind[Any], Judge], routes: Mapping[type, Route]) -> None:
        self.version = 0
        self.entries: dict[str, Fact] = {}
        self.timelines: dict[Subject, Any] = {}
        self.mentions: dict[str, set[Subject]] = {}
        """For each person the subjects some fact of theirs was ever filed under."""
        self.derived: dict[Subject, Any] = {}
        """What a chapter worked out of a subject and what it hangs on; dropped once that is touched."""
        self._kinds = {kind.name: kind for kind in judges}
        self._judges = {kind.name: judge for kind, judge in judges.items()}
        self._routes = routes
        self._rank = {kind: rank for rank, kind in enumerate(self._kinds)}
        self._facts: dict[Subject, list[Fact]] = {}
        self._amendments: dict[str, list[str]] = {}

    # reading

    def timeline(self, subject: SubjectOf[T]) -> T:
        """The subject's timeline; an empty one when nothing is recorded of it."""
        found = self.timelines.get(subject)
        return cast("T", self._kinds[subject[0]].begin() if found is None else found)

    def subjects(self, kind: Kind[T]) -> list[SubjectOf[T]]:
        """Every subject of a kind that has facts, in the order they first appeared."""
        return [subject for subject in self.timelines if subject[0] == kind.name]

    def facts(self, subject: Subject) -> Sequence[Fact]:
        """The standing facts of a subject, in folding order."""
        return self._facts.get(subject, ())

    def subjects_of(self, event: Event) -> tuple[Subject, ...]:
        """The subjects an event is a fact about; none for a correction, which speaks of another entry."""
        return () if isinstance(event, Amendment) else self._routes[type(event)](self, event)

    def stands(self, event: Event) -> bool:
        """Whether the very same fact is already recorded and stands; of a correction, whether it holds.

        One that was overtaken by another does not keep its values from being brought back.
        """
        if isinstance(event, EntryCorrected):
            fact = self.standing(event.entry)
            return fact is not None and amended(fact.event, event.changes) == fact.event
        if isinstance(event, Amendment):
            amendments = (self.standing(entry) for entry in self._amendments.get(event.entry, ()))
            return any(fact is not None and fact.event == event for fact in amendments)
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

    def standing(self, entry: str) -> Fact | None:
        """The entry with its standing corrections laid over it; `None` when it is annulled."""
        fact = self.entries[entry]
        event = fact.event
        for amendment_id in self._amendments.get(entry, ()):
            amendment = self.standing(amendment_id)
            if amendment is None:
                continue
            if isinstance(amendment.event, EntryAnnulled):
                return None
            event = amended(event, amendment.event.changes)
        return Fact(event.effective, fact.version, fact.id, event)

    def root_of(self, entry: str) -> str:
        """The entry a chain of corrections finally speaks of; the entry itself when it is no correction."""
        event = self.entries[entry].event
        return self.root_of(event.entry) if isinstance(event, Amendment) else entry

    # changing

    def apply(self, entry: str, event: Event) -> set[Subject]:
        """Takes an entry in and returns the subjects whose answers it may change."""
        if isinstance(event, Amendment):
            root = self.root_of(event.entry)
            before = self.standing(root)
            self._enter(entry, event)
            self._amendments.setdefault(event.entry, []).append(entry)
            try:
                after = self.standing(root)
            except CorrectionMustFit:
                self._withdraw(entry, event)
                raise
            return self._restate(before, after)
        fact = self._enter(entry, event)
        return self._touch(self._widen(self._place(fact), event))

    def retract(self) -> set[Subject]:
        """Takes the last applied entry back, as if it had never been."""
        fact = next(reversed(self.entries.values()))
        event = fact.event
        if not isinstance(event, Amendment):
            self._forget(fact.id)
            return self._restate(fact, None)
        root = self.root_of(event.entry)
        before = self.standing(root)
        self._withdraw(fact.id, event)
        return self._restate(before, self.standing(root))

    def judge(self, subjects: Iterable[Subject]) -> list[Refusal]:
        """Every rule broken by the given subjects as they stand, in the order of the kinds."""
        ordered = sorted(subjects, key=lambda subject: (self._rank[subject[0]], subject))
        return [breach for subject in ordered for breach in self._judges[subject[0]](self, subject)]

    def settle(self, count: int, touched: Iterable[Subject]) -> None:
        """Judges the last `count` entries together; raises the first rule they break, with all taken back."""
        breaches = self.judge(touched)
        if not breaches:
            return
        taken_back = list(islice(reversed(self.entries.values()), count))
        own = {id_ for fact in taken_back for id_ in (fact.id, self.root_of(fact.id))}
        for _ in taken_back:
            self.retract()
        known = {breach.identity for breach in self.judge(touched)}
        for breach in breaches:
            if breach.identity not in known:
                breach.entry = next((entry for entry in breach.entries if entry not in own), None)
                raise breach
        for fact in reversed(taken_back):
            self.apply(fact.id, fact.event)

    def admit(self, entries: Sequence[tuple[str, Event]]) -> set[Subject]:
        """Takes one command's entries in, or raises the first rule they would break and stays as it was."""
        touched: set[Subject] = set()
        for count, (entry, event) in enumerate(entries):
            try:
                touched |= self.apply(entry, event)
            except CorrectionMustFit:
                for _ in range(count):
                    self.retract()
                raise
        self.settle(len(entries), touched)
        return touched

    def widen(self, subject: Subject, person: str | None) -> Iterable[Subject]:
        """The other subjects whose answers hang on this one, as far as a person's facts bear on it.

        A network says which. `person` is None where the fact is about nobody: then all that may.
        """
        return ()

    def reroutes(self, event: Event) -> bool:
        """Whether the event changes which subject other facts belong to; a network says which do."""
        return False

    def _enter(self, entry: str, event: Event) -> Fact:
        self.version += 1
        fact = Fact(event.effective, self.version, entry, event)
        self.entries[entry] = fact
        return fact

    def _forget(self, entry: str) -> None:
        self.version -= 1
        del self.entries[entry]

    def _withdraw(self, entry: str, amendment: Amendment) -> None:
        self._amendments[amendment.entry].remove(entry)
        self._forget(entry)

    def _widen(self, subjects: Iterable[Subject], event: Event) -> set[Subject]:
        touched = set(subjects)
        person = getattr(event, "person", None)
        for subject in list(touched):
            touched.update(self.widen(subject, person))
        return touched

    def _touch(self, subjects: set[Subject]) -> set[Subject]:
        for subject in subjects:
            self.derived.pop(subject, None)
        return subjects

    def _restate(self, before: Fact | None, after: Fact | None) -> set[Subject]:
        """Puts `after` in the place of `before`; what hangs on either is touched."""
        touched: set[Subject] = set()
        if before is not None:
            touched |= self._widen(self.subjects_of(before.event), before.event)
            touched |= self._widen(self._remove(before), before.event)
        if after is not None:
            touched |= self._widen(self._place(after), after.event)
        return self._touch(touched)

    def _place(self, fact: Fact) -> Iterable[Subject]:
        if not self.reroutes(fact.event):
            return self._file(fact)
        # Subjects that cease to be leave answers behind, which nothing names afterwards.
        before = self._widen(self.subjects_of(fact.event), fact.event)
        return before | self._reroute(self._file(fact))

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
        subjects = self.subjects_of(fact.event)
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
