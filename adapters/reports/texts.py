"""What every format does to texts: how a cell reads, and characters that no page can carry."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.reports.document import Cell, Column, Document, Writing

_BREAKS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"  # controls, which terminals obey and XML forbids
    "|[\u202a-\u202e\u2066-\u2069]"  # what turns around the text that follows
)


def reads(cell: Cell, column: Column, writing: Writing) -> str:
    """How a cell reads in the document's language."""
    if cell is None or cell == "":
        return writing.nothing
    if isinstance(cell, date):
        return writing.day(cell)
    if isinstance(cell, str) or column.kind not in ("number", "share"):
        return str(cell)
    return writing.share(cell) if column.kind == "share" else writing.number(cell)


def in_figures(column: Column) -> bool:
    """Whether a column's cells are figures, which stand to the right."""
    return column.kind in ("number", "share")


def printable(text: str) -> str:
    """The text with one kind of line break and of space, and a mark for what cannot or must not be shown.

    That is control characters, and those that change the direction of what comes after a name.
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub("\n", text).replace("\t", " "))


def spelled(text: str, drawable: Callable[[str], bool]) -> str:
    """The text with every character that is not drawable as its number: `[U+1F600]`.

    Marks that combine are not left to chance: they are composed with their letter, or spelled. Invisible
    characters are left out.
    """

    def shown(character: str) -> str:
        if character.isascii():
            return character
        category = unicodedata.category(character)
        if category == "Cf":
            return ""
        if category.startswith("M") or not drawable(character):
            return f"[U+{ord(character):04X}]"
        return character

    return "".join(map(shown, unicodedata.normalize("NFC", text)))


def rewritten(document: Document, change: Callable[[str], str]) -> Document:
    """The document with every text in it changed."""
    changed: Document = _changed(document, change)
    return changed


def _changed(part: Any, change: Callable[[str], str]) -> Any:
    if isinstance(part, str):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_changed(inner, change) for inner in part)
    if is_dataclass(part) and not isinstance(part, type):
        held = {field.name: getattr(part, field.name) for field in fields(part) if field.name != "writing"}
        return replace(part, **{name: _changed(value, change) for name, value in held.items()})
    return part
