"""Reports as PDF, read back with pypdf."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from adapters.reports.document import Column, Paragraph, Table
from adapters.reports.formats import FORMATS
from tests.reports.documents import USUAL, hostile, texts


@cache
def usual() -> PdfReader:
    return PdfReader(BytesIO(FORMATS["pdf"].write(USUAL)))


@cache
def harmful() -> PdfReader:
    return PdfReader(BytesIO(FORMATS["pdf"].write(hostile())))


def root(pdf: PdfReader) -> Any:
    """Where everything in a file is found from."""
    return pdf.trailer["/Root"]


def structure(pdf: PdfReader) -> list[dict[str, Any]]:
    """Every element of the tree that a screen reader walks, in order."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for inner in node:
                walk(inner)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K"))

    walk(root(pdf)["/StructTreeRoot"])
    return found


def resources(page: Any) -> Any:
    return page["/Resources"]


def dense(text: str) -> str:
    return re.sub(r"\s", "", text)


def read(pdf: PdfReader) -> str:
    return dense("".join(page.extract_text() for page in pdf.pages))


def test_the_file_is_tagged_and_says_that_it_is_accessible_and_in_what_language() -> None:
    for pdf in (usual(), harmful()):
        held = root(pdf)
        assert held["/MarkInfo"]["/Marked"].value is True
        assert "<pdfuaid:part>1</pdfuaid:part>" in held["/Metadata"].get_data().decode()
        assert held["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root(usual())["/Lang"] == "nb"
    assert root(harmful())["/Lang"] == "sv"


def test_the_metadata_hold_title_facts_and_identifier_and_no_day() -> None:
    held = usual().metadata
    assert held is not None
    assert held.title == USUAL.title
    assert held.subject is not None
    assert "Kjent ved posisjon: 1057 (2024-12-10 09:45:00Z)" in held.subject
    assert str(held["/Keywords"]) == f"12k-plo, {USUAL.identifier}"
    assert {"/CreationDate", "/ModDate", "/Author"} & set(held) == set()


def test_headings_tables_quotes_and_figures_are_tagged_as_what_they_are() -> None:
    tags = Counter(str(element["/S"]) for element in structure(usual()))
    headings = [str(element["/S"]) for element in structure(usual()) if re.match(r"/H\d", element["/S"])]
    assert headings == ["/H1", "/H1", "/H1", "/H2", "/H2", "/H1"]  # the first is that of the contents
    assert tags["/Title"] == 1
    assert tags["/Table"] == tags["/THead"] == 3
    assert tags["/TH"] == 5 + 16 + 3
    assert tags["/TD"] == 4 * 5 + 6 * 16 + 120 * 3
    assert tags["/BlockQuote"] == 1
    assert tags["/Caption"] == 5
    assert [e["/Alt"] for e in structure(usual()) if e["/S"] == "/Figure"] == ["Fire møter, ett for sent."]


def test_cells_in_another_language_say_so() -> None:
    assert [element["/Lang"] for element in structure(usual()) if "/Lang" in element] == ["sv"] * 4


def test_every_text_can_be_read_and_copied_from_the_pages() -> None:
    """The long hash too, though it may be broken anywhere."""
    said = read(usual())
    missing = [text for text in texts(USUAL) if dense(text) not in said]
    assert missing == ["Fire møter, ett for sent."]  # spoken, and not on the page
    assert "\u200b" not in said


def test_every_font_is_embedded_and_comes_with_the_compiler() -> None:
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for pdf in (usual(), harmful())
        for page in pdf.pages
        for font in resources(page)["/Font"].values()
    ]
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
    families = {re.sub(r"^/\w+\+|-.*", "", str(font["/FontName"])) for font in fonts}
    assert "LibertinusSerif" in families
    assert families <= {"LibertinusSerif", "DejaVuSansMono", "NewCM10", "NewCMMath"}


def test_a_table_of_many_columns_lies_on_its_side_together_with_its_heading() -> None:
    turned = [page for page in usual().pages if page.mediabox.width > page.mediabox.height]
    assert len(turned) == 1
    lines = turned[0].extract_text().splitlines()
    assert lines[:2] == ["Oppmøte", "Oppmøte, kommune for kommune"]


def test_the_title_of_a_chapter_that_starts_with_such_a_table_lies_on_its_side_too() -> None:
    chapter = replace(USUAL.chapters[1], blocks=())
    pdf = PdfReader(BytesIO(FORMATS["pdf"].write(replace(USUAL, chapters=(chapter,)))))
    assert pdf.pages[1].extract_text().splitlines()[:3] == [
        "Møter",
        "Oppmøte",
        "Oppmøte, kommune for kommune",
    ]


def test_the_head_of_a_table_is_repeated_on_every_page_it_goes_over() -> None:
    heads = [page.extract_text().count("Kommune Fra Dager") for page in usual().pages]
    assert sum(heads) == 3
    assert set(heads) == {0, 1}


def test_every_page_has_the_identifier_and_its_number_at_its_foot() -> None:
    count = len(usual().pages)
    for number, page in enumerate(usual().pages, start=1):
        foot = page.extract_text().splitlines()[-1]
        assert foot == f"12k-plo · {USUAL.identifier} {number} / {count}"


def test_names_that_mean_harm_are_shown_as_they_are() -> None:
    said = read(harmful())
    for text in ('#eval("1+1") $x^2$ ]] #[ // /* @label <label>', "*not* _this_ **nor** `that` ~~this~~"):
        assert said.count(dense(text)) > 5
    assert "/OpenAction" not in root(harmful())
    assert "/Names" not in root(harmful())


def test_a_character_without_a_glyph_is_spelled_and_one_with_a_glyph_is_not() -> None:
    said = read(harmful())
    assert "emoji[U+1F469][U+1F469][U+1F467][U+1F600][U+6F22][U+5B57]é" in said
    assert "kapitän" in said


def test_no_word_is_so_long_that_it_leaves_the_page() -> None:
    """Lines of it end where lines of other words do."""
    lines = [line for page in harmful().pages for line in page.extract_text().splitlines()]
    of_one_word = [len(line) for line in lines if "kapitän" in line and " " not in line]
    assert len(of_one_word) > 10
    assert max(of_one_word) < 130


def test_forty_columns_fit_on_a_page() -> None:
    """The last column ends before the page does."""
    columns = tuple(Column(f"Vararepresentantskap {number}") for number in range(40))
    table = Table("Many", columns, (tuple(f"rådmannsgruppen-{number}" for number in range(40)),))
    chapter = replace(USUAL.chapters[0], blocks=(Paragraph("Before."), table))
    pdf = PdfReader(BytesIO(FORMATS["pdf"].write(replace(USUAL, chapters=(chapter,)))))
    (page,) = (page for page in pdf.pages if page.mediabox.width > page.mediabox.height)
    places: list[float] = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: places.append(cm[4] + tm[4]))
    assert 300 < max(places) < page.mediabox.width - 50
