"""Texts from outside as values: one reader for each kind of value, wherever it is written.

A reader raises ArgumentTypeError, whose message says what would be right.
"""

from __future__ import annotations

import difflib
import re
from argparse import ArgumentTypeError
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from domain.keys import FIRST_YEAR, KEY_PATTERN, LAST_YEAR, LONGEST_KEY, is_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from application.parameters import Kind

KEY = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": KEY_PATTERN}
DAY = {"type": "string", "format": "date"}
NUMBER = {"type": "integer", "minimum": 0, "maximum": 999_999_999_999_999}
LINE = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\u0000-\u001f\u007f-\u009f]+$"}
_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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


def moment(text: str) -> str:
    """What the register knew when: a position, a day (its end) or an instant."""
    try:
        if text.isascii() and text.isdigit():
            return str(number(text))
        if len(text) == len("2012-03-01"):
            return day(text).isoformat()
        datetime.fromisoformat(text)
    except (ValueError, ArgumentTypeError):
        raise ArgumentTypeError(
            f"“{words(text)[:100]}” is no position, day or instant;"
            " write 17, 2012-03-01 or 2012-03-01T12:00:00Z"
        ) from None
    return text


def words(text: str) -> str:
    """Any text in the terminal's encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(f"“{text!a}” is not UTF-8; write it in that encoding") from None
    return text


def line(text: str) -> str:
    """Up to 200 characters, none of them a control character."""
    if not 1 <= len(words(text)) <= 200 or _UNSPEAKABLE.search(text):
        raise ArgumentTypeError("a text has 1 to 200 characters, none of them a control character")
    return text


def key(text: str) -> str:
    """A key of a network, a person or another thing."""
    if not is_key(words(text)):
        raise ArgumentTypeError(
            "a key has 1 to 100 characters, none of them a space, slash or control character"
        )
    return text


def number(text: str) -> int:
    """A count or a position: digits, at most fifteen."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise ArgumentTypeError(f"“{text}” is no number such as 100")
    return int(text)


def between(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int:
        if not least <= number(text) <= most:
            raise ArgumentTypeError(f"{text} is not between {least} and {most}")
        return int(text)

    return read


def year(text: str) -> int:
    """A calendar year, as 2024; a person who leaves out its century has made a mistake."""
    if not (len(text) == len("2024") and text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError(f"“{text}” is no year; write 2024")
    return int(text)


def versions(text: str) -> tuple[int, int]:
    """The numbers of two versions, as 1,2."""
    numbers = text.split(",")
    if len(numbers) != 2:
        raise ArgumentTypeError("two versions are compared; write 1,2")
    return number(numbers[0]), number(numbers[1])


@dataclass(frozen=True, slots=True)
class OneOf:
    """A reader that takes one of a few words, and names the nearest where it is given another."""

    known: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """The word, if it is one of them."""
        if text not in self.known:
            said = f"“{text[:100]}” is not one of {', '.join(self.known)}{nearest(text, self.known)}"
            raise ArgumentTypeError(said)
        return text


def nearest(text: str, known: tuple[str, ...]) -> str:
    """`; did you mean …?` with the known word nearest to a mistyped one; empty where none is near."""
    close = difflib.get_close_matches(text[:100], known, 1)
    return f"; did you mean {close[0]}?" if close else ""


@dataclass(frozen=True, slots=True)
class Value:
    """A kind of value: its reader, and the JSON Schema of what it reads."""

    read: Callable[[str], Any]
    schema: dict[str, Any]


KINDS: dict[Kind, Value] = {
    "key": Value(key, KEY),
    "day": Value(day, DAY),
    "moment": Value(
        moment,
        {
            "anyOf": [
                {"type": "string", "pattern": r"^[0-9]{1,15}$"},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ]
        },
    ),
    "position": Value(number, NUMBER),
    "count": Value(number, NUMBER),
    "versions": Value(versions, {"type": "string", "pattern": "^[0-9]{1,15},[0-9]{1,15}$"}),
    "days": Value(between(0, 3650), {"type": "integer", "minimum": 0, "maximum": 3650}),
    "year": Value(
        between(FIRST_YEAR, LAST_YEAR), {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    ),
    "type": Value(line, LINE),
    "who": Value(line, LINE),
}
"""The kinds of what questions ask for."""
