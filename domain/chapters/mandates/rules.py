"""The rules of the mandate's revisions: who decides on them, when they are in force, with which changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.chapters.mandates.standing import approval_rule, in_force_on, is_from, missing, versions
from domain.refusals import (
    OnlyNamedBodiesApprove,
    RevisionIsDecidedOnce,
    RevisionMustBeProposed,
    RevisionMustFit,
    RevisionNeedsEveryApproval,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import Fact, SubjectOf
    from domain.chapters.mandates.state import MandateLine, Revision
    from domain.history import History
    from domain.refusals import Refusal


def judge(network: History, subject: SubjectOf[MandateLine]) -> Iterator[Refusal]:
    """The rules broken by the mandate's revisions as they stand (rows 60, 65)."""
    line = network.timeline(subject)
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
        if rule is not None and not any(is_from(network, fact.event, body) for body in rule.bodies):
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
