"""The mandate: the versioned document a network works under, who proposed each revision and who approved it.

Sections: events · state · evolve · standing · rules · decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.history import Fact
from domain.refusals import (
    OnlyNamedBodiesApprove,
    RevisionIsDecidedOnce,
    RevisionMustBeProposed,
    RevisionMustFit,
    RevisionNeedsEveryApproval,
    one_of,
)
from domain.rules import Rule, Rules
from domain.time import earlier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import History, Subject
    from domain.refusals import Refusal
    from domain.rules import ApprovalRule

SUBJECT: tuple[str, ...] = ("mandate",)

# events


@dataclass(frozen=True, slots=True)
class MandateChanges:
    """What a revision changes; what it leaves out stays. A rule set to null is taken away."""

    text: str | None = None
    sunset: date | None = None
    rules: dict[str, Rule | None] = field(default_factory=dict)

    def __hash__(self) -> int:
        """As any value's, though a dict has none: rows that hold changes are compared in sets."""
        return hash((self.text, self.sunset, *self.rules.items()))


@dataclass(frozen=True, slots=True)
class MandateRevisionProposed:
    """A revision of the mandate was laid before those who decide."""

    effective: date
    revision: str
    proposed_by: str
    changes: MandateChanges
    in_force_from: date


@dataclass(frozen=True, slots=True)
class MandateRevisionApproved:
    """A body approved a revision."""

    effective: date
    revision: str
    body: str
    on: date
    reference: str


@dataclass(frozen=True, slots=True)
class MandateRevisionRejected:
    """A body rejected a revision."""

    effective: date
    revision: str
    body: str
    on: date
    reference: str


@dataclass(frozen=True, slots=True)
class MandateRevised:
    """A revision came into force with every approval it needs."""

    effective: date
    revision: str
    changes: MandateChanges


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

    founding: structure.NetworkFounded | None = None
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
            case structure.NetworkFounded():
                self.founding = self.founding or event
            case MandateRevisionProposed():
                if event.revision in self.revisions:
                    self.repeated.append(fact)
                else:
                    self.revisions[event.revision] = Revision.of(event, fact.id)
            case _:
                self._decide(fact)

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


def versions(network: History) -> list[Mandate]:
    """Every version of a founded network's mandate that came into force, in order."""
    line: MandateLine = network.timeline(SUBJECT)
    return line.versions


def mandate_on(network: History, day: date) -> Mandate:
    """The version in force on a day; before the founding, the first one. Expiry does not end it."""
    known = versions(network)
    for version in reversed(known):
        if version.in_force_from <= day:
            return version
    return known[0]


def is_expired(mandate: Mandate, day: date) -> bool:
    """Whether a version's sunset, its last day in force, lies before the day (row 65)."""
    return mandate.sunset is not None and mandate.sunset < day


def approval_rule(network: History, revision: Revision) -> ApprovalRule | None:
    """Who approves a revision, by the version it revises; None where the network's decision does (row 60)."""
    known = versions(network)
    for older, newer in pairwise(known):
        if newer.revision == revision.revision:
            return older.rules.approvals("mandate-revision")
    day = max([revision.in_force_from, *(fact.event.on for fact in revision.approvals)])
    return mandate_on(network, day).rules.approvals("mandate-revision")


def decided_on(network: History, revision: Revision) -> date | None:
    """The day of the last approval a revision needs; None while one is missing."""
    rule = approval_rule(network, revision)
    approvals = [fact.event for fact in revision.approvals]
    if rule is None:
        frame: structure.Structure = network.timeline(structure.SUBJECT)
        own = [revision.proposed_on] if revision.proposed_by == frame.key else []
        return earlier(*own, *(approval.on for approval in approvals))
    days = [
        earlier(*(approval.on for approval in approvals if _is_from(network, approval, body)))
        for body in rule.bodies
    ]
    return None if None in days else max(day for day in days if day is not None)


def in_force_on(network: History, revision: Revision) -> date | None:
    """The later of a revision's own day and its last approval; None while an approval is missing."""
    decided = decided_on(network, revision)
    return None if decided is None else max(decided, revision.in_force_from)


def bodies_needed(network: History, revision: Revision) -> tuple[str, ...]:
    """The bodies a revision needs the approval of; the network itself where the mandate names none."""
    rule = approval_rule(network, revision)
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    return (frame.key,) if rule is None else rule.bodies


def missing(network: History, revision: Revision, day: date) -> tuple[str, ...]:
    """The bodies whose approval a revision still needs, as its approvals stood on a day."""
    given = [fact.event for fact in revision.approvals if fact.event.on <= day]
    needed = bodies_needed(network, revision)
    if approval_rule(network, revision) is None:
        return () if given or revision.proposed_by in needed else needed
    return tuple(body for body in needed if not any(_is_from(network, approval, body) for approval in given))


def _is_from(
    network: History, approval: MandateRevisionApproved | MandateRevisionRejected, body: str
) -> bool:
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    return frame.is_body(approval.body, body, approval.on)


# rules


