"""How the year stands against the mandate: every obligation and every finding, with quote and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from application.answers.duties import Duty, duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from application.evaluation.replay import Replay
    from domain.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """Something done against the rules; `message` with `values` in its gaps is `detail`."""

    kind: str
    day: date
    detail: str
    message: str
    values: dict[str, Any]
    quote: str | None
    evidence: tuple[int, ...]


def obligations(replay: Replay, holiday: Callable[[date], str | None]) -> tuple[Duty, ...]:
    """The obligations of the year; `holiday` names the public holiday that a day is."""
    return tuple(Duty(**duty(one, replay.positions.__getitem__, holiday)) for one in replay.obligations)


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
