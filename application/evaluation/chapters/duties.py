"""How the year stands against the mandate: every obligation and every finding, with quote and evidence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from application.evaluation.shape import Duty, FindingLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from application.evaluation.replay import Replay
    from domain.findings import Finding


def obligations(replay: Replay, holiday: Callable[[date], str | None]) -> tuple[Duty, ...]:
    """The obligations of the year; `holiday` names the public holiday that a day is."""
    return tuple(
        Duty(
            rule=one.rule,
            quote=one.quote,
            force=one.force,
            what=one.what,
            about=one.about,
            due=one.due,
            holiday=None if one.due is None else holiday(one.due),
            status=one.status,
            days_late=one.days_late,
            evidence=replay.evidence(one.evidence),
            mandate_version=one.mandate_version,
        )
        for one in replay.obligations
    )


def findings(replay: Replay) -> tuple[FindingLine, ...]:
    """What was done in the year against the rules."""
    return tuple(
        FindingLine(
            kind=one.kind,
            day=one.day,
            detail=one.detail,
            message=one.message,
            values=dict(one.values),
            quote=one.quote,
            evidence=replay.evidence(one.evidence),
        )
        for one in replay.findings
        if replay.holds(_belongs_to(one))
    )


def _belongs_to(finding: Finding) -> date:
    """The day by which a finding is one of a year: for late minutes the one they were due on."""
    days = finding.values.get("days")
    return finding.day - timedelta(days=days) if isinstance(days, int) else finding.day
