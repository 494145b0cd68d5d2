"""The activity list and the projects with their approvals."""

from __future__ import annotations

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.report import Report


def chapter(report: Report) -> Chapter:
    """Matters and projects of the year."""
    return Chapter("matters", report.say("Matters and projects"), (), (_matters(report), _projects(report)))


def _matters(report: Report) -> Section:
    say, chapter = report.say, report.evaluation.matters
    blocks: list[Block] = []
    if not chapter.list_regulated:
        blocks.append(report.silence("activity-list"))
    if chapter.lists_reviewed:
        reviewed = ", ".join(map(report.meeting, chapter.lists_reviewed))
        blocks.append(
            Paragraph(say("The list was gone through at these meetings: {meetings}.", meetings=reviewed))
        )
    elif chapter.list_regulated:
        blocks.append(Paragraph(say("No meeting is recorded as having gone through the list.")))
    if not chapter.matters:
        return Section(say("Activity list"), (*blocks, Paragraph(say("No matter is recorded."))))
    summary = say(
        "Raised: {raised}; reported: {reported}; taken to another body: {escalated}; closed: {closed};"
        " overdue: {overdue}.",
        raised=chapter.raised,
        reported=chapter.reported,
        escalated=chapter.escalated,
        closed=chapter.closed,
        overdue=chapter.overdue,
    )
    return Section(say("Activity list"), (*blocks, Paragraph(summary), _list(report)))


def _list(report: Report) -> Table:
    say = report.say
    return Table(
        say("Matters open in the year"),
        (
            report.quoted(say("Matter")),
            Column(say("Raised by")),
            Column(say("Raised on"), "day"),
            Column(say("Prepared by")),
            Column(say("Report due"), "day"),
            Column(say("Reported at")),
            Column(say("Taken to")),
            Column(say("Status")),
            Column(say("Closed on"), "day"),
            report.quoted(say("Outcome")),
        ),
        tuple(
            (
                one.title,
                report.anyone(one.raised_by),
                one.raised_on,
                ", ".join(map(report.anyone, one.prepared_by)) or None,
                one.report_due,
                ", ".join(map(report.meeting, one.reported_at)) or None,
                report.bodies(one.escalated_to),
                report.term(terms.MATTER_STATUSES, one.status),
                one.closed_on,
                one.outcome,
            )
            for one in report.evaluation.matters.matters
        ),
    )


def _projects(report: Report) -> Section:
    say, chapter = report.say, report.evaluation.matters
    silence = () if chapter.projects_regulated else (report.silence("projects"),)
    if not chapter.projects:
        return Section(say("Projects"), (*silence, Paragraph(say("No project is recorded."))))
    columns = (
        report.quoted(say("Project")),
        Column(say("Sketched on"), "day"),
        Column(say("Presented to")),
        Column(say("Approved by")),
        Column(say("Declined by")),
        Column(say("Approval missing")),
        Column(say("Started on"), "day"),
        Column(say("Missing at the start")),
        Column(say("Status")),
    )
    rows = tuple(
        (
            one.title,
            one.sketched_on,
            report.decisions(one.presented),
            report.decisions(one.approvals),
            report.decisions(one.declined),
            report.bodies(one.missing),
            one.started_on,
            report.bodies(one.missing_at_start),
            report.term(terms.PROJECT_STATUSES, one.status),
        )
        for one in chapter.projects
    )
    return Section(say("Projects"), (*silence, Table(say("Projects of the year"), columns, rows)))
