"""Chair and other offices: the terms of the year, and the days on which nobody held a regulated office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from application.answers.offices import Gap, Term, terms, vacant_offices

if TYPE_CHECKING:
    from application.evaluation.replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedGap(Gap):
    """Days on which a regulated office stood empty; `days` are those of the year."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficesChapter:
    """Chair and other offices."""

    regulated: tuple[str, ...]
    """Offices a rule of the year's last version speaks of."""
    terms: tuple[Term, ...]
    gaps: tuple[CountedGap, ...]


def offices(replay: Replay) -> OfficesChapter:
    """Every term that ran on some day of the year, and every gap."""
    rows = replay.rows("offices")
    return OfficesChapter(
        regulated=tuple(
            sorted({*replay.rules.offices, *(of for of in replay.rules.terms if of != "mandate")})
        ),
        terms=tuple(term for term in terms(rows, replay.last) if replay.touches(term.from_, term.until)),
        gaps=tuple(
            CountedGap(
                office=gap.office,
                from_=gap.from_,
                until=gap.until,
                days=replay.days(gap.from_, gap.until),
            )
            # With the end it is known to have, as a term has, also where that came after the year.
            for gap in vacant_offices(replay.identity, rows, replay.versions, replay.on)
            if replay.touches(gap.from_, gap.until)
        ),
    )
