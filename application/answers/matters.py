"""What a network works on: its activity list, its projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from application.answers.answer import Answer, Approval, approvals
from application.book import Book
from application.parameters import KnownAt, NetworkKey, On
from domain.statuses import MatterStatus, ProjectStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projections.matters import MatterRow, ProjectRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter of the activity list."""

    matter: str
    title: str
    raised_by: str
    raised_on: date
    prepared_by: str | None
    """None while it is assigned to nobody."""
    report_due: date | None
    reported_at: tuple[str, ...]
    """Meetings."""
    escalated_to: tuple[str, ...]
    """Bodies."""
    direction: str | None
    body: str | None
    status: MatterStatus
    outcome: str | None
    """None before it is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project, with the approvals it has and lacks."""

    project: str
    title: str
    presented: tuple[Approval, ...]
    approvals: tuple[Approval, ...]
    declined: tuple[Approval, ...]
    missing: tuple[str, ...]
    """Bodies whose approval it takes and lacks."""
    started_on: date | None
    missing_at_start: tuple[str, ...]
    """Those it lacked on that day."""
    status: ProjectStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters(Answer):
    """The activity list and the projects."""

    matters: tuple[Matter, ...]
    projects: tuple[Project, ...]


def matters(book: Book, network: NetworkKey, on: On = None, known_at: KnownAt = None) -> Matters:
    """The activity list, and projects with their approvals."""
    moment, _ = book.about(network, on, known_at)
    rows: list[MatterRow] = book.rows.known("matters", moment.position, network)
    return Matters(
        **book.head(moment, network, moment.on),
        matters=tuple(
            _matter(row, moment.on)
            for row in sorted(rows, key=lambda row: (row.raised_on, row.matter))
            if row.raised_on <= moment.on
        ),
        projects=tuple(projects(book.rows.known("projects", moment.position, network), moment.on)),
    )


def projects(rows: Iterable[ProjectRow], on: date) -> list[Project]:
    """The projects as they stood on a day, with the approvals they had and lacked."""
    return [
        Project(
            project=row.project,
            title=row.title,
            presented=approvals(row.presented, on),
            approvals=approvals(row.approvals, on),
            declined=approvals(row.declined, on),
            missing=row.missing(on),
            started_on=row.started_on if row.started_on is not None and row.started_on <= on else None,
            missing_at_start=() if row.started_on is None else row.missing(row.started_on),
            status=row.status(on),
        )
        for row in sorted(rows, key=lambda row: (row.sketched_on, row.project))
        if row.sketched_on <= on
    ]


def _matter(row: MatterRow, on: date) -> Matter:
    return Matter(
        matter=row.matter,
        title=row.title,
        raised_by=row.raised_by,
        raised_on=row.raised_on,
        prepared_by=row.prepared_by,
        report_due=row.report_due,
        reported_at=tuple(report.at for report in row.reports if report.on <= on),
        escalated_to=tuple(one.at for one in row.escalations if one.on <= on),
        direction=row.direction,
        body=row.body,
        status=row.status(on),
        outcome=row.outcome,
    )
