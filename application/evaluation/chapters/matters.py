"""The activity list and the projects of the year."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from application.answers.matters import Project, projects
from domain.chapters.matters import MATTER
from domain.rules import CountRule, StatementRule
from domain.statuses import MatterStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from application.evaluation.replay import Replay
    from projections.matters import MatterRow, ProjectRow
    from projections.meetings import MeetingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterLine:
    """One entry of the activity list that was open on some day of the year."""

    matter: str
    title: str
    raised_by: str
    raised_on: date
    prepared_by: tuple[str, ...]
    report_due: date | None
    reported_at: tuple[str, ...]
    escalated_to: tuple[str, ...]
    status: MatterStatus
    closed_on: date | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine(Project):
    """One project sketched, decided on, started or waiting in the year."""

    sketched_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersChapter:
    """The activity list and the projects; the counts are of matters with which that was done in the year.

    Both are told as they stood at the year's end, or on the evaluation's day if that came before.
    """

    list_regulated: bool
    projects_regulated: bool
    matters: tuple[MatterLine, ...]
    raised: int
    reported: int
    escalated: int
    closed: int
    overdue: int
    """Matters overdue on the evaluation's day, or on the year's last day if that came before."""
    lists_reviewed: tuple[str, ...]
    """Meetings of the year at which the list was gone through."""
    projects: tuple[ProjectLine, ...]


def matters(replay: Replay) -> MattersChapter:
    """What was asked, reported, raised further and closed; what was sketched, decided on and started."""
    rows: list[MatterRow] = replay.rows("matters")
    meetings: list[MeetingRow] = replay.rows("meetings")
    rules = replay.rules
    return MattersChapter(
        list_regulated=any(rule.topic == "activity-list" for rule in rules.of(StatementRule))
        or any(rule.what == "list-reviewed" for rule in rules.of(CountRule)),
        projects_regulated=rules.approvals("project") is not None,
        matters=tuple(_matters(replay, rows)),
        raised=sum(replay.holds(row.raised_on) for row in rows),
        reported=sum(any(replay.holds(report.on) for report in row.reports) for row in rows),
        escalated=sum(any(replay.holds(one.on) for one in row.escalations) for row in rows),
        closed=sum(replay.holds(row.closed_on) for row in rows),
        overdue=sum(row.status(replay.last) == "overdue" for row in rows),
        lists_reviewed=tuple(
            row.meeting
            for row in sorted(meetings, key=lambda row: (row.on, row.meeting))
            if row.list_reviewed and row.status == "held" and replay.holds(row.on)
        ),
        projects=tuple(_projects(replay, replay.rows("projects"))),
    )


def _matters(replay: Replay, rows: Iterable[MatterRow]) -> Iterator[MatterLine]:
    for row in sorted(rows, key=lambda row: (row.raised_on, row.matter)):
        days = [fact.effective for fact in replay.seen.facts(MATTER(row.matter))]
        was_open = row.raised_on < replay.start and row.status(replay.start) in ("open", "overdue")
        if was_open or any(replay.holds(day) for day in days):
            closed = row.closed_on if row.closed_on is not None and row.closed_on <= replay.last else None
            yield MatterLine(
                matter=row.matter,
                title=row.title,
                raised_by=row.raised_by,
                raised_on=row.raised_on,
                prepared_by=() if row.prepared_by is None else (row.prepared_by,),
                report_due=row.report_due,
                reported_at=tuple(one.at for one in row.reports if one.on <= replay.last),
                escalated_to=tuple(one.at for one in row.escalations if one.on <= replay.last),
                status=row.status(replay.last),
                closed_on=closed,
                outcome=None if closed is None else row.outcome,
            )


def _projects(replay: Replay, rows: list[ProjectRow]) -> Iterator[ProjectLine]:
    """The projects with something said or done in the year, and those that waited through it."""
    waited = {
        project.project
        for project in projects(rows, replay.start - timedelta(days=1))
        if project.status not in ("started", "declined")
    }
    row_of = {row.project: row for row in rows}
    for project in projects(rows, replay.last):
        row = row_of[project.project]
        if row.project in waited or any(replay.holds(day) for day in _days(row)):
            lacked = project.missing_at_start if project.started_on else ()
            yield ProjectLine(
                **{
                    **{field.name: getattr(project, field.name) for field in fields(project)},
                    "missing_at_start": lacked,
                },
                sketched_on=row.sketched_on,
            )


def _days(row: ProjectRow) -> list[Any]:
    words = (*row.presented, *row.approvals, *row.declined)
    return [row.sketched_on, row.started_on, *(word.on for word in words)]
