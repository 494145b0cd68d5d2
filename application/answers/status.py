"""Where the log and the read models stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from application.answers.answer import OfRegister
from application.projector import Parked
from projections.catalogue import PROJECTIONS

if TYPE_CHECKING:
    from application.ports import LogReader
    from application.projector import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionStatus:
    """How one read model stands."""

    name: str
    version: int
    position: int
    """0 before it was made."""
    parked: tuple[Parked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(OfRegister):
    """Where the log and the read models stand."""

    position: int
    """The log's end."""
    projections: tuple[ProjectionStatus, ...]


def status(log: LogReader, views: Views, *, sandbox: bool) -> Status:
    """Where a register's log and read models stand; all of these stand together."""
    is_made = not views.missing()
    position = views.live.position() if is_made else 0
    parked = tuple(views.live.parked()) if is_made else ()
    return Status(
        position=log.head()[0],
        projections=tuple(
            ProjectionStatus(
                name=projection.name, version=projection.version, position=position, parked=parked
            )
            for projection in PROJECTIONS
        ),
        sandbox=sandbox,
    )
