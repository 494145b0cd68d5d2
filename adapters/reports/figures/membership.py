"""The membership of a year: a row for each seat, a bar for everybody who held it, vacancies hatched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import svg

from adapters.reports import terms
from adapters.reports.figures.drawing import (
    LEFT,
    WIDTH,
    Calendar,
    Sample,
    hatching,
    left_out,
    legend,
    line,
    picture,
    weightiest,
)
from adapters.reports.figures.lettering import cut, tip, write
from adapters.reports.figures.marks import BLUE, GREEN, ORANGE
from adapters.reports.report import Report, last_day

if TYPE_CHECKING:
    from adapters.reports.document import Picture
    from adapters.reports.writing import Words
    from application.answers.standing import Deputy, Tenure
    from application.evaluation.chapters.membership import CountedVacancy
    from application.evaluation.shape import Evaluation

KEY = "membership"
TOP = 24
HEIGHTS = {"holder": 14, "vacancy": 14, "deputy": 6}
"""Of bars, by their kind."""
NAME = 10
"""Height of the names in bars."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """Days `[start, until)` of one seat, cut to those that are drawn; `name` is empty for a vacancy."""

    kind: str
    name: str
    start: date
    until: date
    tooltip: str

    @property
    def days(self) -> int:
        """How many days it is long."""
        return (self.until - self.start).days


@dataclass(frozen=True, slots=True)
class _Row:
    """One seat: its bars in lanes, so that none covers another, deputies' lanes last."""

    label: str
    lanes: list[list[_Bar]]

    @property
    def height(self) -> int:
        """How high the row is."""
        return 6 + sum(HEIGHTS[lane[0].kind] + 2 for lane in self.lanes)

    @property
    def weight(self) -> tuple[int, int]:
        """Vacant days, then bars: a seat that one person held all year has least to show."""
        bars = [bar for lane in self.lanes for bar in lane]
        return sum(bar.days for bar in bars if bar.kind == "vacancy"), len(bars)


def membership_timeline(evaluation: Evaluation, words: Words) -> Picture | None:
    """Who held which seat on which days of the year; None where nobody sat and no seat was vacant."""
    rows = _rows(Report(evaluation, words))
    if not rows:
        return None
    shown = weightiest(rows, lambda row: row.weight)
    bottom = TOP + sum(row.height for row in shown)
    calendar = Calendar(evaluation.year)
    drawn: list[svg.Element] = [hatching(f"{KEY}-vacant", ORANGE), *calendar.months(words, TOP, bottom)]
    top = TOP
    for row in shown:
        drawn += _draw(row, top, calendar)
        top += row.height
    drawn += calendar.judged(evaluation.on, TOP, bottom)
    signs, height = legend([*_legend(shown, words), *calendar.legend(evaluation.on, words)], bottom + 4)
    description = words.say(
        "A row for each seat, with a bar for everybody who held it; thin bars are deputies, hatched ones"
        " vacancies. Seats: {seats}. Persons on a seat: {persons}. Vacant days: {days}.",
        seats=len(rows),
        persons=len({tenure.person for tenure in evaluation.membership.tenures}),
        days=evaluation.membership.vacant_days,
    )
    return picture(
        KEY,
        words.say("Seats through the year"),
        description + left_out(len(shown), len(rows), words),
        height,
        [*drawn, *signs],
    )


def _rows(report: Report) -> list[_Row]:
    chapter = report.evaluation.membership
    bars: dict[tuple[str, str], list[_Bar]] = {}
    things: list[Tenure | CountedVacancy | Deputy] = [*chapter.tenures, *chapter.vacancies, *chapter.deputies]
    for thing in things:
        bar = _bar(thing, report)
        if bar.start < bar.until:
            bars.setdefault((thing.constituency, thing.seat), []).append(bar)
    seats = sorted(bars)
    places = [place for place, _ in seats]
    rows = []
    for place, seat in seats:
        label = report.constituency(place)
        if places.count(place) > 1:
            label = f"{label}, {report.term(terms.SEATS, seat)}"
        deputies = [bar for bar in bars[place, seat] if bar.kind == "deputy"]
        others = [bar for bar in bars[place, seat] if bar.kind != "deputy"]
        rows.append(_Row(label, [*_lanes(others), *_lanes(deputies)]))
    return rows


def _bar(thing: Tenure | Deputy | CountedVacancy, report: Report) -> _Bar:
    """A bar as far as the year goes, and no further than what can be known on the evaluation's day."""
    evaluation = report.evaluation
    kind = {"Tenure": "holder", "Deputy": "deputy", "CountedVacancy": "vacancy"}[type(thing).__name__]
    name = report.person(getattr(thing, "person", ""))
    who = name or report.say("vacant")
    last = last_day(thing.until)
    if last is None:
        tooltip = report.say("{who}: since {first}", who=who, first=thing.from_)
    else:
        tooltip = report.say("{who}: {first} to {last}", who=who, first=thing.from_, last=last)
    end = min(evaluation.until, evaluation.on + timedelta(days=1))
    return _Bar(kind, name, max(thing.from_, evaluation.from_), min(thing.until or end, end), tooltip)


def _lanes(bars: list[_Bar]) -> list[list[_Bar]]:
    """Bars one after the other, or one below the other where they have days in common."""
    lanes: list[list[_Bar]] = []
    for bar in sorted(bars, key=lambda bar: (bar.start, bar.until, bar.tooltip)):
        for lane in lanes:
            if lane[-1].until <= bar.start:
                lane.append(bar)
                break
        else:
            lanes.append([bar])
    return lanes


def _draw(row: _Row, top: float, calendar: Calendar) -> list[svg.Element]:
    drawn: list[svg.Element] = [line(0, top, WIDTH, top), write(row.label, 4, top + 10, room=LEFT - 12)]
    y = top + 3
    for lane in row.lanes:
        for bar in lane:
            left, right = calendar.x(bar.start), calendar.x(bar.until)
            width = round(right - left, 1)
            drawn.append(_box(bar.kind, left, y, width, bar.days, bar.tooltip))
            if bar.kind == "holder" and cut(bar.name, width - 8, NAME):
                middle = y + HEIGHTS[bar.kind] / 2
                drawn.append(write(bar.name, left + 4, middle, room=width - 8, size=NAME, fill="#ffffff"))
        y += HEIGHTS[lane[0].kind] + 2
    return drawn


def _box(kind: str, x: float, y: float, width: float, days: int | None = None, tooltip: str = "") -> svg.Rect:
    vacant = kind == "vacancy"
    return svg.Rect(
        x=x,
        y=y,
        width=width,
        height=HEIGHTS[kind],
        rx=3,
        fill=f"url(#{KEY}-vacant)" if vacant else BLUE if kind == "holder" else GREEN,
        stroke=ORANGE if vacant else None,
        data={"kind": kind} if days is None else {"kind": kind, "days": days},
        elements=tip(tooltip),
    )


def _legend(shown: list[_Row], words: Words) -> list[Sample]:
    """What the kinds of bars mean that are there."""

    def sample(kind: str, meaning: str) -> Sample:
        return (lambda x, y: _box(kind, x - 8, y - HEIGHTS[kind] / 2, 16), meaning)

    kinds = {bar.kind for row in shown for lane in row.lanes for bar in lane}
    meanings = {
        "holder": words.say("holder"),
        "deputy": words.say("deputy"),
        "vacancy": words.say("vacant"),
    }
    return [sample(kind, meaning) for kind, meaning in meanings.items() if kind in kinds]
