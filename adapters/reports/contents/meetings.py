"""Meetings held, against what the mandate asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.contents.occasions import occasion
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.report import Report, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator


def chapter(report: Report) -> Chapter:
    """The meetings of the year."""
    return Chapter("meetings", report.say("Meetings"), tuple(_held(report)), tuple(_asked_for(report)))


def _held(report: Report) -> Iterator[Block]:
    say, meetings = report.say, report.evaluation.meetings
    if not meetings.regulated:
        yield report.silence("meetings")
    if not meetings.meetings:
        yield Paragraph(say("No meeting is recorded."))
        return
    yield Paragraph(
        report.words.counted("{number} meeting was held.", "{number} meetings were held.", meetings.held)
    )
    if meetings.held:
        yield Paragraph(
            say(
                "Held jointly: {joint}; with digital attendance offered: {offered}, and used: {used}.",
                joint=meetings.joint,
                offered=meetings.digital_offered,
                used=meetings.digital_used,
            )
        )
    yield Table(
        say("Meetings of the year"),
        (
            Column(say("Meeting")),
            Column(say("Day"), "day"),
            Column(say("Last day"), "day"),
            report.quoted(say("Place")),
            Column(say("Kind")),
            Column(say("Status")),
            Column(say("Held together with")),
            Column(say("Digital attendance")),
        ),
        tuple(
            (
                one.meeting,
                one.on,
                last_day(one.until),
                one.place,
                report.term(terms.MEETING_KINDS, one.kind),
                report.term(terms.MEETING_STATUSES, one.status),
                ", ".join(one.joint_with) or None,
                _digital(report, one.digital, one.digital_attendees),
            )
            for one in meetings.meetings
        ),
    )


def _digital(report: Report, offered: bool, attendees: int) -> str | None:
    if attendees:
        return report.say("used by {number}", number=attendees)
    return report.say("offered") if offered else None


def _asked_for(report: Report) -> Iterator[Section]:
    say, counts = report.say, report.evaluation.meetings.counts
    if not counts:
        return
    columns = (
        Column(say("What")),
        Column(say("When")),
        Column(say("Asked for"), "number"),
        Column(say("Held"), "number"),
        Column(say("Status")),
    )
    rows = tuple(
        (
            report.term(terms.OBLIGATIONS, one.what),
            occasion(report, one.what, one.about),
            one.required,
            one.held,
            report.term(terms.OBLIGATION_STATUSES, one.status),
        )
        for one in counts
    )
    quotes = {one.quote: report.quote(one.quote) for one in counts}
    yield Section(
        say("What the mandate asks for"),
        (*quotes.values(), Table(say("Meetings asked for and meetings held"), columns, rows)),
    )
