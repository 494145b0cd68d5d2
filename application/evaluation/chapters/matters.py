"""The activity list and the projects of the year."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from application.answers import gatherings
from application.evaluation.shape import Approval, MatterLine, MattersChapter, ProjectLine
from domain.chapters.matters import MATTER, Matter
from domain.rules import CountRule, StatementRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from application.evaluation.replay import Replay
    from projections.matters import MatterRow, ProjectRow
    from projections.meetings import MeetingRow


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
        overdue=sum(_matter(replay, row).status(replay.last) == "overdue" for row in rows),
        lists_reviewed=tuple(
            row.meeting
            for row in sorted(meetings, key=lambda row: (row.on, row.meeting))
            if row.list_reviewed and row.status == "held" and replay.holds(row.on)
        ),
        projects=tuple(_projects(replay, replay.rows("projects"))),
    )


def _matter(replay: Replay, row: MatterRow) -> Matter:
    return replay.seen.timeline(MATTER(row.matter))


def _matters(replay: Replay, rows: Iterable[MatterRow]) -> Iterator[MatterLine]:
    for row in sorted(rows, key=lambda row: (row.raised_on, row.matter)):
        matter = _matter(replay, row)
        days = [fact.effective for fact in replay.seen.facts(MATTER(row.matter))]
        was_open = row.raised_on < replay.start and matter.status(replay.start) in ("open", "overdue")
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
                status=matter.status(replay.last),
                closed_on=closed,
                outcome=None if closed is None else row.outcome,
            )


def _projects(replay: Replay, rows: list[ProjectRow]) -> Iterator[ProjectLine]:
    """The projects with something said or done in the year, and those that waited through it."""
    waited = {
        project["project"]
        for project in gatherings.projects(rows, replay.start - timedelta(days=1))
        if project["status"] not in ("started", "declined")
    }
    days = {row.project: _days(row) for row in rows}
    sketched = {row.project: row.sketched_on for row in rows}
    for project in gatherings.projects(rows, replay.last):
        key = project["project"]
        if key in waited or any(replay.holds(day) for day in days[key]):
            yield ProjectLine(
                project=key,
                title=project["title"],
                sketched_on=sketched[key],
                presented=_words(project["presented"]),
                approvals=_words(project["approvals"]),
                declined=_words(project["declined"]),
                missing=tuple(project["missing"]),
                started_on=project["started_on"],
                missing_at_start=tuple(project["missing_at_start"]) if project["started_on"] else (),
                status=project["status"],
            )


def _days(row: ProjectRow) -> list[Any]:
    words = (*row.presented, *row.approvals, *row.declined)
    return [row.sketched_on, row.started_on, *(word.on for word in words)]


def _words(said: Iterable[dict[str, Any]]) -> tuple[Approval, ...]:
    return tuple(Approval(body=one["body"], on=one["on"], reference=one["reference"]) for one in said)
