"""Putting an evaluation together from its chapters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from application.evaluation.canonical import digest
from application.evaluation.chapters.afterwards import afterwards
from application.evaluation.chapters.duties import obligations
from application.evaluation.chapters.figures import Counted, figures
from application.evaluation.chapters.identity import identity, people
from application.evaluation.chapters.mandate import mandate
from application.evaluation.chapters.reports import reports
from application.evaluation.shape import FORMAT, Evaluation, plain
from domain.obligations import unregulated

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from application.evaluation.replay import Replay


@dataclass(frozen=True, slots=True)
class Source:
    """The log an evaluation is made from: up to which position, when that was recorded, the root over it."""

    position: int
    known_at: str | None
    root: str
    sandbox: bool


def evaluated(replay: Replay, source: Source, holiday: Callable[[date], str | None]) -> Evaluation:
    """The evaluation of a network's year with its hash; `names` has the keys that may be people's, unread.

    `holiday` names the public holiday that a day is in the network's country.
    """
    year, before = Counted.of(replay), replay.before()
    said = Evaluation(
        format=FORMAT,
        network=replay.identity.network,
        year=replay.year,
        from_=replay.start,
        until=replay.until,
        on=replay.on,
        position=source.position,
        known_at=source.known_at,
        root=source.root,
        sandbox=source.sandbox,
        identity=identity(replay),
        figures=figures(year, None if before is None else Counted.of(before)),
        mandate=mandate(replay),
        membership=year.membership,
        offices=year.offices,
        meetings=year.meetings,
        matters=year.matters,
        reports=reports(replay),
        obligations=obligations(replay, holiday),
        findings=year.findings,
        afterwards=afterwards(replay),
        unregulated=unregulated(replay.seen, replay.last),
        hash="",
        names={},
    )
    data = plain(said)
    return replace(said, hash=digest(data), names=dict.fromkeys(sorted(people(data))))
