"""A network's history: its entries as they stand, by subject, in the order the world had them.

A subject is anything with a course of its own: a seat, an office, a meeting. Each is of a kind, whose chapter
of governance says how its facts fold into a timeline and which rules judge it. A correction puts one fact in
the place of another; whatever hangs on either is judged anew.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from domain.amendments import Amendment, EntryAnnulled, EntryCorrected, amended
from domain.chapter import Fact
from domain.facts import FactsBySubject
from domain.refusals import CorrectionMustFit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.chapter import Event, Judge, Kind, Route, Subject
    from domain.refusals import Refusal


class History(FactsBySubject):
    """The entries of one network as they stand, and what may be entered next."""

    def __init__(self, judges: Mapping[Kind[Any], Judge], routes: Mapping[type, Route]) -> None:
        super().__init__(judges, routes)
        self.version = 0
        self.entries: dict[str, Fact] = {}
        self.derived: dict[Subject, Any] = {}
        """What a chapter worked out of a subject and what it hangs on; dropped once that is touched."""
        self._judges = {kind.name: judge for kind, judge in judges.items()}
        self._rank = {kind: rank for rank, kind in enumerate(self._judges)}
        self._amendments: dict[str, list[str]] = {}

    # reading

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
        return self.has(event)

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
