"""Evaluating a register under test, and looking at what an evaluation says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.views.rows import ViewRows
from application.evaluation.evaluations import Evaluations

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from application.evaluation.shape import Evaluation


class NewYear:
    """A calendar with one holiday, named by country and language."""

    def name(self, country: str, language: str, day: date) -> str | None:
        return f"{country} {language}" if (day.month, day.day) == (12, 31) else None


def evaluations(samverk: Samverk) -> Evaluations:
    return Evaluations(
        samverk.log, ViewRows(samverk.engine), samverk.log.root, NewYear(), sandbox=samverk.sandbox
    )


def evaluated(
    samverk: Samverk,
    year: int,
    network: str = "small",
    position: int | None = None,
    on: str | None = None,
) -> Evaluation:
    """A year at a position, by default the log's end."""
    end = samverk.log.head()[0] if position is None else position
    return evaluations(samverk).evaluate(network, year, end, None if on is None else date.fromisoformat(on))


def figures(evaluation: Evaluation) -> dict[str, Any]:
    return {one.figure: one.value for one in evaluation.figures}


def earlier_figures(evaluation: Evaluation) -> dict[str, Any]:
    return {one.figure: one.before for one in evaluation.figures}
