"""Every network's year on one page: a few tables of figures, a row for each network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Document, Paragraph, Table
from adapters.reports.writing import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.reports.writing import Words
    from application.evaluation.chapters.figures import Figure
    from application.evaluation.overview import Overview

_TABLES = (
    (
        phrase("Members and offices"),
        ("members_last_day", "seats_vacant_last_day", "vacant_days", "continuity", "chair_gap_days"),
    ),
    (
        phrase("Meetings and minutes"),
        ("meetings_held", "joint_meetings", "digital_meetings", "attendance_rate", "minutes_late"),
    ),
    (
        phrase("Obligations and findings"),
        ("obligations_fulfilled", "obligations_late", "obligations_missed", "matters_overdue", "findings"),
    ),
)


def document(overview: Overview, words: Words) -> Document:
    """The overview of a year as a document."""
    say = words.say
    year = str(overview.year)
    facts = [
        (say("Year"), year),
        (say("Known at"), say("position {position}", position=str(overview.position))),
        *([(say("Register"), say("sandbox"))] if overview.sandbox else []),
        (say("Root of the log"), overview.root),
    ]
    return Document(
        title=say("Networks {year}", year=year),
        subtitle=say("Annual evaluation"),
        writing=words,
        facts=tuple(facts),
        chapters=(
            Chapter("networks", say("The networks' year in figures"), tuple(_blocks(overview, words))),
            Chapter("evaluations", say("The evaluations"), (_evaluations(overview, words),)),
        ),
        identifier=overview.root,
    )


def _blocks(overview: Overview, words: Words) -> Iterator[Block]:
    if not overview.networks:
        yield Paragraph(words.say("No network existed in the year."), "note")
        return
    for caption, figures in _TABLES:
        yield Table(
            words.say(caption),
            (Column(words.say("Network")), *(_column(figure, words) for figure in figures)),
            tuple((one.name, *_values(one.figures, figures)) for one in overview.networks),
        )


def _column(figure: str, words: Words) -> Column:
    if figure in terms.SHARES:
        return Column(words.say(terms.SHARES[figure]), "share")
    return Column(words.say(terms.COUNTED[figure]), "number")


def _values(known: Sequence[Figure], figures: Sequence[str]) -> tuple[float | int | None, ...]:
    values = {one.figure: one.value for one in known}
    return tuple(values[figure] for figure in figures)


def _evaluations(overview: Overview, words: Words) -> Table:
    """What each evaluation is told by, so that one can be checked against the file it came in."""
    say = words.say
    return Table(
        say("What tells them"),
        (Column(say("Network")), Column(say("Key")), Column(say("Judged on"), "day"), Column(say("Hash"))),
        tuple((one.name, one.network, one.on, one.hash) for one in overview.networks),
    )
