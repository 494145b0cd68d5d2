"""The mandate in the year: versions in force, what each changed, who approved it, and what did not pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.answers.answer import Approval, approvals
from application.answers.mandates import difference
from domain.time import is_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from application.evaluation.replay import Replay
    from domain.statuses import Word
    from projections.mandates import MandateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of a mandate with its sentence."""

    rule: str
    family: str
    force: str
    quote: str
    section: str
    reading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that a version changed: its sentence before (None: new) and after (None: struck)."""

    rule: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version in force on some day of the year, with what it changed and who approved it."""

    version: int
    revision: str | None
    status: str
    in_force_from: date
    until: date | None
    sunset: date | None
    proposed_by: str | None
    approvals: tuple[Approval, ...]
    changes: tuple[RuleChange, ...]
    text_changed: bool
    sunset_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A revision proposed or decided on in the year that was not in force by its end."""

    revision: str
    status: str
    proposed_by: str
    proposed_on: date
    wanted_from: date
    approvals: tuple[Approval, ...]
    rejections: tuple[Approval, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateChapter:
    """The mandate in the year; `text` and `rules` are those of the version last in force in it."""

    versions: tuple[VersionLine, ...]
    proposals: tuple[Proposal, ...]
    text: str
    rules: tuple[RuleLine, ...]
    expired_since: date | None
    """First day on which the network worked under no mandate in force, if that is in the year or before."""
    revision_regulated: bool


def mandate(replay: Replay) -> MandateChapter:
    """The mandate as it stood in the year, and what was proposed."""
    last = replay.mandate
    return MandateChapter(
        versions=tuple(_versions(replay)),
        proposals=tuple(_proposals(replay)),
        text=last.text,
        rules=tuple(
            RuleLine(
                rule=rule.id,
                family=rule.family,
                force=rule.force,
                quote=rule.quote,
                section=rule.section,
                reading=rule.reading,
            )
            for rule in last.rules
        ),
        expired_since=_expired_since(replay),
        revision_regulated=replay.rules.approvals("mandate-revision") is not None,
    )


def _in_force(replay: Replay) -> Iterator[MandateRow]:
    """The versions in force on some counted day; one that has expired counts until another is in force."""
    for row in replay.versions:
        if (
            row.version is not None
            and row.in_force_from is not None
            and replay.touches(row.in_force_from, row.until)
        ):
            yield row


def _versions(replay: Replay) -> Iterator[VersionLine]:
    by_number = {row.version: row for row in replay.versions if row.version is not None}
    for row in _in_force(replay):
        assert row.version is not None
        assert row.in_force_from is not None
        before = by_number.get(row.version - 1)
        changed = None if before is None else difference(before, row)
        yield VersionLine(
            version=row.version,
            revision=row.revision,
            status=row.status(replay.last),
            in_force_from=row.in_force_from,
            until=row.end,
            sunset=row.sunset,
            proposed_by=row.proposed_by,
            approvals=_approvals(row.approvals, replay.last),
            changes=tuple(
                RuleChange(
                    rule=change.rule,
                    before=None if change.before is None else change.before.quote,
                    after=None if change.after is None else change.after.quote,
                )
                for change in (() if changed is None else changed.rules)
            ),
            text_changed=changed is not None and changed.text is not None,
            sunset_changed=changed is not None and changed.sunset is not None,
        )


def _proposals(replay: Replay) -> Iterator[Proposal]:
    """What was proposed or decided on in the year and was not in force by its last day."""
    for row in sorted(replay.versions, key=lambda row: (row.proposed_on or replay.start, row.revision or "")):
        if row.revision is None or row.is_version_by(replay.last):
            continue
        assert row.proposed_by is not None
        assert row.proposed_on is not None
        assert row.wanted_from is not None
        words = [said.on for said in (*row.approvals, *row.rejections)]
        if any(replay.holds(day) for day in (row.proposed_on, *words)):
            yield Proposal(
                revision=row.revision,
                status=row.status(replay.last),
                proposed_by=row.proposed_by,
                proposed_on=row.proposed_on,
                wanted_from=row.wanted_from,
                approvals=_approvals(row.approvals, replay.last),
                rejections=_approvals(row.rejections, replay.last),
                missing=row.missing(replay.last),
            )


def _expired_since(replay: Replay) -> date | None:
    """The day after the sunset of a version of the year that another had not followed by then."""
    for row in _in_force(replay):
        expiry = row.expiry
        if expiry is not None and expiry < replay.end and is_before(expiry, row.until):
            return expiry
    return None


def _approvals(words: Iterable[Word], by: date) -> tuple[Approval, ...]:
    """The words of bodies that had been said by a day, by day and body."""
    return approvals(sorted(words, key=lambda word: (word.on, word.body)), by)
