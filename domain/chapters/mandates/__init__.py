"""The mandate: the versioned document a network works under, who proposed each revision and who approved it.

Sections, a file each: events · state · standing · rules; here the decisions and the CHAPTER.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter, Fact
from domain.chapters.mandates.events import (
    MandateChanges,
    MandateRevised,
    MandateRevisionApproved,
    MandateRevisionProposed,
    MandateRevisionRejected,
)
from domain.chapters.mandates.rules import judge
from domain.chapters.mandates.standing import (
    approval_rule,
    bodies_needed,
    decided_on,
    in_force_on,
    is_expired,
    mandate_on,
    missing,
    versions,
)
from domain.chapters.mandates.state import MANDATE, SUBJECT, Mandate, MandateLine, Revision, with_changes
from domain.chapters.structure import NetworkFounded
from domain.commands import CommandType
from domain.keys import BodyKey, FreeText, OwnDay, RevisionKey, Somebody
from domain.refusals import RevisionMustFit, one_of

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

# decisions


def propose_mandate_revision(
    network: History,
    effective: date,
    revision: RevisionKey,
    proposed_by: Somebody,
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
    network: History, effective: date, revision: RevisionKey, body: BodyKey, on: OwnDay, reference: FreeText
) -> tuple[MandateRevisionApproved | MandateRevised, ...]:
    """Records a body's approval; with the last one needed the revision is in force.

    It is in force from the later of its own day and its last approval.
    """
    approved = MandateRevisionApproved(effective, revision, body, on, reference)
    proposed = network.timeline(SUBJECT).revisions.get(revision)
    if proposed is None or proposed.revised is not None or network.stands(approved):
        return (approved,)
    decided = replace(
        proposed, approvals=[*proposed.approvals, Fact(effective, network.version + 1, "", approved)]
    )
    return (approved, *_comes_into_force(network, decided))


def _comes_into_force(network: History, revision: Revision) -> tuple[MandateRevised, ...]:
    day = in_force_on(network, revision)
    return () if day is None else (MandateRevised(day, revision.revision, revision.changes),)


# CHAPTER


_mandate = MANDATE.by()

CHAPTER = Chapter(
    rules={MANDATE: judge},
    events={
        NetworkFounded: _mandate,
        MandateRevisionProposed: _mandate,
        MandateRevisionApproved: _mandate,
        MandateRevisionRejected: _mandate,
        MandateRevised: _mandate,
    },
    commands=(
        CommandType("ProposeMandateRevision", propose_mandate_revision),
        CommandType("ApproveMandateRevision", approve_mandate_revision),
        CommandType(
            "RejectMandateRevision", MandateRevisionRejected, "Records a body's rejection of a revision."
        ),
    ),
)
