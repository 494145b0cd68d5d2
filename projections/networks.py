"""Networks: each with its identity as founded, and the day it was dissolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.network import Network

KINDS = (structure.NETWORK,)


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One network: its identity, where its mandate comes from, and the days it lasts."""

    network: str
    name: str
    country: str
    language: str
    time_zone: str
    source: str
    illustration: str | None
    not_regulated: tuple[str, ...]
    start: date
    until: date | None
    constituencies: tuple[tuple[str, str], ...]
    """Key and name of every constituency there has been."""
    bodies: tuple[tuple[str, str], ...]


def rows(network: Network, subject: SubjectOf[structure.Structure]) -> Iterator[NetworkRow]:
    """The network's own row; none before it is founded."""
    founding = network.structure.founding
    if founding is None:
        return
    yield NetworkRow(
        founding.network,
        founding.name,
        founding.country,
        founding.language,
        founding.time_zone,
        founding.source,
        founding.illustration,
        founding.not_regulated,
        founding.effective,
        network.structure.dissolved,
        tuple(
            (key, memberships[-1].constituency.name)
            for key, memberships in sorted(network.structure.constituencies.items())
        ),
        tuple((body.key, body.name) for _, body in sorted(network.structure.bodies.items())),
    )
