"""The obligations of a year by the day they are due, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.figures import lettering
from adapters.reports.figures.drawing import LEFT, RIGHT, WIDTH, Calendar, legend, line, picture
from adapters.reports.figures.lettering import SMALL, write
from adapters.reports.figures.marks import BLUE, GREEN, GREY, ORANGE, PURPLE, Mark
from adapters.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    import svg

    from adapters.reports.document import Picture
    from adapters.reports.writing import Words
    from application.answers.duties import Duty
    from application.evaluation.shape import Evaluation

KEY = "obligations"
TOP = 24
LANE = 16
UNDATED = 96
"""How wide the column is for obligations no day is stated for."""
NEAR = timedelta(days=8)
"""Marks of one status that would cover each other are drawn as one, with their number."""
MARKS = (
    Mark("fulfilled", "disc", GREEN),
    Mark("fulfilled-late", "diamond", PURPLE),
    Mark("due", "box", BLUE),
    Mark("late", "triangle", ORANGE),
    Mark("missed", "cross", ORANGE),
    Mark("upcoming", "ring", GREY),
)


@dataclass(slots=True)
class _Cluster:
    """Obligations of a kind and a status, due so near each other that one mark is drawn for them."""

    mark: Mark
    due: date | None
    number: int = 0
    days: list[str] = field(default_factory=list)

    @property
    def count(self) -> str:
        """What stands beside the mark."""
        return f"×{self.number}" if self.number > 1 else ""


def obligations_overview(evaluation: Evaluation, words: Words) -> Picture | None:
    """The obligations of the year on their due days, by kind and status; None where there are none."""
    if not evaluation.obligations:
        return None
    report = Report(evaluation, words)
    undated = any(duty.due is None for duty in evaluation.obligations)
    calendar = Calendar(evaluation.year, RIGHT - UNDATED if undated else RIGHT)
    kinds: dict[str, list[Duty]] = {}
    for duty in evaluation.obligations:
        kinds.setdefault(duty.what, []).append(duty)
    drawn: list[svg.Element] = []
    y = TOP
    for what, duties in kinds.items():
        drawn += [
            line(0, y, WIDTH, y),
            write(report.term(terms.OBLIGATIONS, what), 4, y + LANE / 2 + 2, room=LEFT - 8, size=SMALL),
        ]
        for lane in _lanes(_clusters(duties, words), calendar):
            for x, cluster in lane:
                drawn += _draw(cluster, x, y + LANE / 2 + 2, report)
            y += LANE
        y += 4
    drawn = [*calendar.months(words, TOP, y), *calendar.judged(evaluation.on, TOP, y), *drawn]
    if undated:
        drawn.append(write(words.say("no day set"), calendar.right + 4, TOP - 8, room=UNDATED, size=SMALL))
    counts = {mark: sum(_mark(duty) is mark for duty in evaluation.obligations) for mark in MARKS}
    meanings = [(mark, _meaning(mark, report), count) for mark, count in counts.items() if count]
    signs, height = legend(
        [*((mark.at, meaning) for mark, meaning, _ in meanings), *calendar.legend(evaluation.on, words)],
        y + 4,
    )
    description = words.say(
        "A row for each kind of obligation, with a sign on the day each is due."
        " Obligations: {all}, of which {counts}.",
        all=len(evaluation.obligations),
        counts=", ".join(f"{meaning} {words.number(count)}" for _, meaning, count in meanings),
    )
    return picture(
        KEY, words.say("Obligations by the day they are due"), description, height, [*drawn, *signs]
    )


def _mark(duty: Duty) -> Mark:
    status = "fulfilled-late" if duty.status == "fulfilled" and duty.days_late else duty.status
    return next(mark for mark in MARKS if mark.stands_for == status)


def _meaning(mark: Mark, report: Report) -> str:
    if mark.stands_for == "fulfilled-late":
        return report.say("fulfilled late")
    return report.term(terms.OBLIGATION_STATUSES, mark.stands_for)


def _clusters(duties: Iterable[Duty], words: Words) -> list[_Cluster]:
    """Duties of one kind gathered under marks, in the order of their days; those without one last."""
    clusters: list[_Cluster] = []
    latest: dict[tuple[Mark, bool], _Cluster] = {}
    for duty in sorted(duties, key=lambda duty: duty.due or date.max):
        key = _mark(duty), duty.due is None
        cluster = latest.get(key)
        if cluster is None or (duty.due and cluster.due and duty.due - cluster.due >= NEAR):
            cluster = latest[key] = _Cluster(_mark(duty), duty.due)
            clusters.append(cluster)
        cluster.number += 1
        day = words.say("no day set") if duty.due is None else words.day(duty.due)
        if day not in cluster.days:
            cluster.days.append(day)
    return clusters


def _lanes(clusters: list[_Cluster], calendar: Calendar) -> list[list[tuple[float, _Cluster]]]:
    """Where marks stand, one below the other where they would cover each other with their numbers."""
    lanes: list[list[tuple[float, _Cluster]]] = []
    ends: list[float] = []
    for cluster in clusters:
        x = calendar.right + 10 if cluster.due is None else min(calendar.x(cluster.due), calendar.right - 6)
        end = x + 8 + lettering.width(cluster.count, SMALL)
        free = next((at for at, taken in enumerate(ends) if taken <= x - 6), len(lanes))
        if free == len(lanes):
            lanes.append([])
            ends.append(0)
        lanes[free].append((x, cluster))
        ends[free] = end
    return lanes


def _draw(cluster: _Cluster, x: float, y: float, report: Report) -> list[svg.Element]:
    tooltip = f"{', '.join(cluster.days)}: {_meaning(cluster.mark, report)}"
    if cluster.number == 1:
        return [cluster.mark.at(x, y, tooltip)]
    return [cluster.mark.at(x, y, tooltip), write(cluster.count, x + 8, y, size=SMALL)]
