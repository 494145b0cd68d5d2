"""Reports as Markdown, read back by the parser that `rich` uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rich.markdown import Markdown

from adapters.reports.document import Chapter, Document, Paragraph, Picture, Quote, Table
from adapters.reports.formats import FORMATS
from tests.reports.documents import BARE, HOSTILE_TEXTS, USUAL, Plain, hostile, table_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.reports.document import Block, Writing


def written(document: Document) -> str:
    return FORMATS["md"].write(document).decode()


def said(document: Document) -> Iterator[str]:
    """What the document says, line by line of its Markdown once it is read."""
    yield line(document.title)
    yield from paragraphs(document.subtitle)
    yield from (f"{line(name)}: {line(value)}" for name, value in document.facts)
    for chapter in document.chapters:
        yield line(chapter.title)
        yield from blocks(chapter.blocks, document.writing)
        for section in chapter.sections:
            yield line(section.title)
            yield from blocks(section.blocks, document.writing)
    yield from filter(None, [" · ".join(filter(None, (line(document.network), line(document.identifier))))])


def blocks(held: tuple[Block, ...], writing: Writing) -> Iterator[str]:
    for block in held:
        match block:
            case Paragraph(text):
                yield from paragraphs(text)
            case Quote(text, source):
                yield from (*paragraphs(text), f"— {line(source)}")
            case Picture(caption, description):
                yield from (line(caption), *paragraphs(description))
            case Table(caption, _, ()):
                yield from (line(caption), writing.nothing)
            case _:
                yield from map(line, table_texts(block, writing))


def line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()


def paragraphs(text: str) -> Iterator[str]:
    yield from (line(part) for part in text.split("\n\n") if part)


def read(markdown: str) -> list[str]:
    """The texts of Markdown as a reader shows them; a line break as a space."""
    shown = {
        "text": "{}",
        "hardbreak": " ",
        "strong_open": "",
        "strong_close": "",
        "em_open": "",
        "em_close": "",
    }
    return [
        "".join(shown[part.type].format(part.content) for part in token.children or ()).strip()
        for token in Markdown(markdown).parsed
        if token.type == "inline"
    ]


@pytest.mark.parametrize("document", [USUAL, BARE, hostile()], ids=["usual", "bare", "hostile"])
def test_a_reader_of_markdown_shows_every_text_as_it_was_and_nothing_else(document: Document) -> None:
    assert read(written(document)) == list(said(document))


def test_no_text_becomes_a_heading_a_list_a_rule_or_markup() -> None:
    block = tuple(Paragraph(text) for text in HOSTILE_TEXTS)
    document = Document("T", "", Plain("en"), (), (Chapter("c", "C", block),))
    kinds = [token.type for token in Markdown(written(document)).parsed[6:]]
    assert set(kinds) == {"paragraph_open", "inline", "paragraph_close"}


def test_a_table_stands_in_columns_with_figures_to_the_right() -> None:
    document = Document("T", "", Plain("nb"), (), (Chapter("c", "C", USUAL.chapters[1].blocks[:1]),))
    assert written(document).replace("\N{NO-BREAK SPACE}", " ") == (
        "# T\n\n## C\n\n**Møter i 2013**\n\n"
        "| Møte       | Dag         | Dager til referat | Representert | Titel på svenska |\n"
        "| ---------- | ----------- | ----------------: | -----------: | ---------------- |\n"
        "| plo-2013-1 | 16. 1. 2013 |                12 |       91,7 % | Höstens möte     |\n"
        "| plo-2013-2 | 13. 3. 2013 |                34 |      100,0 % | Vårens möte      |\n"
        "| plo-2013-3 | 22. 5. 2013 |                 – |       75,0 % | –                |\n"
        "| plo-2013-4 | –           |             1 200 |            – | Möte – inställt  |\n"
    )


def test_quotes_are_set_apart_with_their_source_and_notes_by_emphasis() -> None:
    text = written(USUAL)
    assert (
        "> Kommunene deltar med et fast medlem.\\\n> Funksjonstiden er ett år.\n>\n> — MANDAT 12k PLO\n"
        in text
    )
    assert "\n\n*Mandatet sier ikke noe om innkalling eller saksliste.*\n\n" in text
