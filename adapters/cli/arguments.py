"""The arguments that commands share, and how their values are read."""

from __future__ import annotations

import difflib
from argparse import ArgumentTypeError
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command: its name or flag, and what argparse is to know of it."""

    name: str
    options: dict[str, Any]


def argument(name: str, **options: Any) -> Argument:
    """An argument, written as argparse's `add_argument` takes it."""
    return Argument(name, options)


def day(text: str) -> date:
    """A day of the calendar, as 2013-02-28."""
    try:
        # Weeks and their days, which Python reads as well, are as long but have no dash there.
        if len(text) == len("2013-02-28") and text[7] == "-":
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ArgumentTypeError(f"“{text}” is no day of the calendar; write 2013-02-28")


def instant(text: str) -> datetime:
    """An instant, as 2013-02-28T12:00:00Z; UTC where it names no zone."""
    try:
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ArgumentTypeError(f"“{text}” is no instant; write 2013-02-28T12:00:00Z") from None


def words(text: str) -> str:
    """Any text in the terminal's encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(f"“{text!a}” is not UTF-8; write it in that encoding") from None
    return text


def number(text: str) -> int:
    """A count or a position: digits, at most fifteen."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise ArgumentTypeError(f"“{text}” is no number such as 100")
    return int(text)


def year(text: str) -> int:
    """A calendar year, as 2024."""
    if not (len(text) == len("2024") and text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError(f"“{text}” is no year; write 2024")
    return int(text)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A reader that takes one of a few words, and names the nearest where it is given another."""

    known: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """The word, if it is one of them."""
        if text not in self.known:
            said = f"“{text}” is not one of {', '.join(self.known)}{nearest(text, self.known)}"
            raise ArgumentTypeError(said)
        return text


def nearest(text: str, known: tuple[str, ...]) -> str:
    """`; did you mean …?` with the known word nearest to a mistyped one; empty where none is near."""
    close = difflib.get_close_matches(text[:100], known, 1)
    return f"; did you mean {close[0]}?" if close else ""


NETWORK = argument("network", type=words, help="key of a network, as `samverk networks` lists them")
ON = argument("--on", type=day, metavar="DATE", help="the day asked about (default: today in the network)")
KNOWN_AT = argument(
    "--known-at",
    type=words,
    metavar="WHEN",
    help="as the register knew it at a position, a day's end or an instant (default: now)",
)
MOMENT = (ON, KNOWN_AT)
