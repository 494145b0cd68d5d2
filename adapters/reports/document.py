"""A report before it has a format: chapters of headings, sentences, tables and pictures, in one language.

Cells keep their values, so that a spreadsheet gets real dates and numbers; everything else asks `Writing`
how a value reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

Kind = Literal["text", "day", "number", "share"]
"""What a column holds: words, days, counts, or shares between 0 and 1."""
Cell = str | int | float | date | None


class Writing(Protocol):
    """How a language writes values."""

    @property
    def language(self) -> str:
        """Its code."""

    def day(self, day: date) -> str:
        """A day of the calendar."""

    def number(self, number: float) -> str:
        """A count or a decimal number."""

    def share(self, share: float) -> str:
        """A share between 0 and 1, as a percentage."""

    @property
    def nothing(self) -> str:
        """What stands where there is no value."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few; a `note` is set apart, as what the mandate does not regulate is."""

    text: str
    kind: Literal["text", "note"] = "text"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the mandate, with the language it is written in."""

    text: str
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `language` where its texts are in another language than the report."""

    title: str
    kind: Kind = "text"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; the first column names its row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as SVG, with a caption, and in words what it shows; a table near it holds the same data."""

    caption: str
    description: str
    svg: str


Block = Paragraph | Quote | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: what stands before its first section, then its sections; `key` names it in links."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `facts` are what it is an answer to, in pairs, and stand first and in metadata."""

    title: str
    subtitle: str
    writing: Writing
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    contents: str = field(default="")
    """The heading of the table of contents; empty where there is to be none."""
    network: str = ""
    identifier: str = ""
    """What tells this document from any other: its hash."""
