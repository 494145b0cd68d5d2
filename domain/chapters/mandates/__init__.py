"""The mandate: the versioned document a network works under, who proposed each revision and who approved it.

Sections, a file each: events · state · standing · rules · decisions; here the commands and the CHAPTER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.chapter import Chapter
from domain.chapters.mandates.decisions import approve_mandate_revision, propose_mandate_revision
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
    is_expired,
    mandate_on,
    missing,
    versions,
)
from domain.chapters.mandates.state import MANDATE, SUBJECT, Mandate, MandateLine, Revision, with_changes
from domain.chapters.structure import NetworkFounded
from domain.commands import CommandType

if TYPE_CHECKING:
    from domain.chapter import SubjectOf
    from domain.history import History

__all__ = [
    "CHAPTER",
    "MANDATE",
    "SUBJECT",
    "Mandate",
    "MandateChanges",
    "MandateLine",
    "MandateRevised",
    "MandateRevisionApproved",
    "MandateRevisionProposed",
    "MandateRevisionRejected",
    "Revision",
    "approval_rule",
    "bodies_needed",
    "decided_on",
    "is_expired",
    "mandate_on",
    "missing",
    "versions",
    "with_changes",
]


def _mandate(network: History, event: Any) -> tuple[SubjectOf[MandateLine], ...]:
    return (SUBJECT,)


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
