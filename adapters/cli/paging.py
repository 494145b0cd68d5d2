"""Long answers on a terminal, a screen at a time."""

from __future__ import annotations

import os
import sys


def is_wanted() -> bool:
    """Whether somebody sits at a terminal who can turn pages, and has not set PAGER to nothing or `cat`."""
    if os.environ.get("PAGER", "less") in ("", "cat"):
        return False
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def page(text: str, height: int) -> bool:
    """Shows a text with PAGER, else `less`, if it is longer than the screen is high; else returns False."""
    if text.count("\n") < height:
        return False
    from pydoc import pager

    # It would be preferred, and is often set to what only reads manual pages.
    os.environ.pop("MANPAGER", None)
    sys.stdout.flush()
    pager(text)
    return True
