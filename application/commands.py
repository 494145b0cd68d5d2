"""The one catalogue of commands: the chapters' own, from which command line, HTTP and schemas are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain import corrections, people
from domain.network import CHAPTERS

if TYPE_CHECKING:
    from datetime import date

    from domain.commands import CommandType


@dataclass(slots=True)
class Command:
    """A command to carry out: typed fields by name, and who asks on whose authority."""

    type: CommandType
    fields: dict[str, Any]
    effective: date
    network: str | None = None
    id: str | None = None
    actor: str | None = None
    authority: str | None = None
    expected_version: int | None = None
    correlation: str | None = None
    digest: str = ""
    reach: frozenset[str] | None = None
    """The networks that whoever asks may write to; None for every one."""


COMMANDS: dict[str, CommandType] = {
    kind.name: kind
    for kind in (
        *people.COMMANDS,
        *(kind for chapter in CHAPTERS for kind in chapter.commands),
        *corrections.COMMANDS,
    )
}
"""Every command by name."""
