"""Reports as HTML, read back by a strict little parser of our own."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from adapters.reports.document import Block, Document, Picture
from adapters.reports.formats import FORMATS
from tests.reports.documents import BARE, HOSTILE_TEXTS, USUAL, hostile, texts

EMPTY = {"meta"}
DRAWN = {"svg", "title", "desc", "g", "rect", "text"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """The elements of a page in order; it refuses what is not closed in the order it was opened."""

    source: str
    elements: list[Element] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.feed(self.source)
        self.close()
        assert [element.name for element in self.open] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names))
        element = Element(tag, dict(attrs), tuple(outer.name for outer in self.open))
        self.elements.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data
        if data.strip() and not {"head", "svg"} & {element.name for element in self.open}:
            self.shown.append(data)

    def named(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]


def page(document: Document) -> Page:
    return Page(FORMATS["html"].write(document).decode())


PAGES = pytest.mark.parametrize(
    ("read", "document"),
    [(page(document), document) for document in (USUAL, BARE, hostile())],
    ids=["usual", "bare", "hostile"],
)


@PAGES
def test_the_page_shows_every_text_as_it_was_and_nothing_else(read: Page, document: Document) -> None:
    """The skip link and the contents repeat titles; descriptions of pictures are spoken, not shown."""
    titles = [chapter.title.replace("\t", " ") for chapter in document.chapters]
    head = 2 * len(document.facts) + (2 if document.subtitle else 1)
    said = undescribed(document)
    listed = [document.contents, *titles] if document.contents else []
    assert read.shown == [titles[0], *said[:head], *listed, *said[head:]]


def undescribed(document: Document) -> list[str]:
    def without(block: Block) -> Block:
        return replace(block, description="") if isinstance(block, Picture) else block

    chapters = (replace(held, blocks=tuple(map(without, held.blocks))) for held in document.chapters)
    return [text.replace("\t", " ") for text in texts(replace(document, chapters=tuple(chapters)))]


@PAGES
def test_only_elements_of_the_template_and_of_figures_are_on_the_page(read: Page, document: Document) -> None:
    structure = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "h2",
        "h3",
        "p",
        "main",
    }
    lists = {"nav", "ol", "li", "dl", "dt", "dd", "section", "footer", "figure", "figcaption", "blockquote"}
    tables = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "time"}
    assert {element.name for element in read.elements} <= structure | lists | tables | DRAWN
    handlers = [name for element in read.elements for name in element.attributes if name.startswith("on")]
    assert handlers == []


@PAGES
def test_the_page_fetches_nothing_and_its_policy_lets_it_fetch_nothing(
    read: Page, document: Document
) -> None:
    attributes = [pair for element in read.elements for pair in element.attributes.items()]
    links = {name: value for name, value in attributes if name in {"href", "src", "srcset", "data", "action"}}
    assert set(links) <= {"href"}
    assert all(str(value).startswith("#") for name, value in attributes if name == "href")
    elsewhere = {value for name, value in attributes if "://" in (value or "") and name != "content"}
    assert elsewhere - {"http://evil.example/x"} <= {"http://www.w3.org/2000/svg"}  # as a caption read aloud
    (style,) = read.named("style")
    assert not re.search(r"url\(|@import", style.text)
    (policy,) = [e.attributes["content"] for e in read.named("meta") if "http-equiv" in e.attributes]
    seal = b64encode(sha256(style.text.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'")


@PAGES
def test_ids_are_unique_and_every_link_leads_somewhere(read: Page, document: Document) -> None:
    ids = [element.attributes["id"] for element in read.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = [str(link.attributes["href"])[1:] for link in read.named("a")]
    assert targets[0] == document.chapters[0].key
    assert targets[1:] == ([chapter.key for chapter in document.chapters] if document.contents else [])
    assert set(targets) <= set(ids)


@PAGES
def test_headings_follow_each_other_without_a_step_left_out(read: Page, document: Document) -> None:
    levels = [int(element.name[1]) for element in read.named("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@PAGES
def test_the_page_has_landmarks_and_the_first_link_skips_to_the_report(
    read: Page, document: Document
) -> None:
    marks = [element.name for element in read.named("header", "nav", "main", "footer")]
    expected = [("header", True), ("nav", document.contents), ("main", True), ("footer", document.network)]
    assert marks == [name for name, there in expected if there]
    assert read.named("body", "a", "header")[1].attributes["class"] == "skip"


@PAGES
def test_every_table_has_a_caption_and_every_heading_of_one_a_scope(read: Page, document: Document) -> None:
    captions = [element.text for element in read.named("caption")]
    assert len(captions) == len(read.named("table"))
    assert all(captions)
    for cell in read.named("th"):
        assert cell.attributes["scope"] == ("col" if "thead" in cell.inside else "row")
    rows = len(read.named("tr"))
    assert len([cell for cell in read.named("th") if "tbody" in cell.inside]) == rows - len(captions)


@PAGES
def test_every_figure_has_a_role_a_title_and_a_description(read: Page, document: Document) -> None:
    figures = read.named("svg")
    assert [figure.attributes["role"] for figure in figures] == ["img"] * len(figures)
    for name in ("title", "desc"):
        assert len([e for e in read.named(name) if e.inside[-1] == "svg"]) == len(figures)


def test_the_page_says_what_language_it_is_in_and_where_it_is_another() -> None:
    read = page(USUAL)
    assert [e.attributes["lang"] for e in read.named("html", "blockquote")] == ["nb", "nb"]
    swedish = [e.text for e in read.elements if e.attributes.get("lang") == "sv"]
    assert swedish == ["Höstens möte", "Vårens möte", "Möte – inställt"]


def test_days_can_be_read_by_machines_and_figures_stand_to_the_right() -> None:
    read = page(USUAL)
    assert [day.attributes["datetime"] for day in read.named("time")[:3]] == [
        "2013-01-16",
        "2013-03-13",
        "2013-05-22",
    ]
    figures = [e.text for e in read.named("td") if e.attributes.get("class") == "figures"]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in figures[:4]] == [
        "12",
        "91,7 %",
        "34",
        "100,0 %",
    ]


def test_cells_of_words_too_long_for_a_column_may_be_broken_and_no_others() -> None:
    long = [
        element.text
        for element in page(hostile()).named("th", "td")
        if element.attributes.get("class") == "long"
    ]
    assert set(long) == {text for text in HOSTILE_TEXTS if max(map(len, text.split())) > 30}
    assert [element for element in page(USUAL).elements if element.attributes.get("class") == "long"] == []


def test_the_facts_and_the_identifier_are_in_the_metadata() -> None:
    held = {
        e.attributes.get("name"): e.attributes["content"]
        for e in page(USUAL).named("meta")
        if e.attributes.get("name")
    }
    assert "Kjent ved posisjon: 1057 (2024-12-10 09:45:00Z)" in str(held["description"])
    assert held["dcterms.identifier"] == USUAL.identifier


def test_text_stands_out_from_its_ground_in_both_schemes_and_on_paper() -> None:
    """WCAG AA: a contrast of 4.5 or more."""
    style = page(USUAL).named("style")[0].text
    schemes = [
        dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{[^}]*\}", style)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        for ink in ("ink", "quiet", "accent"):
            for ground in ("paper", "tint"):
                assert contrast(scheme[ink], scheme[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
