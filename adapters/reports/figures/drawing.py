"""What the figures share: the frame around them, the days of a year, legends, and rows that fit on a page.

Lines and texts take the colour of the text around the figure (`currentColor`), so that they follow a dark
scheme, and are black on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import svg
from babel.dates import format_date

from adapters.reports.document import Picture
from adapters.reports.figures import lettering
from adapters.reports.figures.lettering import SMALL, escaped, write
from adapters.wire.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from adapters.reports.writing import Words

T = TypeVar("T")

WIDTH = 720
LEFT = 230
"""Where a drawing begins, right of the names of its rows."""
RIGHT = WIDTH - 6
MOST_ROWS = 36
"""As many as stand on a page of paper."""

Sample = tuple["Callable[[float, float], svg.Element]", str]
"""What draws a sign around a point, and what it means."""


def picture(
    key: str, caption: str, description: str, height: float, elements: Iterable[svg.Element]
) -> Picture:
    """A figure of a height; ids in it begin with its key, for several stand in one page."""
    title, described_by = f"{key}-title", f"{key}-description"
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, round(height)),
        extra={"role": "img", "aria-labelledby": f"{title} {described_by}"},
        elements=[
            svg.Title(id=title, text=escaped(caption)),
            svg.Desc(id=described_by, text=escaped(description)),
            svg.G(
                fill="currentColor",
                extra={"font-family": "sans-serif", "font-size": str(lettering.SIZE)},
                elements=list(elements),
            ),
        ],
    )
    return Picture(caption, description, str(drawing))


def line(
    x1: float, y1: float, x2: float, y2: float, *, faint: bool = True, dashes: tuple[int, int] | None = None
) -> svg.Line:
    """A straight line; a faint one keeps behind what it orders."""
    return svg.Line(
        x1=round(x1, 1),
        y1=round(y1, 1),
        x2=round(x2, 1),
        y2=round(y2, 1),
        stroke="currentColor",
        stroke_width=1 if faint else 1.5,
        stroke_opacity=0.2 if faint else None,
        stroke_dasharray=None if dashes is None else [*dashes],
    )


def hatching(key: str, colour: str) -> svg.Defs:
    """A pattern of slanted lines, to be used as `url(#key)`."""
    stripe = svg.Line(x1=0, y1=0, x2=0, y2=6, stroke=colour, stroke_width=3)
    return svg.Defs(
        elements=[
            svg.Pattern(
                id=key,
                width=6,
                height=6,
                patternUnits="userSpaceOnUse",
                patternTransform=[svg.Rotate(45)],
                elements=[stripe],
            )
        ]
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a year, drawn from `LEFT` to `right`."""

    year: int
    right: float = RIGHT

    def x(self, day: date) -> float:
        """Where a day begins; days of other years are at the nearer end."""
        first, end = date(self.year, 1, 1), date(self.year + 1, 1, 1)
        part = min(max((day - first) / (end - first), 0), 1)
        return round(LEFT + part * (self.right - LEFT), 1)

    def months(self, words: Words, top: float, bottom: float) -> list[svg.Element]:
        """The months' names above `top`, and a line where each begins."""
        drawn: list[svg.Element] = []
        for month in range(1, 13):
            x = self.x(date(self.year, month, 1))
            name = format_date(date(self.year, month, 1), "LLL", locale=LANGUAGES[words.language])
            drawn += [line(x, top, x, bottom), write(name, x + 4, top - 8, size=SMALL)]
        return [*drawn, line(self.right, top, self.right, bottom)]

    def judged(self, on: date, top: float, bottom: float) -> list[svg.Element]:
        """A line at the evaluation's day, where that is in the year."""
        if on.year != self.year:
            return []
        return [line(self.x(on), top, self.x(on), bottom, faint=False, dashes=(4, 3))]

    def legend(self, on: date, words: Words) -> list[Sample]:
        """What that line means."""
        if on.year != self.year:
            return []
        return [
            (
                lambda x, y: line(x, y - 7, x, y + 7, faint=False, dashes=(4, 3)),
                words.say("Day of this evaluation"),
            )
        ]


def legend(samples: Sequence[Sample], top: float) -> tuple[list[svg.Element], float]:
    """Signs with their meaning, in as many lines as they take; returns where they end as well."""
    drawn: list[svg.Element] = []
    x, y = 8.0, top + 10
    for sign, meaning in samples:
        taken = 16 + lettering.width(meaning) + 18
        if x > 8 and x + taken > WIDTH:
            x, y = 8.0, y + 20
        drawn += [sign(x, y), write(meaning, x + 14, y, room=WIDTH - x - 14)]
        x = round(x + taken, 1)
    return drawn, y + 12


def weightiest(rows: Sequence[T], weight: Callable[[T], tuple[int, ...]]) -> list[T]:
    """The rows a page has room for, in their order; where there are more, those that weigh most."""
    ranked = sorted(range(len(rows)), key=lambda at: weight(rows[at]), reverse=True)
    return [rows[at] for at in sorted(ranked[:MOST_ROWS])]


def left_out(shown: int, of: int, words: Words) -> str:
    """A sentence that says how many rows there was no room for; empty where there was."""
    if shown == of:
        return ""
    sentence = words.say(
        "Shown are {shown} of {all} rows, those with most to see; the table has them all.",
        shown=shown,
        all=of,
    )
    return f" {sentence}"
