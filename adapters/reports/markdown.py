"""A report as Markdown (CommonMark with the tables of GitHub's), to be read in a terminal as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from adapters.reports.document import Paragraph, Picture, Quote
from adapters.reports.texts import in_figures, reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.reports.document import Block, Document, Table, Writing

_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>|~#]|&(?=#?\w+;)")
"""What means something to Markdown anywhere in a line."""
_OPENING: Final = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+](?:[-\s]|$)|[=:]))")
"""What means something at the start of one only: what its group did not match is to be escaped."""
_SPACE: Final = re.compile(r"[ \t\n]+")
_ALIGNED: Final = 40
"""Cells are filled up to the width of their column so long as it is no wider."""


def written(document: Document) -> bytes:
    """The document as Markdown in UTF-8; a picture stands as its description, its data in the tables."""
    return ("\n\n".join(_parts(document)) + "\n").encode()


def _parts(document: Document) -> Iterator[str]:
    yield f"# {_inline(document.title)}"
    if document.subtitle:
        yield _text(document.subtitle)
    if document.facts:
        yield "\n".join(f"- **{_inline(name)}:** {_inline(value)}" for name, value in document.facts)
    for chapter in document.chapters:
        yield f"## {_inline(chapter.title)}"
        yield from (_block(block, document.writing) for block in chapter.blocks)
        for section in chapter.sections:
            yield f"### {_inline(section.title)}"
            yield from (_block(block, document.writing) for block in section.blocks)
    if ending := " · ".join(_inline(text) for text in (document.network, document.identifier) if text):
        yield f"---\n\n{ending}"


def _block(block: Block, writing: Writing) -> str:
    match block:
        case Paragraph(text, "note"):
            return "\n\n".join(f"*{paragraph}*" for paragraph in _paragraphs(text))
        case Paragraph(text):
            return _text(text)
        case Quote(text, source):
            said = f"{_text(text)}\n\n— {_inline(source)}" if source else _text(text)
            return "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
        case Picture(caption, description):
            return f"**{_inline(caption)}**\n\n{_text(description)}"
        case _:
            return f"**{_inline(block.caption)}**\n\n{_table(block, writing)}"


def _table(table: Table, writing: Writing) -> str:
    if not table.rows:
        return _text(writing.nothing)
    head = [_inline(column.title) for column in table.columns]
    rows = [
        [_inline(reads(cell, column, writing)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    lengths = [max(map(len, cells)) for cells in zip(head, *rows, strict=True)]
    widths = [max(3, min(length, _ALIGNED)) for length in lengths]
    right = [in_figures(column) for column in table.columns]
    rule = ["-" * (width - 1) + ":" if end else "-" * width for width, end in zip(widths, right, strict=True)]
    return "\n".join("| " + " | ".join(_filled(cells, widths, right)) + " |" for cells in (head, rule, *rows))


def _filled(cells: list[str], widths: list[int], right: list[bool]) -> Iterator[str]:
    for cell, width, end in zip(cells, widths, right, strict=True):
        yield cell.rjust(width) if end else cell.ljust(width)


def _inline(text: str) -> str:
    """A text on one line, with nothing in it that Markdown would take for its own."""
    return _ACTIVE.sub(r"\\\g<0>", _SPACE.sub(" ", text).strip())


def _text(text: str) -> str:
    """A text of lines and paragraphs, as it is broken."""
    return "\n\n".join(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [_OPENING.sub(r"\1\\", _inline(line)) for line in paragraph.split("\n") if line.strip()]
        if lines:
            yield "\\\n".join(lines)
