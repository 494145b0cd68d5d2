"""What became of the year's report and of its follow-up, by the evaluation's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters.reports import ACCOUNT
from domain.rules import CountRule, DeadlineRule

if TYPE_CHECKING:
    from application.evaluation.replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """An entry that says the year's report was compiled; `from_position` None in entries of version 1."""

    position: int
    on: date
    from_position: int | None
    hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The year's report laid before a recipient, or the year's follow-up (`recipient` None)."""

    position: int
    on: date
    recipient: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsChapter:
    """What became of reports on this year, by the evaluation's day."""

    regulated: bool
    follow_up_regulated: bool
    compilations: tuple[Compilation, ...]
    submissions: tuple[Submission, ...]
    follow_ups: tuple[Submission, ...]


def reports(replay: Replay) -> ReportsChapter:
    """When the year's report was compiled, who got it when, and when the year was followed up."""
    account, positions = replay.seen.timeline(ACCOUNT(str(replay.year))), replay.positions
    compiled = [
        Compilation(
            position=positions[fact.id],
            on=fact.effective,
            from_position=fact.event.position,
            hash=fact.event.hash,
        )
        for fact in account.compiled
    ]
    submitted = [
        Submission(position=positions[fact.id], on=fact.event.on, recipient=fact.event.recipient)
        for fact in account.submitted
    ]
    followed = [
        Submission(position=positions[fact.id], on=fact.event.on, recipient=None)
        for fact in account.followed_up
    ]
    return ReportsChapter(
        regulated=any(rule.what == "annual-report" for rule in replay.rules.of(DeadlineRule)),
        follow_up_regulated=any(rule.what == "follow-up" for rule in replay.rules.of(CountRule)),
        compilations=tuple(sorted(compiled, key=lambda one: (one.on, one.position))),
        submissions=tuple(sorted(submitted, key=lambda one: (one.on, one.position))),
        follow_ups=tuple(sorted(followed, key=lambda one: (one.on, one.position))),
    )
