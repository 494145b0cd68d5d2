"""Who came to the meetings, and how punctual notice and minutes were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.figures import attendance_grid, minutes_delay
from adapters.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator


def chapter(report: Report) -> Chapter:
    """Attendance, notice and minutes of the year's meetings."""
    sections = (_capacities(report), _absences(report)) if report.evaluation.meetings.held else ()
    return Chapter(
        "attendance",
        report.say("Attendance, notice and minutes"),
        tuple(_constituencies(report)),
        (*sections, *(section for section in (_notice(report), _minutes(report)) if section.blocks)),
    )


def _constituencies(report: Report) -> Iterator[Block]:
    say, meetings = report.say, report.evaluation.meetings
    if not meetings.held:
        yield Paragraph(say("No meeting was held."))
        return
    if not meetings.constituencies:
        yield Paragraph(say("Nobody’s attendance is recorded for a constituency."))
        return
    if meetings.attendance_rate is not None:
        yield Paragraph(
            say(
                "Constituencies were represented at {share} of the meetings they could come to.",
                share=report.words.share(meetings.attendance_rate),
            )
        )
    picture = attendance_grid(report.evaluation, report.words)
    if picture is not None:
        yield picture
    yield Table(
        say("Attendance by constituency"),
        (
            Column(say("For")),
            Column(say("Meetings"), "number"),
            Column(say("Represented"), "number"),
            Column(say("Share"), "share"),
            Column(say("Most missed in a row"), "number"),
        ),
        tuple(
            (
                report.constituency(one.constituency),
                one.meetings,
                one.represented,
                one.represented / one.meetings if one.meetings else None,
                one.missed_in_a_row,
            )
            for one in meetings.constituencies
        ),
    )
    yield _presences(report)


def _presences(report: Report) -> Table:
    """Each constituency's meetings, by the capacity in which somebody came."""
    there: dict[str, dict[str, list[str]]] = {}
    for one in report.evaluation.meetings.presences:
        there.setdefault(one.constituency, {}).setdefault(one.capacity, []).append(one.meeting)
    shown = [key for key in terms.CAPACITIES if any(key in meetings for meetings in there.values())]
    return Table(
        report.say("How constituencies were represented, meeting by meeting"),
        (Column(report.say("For")), *(Column(report.term(terms.CAPACITIES, key)) for key in shown)),
        tuple(
            (report.constituency(key), *(", ".join(meetings.get(capacity, ())) or None for capacity in shown))
            for key, meetings in there.items()
        ),
    )


def _capacities(report: Report) -> Section:
    say = report.say
    columns = (Column(say("Capacity")), Column(say("Times"), "number"), Column(say("People"), "number"))
    rows = tuple(
        (report.term(terms.CAPACITIES, one.capacity), one.times, one.people)
        for one in report.evaluation.meetings.capacities
    )
    table = Table(say("How often people came, and how many they were"), columns, rows)
    return Section(
        say("In which capacity people came"),
        (table if rows else Paragraph(say("Nobody’s attendance is recorded.")),),
    )


def _absences(report: Report) -> Section:
    say = report.say
    columns = (Column(say("For")), Column(say("Meetings"), "number"), Column(say("Which")))
    rows = tuple(
        (
            report.constituency(one.constituency),
            len(one.meetings),
            ", ".join(map(report.meeting, one.meetings)),
        )
        for one in report.evaluation.meetings.absences
    )
    table = Table(say("Constituencies nobody came for, two meetings or more in a row"), columns, rows)
    return Section(
        say("Missed in a row"),
        (table if rows else Paragraph(say("No constituency missed two meetings in a row.")),),
    )


def _notice(report: Report) -> Section:
    say, meetings = report.say, report.evaluation.meetings
    blocks: list[Block] = []
    if not meetings.notice_regulated:
        blocks.append(report.silence("notice"))
    if meetings.notice_median_days is not None:
        blocks.append(Paragraph(say("Median notice in days: {days}.", days=meetings.notice_median_days)))
    columns = (
        Column(say("Meeting")),
        Column(say("Day"), "day"),
        Column(say("Called on"), "day"),
        Column(say("Days’ notice"), "number"),
        Column(say("Agenda sent on"), "day"),
        Column(say("Items"), "number"),
    )
    rows = tuple(
        (one.meeting, one.on, one.called_on, one.notice_days, one.agenda_sent_on, one.items)
        for one in meetings.meetings
        if one.status != "cancelled"
    )
    if rows:
        blocks.append(Table(say("Calls and agendas"), columns, rows))
    return Section(say("Notice"), tuple(blocks))


def _minutes(report: Report) -> Section:
    say, meetings = report.say, report.evaluation.meetings
    blocks: list[Block] = []
    if not meetings.minutes_regulated:
        blocks.append(report.silence("minutes"))
    if meetings.held:
        blocks += _minutes_of_meetings(report)
    return Section(say("Minutes"), tuple(blocks))


def _minutes_of_meetings(report: Report) -> Iterator[Block]:
    say, meetings = report.say, report.evaluation.meetings
    if any(one.minutes_due is not None for one in meetings.meetings):
        yield Paragraph(
            say(
                "In time: {in_time}; late: {late}; not published: {missing}.",
                in_time=meetings.minutes_in_time,
                late=meetings.minutes_late,
                missing=meetings.minutes_missing,
            )
        )
    elif meetings.minutes_regulated:
        yield Paragraph(
            say(
                "The mandate names no day for them; not published: {missing}.",
                missing=meetings.minutes_missing,
            )
        )
    if meetings.minutes_median_days is not None:
        yield Paragraph(
            say("Median time until the minutes in days: {days}.", days=meetings.minutes_median_days)
        )
    picture = minutes_delay(report.evaluation, report.words)
    if picture is not None:
        yield picture
    yield Table(
        say("Minutes of the meetings held"),
        (
            Column(say("Meeting")),
            Column(say("Day"), "day"),
            Column(say("Published on"), "day"),
            Column(say("In hand on"), "day"),
            Column(say("How")),
            Column(say("Due"), "day"),
            Column(say("Days"), "number"),
            Column(say("Days late"), "number"),
        ),
        tuple(
            (
                one.meeting,
                one.on,
                one.minutes_published_on,
                one.minutes_in_hand_on,
                None if one.minutes_channel is None else report.term(terms.CHANNELS, one.minutes_channel),
                one.minutes_due,
                one.minutes_days,
                one.minutes_days_late,
            )
            for one in meetings.meetings
            if one.status == "held"
        ),
    )
