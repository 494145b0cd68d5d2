"""The formats a report can be had in. Each is loaded when it is first written."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from adapters.reports.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, which files in it end in, its media type, and the module that writes it.

    The same document gives the same bytes, whenever and wherever it is written.
    """

    name: str
    media_type: str
    module: str
    is_text: bool = True
    """Whether a terminal can show it."""

    @property
    def accepted(self) -> str:
        """The media type that asks for it: without parameters."""
        return self.media_type.partition(";")[0]

    def write(self, document: Document) -> bytes:
        """The document as a file of this format; control characters in its texts are marked as such."""
        from adapters.reports.texts import printable, rewritten

        written: bytes = import_module(f"adapters.reports.{self.module}").written(
            rewritten(document, printable)
        )
        return written


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: Final[dict[str, Format]] = {
    format_.name: format_
    for format_ in (
        Format("md", "text/markdown; charset=utf-8; variant=GFM", "markdown"),
        Format("html", "text/html; charset=utf-8", "html"),
        Format("pdf", "application/pdf", "pdf", is_text=False),
        Format("xlsx", _XLSX, "spreadsheet", is_text=False),
    )
}
"""Every format a document is written in, by its name."""
DATA: Final = "json"
"""The evaluation itself, which is in no language."""
NAMES: Final = (DATA, *FORMATS)
"""What there is to choose from."""
