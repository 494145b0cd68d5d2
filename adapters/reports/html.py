"""A report as one HTML file that needs no other: style and figures inside, no script, nothing fetched."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.reports.texts import in_figures, reads

if TYPE_CHECKING:
    from adapters.reports.document import Block, Document


def written(document: Document) -> bytes:
    """The document as a page in UTF-8, for screens bright and dark, for paper, and to be read aloud."""
    pages = _pages()
    style = pages.get_template("report.css").render()
    seal = b64encode(sha256(style.encode()).digest()).decode()
    page = pages.get_template("report.html").render(
        document=document, writing=document.writing, style=style, seal=seal
    )
    return f"{page}\n".encode()


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=PackageLoader("adapters.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals.update(reads=reads, in_figures=in_figures)
    pages.filters.update(kind=_kind, is_long=_is_long)
    return pages


def _kind(block: Block) -> str:
    """The name of a block's class, by which the page chooses how to show it."""
    return type(block).__name__


def _is_long(text: str) -> bool:
    """Whether a word of the text, such as a hash, has to be broken for its column to stay narrow."""
    return any(len(word) > 30 for word in text.split())
