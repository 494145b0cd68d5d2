"""Texts in figures: escaped, and cut to the room there is.

No font can be measured here, since the reader's is not known: widths are reckoned with a generous one.
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import Literal

import svg

from adapters.reports.texts import printable

SIZE = 12
"""Height of an ordinary text, in units of the view box."""
SMALL = 11
_NARROW, _WIDE = frozenset(" ijlftrI.,:;'|!()[]-"), frozenset("mwMW@%…")

Anchor = Literal["start", "middle", "end"]


def on_a_line(text: str) -> str:
    """A text without breaks, and without what no page can carry."""
    return " ".join(printable(text).split())


def escaped(text: str) -> str:
    """A text on one line as it stands in SVG."""
    return escape(on_a_line(text), quote=False)


def width(text: str, size: float = SIZE) -> float:
    """How wide a text becomes at most, in most fonts."""
    return sum(map(_width, text)) * size


def _width(sign: str) -> float:
    """The width of a sign, in parts of the height."""
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.1
    if sign in _NARROW or sign in _WIDE:
        return 0.42 if sign in _NARROW else 0.98
    return 0.76 if sign.isupper() else 0.64


def cut(text: str, room: float, size: float = SIZE) -> str:
    """A text on one line, cut with an ellipsis to its room; empty where not three letters would be left."""
    whole = kept = on_a_line(text)
    if width(whole, size) <= room:
        return whole
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if len(kept) > 2 else ""


def tip(tooltip: str) -> list[svg.Element] | None:
    """What an element tells whoever points at it; nothing for an empty text."""
    return [svg.Title(text=escaped(tooltip))] if tooltip else None


def write(
    text: str,
    x: float,
    y: float,
    *,
    room: float | None = None,
    anchor: Anchor | None = None,
    size: float = SIZE,
    fill: str | None = None,
    turned: bool = False,
) -> svg.Element:
    """A text whose middle line is at `y`, cut to its room; the whole is then told to whoever points at it.

    A `turned` text reads upwards from `y`, its middle line at `x`.
    """
    whole = on_a_line(text)
    shown = whole if room is None else cut(whole, room, size)
    # Fonts differ in where their middle is; a third of the height above the base line is near it.
    base, at = (y, x + size / 3) if turned else (y + size / 3, x)
    base, at = round(base, 1), round(at, 1)
    element = svg.Text(
        text=escaped(shown),
        x=at,
        y=base,
        text_anchor=anchor,
        font_size=None if size == SIZE else size,
        fill=fill,
        transform=[svg.Rotate(-90, at, base)] if turned else None,
    )
    return element if shown == whole else svg.G(elements=[*(tip(whole) or ()), element])
