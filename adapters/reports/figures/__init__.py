"""The figures of an annual evaluation, as SVG that reads in light and dark, on screen and in print.

One function each, `(evaluation, words) -> Picture | None`; None where there is nothing to draw.
"""

from __future__ import annotations

from adapters.reports.figures.attendance import attendance_grid
from adapters.reports.figures.membership import membership_timeline
from adapters.reports.figures.minutes import minutes_delay
from adapters.reports.figures.obligations import obligations_overview

__all__ = ["attendance_grid", "membership_timeline", "minutes_delay", "obligations_overview"]
