"""The formats a report can be had in. Each is loaded when it is first written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from adapters.reports.texts import printable, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.reports.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, media type and file ending, and what writes it.

    The same document gives the same bytes, whenever and wherever it is written.
    """

    name: str
    media_type: str
    ending: str
    written_by: Callable[[Document], bytes]

    def write(self, document: Document) -> bytes:
        """The document as a file of this format; control characters in its texts are marked as such."""
        return self.written_by(rewritten(document, printable))


def _markdown(document: Document) -> bytes:
    from adapters.reports import markdown

    return markdown.written(document)


def _html(document: Document) -> bytes:
    from adapters.reports import html

    return html.written(document)


def _pdf(document: Document) -> bytes:
    from adapters.reports import pdf

    return pdf.written(document)


def _spreadsheet(document: Document) -> bytes:
    from adapters.reports import spreadsheet

    return spreadsheet.written(document)


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: Final[dict[str, Format]] = {
    format_.name: format_
    for format_ in (
        Format("md", "text/markdown; charset=utf-8; variant=GFM", ".md", _markdown),
        Format("html", "text/html; charset=utf-8", ".html", _html),
        Format("pdf", "application/pdf", ".pdf", _pdf),
        Format("xlsx", _XLSX, ".xlsx", _spreadsheet),
    )
}
"""Every format by its name."""
