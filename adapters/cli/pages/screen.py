"""Answers for people: headings, lines and tables, on a terminal, on a narrow one, and in a pipe."""

from __future__ import annotations

import re
import sys
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import ConsoleOptions

    Answer = Mapping[str, Any]
    Page = Iterator["str | Rows | Marked"]

NOTHING = "–"
MANY = 3
"""Rows from which on what they share is said once."""
SHORT = 12
"""Characters of a cell that is never broken over lines: a day, a number, a status."""
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What could steer a terminal or hide how a line reads: controls but the line feed, marks of direction."""


def show(page: Page) -> None:
    """Prints a page on standard output."""
    console = _Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for part in page:
        console.print(Text(clean(part)) if isinstance(part, str) else part)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to the program, where rich would end the process."""
        raise BrokenPipeError


def heading(about: str, answer: Answer) -> str:
    """The first line of an answer: what it is about, on which day, as known when, and if in a sandbox."""
    said = [about]
    if answer.get("on") is not None:
        said.append(f"on {answer['on']}")
    known = f"known at position {answer['position']}"
    said.append(f"{known} ({moment(answer['known_at'])})" if answer["known_at"] else known)
    if answer.get("sandbox"):
        said.append("sandbox")
    return " · ".join(said)


def section(title: str, rows: Sequence[Answer], columns: Mapping[str, str]) -> Page:
    """A titled table of some fields of the rows, by key and caption.

    A column that says nothing is left out, and what is the same in many rows is said once, with the title.
    """
    yield ""
    if not rows:
        yield f"{title}: none"
        return
    shared = {key: cell(rows[0].get(key)) for key in columns if len(rows) >= MANY and _is_shared(key, rows)}
    said = [f"{columns[key]}: {text}" for key, text in shared.items() if text != NOTHING]
    yield " · ".join([f"{title} ({len(rows)})", *said])
    yield Rows(rows, {key: caption for key, caption in columns.items() if key not in shared})


def _is_shared(key: str, rows: Sequence[Answer]) -> bool:
    return all(row.get(key) == rows[0].get(key) for row in rows)


class Rows:
    """Rows as a table or, where the screen is too narrow for one, as a block of lines each."""

    def __init__(self, rows: Sequence[Answer], columns: Mapping[str, str]) -> None:
        said = {key: [cell(row.get(key)) for row in rows] for key in columns}
        telling = [key for key in columns if any(text != NOTHING for text in said[key])]
        self._captions = [columns[key] for key in telling]
        self._cells = list(zip(*(said[key] for key in telling), strict=True))
        self._widths = [max(map(len, [columns[key], *said[key]])) for key in telling]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table | Text]:
        least = sum(min(width, SHORT) for width in self._widths) + 2 * (len(self._widths) - 1)
        if least > options.max_width:
            yield from self._blocks()
            return
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
        for caption, width in zip(self._captions, self._widths, strict=True):
            table.add_column(Text(caption), overflow="fold", no_wrap=width <= SHORT)
        for cells in self._cells:
            table.add_row(*map(Text, cells))
        yield table

    def _blocks(self) -> Iterator[Text]:
        for at, cells in enumerate(self._cells):
            lines = [
                f"{caption}: {text}"
                for caption, text in zip(self._captions, cells, strict=True)
                if text != NOTHING
            ]
            yield Text("\n".join(lines) + ("\n" if at + 1 < len(self._cells) else ""), overflow="fold")


class Marked:
    """Texts with a mark each, which stands before every line that a text takes on a screen."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._texts = texts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for mark, text in self._texts:
            width = max(options.max_width - len(mark), 1)
            yield Text("\n".join(mark + line for line in wrap(clean(text), width) or [""]))


def cell(value: Any) -> str:
    """One value as a person reads it."""
    match value:
        case None | "" | []:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_inner(part) for part in value)
        case dict() if not value:
            return NOTHING
        case dict():
            return ", ".join(f"{key}: {_inner(part)}" for key, part in value.items() if part not in _EMPTY)
    return clean(str(value))


def _inner(value: Any) -> str:
    return f"({cell(value)})" if isinstance(value, dict) and value else cell(value)


def moment(instant: str) -> str:
    """An instant to the second."""
    return f"{instant[:10]} {instant[11:19]}Z"


def clean(text: str) -> str:
    """A text without what could steer the terminal that shows it."""
    return _UNSEEN.sub("�", text)
