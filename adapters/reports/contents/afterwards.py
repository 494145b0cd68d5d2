"""What was entered, corrected or annulled about the year after it had ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.contents import entries
from adapters.reports.document import Chapter, Column, Paragraph, Table
from adapters.reports.report import Report

if TYPE_CHECKING:
    from datetime import date

    from application.evaluation.chapters.afterwards import Afterwards


def chapter(report: Report) -> Chapter:
    """The entries that came after the year."""
    say = report.say
    title = say("After the year had ended")
    lines = report.evaluation.afterwards
    if not lines:
        nothing = say("Nothing about the year was entered or corrected after it had ended.")
        return Chapter("afterwards", title, (Paragraph(nothing),))
    columns = (
        Column(say("Entry")),
        Column(say("Recorded")),
        Column(say("What")),
        Column(say("Kind of entry")),
        Column(say("Effective"), "day"),
        Column(say("About entry")),
        Column(say("New values")),
        report.quoted(say("Reason")),
        Column(say("Recorded by")),
        report.quoted(say("On the authority of")),
    )
    table = Table(
        say("Entries about the year, recorded after it"), columns, tuple(_row(report, line) for line in lines)
    )
    return Chapter("afterwards", title, (table,))


def _row(report: Report, line: Afterwards) -> tuple[str | int | date | None, ...]:
    return (
        line.position,
        report.words.instant(line.recorded, report.evaluation.identity.time_zone),
        report.term(terms.AFTERWARDS, line.what),
        report.term(entries.EVENTS, line.type),
        line.effective,
        line.of_position,
        entries.changed(report, line.changes) if line.changes else None,
        line.reason,
        None if line.actor is None else report.anyone(line.actor),
        line.authority,
    )
