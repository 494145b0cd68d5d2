"""Answers for people: headings, lines and tables, on a terminal, on a narrow one, and in a pipe."""

from __future__ import annotations

import re
import sys
from io import StringIO
from typing import IO, TYPE_CHECKING, Any

from rich.console import Console

from adapters.cli import paging
from adapters.cli.pages.lines import lines, whole
from adapters.cli.pages.rows import NOTHING, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import ConsoleOptions
    from rich.text import Text

    Answer = Mapping[str, Any]
    Page = Iterator["str | Rows | Marked"]

MANY = 3
"""Rows from which on what they share is said once."""
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What could steer a terminal or hide how a line reads: controls but the line feed, marks of direction."""


def show(page: Page, *, pager: bool = False) -> None:
    """Prints a page on standard output; a long one a screen at a time, where that is asked for and wanted."""
    console = _Console(sys.stdout)
    if not (pager and paging.is_wanted()):
        console.put(page)
        return
    parts = list(page)
    text = StringIO()
    _Console(text, width=console.width).put(parts)
    if not paging.page(text.getvalue(), console.height):
        console.put(parts)


class _Console(Console):
    def __init__(self, file: IO[str], width: int | None = None) -> None:
        super().__init__(file=file, width=width, highlight=False, markup=False, emoji=False)

    def put(self, page: Iterable[str | Rows | Marked]) -> None:
        """Prints the parts of a page."""
        for part in page:
            text = whole("\n".join(lines(clean(part), self.width))) if isinstance(part, str) else part
            self.print(text, soft_wrap=True)

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
    yield table(rows, {key: caption for key, caption in columns.items() if key not in shared})


def table(rows: Sequence[Answer], columns: Mapping[str, str]) -> Rows:
    """Some fields of the rows, by key and caption, as a person reads them."""
    return Rows(list(columns.values()), [[cell(row.get(key)) for key in columns] for row in rows])


def _is_shared(key: str, rows: Sequence[Answer]) -> bool:
    return all(row.get(key) == rows[0].get(key) for row in rows)


class Marked:
    """Texts with a mark each, which stands before every line that a text takes on a screen."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._texts = texts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for mark, text in self._texts:
            for line in lines(clean(text), options.max_width - len(mark)):
                yield whole(mark + line)


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
