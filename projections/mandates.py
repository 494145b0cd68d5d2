"""Mandates: every version and every proposal, who proposed it, which body decided on it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import mandates
from domain.chapters.mandates import MandateChanges
from domain.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import Fact, SubjectOf
    from domain.network import Network

KINDS = (mandates.MANDATE,)


@dataclass(frozen=True, slots=True)
class Decision:
    """One body's word on a revision."""

    body: str
    on: date
    reference: str
    counts_for: str | None
    """The body named by the mandate whose word this is: itself, or the one it succeeded."""


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A version of the mandate (`version` a number), or a proposal never in force (`version` None).

    `needed` names the bodies whose approval it takes; `rules` are the version's own, those of a proposal as
    it would be.
    """

    network: str
    version: int | None
    revision: str | None
    proposed_by: str | None
    proposed_on: date | None
    wanted_from: date | None
    in_force_from: date | None
    until: date | None
    sunset: date | None
    text: str
    changes: MandateChanges | None
    needed: tuple[str, ...]
    approvals: tuple[Decision, ...]
    rejections: tuple[Decision, ...]
    rules: tuple[Rule, ...]
    entry: str | None


def rows(network: Network, subject: SubjectOf[mandates.MandateLine]) -> Iterator[MandateRow]:
    """The rows the mandate stands for: every version in order, then every proposal not in force."""
    line = network.timeline(subject)
    if line.founding is None:
        return
    for version in line.versions:
        revision = None if version.revision is None else line.revisions[version.revision]
        yield _row(network, version, revision)
    for revision in line.revisions.values():
        if revision.revised is None:
            yield _row(network, None, revision)


def _row(
    network: Network, version: mandates.Mandate | None, revision: mandates.Revision | None
) -> MandateRow:
    if version is None:
        assert revision is not None
        before = network.mandate_on(revision.in_force_from)
        text, sunset = revision.changes.text or before.text, revision.changes.sunset or before.sunset
        rules = mandates.with_changes(before.rules, revision.changes).all
    else:
        text, sunset, rules = version.text, version.sunset, version.rules.all
    return MandateRow(
        network.key,
        None if version is None else version.number,
        None if revision is None else revision.revision,
        None if revision is None else revision.proposed_by,
        None if revision is None else revision.proposed_on,
        None if revision is None else revision.in_force_from,
        None if version is None else version.in_force_from,
        None if version is None else version.until,
        sunset,
        text,
        None if revision is None else revision.changes,
        () if revision is None else _needed(network, revision),
        () if revision is None else _decisions(network, revision, revision.approvals),
        () if revision is None else _decisions(network, revision, revision.rejections),
        rules,
        None if revision is None else revision.entry,
    )


def _needed(network: Network, revision: mandates.Revision) -> tuple[str, ...]:
    return mandates.missing(network, revision, date.min)


def _decisions(network: Network, revision: mandates.Revision, facts: list[Fact]) -> tuple[Decision, ...]:
    return tuple(
        Decision(fact.event.body, fact.event.on, fact.event.reference, _counts_for(network, revision, fact))
        for fact in facts
    )


def _counts_for(network: Network, revision: mandates.Revision, fact: Fact) -> str | None:
    """Where the mandate names nobody who approves, any body's word stands for the network's own."""
    silent = mandates.approval_rule(network, revision) is None
    for body in _needed(network, revision):
        if silent or network.structure.is_body(fact.event.body, body, fact.event.on):
            return body
    return None
