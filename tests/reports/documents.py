"""Reports by hand, which every format has to hold: a usual one, a bare one, and one that means harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adapters.reports.document import (
    Block,
    Chapter,
    Column,
    Document,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.reports.document import Writing


@dataclass(frozen=True, slots=True)
class Plain:
    """Writes values in a way that a test can read."""

    language: str

    def day(self, day: date) -> str:
        return f"{day.day}. {day.month}. {day.year}"

    def number(self, number: float) -> str:
        return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")

    def share(self, share: float) -> str:
        return f"{self.number(round(100 * share, 1))}\N{NO-BREAK SPACE}%"

    @property
    def nothing(self) -> str:
        return "–"


BARS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 120" role="img" \
aria-labelledby="bars-title bars-desc"><title id="bars-title">Dager til referat</title>\
<desc id="bars-desc">Fire møter, ett for sent.</desc>\
<g font-family="sans-serif" font-size="13" fill="currentColor"><text x="4" y="24">2013-1</text>\
<rect x="80" y="10" width="140" height="18" fill="#3572a5"/><text x="4" y="64">2013-2</text>\
<rect x="80" y="50" width="420" height="18" fill="#b3541e"/></g></svg>"""

RULE = Quote("Kommunene deltar med et fast medlem.\nFunksjonstiden er ett år.", "MANDAT 12k PLO", "nb")

MEETINGS = Table(
    "Møter i 2013",
    (
        Column("Møte"),
        Column("Dag", "day"),
        Column("Dager til referat", "number"),
        Column("Representert", "share"),
        Column("Titel på svenska", language="sv"),
    ),
    (
        ("plo-2013-1", date(2013, 1, 16), 12, 0.9167, "Höstens möte"),
        ("plo-2013-2", date(2013, 3, 13), 34, 1.0, "Vårens möte"),
        ("plo-2013-3", date(2013, 5, 22), None, 0.75, None),
        ("plo-2013-4", None, 1200, None, "Möte – inställt"),
    ),
)

WIDE = Table(
    "Oppmøte, kommune for kommune",
    (Column("Kommune"), *(Column(f"plo-2013-{number}") for number in range(1, 16))),
    tuple(
        (name, *("medlem" if (at + len(name)) % 3 else "vararepresentant" for at in range(15)))
        for name in ("Andebu", "Hof", "Holmestrand", "Nøtterøy", "Sande", "Tønsberg")
    ),
)

LONG = Table(
    "Kommuner",
    (Column("Kommune"), Column("Fra", "day"), Column("Dager", "number")),
    tuple(
        (f"Kommune nummer {number}", date(2013, 1 + number % 12, 1), 7 * number) for number in range(1, 121)
    ),
)

USUAL = Document(
    title="12k Pleie- og omsorgsnettverk: årsevaluering 2013",
    subtitle="Slik boken kjente året den 31. januar 2014",
    writing=Plain("nb"),
    facts=(
        ("Nettverk", "12k Pleie- og omsorgsnettverk (12k-plo)"),
        ("År", "2013"),
        ("Kjent ved posisjon", "1057 (2024-12-10 09:45:00Z)"),
        ("Fingeravtrykk", "9f2c" * 16),
    ),
    chapters=(
        Chapter(
            "overview",
            "Oversikt",
            (
                Paragraph("Nettverket møttes fire ganger. Tolv kommuner deltok, to seter sto tomme."),
                Paragraph("Mandatet sier ikke noe om innkalling eller saksliste.", "note"),
                RULE,
            ),
        ),
        Chapter(
            "meetings",
            "Møter",
            (MEETINGS, Picture("Dager fra møte til referat", "Fire møter, ett for sent.", BARS)),
            (Section("Oppmøte", (WIDE,)), Section("Kommunene", (LONG,))),
        ),
        Chapter("afterwards", "Etterpå", (Table("Rettelser", (Column("Oppføring", "number"),), ()),)),
    ),
    contents="Innhold",
    network="12k-plo",
    identifier="sha256:" + "9f2c" * 16,
)

BARE = Document("Nothing", "", Plain("en"), (), (Chapter("overview", "Overview"),))

