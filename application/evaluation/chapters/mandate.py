"""The mandate in the year: versions in force, what each changed, who approved it, and what did not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from application.answers.mandates import mandate_diff, mandate_status, mandates
from application.evaluation.shape import Approval, MandateChapter, Proposal, RuleChange, RuleLine, Version
from domain.time import day_after, earlier, is_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from application.evaluation.replay import Replay
    from projections.mandates import MandateRow


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


def _versions(replay: Replay) -> Iterator[Version]:
    by_number = {row.version: row for row in replay.versions if row.version is not None}
    for row in _in_force(replay):
        assert row.version is not None
        assert row.in_force_from is not None
        before = by_number.get(row.version - 1)
        changed: dict[str, Any] = {} if before is None else mandate_diff(before, row)
        yield Version(
            version=row.version,
            revision=row.revision,
            status=mandate_status(row, replay.last),
            in_force_from=row.in_force_from,
            until=earlier(row.until, _expiry(row)),
            sunset=row.sunset,
            proposed_by=row.proposed_by,
            approvals=_words(row.approvals, replay.last),
            changes=tuple(
                RuleChange(
                    rule=change["rule"],
                    before=None if change["before"] is None else change["before"].quote,
                    after=None if change["after"] is None else change["after"].quote,
                )
                for change in changed.get("rules", ())
            ),
            text_changed=changed.get("text") is not None,
            sunset_changed=changed.get("sunset") is not None,
        )


def _proposals(replay: Replay) -> Iterator[Proposal]:
    """What was proposed or decided on in the year and was not in force by its last day."""
    missing = {
        answer["revision"]: answer["missing"]
        for answer in mandates(replay.versions, replay.last)
        if answer["version"] is None
    }
    for row in sorted(replay.versions, key=lambda row: (row.proposed_on or replay.start, row.revision or "")):
        if row.revision is None or row.revision not in missing:
            continue
        assert row.proposed_by is not None
        assert row.proposed_on is not None
        assert row.wanted_from is not None
        words = [said.on for said in (*row.approvals, *row.rejections)]
        if any(replay.holds(day) for day in (row.proposed_on, *words)):
            yield Proposal(
                revision=row.revision,
                status=mandate_status(row, replay.last),
                proposed_by=row.proposed_by,
                proposed_on=row.proposed_on,
                wanted_from=row.wanted_from,
                approvals=_words(row.approvals, replay.last),
                rejections=_words(row.rejections, replay.last),
                missing=tuple(missing[row.revision]),
            )


def _expired_since(replay: Replay) -> date | None:
    """The day after the sunset of a version of the year that another had not followed by then."""
    for row in _in_force(replay):
        expiry = _expiry(row)
        if expiry is not None and expiry < replay.end and is_before(expiry, row.until):
            return expiry
    return None


def _expiry(row: MandateRow) -> date | None:
    """The first day on which a version is expired."""
    return None if row.sunset is None else day_after(row.sunset)


def _words(said: Iterable[Any], by: date) -> tuple[Approval, ...]:
    """The words of bodies that had been said by a day, in their order."""
    return tuple(
        Approval(body=one.body, on=one.on, reference=one.reference)
        for one in sorted(said, key=lambda one: (one.on, one.body))
        if one.on <= by
    )
