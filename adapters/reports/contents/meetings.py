"""Meetings held, against what the mandate asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.contents.occasions import occasion
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.telling import Telling, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator


def chapter(told: Telling) -> Chapter:
    """The meetings of the year."""
    return Chapter("meetings", told.say("Meetings"), tuple(_held(told)), tuple(_asked_for(told)))


def _held(told: Telling) -> Iterator[Block]:
    say, meetings = told.say, told.evaluation.meetings
    if not meetings.regulated:
        yield told.silence("meetings")
    if not meetings.meetings:
        yield Paragraph(say("No meeting is recorded."))
        return
    yield Paragraph(
        told.words.counted("{number} meeting was held.", "{number} meetings were held.", meetings.held)
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
            told.quoted(say("Place")),
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
                told.term(terms.MEETING_KINDS, one.kind),
                told.term(terms.MEETING_STATUSES, one.status),
                ", ".join(one.joint_with) or None,
                _digital(told, one.digital, one.digital_attendees),
            )
            for one in meetings.meetings
        ),
    )


def _digital(told: Telling, offered: bool, attendees: int) -> str | None:
    if attendees:
        return told.say("used by {number}", number=attendees)
    return told.say("offered") if offered else None


def _asked_for(told: Telling) -> Iterator[Section]:
    say, counts = told.say, told.evaluation.meetings.counts
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
            told.term(terms.OBLIGATIONS, one.what),
            occasion(told, one.what, one.about),
            one.required,
            one.held,
            told.term(terms.OBLIGATION_STATUSES, one.status),
        )
        for one in counts
    )
    quotes = {one.quote: told.quote(one.quote) for one in counts}
    yield Section(
        say("What the mandate asks for"),
        (*quotes.values(), Table(say("Meetings asked for and meetings held"), columns, rows)),
    )
