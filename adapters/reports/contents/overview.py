"""What the evaluation is, what it rests on, and the year's figures beside the year before's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Kind, Paragraph, Quote, Table
from adapters.reports.report import Report, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def facts(report: Report) -> Iterator[tuple[str, str]]:
    """What the evaluation is an answer to, in pairs."""
    say, evaluation = report.say, report.evaluation
    identity = evaluation.identity
    yield say("Network"), f"{identity.name} ({evaluation.network})"
    yield say("Year"), str(evaluation.year)
    yield say("Judged on"), report.words.day(evaluation.on)
    yield say("Known at"), _known(report)
    if evaluation.sandbox:
        yield say("Register"), say("sandbox")
    yield say("Mandate"), identity.source
    yield say("Root of the log"), evaluation.root
    yield say("Hash of the evaluation"), evaluation.hash


def chapter(report: Report) -> Chapter:
    """The chapter that stands first."""
    return Chapter(
        "overview", report.say("Overview"), (*_what_it_is(report), *_silences(report), *_figures(report))
    )


def period(report: Report) -> str:
    """The first and the last day that are evaluated."""
    first, last = report.evaluation.from_, last_day(report.evaluation.until) or date.max
    return report.say("{first} to {last}", first=first, last=last)


def _known(report: Report) -> str:
    position, instant = str(report.evaluation.position), report.evaluation.known_at
    if instant is None:
        return report.say("position {position}", position=position)
    at = report.words.instant(instant, report.evaluation.identity.time_zone)
    return report.say("position {position}, recorded {instant}", position=position, instant=at)


def _what_it_is(report: Report) -> Iterator[Block]:
    say, evaluation, identity = report.say, report.evaluation, report.evaluation.identity
    yield Paragraph(
        say(
            "How the network was governed from {period}, set beside what its mandate asks for.",
            period=period(report),
        )
    )
    yield Paragraph(
        say(
            "It is judged on {day}, by what the register knew at its entry {position}.",
            day=evaluation.on,
            position=str(evaluation.position),
        )
    )
    if evaluation.on < evaluation.until:
        yield Paragraph(
            say("The period was not over on that day; what was still to come is shown as such."), "note"
        )
    if identity.founded.year == evaluation.year:
        yield Paragraph(say("The network was founded on {day}.", day=identity.founded))
    if identity.dissolved is not None and identity.dissolved.year == evaluation.year:
        yield Paragraph(say("The network was dissolved on {day}.", day=identity.dissolved))
    if evaluation.sandbox:
        yield Paragraph(say("The register is a sandbox, kept for demonstration, tests or teaching."), "note")
    if identity.illustration is not None:
        yield Paragraph(say("Some of the founding is made up for illustration:"), "note")
        yield Quote(identity.illustration, say("Note in the charter"), "en")


def _silences(report: Report) -> Iterator[Block]:
    if report.evaluation.unregulated:
        yield report.silence(*report.evaluation.unregulated)
        yield Paragraph(
            report.say(
                "Where the mandate is silent nothing is asked for, and nothing is held against the network."
            )
        )


def _figures(report: Report) -> Iterator[Block]:
    tables: tuple[tuple[str, Mapping[str, str], Kind], ...] = (
        (report.say("The year in figures"), terms.COUNTED, "number"),
        (report.say("The year in shares"), terms.SHARES, "share"),
    )
    year = report.evaluation.year
    for caption, labels, kind in tables:
        rows = tuple(
            (report.say(labels[one.figure]), one.value, one.before)
            for one in report.evaluation.figures
            if one.figure in labels and (one.value is not None or one.before is not None)
        )
        if rows:
            columns = (Column(report.say("Figure")), Column(str(year), kind), Column(str(year - 1), kind))
            yield Table(caption, columns, rows)
