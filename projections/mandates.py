"""Mandates: every version and every proposal, who proposed it, which body decided on it when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import statuses
from domain.chapters import mandates
from domain.chapters.mandates import MandateChanges
from domain.rules import Rule
from domain.statuses import MandateStatus, Word
from domain.time import day_after, earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.chapter import Fact, SubjectOf
    from domain.network import Network

KINDS = (mandates.MANDATE,)


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
    approvals: tuple[Word, ...]
    rejections: tuple[Word, ...]
    rules: tuple[Rule, ...]
    entry: str | None

    @property
    def expiry(self) -> date | None:
        """The first day after the sunset; None where it has none."""
        return None if self.sunset is None else day_after(self.sunset)

    @property
    def end(self) -> date | None:
        """The first day a version is no longer in force: the next one's, or the day after its sunset."""
        return None if self.version is None else earlier(self.until, self.expiry)

    def is_version_by(self, day: date) -> bool:
        """Whether it had come into force by a day, superseded or expired since or not."""
        return self.version is not None and self.in_force_from is not None and self.in_force_from <= day

    def missing(self, day: date) -> tuple[str, ...]:
        """The bodies whose approval it lacks on a day."""
        return statuses.lacking(self.needed, self.approvals, day)

    def status(self, day: date) -> MandateStatus:
        """How the version or proposal stands on a day."""
        if self.is_version_by(day):
            return statuses.version_status(day, until=self.until, sunset=self.sunset)
        return statuses.proposal_status(
            day, needed=self.needed, approvals=self.approvals, rejections=self.rejections
        )


def version_on(rows: Iterable[MandateRow], day: date) -> MandateRow | None:
    """The version a network works under on a day, expired or not; None before the first."""
    return max(
        (row for row in rows if row.is_version_by(day)),
        key=lambda row: row.in_force_from or date.min,
        default=None,
    )


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


def _decisions(network: Network, revision: mandates.Revision, facts: list[Fact]) -> tuple[Word, ...]:
    return tuple(
        Word(fact.event.body, fact.event.on, fact.event.reference, _counts_for(network, revision, fact))
        for fact in facts
    )


def _counts_for(network: Network, revision: mandates.Revision, fact: Fact) -> str | None:
    """Where the mandate names nobody who approves, any body's word stands for the network's own."""
    silent = mandates.approval_rule(network, revision) is None
    for body in _needed(network, revision):
        if silent or network.structure.is_body(fact.event.body, body, fact.event.on):
            return body
    return None
