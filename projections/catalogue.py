"""The one list of projections: what each is called, its version, what its rows are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from projections import attendance, mandates, matters, meetings, membership, networks, offices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.chapter import Kind


@dataclass(frozen=True, slots=True)
class Projection:
    """A read model: rebuilt, never migrated, when its version here is not the one stored.

    Its version grows with every change of its row type or of what its rows say.
    """

    name: str
    version: int
    row: type
    kinds: tuple[Kind[Any], ...]
    """The kinds of subject that have rows."""
    rows: Callable[[Any, Any], Iterable[Any]]


PROJECTIONS: tuple[Projection, ...] = (
    Projection("networks", 1, networks.NetworkRow, networks.KINDS, networks.rows),
    Projection("membership", 1, membership.MembershipRow, membership.KINDS, membership.rows),
    Projection("offices", 1, offices.TermRow, offices.KINDS, offices.rows),
    Projection("mandates", 1, mandates.MandateRow, mandates.KINDS, mandates.rows),
    Projection("attendance", 1, attendance.AttendanceRow, attendance.KINDS, attendance.rows),
    Projection("meetings", 1, meetings.MeetingRow, meetings.KINDS, meetings.rows),
    Projection("matters", 2, matters.MatterRow, matters.MATTERS, matters.matters),
    Projection("projects", 1, matters.ProjectRow, matters.PROJECTS, matters.projected),
)
"""Every projection, in the order they are shown."""

BY_KIND: dict[str, tuple[Projection, ...]] = {
    kind.name: tuple(projection for projection in PROJECTIONS if kind in projection.kinds)
    for projection in PROJECTIONS
    for kind in projection.kinds
}
"""The projections that have rows for a kind of subject, by its name."""
