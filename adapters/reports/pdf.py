"""A report as a tagged PDF (PDF/UA-1), set by Typst in the fonts that its wheel brings."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from adapters.reports.document import Paragraph, Picture, Quote
from adapters.reports.texts import in_figures, reads, rewritten, spelled

if TYPE_CHECKING:
    from adapters.reports.document import Block, Document, Table, Writing


def written(document: Document) -> bytes:
    """The document as PDF. Characters that the fonts do not have, such as emoji, are spelled `[U+1F600]`."""
    template = files("adapters.reports").joinpath("templates", "report.typ").read_bytes()
    try:
        return _compiled(template, json.dumps(_plain(document)))
    except typst.TypstError:
        # An accessible PDF may hold no character without a glyph, and which one it was takes time to find.
        drawable = rewritten(document, lambda text: spelled(text, _is_drawable))
        return _compiled(template, json.dumps(_plain(drawable)))


def _compiled(template: bytes, document: str) -> bytes:
    return typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        sys_inputs={"document": document},
    )


@cache
def _is_drawable(character: str) -> bool:
    """Whether some font of the wheel has the character."""
    try:
        _compiled(b'#set document(title: "-")\n#set text(lang: "en")\n#sys.inputs.document', character)
    except typst.TypstError:
        return False
    return True


def _plain(document: Document) -> dict[str, Any]:
    """The document as the template takes it: cells and days as texts in its language."""
    writing = document.writing

    def blocks(held: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [_block(block, writing) for block in held]

    return {
        "language": writing.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "facts": document.facts,
        "contents": document.contents,
        "network": document.network,
        "identifier": document.identifier,
        "nothing": writing.nothing,
        "chapters": [
            {
                "title": chapter.title,
                "blocks": blocks(chapter.blocks),
                "sections": [
                    {"title": section.title, "blocks": blocks(section.blocks)} for section in chapter.sections
                ],
            }
            for chapter in document.chapters
        ],
    }


def _block(block: Block, writing: Writing) -> dict[str, Any]:
    match block:
        case Paragraph(text, kind):
            return {"is": kind, "text": text}
        case Quote(text, source, language):
            return {"is": "quote", "text": text, "source": source, "language": language}
        case Picture(caption, description, svg):
            return {"is": "picture", "caption": caption, "description": description, "svg": svg}
        case _:
            return _table(block, writing)


def _table(table: Table, writing: Writing) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": table.caption,
        "columns": [
            {"title": column.title, "figures": in_figures(column), "language": column.language}
            for column in table.columns
        ],
        "rows": [
            [reads(cell, column, writing) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
    }
