"""Chair and other offices: every term that ran in the year, and the days nobody held one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.report import Report, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.answers.offices import Term


def chapter(report: Report) -> Chapter:
    """Offices through the year."""
    return Chapter(
        "offices", report.say("Chair and other offices"), tuple(_terms(report)), tuple(_gaps(report))
    )


def _terms(report: Report) -> Iterator[Block]:
    say, offices = report.say, report.evaluation.offices
    if offices.regulated:
        named = report.words.listed(report.term(terms.OFFICES, office) for office in offices.regulated)
        yield Paragraph(say("The mandate speaks of these offices: {offices}.", offices=named))
        silent = [
            topic for topic in ("chair", "vice-chair", "term") if topic in report.evaluation.unregulated
        ]
        if silent:
            yield report.silence(*silent)
    else:
        yield report.silence("offices")
    if not offices.terms:
        yield Paragraph(say("Nobody is recorded as holding an office."))
        return
    yield Table(
        say("Who held an office"),
        (
            Column(say("Office")),
            Column(say("Who")),
            Column(say("From"), "day"),
            Column(say("Last day"), "day"),
            Column(say("Basis")),
            Column(say("How the term stands")),
        ),
        tuple(
            (
                report.term(terms.OFFICES, one.office),
                report.person(one.person),
                one.from_,
                last_day(one.until),
                _basis(report, one),
                _standing(report, one),
            )
            for one in offices.terms
        ),
    )


def _basis(report: Report, term: Term) -> str:
    basis = report.term(terms.BASES, term.basis)
    if term.renewal_of is None:
        return basis
    return report.say("{basis}, for another term after that from {day}", basis=basis, day=term.renewal_of)


def _standing(report: Report, term: Term) -> str:
    if term.ended_by is not None:
        return report.term(terms.TERM_ENDS, term.ended_by)
    return report.term(terms.TERM_STATUSES, term.status)


def _gaps(report: Report) -> Iterator[Section]:
    """The days on which there was no chair or no vice chair, where the mandate speaks of them."""
    say, offices = report.say, report.evaluation.offices
    watched = [office for office in ("chair", "vice-chair") if office in offices.regulated]
    if offices.gaps:
        columns = (
            Column(say("Office")),
            Column(say("From"), "day"),
            Column(say("Last day"), "day"),
            Column(say("Days in the year"), "number"),
        )
        rows = tuple(
            (report.term(terms.OFFICES, one.office), one.from_, last_day(one.until), one.days)
            for one in offices.gaps
        )
        yield Section(say("Gaps"), (Table(say("Days on which nobody held the office"), columns, rows),))
    elif watched:
        held = report.words.listed(report.term(terms.OFFICES, office) for office in watched)
        yield Section(say("Gaps"), (Paragraph(say("Held on every day: {offices}.", offices=held)),))
