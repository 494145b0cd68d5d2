"""Colours, and marks that are told apart by their shape as well.

Every colour keeps a contrast of three to one on white and on near-black.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import svg

from adapters.reports.figures.lettering import tip

BLUE, GREEN, ORANGE, PURPLE, GREY = "#0072b2", "#009e73", "#d55e00", "#b0639a", "#808080"
COLOURS = (BLUE, GREEN, ORANGE, PURPLE, GREY)

Shape = Literal["disc", "ring", "diamond", "triangle", "square", "box", "cross", "dash"]
_FILLED: dict[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)),
    "triangle": ((0, -5), (5.5, 4.5), (-5.5, 4.5)),
    "square": ((-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)),
}
_STROKED: dict[str, tuple[tuple[float, float], ...]] = {
    "box": ((-4, -4), (4, -4), (4, 4), (-4, 4), (-4, -5)),
    "cross": ((-4, -4), (4, 4), (0, 0), (-4, 4), (4, -4)),
    "dash": ((-3, 0), (3, 0)),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign eleven wide and high; `stands_for` is the value it is drawn for."""

    stands_for: str
    shape: Shape
    colour: str

    def at(self, x: float, y: float, tooltip: str = "") -> svg.Element:
        """The mark around a point, with what it tells whoever points at it."""
        data = {"mark": self.stands_for, "shape": self.shape}
        elements = tip(tooltip)
        if self.shape == "disc":
            return svg.Circle(cx=x, cy=y, r=5, fill=self.colour, data=data, elements=elements)
        if self.shape == "ring":
            return svg.Circle(
                cx=x, cy=y, r=4, fill="none", stroke=self.colour, stroke_width=2, data=data, elements=elements
            )
        if self.shape in _FILLED:
            corners = _points(x, y, _FILLED[self.shape])
            return svg.Polygon(points=corners, fill=self.colour, data=data, elements=elements)
        ends = _points(x, y, _STROKED[self.shape])
        return svg.Polyline(
            points=ends,
            fill="none",
            stroke=self.colour,
            stroke_width=2,
            data=data,
            elements=elements,
        )


def _points(x: float, y: float, around: tuple[tuple[float, float], ...]) -> list[svg.Point]:
    return [svg.Point(round(x + across, 1), round(y + down, 1)) for across, down in around]
