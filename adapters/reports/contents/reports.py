"""What became of reports on the year, and of its follow-up."""

from __future__ import annotations

from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.report import Report


def chapter(report: Report) -> Chapter:
    """Reports and follow-up of the year."""
    return Chapter(
        "reports", report.say("Reports and follow-up"), (), (_reports(report), _follow_ups(report))
    )


def _reports(report: Report) -> Section:
    say, reports = report.say, report.evaluation.reports
    blocks: list[Block] = [] if reports.regulated else [report.silence("reports")]
    if reports.compilations:
        columns = (
            Column(say("Compiled on"), "day"),
            Column(say("By what was known at entry")),
            Column(say("Hash")),
            Column(say("Known from")),
        )
        compiled = tuple(
            (one.on, one.from_position, one.hash, report.entries((one.position,)))
            for one in reports.compilations
        )
        blocks.append(Table(say("Reports compiled"), columns, compiled))
    else:
        blocks.append(Paragraph(say("No report on the year is recorded as compiled.")))
    if reports.submissions:
        laid_before = (Column(say("Recipient")), Column(say("Day"), "day"), Column(say("Known from")))
        submitted = tuple(
            (
                None if one.recipient is None else report.body(one.recipient),
                one.on,
                report.entries((one.position,)),
            )
            for one in reports.submissions
        )
        blocks.append(Table(say("Reports submitted"), laid_before, submitted))
    else:
        blocks.append(Paragraph(say("No report on the year is recorded as submitted.")))
    return Section(say("Reports"), tuple(blocks))


def _follow_ups(report: Report) -> Section:
    say, reports = report.say, report.evaluation.reports
    blocks: list[Block] = [] if reports.follow_up_regulated else [report.silence("follow-up")]
    if reports.follow_ups:
        columns = (Column(say("Day"), "day"), Column(say("Known from")))
        rows = tuple((one.on, report.entries((one.position,))) for one in reports.follow_ups)
        blocks.append(Table(say("Follow-ups of the year"), columns, rows))
    else:
        blocks.append(Paragraph(say("No follow-up of the year is recorded.")))
    return Section(say("Follow-up"), tuple(blocks))
