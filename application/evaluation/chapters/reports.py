"""What became of the year's report and of its follow-up, by the evaluation's day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from application.evaluation.shape import Compilation, ReportsChapter, Submission
from domain.chapters.affairs import AnnualReportCompiled, AnnualReportSubmitted
from domain.rules import CountRule, DeadlineRule

if TYPE_CHECKING:
    from application.evaluation.replay import Replay


def reports(replay: Replay) -> ReportsChapter:
    """When the year's report was compiled, who got it when, and when the year was followed up."""
    compiled, submitted = [], []
    for fact in replay.seen.facts(("affair", "report", str(replay.year))):
        event, position = fact.event, replay.positions[fact.id]
        if isinstance(event, AnnualReportCompiled):
            compiled.append(
                Compilation(
                    position=position, on=event.effective, from_position=event.position, hash=event.hash
                )
            )
        elif isinstance(event, AnnualReportSubmitted):
            submitted.append(Submission(position=position, on=event.on, recipient=event.recipient))
    followed = [
        Submission(position=replay.positions[fact.id], on=fact.event.on, recipient=None)
        for fact in replay.seen.facts(("affair", "follow-up", str(replay.year)))
    ]
    return ReportsChapter(
        regulated=any(rule.what == "annual-report" for rule in replay.rules.of(DeadlineRule)),
        follow_up_regulated=any(rule.what == "follow-up" for rule in replay.rules.of(CountRule)),
        compilations=tuple(sorted(compiled, key=lambda one: (one.on, one.position))),
        submissions=tuple(sorted(submitted, key=lambda one: (one.on, one.position))),
        follow_ups=tuple(sorted(followed, key=lambda one: (one.on, one.position))),
    )
