"""What the evaluation is, what it rests on, and the year's figures beside the year before's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Kind, Paragraph, Quote, Table
from adapters.reports.telling import Telling, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def facts(told: Telling) -> Iterator[tuple[str, str]]:
    """What the evaluation is an answer to, in pairs."""
    say, evaluation = told.say, told.evaluation
    identity = evaluation.identity
    yield say("Network"), f"{identity.name} ({evaluation.network})"
    yield say("Year"), str(evaluation.year)
    yield say("Judged on"), told.words.day(evaluation.on)
    yield say("Known at"), _known(told)
    if evaluation.sandbox:
        yield say("Register"), say("sandbox")
    yield say("Mandate"), identity.source
    yield say("Root of the log"), evaluation.root
    yield say("Hash of the evaluation"), evaluation.hash


def chapter(told: Telling) -> Chapter:
    """The chapter that stands first."""
    return Chapter("overview", told.say("Overview"), (*_what_it_is(told), *_silences(told), *_figures(told)))


def period(told: Telling) -> str:
    """The first and the last day that are evaluated."""
    first, last = told.evaluation.from_, last_day(told.evaluation.until) or date.max
    return told.say("{first} to {last}", first=first, last=last)


def _known(told: Telling) -> str:
    position, instant = str(told.evaluation.position), told.evaluation.known_at
    if instant is None:
        return told.say("position {position}", position=position)
    at = told.words.instant(instant, told.evaluation.identity.time_zone)
    return told.say("position {position}, recorded {instant}", position=position, instant=at)


def _what_it_is(told: Telling) -> Iterator[Block]:
    say, evaluation, identity = told.say, told.evaluation, told.evaluation.identity
    yield Paragraph(
        say(
            "How the network was governed from {period}, set beside what its mandate asks for.",
            period=period(told),
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


def _silences(told: Telling) -> Iterator[Block]:
    if told.evaluation.unregulated:
        yield told.silence(*told.evaluation.unregulated)
        yield Paragraph(
            told.say(
                "Where the mandate is silent nothing is asked for, and nothing is held against the network."
            )
        )


def _figures(told: Telling) -> Iterator[Block]:
    tables: tuple[tuple[str, Mapping[str, str], Kind], ...] = (
        (told.say("The year in figures"), terms.COUNTED, "number"),
        (told.say("The year in shares"), terms.SHARES, "share"),
    )
    year = told.evaluation.year
    for caption, labels, kind in tables:
        rows = tuple(
            (told.say(labels[one.figure]), one.value, one.before)
            for one in told.evaluation.figures
            if one.figure in labels and (one.value is not None or one.before is not None)
        )
        if rows:
            columns = (Column(told.say("Figure")), Column(str(year), kind), Column(str(year - 1), kind))
            yield Table(caption, columns, rows)
