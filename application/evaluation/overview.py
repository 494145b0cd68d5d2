"""Many networks' years on one page: a line for each, with its figures and what tells its evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.evaluation.chapters.figures import Figure
from application.evaluation.shape import FORMAT

if TYPE_CHECKING:
    from application.evaluation.shape import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One network's year in figures; `hash` is its evaluation's."""

    network: str
    name: str
    on: date
    figures: tuple[Figure, ...]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Every network that existed in a year, as known at a position."""

    format: int
    year: int
    position: int
    known_at: str | None
    root: str
    sandbox: bool
    networks: tuple[Line, ...]


def line(evaluation: Evaluation) -> Line:
    """What an overview says of one evaluation."""
    return Line(
        network=evaluation.network,
        name=evaluation.identity.name,
        on=evaluation.on,
        figures=evaluation.figures,
        hash=evaluation.hash,
    )


def overview(
    year: int, position: int, known_at: str | None, root: str, lines: tuple[Line, ...], *, sandbox: bool
) -> Overview:
    """The overview of some networks' lines."""
    return Overview(
        format=FORMAT,
        year=year,
        position=position,
        known_at=known_at,
        root=root,
        sandbox=sandbox,
        networks=lines,
    )
