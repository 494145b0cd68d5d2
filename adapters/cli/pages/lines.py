"""Text in lines: broken between words and nowhere else, so that a key can be copied from any screen."""

from __future__ import annotations

from textwrap import wrap

from rich.text import Text

PART = " · "
"""What stands between the parts of a heading, where a line is broken first."""
_BOUND = "\0"
"""Stands for a space while no line may be broken there."""


def lines(text: str, width: int, hanging: str = "") -> list[str]:
    """A text in lines of at most a width, those after the first set in by `hanging`.

    A word that is wider than that has a line to itself, and is left to the terminal.
    """
    result: list[str] = []
    for paragraph in text.split("\n"):
        parts = paragraph.split(PART)
        if len(parts) > 1:
            bound = [part.replace(" ", _BOUND) if len(part) + len(PART) <= width else part for part in parts]
            paragraph = f"{_BOUND}· ".join(bound)
        broken = wrap(
            paragraph,
            max(width, len(hanging) + 1),
            initial_indent=hanging if result else "",
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        result += [line.replace(_BOUND, " ") for line in broken] or [""]
    return result


def whole(text: str, style: str = "") -> Text:
    """A text whose lines are shown as they are, however wide the screen is."""
    return Text(text, style, no_wrap=True, overflow="ignore")
