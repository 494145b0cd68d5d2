"""How the mandate stands: the version in force on a day, what a revision needs, since when it has it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from domain import statuses
from domain.chapters import structure
from domain.chapters.mandates.state import SUBJECT
from domain.time import earlier

if TYPE_CHECKING:
    from datetime import date

    from domain.chapters.mandates.events import MandateRevisionApproved, MandateRevisionRejected
    from domain.chapters.mandates.state import Mandate, Revision
    from domain.history import History
    from domain.rules import ApprovalRule


def versions(network: History) -> list[Mandate]:
    """Every version of a founded network's mandate that came into force, in order."""
    return network.timeline(SUBJECT).versions


def mandate_on(network: History, day: date) -> Mandate:
    """The version in force on a day; before the founding, the first one. Expiry does not end it."""
    known = versions(network)
    for version in reversed(known):
        if version.in_force_from <= day:
            return version
    return known[0]


def is_expired(mandate: Mandate, day: date) -> bool:
    """Whether a version's sunset, its last day in force, lies before the day (row 65)."""
    return statuses.is_expired(mandate.sunset, day)


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
        frame = network.timeline(structure.SUBJECT)
        own = [revision.proposed_on] if revision.proposed_by == frame.key else []
        return earlier(*own, *(approval.on for approval in approvals))
    days = [
        earlier(*(approval.on for approval in approvals if is_from(network, approval, body)))
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
    frame = network.timeline(structure.SUBJECT)
    return (frame.key,) if rule is None else rule.bodies


def missing(network: History, revision: Revision, day: date) -> tuple[str, ...]:
    """The bodies whose approval a revision still needs, as its approvals stood on a day."""
    given = [fact.event for fact in revision.approvals if fact.event.on <= day]
    needed = bodies_needed(network, revision)
    if approval_rule(network, revision) is None:
        return () if given or revision.proposed_by in needed else needed
    return tuple(body for body in needed if not any(is_from(network, approval, body) for approval in given))


def is_from(network: History, approval: MandateRevisionApproved | MandateRevisionRejected, body: str) -> bool:
    """Whether a body's word on a revision is the named body's, or of one that has come in its place."""
    frame = network.timeline(structure.SUBJECT)
    return frame.is_body(approval.body, body, approval.on)