HOSTILE_TEXTS = (
    "<script>alert('x')</script>",
    "</td></table></svg><b onload=x>",
    "a | b || c \\| d \\",
    "*not* _this_ **nor** `that` ~~this~~",
    "# heading #",
    "1. first",
    "2) second",
    "- item",
    "+ item",
    "---",
    "===",
    "> quote",
    "    indented",
    "[link](javascript:alert(1)) ![image](x) [^1]",
    "&lt;b&gt; &amp;",
    "=1+cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "_x0041_",
    "http://evil.example/x",
    '#eval("1+1") $x^2$ ]] #[ // /* @label <label>',
    "{{ 7*7 }} {% raw %}",
    "a\"b'c",
    "שלום \u200fعربي\u200e abc",
    "emoji 👩‍👩‍👧 😀 漢字 e\u0301 q\u0323\u0307",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 6,
    "two\nlines",
    "two paragraphs\n\nof one text",
    "  spaces   and\ttabs  ",
)
"""What stands in names of people and places where somebody tries."""

UNPRINTABLE = "\x1b[2Jred\x00 \u202eturned \u2066around\u2069 \ufffe\r\nline\u2028line"


def hostile() -> Document:
    """Every place a text can stand in holds something that means harm."""
    columns = tuple(Column(text, language='sv" onclick="x') for text in HOSTILE_TEXTS[:6])
    rows = tuple((text, *HOSTILE_TEXTS[at : at + 5]) for at, text in enumerate(HOSTILE_TEXTS[:-5]))
    blocks: tuple[Block, ...] = (
        *(Paragraph(text) for text in HOSTILE_TEXTS),
        *(Paragraph(text, "note") for text in HOSTILE_TEXTS),
        *(Quote(text, text, "sv") for text in HOSTILE_TEXTS),
        Table(HOSTILE_TEXTS[0], columns, rows),
        *(Table(text, (Column("Name"), Column("Other")), ((text, text),)) for text in HOSTILE_TEXTS),
        *(Picture(text, text, BARS.replace("bars-", f"bars-{at}-")) for at, text in enumerate(HOSTILE_TEXTS)),
    )
    return Document(
        title=HOSTILE_TEXTS[0],
        subtitle=HOSTILE_TEXTS[3],
        writing=Plain("sv"),
        facts=tuple((text, text) for text in HOSTILE_TEXTS),
        chapters=(
            Chapter("hostile", HOSTILE_TEXTS[1], blocks),
            *(Chapter(f"chapter-{at}", text) for at, text in enumerate(HOSTILE_TEXTS)),
            Chapter(
                "sections",
                "History",
                sections=tuple(Section(text, (Paragraph(text),)) for text in HOSTILE_TEXTS),
            ),
        ),
        contents="Innehåll",
        network=HOSTILE_TEXTS[2],
        identifier=HOSTILE_TEXTS[14],
    )


def texts(document: Document) -> list[str]:
    """Every text of a document in the order it is read in."""
    said = [document.title, document.subtitle]
    for fact in document.facts:
        said += fact
    for chapter in document.chapters:
        said += [chapter.title, *_blocks(chapter.blocks, document)]
        for section in chapter.sections:
            said += [section.title, *_blocks(section.blocks, document)]
    return [text for text in (*said, document.network, document.identifier) if text]


def _blocks(blocks: tuple[Block, ...], document: Document) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text):
                yield text
            case Quote(text, source):
                yield from (text, source)
            case Picture(caption, description):
                yield from (caption, description)
            case Table(caption, _, ()):
                yield from (caption, document.writing.nothing)
            case _:
                yield from table_texts(block, document.writing)


def table_texts(table: Table, writing: Writing) -> Iterator[str]:
    """Caption, titles and cells as they read."""
    yield table.caption
    yield from (column.title for column in table.columns)
    for row in table.rows:
        for cell, column in zip(row, table.columns, strict=True):
            match cell, column.kind:
                case None, _:
                    yield writing.nothing
                case date(), _:
                    yield writing.day(cell)
                case int() | float(), "share":
                    yield writing.share(cell)
                case int() | float(), "number":
                    yield writing.number(cell)
                case _:
                    yield str(cell)
