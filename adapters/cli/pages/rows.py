"""Rows on a screen of any width: a table in which every word is whole, and below it what has no room."""

from __future__ import annotations

from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from adapters.cli.pages.lines import lines, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions

NOTHING = "–"
"""What a cell without a value shows."""
SHORT = 12
"""Characters of a cell that is not broken over lines: a day, a number, a status."""
GAPS = (2, 1)
"""Blanks between columns: two, where there is room for them."""
INDENT = "  "
"""What stands before that which is below its row."""


class Rows:
    """Rows of cells under their captions; a column in which no row has anything is left out.

    The longest columns go below the row, one after the other, until the others fit beside each other and the
    whole takes as few lines as it can. On the narrowest screens that is all of them: a block of lines a row.
    """

    def __init__(self, captions: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        filled = [at for at in range(len(captions)) if any(row[at] != NOTHING for row in rows)]
        self._columns = [Column(captions[at], [row[at] for row in rows]) for at in filled]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = options.max_width
        by_length = sorted(self._columns, key=lambda column: column.natural)
        layouts = []
        for count in range(len(by_length), -1, -1):
            beside = [column for column in self._columns if column in by_length[:count]]
            if beside and beside[0] is not self._columns[0]:
                # A row is known by its first column.
                continue
            for gap in GAPS:
                if (widths := _fitted(beside, width - gap * (len(beside) - 1))) is not None:
                    below = [column for column in self._columns if column not in beside]
                    layouts.append(Layout(beside, widths, " " * gap, below, width))
                    break
        if self._columns:
            # Of several that are as low, the first keeps the most beside each other.
            yield from min(layouts, key=lambda layout: layout.height).shown()


class Column:
    """A caption and its cells."""

    def __init__(self, caption: str, cells: Sequence[str]) -> None:
        self.caption = caption
        self.cells = cells
        texts = (caption, *cells)
        self.natural = max(_width(text) for text in texts)
        self.least = max(min(self.natural, SHORT), *(_longest_word(text) for text in texts))


class Layout:
    """One way to set rows: these columns beside each other in these widths, those below."""

    def __init__(
        self,
        beside: Sequence[Column],
        widths: Sequence[int],
        gap: str,
        below: Sequence[Column],
        width: int,
    ) -> None:
        self._beside, self._widths, self._gap, self._below, self._width = beside, widths, gap, below, width

    @cached_property
    def height(self) -> int:
        """About how many lines the rows take."""
        beside = zip(*(self._depths(column, at) for at, column in enumerate(self._beside)), strict=True)
        below = sum(
            _depth(f"{column.caption}: {text}", self._width)
            for column in self._below
            for text in column.cells
            if text != NOTHING
        )
        return below + (sum(map(max, beside)) if self._beside else len(self._below[0].cells))

    def shown(self) -> Iterator[Text]:
        """The captions, a rule and the rows; rows of which all is below are parted by an empty line."""
        count = len((self._beside or self._below)[0].cells)
        if self._beside:
            yield whole("\n".join(self._side_by_side([column.caption for column in self._beside])), "bold")
            length = sum(self._widths) + len(self._gap) * (len(self._widths) - 1)
            yield whole("─" * length)
        for row in range(count):
            if self._beside:
                yield whole("\n".join(self._side_by_side([column.cells[row] for column in self._beside])))
            elif row:
                yield whole("")
            indent = INDENT if self._beside else ""
            for column in self._below:
                if (text := column.cells[row]) != NOTHING:
                    hanging = indent + INDENT
                    yield whole("\n".join(lines(f"{indent}{column.caption}: {text}", self._width, hanging)))

    def _side_by_side(self, texts: Sequence[str]) -> Iterator[str]:
        broken = [lines(text, width) for text, width in zip(texts, self._widths, strict=True)]
        for parts in zip_longest(*broken, fillvalue=""):
            padded = (
                part + " " * (width - cell_len(part)) for part, width in zip(parts, self._widths, strict=True)
            )
            yield self._gap.join(padded).rstrip()

    def _depths(self, column: Column, at: int) -> list[int]:
        return [_depth(text, self._widths[at]) for text in column.cells]


def _fitted(columns: Sequence[Column], room: int) -> list[int] | None:
    """The columns' widths in so much room, the widest narrowed first; None where they do not fit."""
    for most in range(room, -1, -1):
        widths = [min(column.natural, max(column.least, most)) for column in columns]
        if sum(widths) <= room:
            return widths
    return None if columns else []


def _width(text: str) -> int:
    """Columns of the screen that the widest line of a text takes."""
    return max(map(cell_len, text.split("\n")))


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def _depth(text: str, width: int) -> int:
    """About how many lines a text takes in a width."""
    return sum(-(-cell_len(line) // max(width, 1)) or 1 for line in text.split("\n"))
