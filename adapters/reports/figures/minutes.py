"""How long the minutes of each meeting took, beside the days the mandate allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import svg

from adapters.reports.figures.drawing import (
    WIDTH,
    Sample,
    hatching,
    left_out,
    legend,
    line,
    picture,
    weightiest,
)
from adapters.reports.figures.lettering import SMALL, tip, width, write
from adapters.reports.figures.marks import BLUE, ORANGE
from adapters.reports.report import last_day

if TYPE_CHECKING:
    from datetime import date

    from adapters.reports.document import Picture
    from adapters.reports.writing import Words
    from application.evaluation.chapters.meetings import MeetingLine
    from application.evaluation.shape import Evaluation

KEY = "minutes"
TOP = 24
ROW = 20
LEFT, RIGHT = 110, 470
"""Where the axis begins and ends; what is right of it is for the numbers."""
BAR = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """One meeting: the days its minutes took, or those gone by so far while there are none."""

    on: date
    days: int
    allowed: int | None
    late: int
    missing: bool

    @property
    def kind(self) -> str:
        """How its bar is drawn."""
        return "missing" if self.missing else "late" if self.late else "in-time"

    def length(self, words: Words) -> str:
        """Its days in words."""
        if self.missing and self.late:
            return words.say("none after {days}, late by {late}", days=self.days, late=self.late)
        if self.missing:
            return words.say("none after {days}", days=self.days)
        if self.late:
            return words.say("{days}, late by {late}", days=self.days, late=self.late)
        return words.number(self.days)


def minutes_delay(evaluation: Evaluation, words: Words) -> Picture | None:
    """Days until the minutes of each meeting held; None where none are published and none are due."""
    rows = [
        _row(meeting, evaluation.on) for meeting in evaluation.meetings.meetings if meeting.status == "held"
    ]
    if all(row.missing and row.allowed is None for row in rows):
        return None
    shown = weightiest(rows, lambda row: (row.late, row.missing, row.days))
    # Minutes that are missing may be so for years; their bars break off, and the axis is not for them.
    longest = max(
        7,
        *(row.days for row in shown if not row.missing),
        *(2 * row.allowed for row in shown if row.allowed is not None),
    )
    scale = (RIGHT - LEFT) / longest
    bottom = TOP + len(shown) * ROW
    drawn: list[svg.Element] = [hatching(f"{KEY}-late", ORANGE)]
    for days in range(0, longest + 1, _step(longest)):
        x = LEFT + days * scale
        drawn += [
            line(x, TOP, x, bottom),
            write(words.number(days), x, TOP - 9, anchor="middle", size=SMALL),
        ]
    for at, row in enumerate(shown):
        drawn += _draw(row, TOP + at * ROW, scale, words)
    signs, height = legend(_legend(shown, words), bottom + 4)
    chapter = evaluation.meetings
    description = words.say(
        "A bar for each meeting, as long as the days until its minutes. In time: {in_time}. Late: {late}."
        " Not published: {missing}.",
        in_time=chapter.minutes_in_time,
        late=chapter.minutes_late,
        missing=chapter.minutes_missing,
    )
    return picture(
        KEY,
        words.say("Days from meeting to minutes"),
        description + left_out(len(shown), len(rows), words),
        height,
        [*drawn, *signs],
    )


def _row(meeting: MeetingLine, today: date) -> _Row:
    last = last_day(meeting.until) or meeting.on
    missing = meeting.minutes_days is None
    return _Row(
        meeting.on,
        (today - last).days if meeting.minutes_days is None else meeting.minutes_days,
        None if meeting.minutes_due is None else (meeting.minutes_due - last).days,
        meeting.minutes_days_late or 0,
        missing,
    )


def _step(longest: int) -> int:
    """A round number of days of which at most eight make the axis."""
    return next(
        step * ten
        for ten in (1, 10, 100, 1000, 10_000, 100_000)
        for step in (1, 2, 5)
        if longest <= 8 * step * ten
    )


def _draw(row: _Row, top: float, scale: float, words: Words) -> list[svg.Element]:
    y = top + ROW / 2
    length = round(min(max(row.days, 0) * scale, RIGHT - LEFT), 1)
    length_in_words = row.length(words)
    drawn: list[svg.Element] = [
        line(0, top, WIDTH, top),
        write(words.day(row.on), 4, y, room=LEFT - 12),
        _bar(row.kind, LEFT, y, length, row.days, f"{words.day(row.on)}: {length_in_words}"),
    ]
    end = LEFT + length + 8
    if row.allowed is not None:
        x = LEFT + row.allowed * scale
        drawn.append(line(x, top, x, top + ROW, faint=False))
        if end - 4 < x < end + width(length_in_words, SMALL):
            end = x + 6
    return [*drawn, write(length_in_words, end, y, room=WIDTH - end, size=SMALL)]


def _bar(
    kind: str, x: float, y: float, length: float, days: int | None = None, tooltip: str = ""
) -> svg.Rect:
    return svg.Rect(
        x=x,
        y=y - BAR / 2,
        width=length,
        height=BAR,
        fill={"in-time": BLUE, "late": f"url(#{KEY}-late)", "missing": "none"}[kind],
        stroke=BLUE if kind == "in-time" else ORANGE,
        stroke_dasharray=[3, 3] if kind == "missing" else None,
        data={"kind": kind} if days is None else {"kind": kind, "days": days},
        elements=tip(tooltip),
    )


def _legend(shown: list[_Row], words: Words) -> list[Sample]:
    """What the kinds of bars mean that are there, and the line."""

    def sample(kind: str, meaning: str) -> Sample:
        return (lambda x, y: _bar(kind, x - 8, y, 16), meaning)

    kinds = {row.kind for row in shown}
    meanings = {
        "in-time": words.say("published"),
        "late": words.say("published late"),
        "missing": words.say("not published"),
    }
    samples = [sample(kind, meaning) for kind, meaning in meanings.items() if kind in kinds]
    if any(row.allowed is not None for row in shown):
        samples.append((lambda x, y: line(x, y - 8, x, y + 8, faint=False), words.say("days allowed")))
    return samples
