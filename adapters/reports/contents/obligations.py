"""What the mandate asked for in the year, and how each obligation stands, with its sentence and entries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.contents.occasions import occasion
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.figures import obligations_overview
from adapters.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from application.answers.duties import Duty


def chapter(report: Report) -> Chapter:
    """The year's obligations, those of one sentence together."""
    groups: dict[tuple[str, str, int, str], list[Duty]] = {}
    for duty in report.evaluation.obligations:
        groups.setdefault((duty.what, duty.rule, duty.mandate_version, duty.quote), []).append(duty)
    sections = tuple(_section(report, duties) for duties in groups.values())
    return Chapter("obligations", report.say("Obligations"), tuple(_summary(report)), sections)


def _summary(report: Report) -> Iterator[Block]:
    say, duties = report.say, report.evaluation.obligations
    if not duties:
        yield Paragraph(say("The mandate asked for nothing that could be followed up in the year."))
        return
    picture = obligations_overview(report.evaluation, report.words)
    if picture is not None:
        yield picture
    counted: Counter[str] = Counter(duty.status for duty in duties)
    yield Table(
        say("How the obligations stand"),
        (Column(say("Status")), Column(say("Obligations"), "number")),
        tuple(
            (say(name), counted[status])
            for status, name in terms.OBLIGATION_STATUSES.items()
            if counted[status]
        ),
    )


def _section(report: Report, duties: Sequence[Duty]) -> Section:
    """The obligations one sentence gives rise to."""
    first = duties[0]
    quote = report.quote(first.quote, first.mandate_version)
    return Section(report.term(terms.OBLIGATIONS, first.what), (quote, _table(report, duties)))


def _table(report: Report, duties: Sequence[Duty]) -> Table:
    say = report.say
    on_holidays = any(duty.holiday for duty in duties)
    columns = [
        Column(say("Concerns")),
        Column(say("Force")),
        Column(say("Due"), "day"),
        Column(say("Status")),
        Column(say("Days late"), "number"),
        Column(say("Known from")),
    ]
    if on_holidays:
        columns.insert(3, report.quoted(say("Holiday")))
    rows = []
    for duty in duties:
        row = [
            occasion(report, duty.what, duty.about),
            report.term(terms.FORCES, duty.force),
            duty.due,
            report.term(terms.OBLIGATION_STATUSES, duty.status),
            duty.days_late,
            report.entries(duty.evidence),
        ]
        if on_holidays:
            row.insert(3, duty.holiday)
        rows.append(tuple(row))
    return Table(say("How it stands"), tuple(columns), tuple(rows))
