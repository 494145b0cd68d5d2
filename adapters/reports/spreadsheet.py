"""A report as a spreadsheet (xlsx): the facts on the first sheet, then a sheet for each chapter.

Days are dates and shares percentages; whatever is text is written as text, so that nothing in it is taken
for a formula or a link. Of a text longer than 32,767 characters Excel's format holds the beginning alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile, ZipInfo

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from adapters.reports.document import Paragraph, Picture, Quote, Table
from adapters.reports.texts import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.reports.document import Block, Cell, Chapter, Column, Document, Writing

_CREATED: Final = datetime(1980, 1, 1)
"""A day that is the same on every run; what day the report is of is one of its facts."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it a spreadsheet's calendar is wrong or empty; such days are written as text."""
_FORMATS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F4E79"},
    "section": {"bold": True, "font_size": 13, "font_color": "#1F4E79"},
    "caption": {"bold": True, "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1},
    "text": {"text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "valign": "top", "bg_color": "#F2F2F2"},
    "quote": {"text_wrap": True, "valign": "top", "italic": True, "indent": 1},
    "source": {"text_wrap": True, "valign": "top", "font_color": "#595959", "indent": 1},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
    "number": {"valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
}
_WIDEST: Final = 45
_TEXT_WIDTH: Final = 90
_LINE: Final = 15
"""Height of a line in points; a row is at most 409 high."""


def written(document: Document) -> bytes:
    """The document as a spreadsheet."""
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(held, options) as book:
        formats = {name: book.add_format(properties) for name, properties in _FORMATS.items()}
        facts = "; ".join(f"{name}: {value}" for name, value in document.facts)
        book.set_properties(
            {
                "title": document.title,
                "subject": document.network,
                "keywords": document.identifier,
                "comments": facts,
                "created": _CREATED,
            }
        )
        names = sheet_names(
            (document.network or document.title, *(chapter.title for chapter in document.chapters)),
            document.writing,
        )
        _write_facts(book.add_worksheet(names[0]), formats, document)
        for name, chapter in zip(names[1:], document.chapters, strict=True):
            _write_chapter(
                _Page(book.add_worksheet(name), formats, _tables(chapter), document.writing), chapter
            )
    return _stored(held.getvalue())


def sheet_names(titles: Iterable[str], writing: Writing) -> list[str]:
    """Names of sheets for titles: at most 31 characters, none forbidden, no two the same."""
    plain = (" ".join(re.sub(r"[\[\]:*?/\\\s]+", " ", title).split()) for title in titles)
    # Excel keeps "History" for itself, and wants no apostrophe at either end.
    usable = (f"{name} –" if name.casefold() == "history" else name for name in plain)
    return _distinct([name.strip("'") or writing.nothing for name in usable], 31)


def _distinct(names: list[str], length: int) -> list[str]:
    """The names cut to a length in UTF-16 units, with a number behind those that came before."""
    given: list[str] = []
    taken: set[str] = set()
    for name in names:
        result, count = _cut(name, length), 1
        while result.casefold() in taken:
            count += 1
            result = _cut(name, length - len(f" {count}")) + f" {count}"
        taken.add(result.casefold())
        given.append(result)
    return given


def _cut(name: str, length: int) -> str:
    return name.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").rstrip(" '")


def _write_facts(sheet: Any, formats: dict[str, Any], document: Document) -> None:
    _set_up(sheet)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.write_string(0, 0, document.title, formats["title"])
    sheet.write_string(1, 0, document.subtitle, formats["section"])
    for row, (name, value) in enumerate(document.facts, start=3):
        sheet.write_string(row, 0, name, formats["caption"])
        sheet.write_string(row, 1, value, formats["text"])


def _set_up(sheet: Any) -> None:
    """On paper as wide as a sheet of A4 on its side; on screen the first row stays in sight."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 2 * _LINE)


def _height(texts: Iterable[tuple[str, int]]) -> int:
    """The height of a row that shows all of some texts, each in a cell of a width in characters."""
    lines = (sum(ceil(len(line) / width) or 1 for line in text.split("\n")) for text, width in texts)
    return min(409, _LINE * max(lines))


def _tables(chapter: Chapter) -> list[Table]:
    blocks = [*chapter.blocks, *(block for section in chapter.sections for block in section.blocks)]
    return [block for block in blocks if isinstance(block, Table)]


def _write_chapter(page: _Page, chapter: Chapter) -> None:
    page.write_heading(chapter.title, "title")
    page.write_blocks(chapter.blocks)
    for section in chapter.sections:
        page.write_heading(section.title, "section")
        page.write_blocks(section.blocks)


class _Page:
    """A sheet that is written from the top, one block below the other."""

    def __init__(self, sheet: Any, formats: dict[str, Any], tables: list[Table], writing: Writing) -> None:
        self._sheet, self._formats, self._writing = sheet, formats, writing
        self._row = 0
        _set_up(sheet)
        self._widths = _widths(tables, writing)
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        # A text goes over as many columns as give it a line of a good length.
        self._span, self._width = 0, 0
        while self._width < _TEXT_WIDTH:
            self._width += self._widths[self._span] if self._span < len(self._widths) else 8
            self._span += 1

    def write_heading(self, title: str, kind: str) -> None:
        self._sheet.write_string(self._row, 0, title, self._formats[kind])
        self._row += 2

    def write_blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            match block:
                case Paragraph(text, kind):
                    self._write_text(text, kind)
                case Quote(text, source):
                    self._write_text(text, "quote")
                    self._write_text(source, "source")
                case Picture(caption, description):
                    self._write_text(caption, "caption")
                    self._write_text(description, "text")
                case _:
                    self._write_text(block.caption, "caption")
                    self._write_table(block)
            self._row += 1

    def _write_text(self, text: str, kind: str) -> None:
        for line in filter(None, map(str.strip, text.split("\n"))):
            self._sheet.merge_range(self._row, 0, self._row, self._span - 1, line, self._formats[kind])
            self._sheet.set_row(self._row, _height([(line, self._width)]))
            self._row += 1

    def _write_table(self, table: Table) -> None:
        if not table.rows:
            self._write_text(self._writing.nothing, "text")
            return
        first, last = self._row, self._row + len(table.rows)
        titles = _distinct([column.title or self._writing.nothing for column in table.columns], 255)
        options = {
            "columns": [{"header": title, "header_format": self._formats["head"]} for title in titles],
            "style": "Table Style Light 1",
            "first_column": True,
            "description": table.caption[:255],
        }
        self._sheet.add_table(first, 0, last, len(titles) - 1, options)
        self._sheet.set_row(first, _height(zip(titles, self._widths, strict=False)))
        for row, cells in enumerate(table.rows, start=first + 1):
            for column, cell in enumerate(cells):
                self._write_cell(row, column, cell, table.columns[column])
            texts = (cell if isinstance(cell, str) else "" for cell in cells)
            self._sheet.set_row(row, _height(zip(texts, self._widths, strict=False)))
        self._row = last + 1

    def _write_cell(self, row: int, at: int, cell: Cell, column: Column) -> None:
        formats = self._formats
        match cell:
            case None:
                self._sheet.write_blank(row, at, None, formats["text"])
            case str():
                self._sheet.write_string(row, at, cell, formats["text"])
            case date() if cell < _FIRST_DAY:
                self._sheet.write_string(row, at, cell.isoformat(), formats["day"])
            case date():
                self._sheet.write_datetime(row, at, cell, formats["day"])
            case _:
                kind = "share" if column.kind == "share" else "number"
                self._sheet.write_number(row, at, cell, formats[kind])


def _widths(tables: list[Table], writing: Writing) -> list[int]:
    """For each column of a sheet the width of the longest text in it, within bounds, in characters."""
    widths: list[int] = []
    for table in tables:
        widths += [8] * (len(table.columns) - len(widths))
        for at, column in enumerate(table.columns):
            texts = [column.title, *(reads(row[at], column, writing) for row in table.rows)]
            longest = max(len(line) for text in texts for line in text.split("\n"))
            widths[at] = max(widths[at], min(longest + 3, _WIDEST))
    return widths


def _stored(packed: bytes) -> bytes:
    """The same archive without compression, which gives other bytes on another machine."""
    held = BytesIO()
    with ZipFile(BytesIO(packed)) as source, ZipFile(held, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name))
    return held.getvalue()
