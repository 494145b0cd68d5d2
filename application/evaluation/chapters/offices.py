"""Chair and other offices: the terms of the year, and the days on which nobody held a regulated office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from application.answers.standing import chairs
from application.evaluation.shape import Gap, OfficesChapter, Term

if TYPE_CHECKING:
    from application.evaluation.replay import Replay


def offices(replay: Replay) -> OfficesChapter:
    """Every term that ran on some day of the year, and every gap."""
    rows = replay.rows("offices")
    stood = chairs(replay.identity, rows, replay.versions, replay.last, {})
    # A gap is told with the end it is known to have, as a term is, also where that came after the year.
    gaps = chairs(replay.identity, rows, replay.versions, replay.on, {})["gaps"]
    return OfficesChapter(
        regulated=tuple(
            sorted({*replay.rules.offices, *(of for of in replay.rules.terms if of != "mandate")})
        ),
        terms=tuple(
            Term(
                office=term["office"],
                person=term["person"],
                from_=term["from"],
                until=term["until"],
                basis=term["basis"],
                status=term["status"],
                ended_by=term["ended_by"],
                renewal_of=term["renewal_of"],
            )
            for term in stood["terms"]
            if replay.touches(term["from"], term["until"])
        ),
        gaps=tuple(
            Gap(
                office=gap["office"],
                from_=gap["from"],
                until=gap["until"],
                days=replay.days(gap["from"], gap["until"]),
            )
            for gap in gaps
            if replay.touches(gap["from"], gap["until"])
        ),
    )
