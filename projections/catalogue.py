"""The one list of projections: what each is called, its version, what its rows are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from projections import attendance, mandates, matters, meetings, membership, networks, offices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class Projection:
    """A read model: rebuilt, never migrated, when its version here is not the one stored.

    Its version grows with every change of its row type or of what its rows say.
    """

    name: str
    version: int
    row: type
    subjects: tuple[str, ...]
    rows: Callable[[Any, Any], Iterable[Any]]


PROJECTIONS: tuple[Projection, ...] = (
    Projection("networks", 1, networks.NetworkRow, networks.SUBJECTS, networks.rows),
    Projection("membership", 1, membership.MembershipRow, membership.SUBJECTS, membership.rows),
    Projection("offices", 1, offices.TermRow, offices.SUBJECTS, offices.rows),
    Projection("mandates", 1, mandates.MandateRow, mandates.SUBJECTS, mandates.rows),
    Projection("attendance", 1, attendance.AttendanceRow, attendance.SUBJECTS, attendance.rows),
    Projection("meetings", 1, meetings.MeetingRow, meetings.SUBJECTS, meetings.rows),
    Projection("matters", 2, matters.MatterRow, matters.MATTERS, matters.matters),
    Projection("projects", 1, matters.ProjectRow, matters.PROJECTS, matters.projected),
)
"""Every projection, in the order they are shown."""

BY_SUBJECT: dict[str, tuple[Projection, ...]] = {
    kind: tuple(projection for projection in PROJECTIONS if kind in projection.subjects)
    for projection in PROJECTIONS
    for kind in projection.subjects
}
"""The projections that have rows for a kind of subject."""
