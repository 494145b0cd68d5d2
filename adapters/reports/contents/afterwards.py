"""What was entered, corrected or annulled about the year after it had ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.contents import entries
from adapters.reports.document import Chapter, Column, Paragraph, Table
from adapters.reports.telling import Telling

if TYPE_CHECKING:
    from datetime import date

    from application.evaluation.shape import Afterwards


def chapter(told: Telling) -> Chapter:
    """The entries that came after the year."""
    say = told.say
    title = say("After the year had ended")
    lines = told.evaluation.afterwards
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
        told.quoted(say("Reason")),
        Column(say("Recorded by")),
        told.quoted(say("On the authority of")),
    )
    table = Table(
        say("Entries about the year, recorded after it"), columns, tuple(_row(told, line) for line in lines)
    )
    return Chapter("afterwards", title, (table,))


def _row(told: Telling, line: Afterwards) -> tuple[str | int | date | None, ...]:
    return (
        line.position,
        told.words.instant(line.recorded, told.evaluation.identity.time_zone),
        told.term(terms.AFTERWARDS, line.what),
        told.term(entries.EVENTS, line.type),
        line.effective,
        line.of_position,
        entries.changed(told, line.changes) if line.changes else None,
        line.reason,
        None if line.actor is None else told.anyone(line.actor),
        line.authority,
    )