def judge(network: History, subject: Subject) -> Iterator[Refusal]:
    """The rules broken by the mandate's revisions as they stand (rows 60, 65)."""
    line: MandateLine = network.timeline(subject)
    for fact in line.repeated:
        yield RevisionMustBeProposed(
            f"Revision “{fact.event.revision}” is proposed already.",
            accepted="Another key.",
            entries=(fact.id, line.revisions[fact.event.revision].entry),
        )
    for fact in line.strays:
        yield RevisionMustBeProposed(
            f"No revision “{fact.event.revision}” has been proposed.",
            accepted="ProposeMandateRevision first.",
            entries=(fact.id,),
        )
    for revision in line.revisions.values():
        for key, rule in revision.changes.rules.items():
            if rule is not None and rule.id != key:
                yield RevisionMustFit(
                    f"Rule “{key}” calls itself “{rule.id}”.",
                    accepted="The same key for both.",
                    entries=(revision.entry,),
                )
        yield from _judge_decisions(network, revision)
        if revision.revised is not None:
            yield from _judge_force(network, revision, revision.revised)


def _judge_decisions(network: History, revision: Revision) -> Iterator[Refusal]:
    """Only bodies the mandate names decide, and only until the revision is in force (row 60)."""
    rule = approval_rule(network, revision)
    for fact in (*revision.approvals, *revision.rejections):
        if rule is not None and not any(_is_from(network, fact.event, body) for body in rule.bodies):
            yield OnlyNamedBodiesApprove(
                f"“{fact.event.body}” is not a body that decides on a revision of the mandate.",
                quote=rule.quote,
                accepted=one_of(rule.bodies),
                entries=(fact.id,),
            )
        elif revision.revised is not None and revision.revised.version < fact.version:
            yield RevisionIsDecidedOnce(
                f"Revision “{revision.revision}” is in force from {revision.revised.effective}.",
                accepted="A new revision.",
                entries=(fact.id, revision.revised.id),
            )


def _judge_force(network: History, revision: Revision, revised: Fact) -> Iterator[Refusal]:
    """A revision is in force as proposed, no sooner than the founding mandate, once it has every approval."""
    rule = approval_rule(network, revision)
    day = in_force_on(network, revision)
    if day is None:
        yield RevisionNeedsEveryApproval(
            f"Revision “{revision.revision}” would be in force from {revised.effective} without the"
            f" approval of {', '.join(missing(network, revision, date.max))}.",
            quote=None if rule is None else rule.quote,
            accepted="Its approvals first, or its entry into force annulled in the same batch.",
            entries=(revised.id,),
        )
    elif day != revised.effective:
        yield RevisionNeedsEveryApproval(
            f"Revision “{revision.revision}” would be in force from {revised.effective};"
            f" its own day and its last approval make that {day}.",
            quote=None if rule is None else rule.quote,
            accepted="Its entry into force corrected in the same batch.",
            entries=(revised.id,),
        )
    if revised.event.changes != revision.changes:
        yield RevisionMustFit(
            f"Revision “{revision.revision}” would be in force with other changes than were proposed.",
            accepted="The proposal and its entry into force corrected in one batch.",
            entries=(revised.id, revision.entry),
        )
    founding = versions(network)[0]
    if revised.effective < founding.in_force_from:
        yield RevisionMustFit(
            f"Revision “{revision.revision}” would be in force from {revised.effective}, before the"
            f" mandate the network was founded with.",
            accepted=f"A day no earlier than {founding.in_force_from}.",
            entries=(revised.id,),
        )


# decisions


def propose_mandate_revision(
    network: History,
    effective: date,
    revision: str,
    proposed_by: str,
    changes: MandateChanges,
    in_force_from: date,
) -> tuple[MandateRevisionProposed | MandateRevised, ...]:
    """Lays a revision before those who decide.

    Where the mandate names nobody who approves, a proposal by the network itself is its recorded decision.
    Raises RevisionMustFit when it takes away a rule the mandate of that day does not have.
    """
    proposed = MandateRevisionProposed(effective, revision, proposed_by, changes, in_force_from)
    known = {rule.id for rule in mandate_on(network, in_force_from).rules.all}
    for key, rule in changes.rules.items():
        if rule is None and key not in known and not network.stands(proposed):
            raise RevisionMustFit(
                f"The mandate has no rule “{key}” to take away.", accepted=one_of(sorted(known))
            )
    return (proposed, *_comes_into_force(network, Revision.of(proposed, "")))


def approve_mandate_revision(
    network: History, effective: date, revision: str, body: str, on: date, reference: str
) -> tuple[MandateRevisionApproved | MandateRevised, ...]:
    """Records a body's approval; with the last one needed the revision is in force.

    It is in force from the later of its own day and its last approval.
    """
    approved = MandateRevisionApproved(effective, revision, body, on, reference)
    line: MandateLine = network.timeline(SUBJECT)
    found = line.revisions.get(revision)
    if found is None or found.revised is not None or network.stands(approved):
        return (approved,)
    decided = replace(found, approvals=[*found.approvals, Fact(effective, network.version + 1, "", approved)])
    return (approved, *_comes_into_force(network, decided))


def reject_mandate_revision(
    network: History, effective: date, revision: str, body: str, on: date, reference: str
) -> tuple[MandateRevisionRejected, ...]:
    """Records a body's rejection of a revision."""
    return (MandateRevisionRejected(effective, revision, body, on, reference),)


def _comes_into_force(network: History, revision: Revision) -> tuple[MandateRevised, ...]:
    day = in_force_on(network, revision)
    return () if day is None else (MandateRevised(day, revision.revision, revision.changes),)
