"""The mandate as its facts leave it: every revision, and every version that came into force.

Sections: state · evolve · standing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.chapter import Kind, UnknownFact
from domain.chapters.mandates.events import (
    MandateRevised,
    MandateRevisionApproved,
    MandateRevisionProposed,
    MandateRevisionRejected,
)
from domain.chapters.structure import NetworkFounded
from domain.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.chapter import Fact, SubjectOf
    from domain.chapters.mandates.events import MandateChanges

# state


@dataclass(slots=True)
class Revision:
    """One revision's way: proposed, approved or rejected by bodies, perhaps in force."""

    revision: str
    proposed_by: str
    proposed_on: date
    changes: MandateChanges
    in_force_from: date
    entry: str
    approvals: list[Fact] = field(default_factory=list)
    rejections: list[Fact] = field(default_factory=list)
    revised: Fact | None = None

    @classmethod
    def of(cls, event: MandateRevisionProposed, entry: str) -> Revision:
        """A revision as it was proposed, undecided."""
        return cls(
            event.revision, event.proposed_by, event.effective, event.changes, event.in_force_from, entry
        )


@dataclass(frozen=True, slots=True)
class Mandate:
    """One version of the mandate, in force from a day until the next version's."""

    number: int
    revision: str | None
    in_force_from: date
    until: date | None
    text: str
    sunset: date | None
    rules: Rules


@dataclass(slots=True)
class MandateLine:
    """Every revision and every version. Folded in the order of entry: a proposal precedes its decisions."""

    founding: NetworkFounded | None = None
    revisions: dict[str, Revision] = field(default_factory=dict)
    strays: list[Fact] = field(default_factory=list)
    repeated: list[Fact] = field(default_factory=list)
    _versions: list[Mandate] | None = None

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        self._versions = None
        event = fact.event
        match event:
            case NetworkFounded():
                self.founding = self.founding or event
            case MandateRevisionProposed():
                if event.revision in self.revisions:
                    self.repeated.append(fact)
                else:
                    self.revisions[event.revision] = Revision.of(event, fact.id)
            case MandateRevisionApproved() | MandateRevisionRejected() | MandateRevised():
                self._decide(fact)
            case _:
                raise UnknownFact(fact)

    def _decide(self, fact: Fact) -> None:
        revision = self.revisions.get(fact.event.revision)
        if revision is None:
            self.strays.append(fact)
        elif isinstance(fact.event, MandateRevisionApproved):
            revision.approvals.append(fact)
        elif isinstance(fact.event, MandateRevisionRejected):
            revision.rejections.append(fact)
        else:
            revision.revised = fact

    # standing

    @property
    def versions(self) -> list[Mandate]:
        """Every version that came into force, the founding one first."""
        if self._versions is None:
            self._versions = list(self._unfold())
        return self._versions

    def _unfold(self) -> Iterator[Mandate]:
        assert self.founding is not None
        text, sunset, rules = self.founding.text, self.founding.sunset, Rules(self.founding.rules)
        revised = [
            (revision.revised.effective, revision.revised.version, revision)
            for revision in self.revisions.values()
            if revision.revised is not None
        ]
        revised.sort(key=lambda entry: entry[:2])
        ends = [*(start for start, _, _ in revised), None]
        yield Mandate(1, None, self.founding.effective, ends[0], text, sunset, rules)
        for number, ((start, _, revision), until) in enumerate(zip(revised, ends[1:], strict=True), start=2):
            text = revision.changes.text or text
            had_term = "mandate" in rules.terms
            rules = with_changes(rules, revision.changes)
            if had_term and "mandate" not in rules.terms:
                sunset = None
            sunset = revision.changes.sunset or sunset
            yield Mandate(number, revision.revision, start, until, text, sunset, rules)


def with_changes(rules: Rules, changes: MandateChanges) -> Rules:
    """The rules with a revision's changes: replaced in place, taken away, added at the end."""
    if not changes.rules:
        return rules
    kept = [changes.rules.get(rule.id, rule) for rule in rules.all]
    known = {rule.id for rule in rules.all}
    added = [rule for key, rule in changes.rules.items() if key not in known]
    return Rules(rule for rule in (*kept, *added) if rule is not None)


MANDATE = Kind("mandate", MandateLine, by_day=False, hangs_on_frame=True)
SUBJECT: SubjectOf[MandateLine] = MANDATE()
"""The one subject of this chapter: the network's mandate."""
