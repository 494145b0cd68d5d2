"""The activity list and the projects with their approvals."""

from __future__ import annotations

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.telling import Telling


def chapter(told: Telling) -> Chapter:
    """Matters and projects of the year."""
    return Chapter("matters", told.say("Matters and projects"), (), (_matters(told), _projects(told)))


def _matters(told: Telling) -> Section:
    say, chapter = told.say, told.evaluation.matters
    blocks: list[Block] = []
    if not chapter.list_regulated:
        blocks.append(told.silence("activity-list"))
    if chapter.lists_reviewed:
        reviewed = ", ".join(map(told.meeting, chapter.lists_reviewed))
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
    return Section(say("Activity list"), (*blocks, Paragraph(summary), _list(told)))


def _list(told: Telling) -> Table:
    say = told.say
    return Table(
        say("Matters open in the year"),
        (
            told.quoted(say("Matter")),
            Column(say("Raised by")),
            Column(say("Raised on"), "day"),
            Column(say("Prepared by")),
            Column(say("Report due"), "day"),
            Column(say("Reported at")),
            Column(say("Taken to")),
            Column(say("Status")),
            Column(say("Closed on"), "day"),
            told.quoted(say("Outcome")),
        ),
        tuple(
            (
                one.title,
                told.anyone(one.raised_by),
                one.raised_on,
                ", ".join(map(told.anyone, one.prepared_by)) or None,
                one.report_due,
                ", ".join(map(told.meeting, one.reported_at)) or None,
                told.bodies(one.escalated_to),
                told.term(terms.MATTER_STATUSES, one.status),
                one.closed_on,
                one.outcome,
            )
            for one in told.evaluation.matters.matters
        ),
    )


def _projects(told: Telling) -> Section:
    say, chapter = told.say, told.evaluation.matters
    silence = () if chapter.projects_regulated else (told.silence("projects"),)
    if not chapter.projects:
        return Section(say("Projects"), (*silence, Paragraph(say("No project is recorded."))))
    columns = (
        told.quoted(say("Project")),
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
            told.decisions(one.presented),
            told.decisions(one.approvals),
            told.decisions(one.declined),
            told.bodies(one.missing),
            one.started_on,
            told.bodies(one.missing_at_start),
            told.term(terms.PROJECT_STATUSES, one.status),
        )
        for one in chapter.projects
    )
    return Section(say("Projects"), (*silence, Table(say("Projects of the year"), columns, rows)))
