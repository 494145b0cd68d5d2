"""Chair and other offices: every term that ran in the year, and the days nobody held one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.telling import Telling, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.evaluation.shape import Term


def chapter(told: Telling) -> Chapter:
    """Offices through the year."""
    return Chapter("offices", told.say("Chair and other offices"), tuple(_terms(told)), tuple(_gaps(told)))


def _terms(told: Telling) -> Iterator[Block]:
    say, offices = told.say, told.evaluation.offices
    if offices.regulated:
        named = told.words.listed(told.term(terms.OFFICES, office) for office in offices.regulated)
        yield Paragraph(say("The mandate speaks of these offices: {offices}.", offices=named))
        silent = [topic for topic in ("chair", "vice-chair", "term") if topic in told.evaluation.unregulated]
        if silent:
            yield told.silence(*silent)
    else:
        yield told.silence("offices")
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
                told.term(terms.OFFICES, one.office),
                told.person(one.person),
                one.from_,
                last_day(one.until),
                _basis(told, one),
                _standing(told, one),
            )
            for one in offices.terms
        ),
    )


def _basis(told: Telling, term: Term) -> str:
    basis = told.term(terms.BASES, term.basis)
    if term.renewal_of is None:
        return basis
    return told.say("{basis}, for another term after that from {day}", basis=basis, day=term.renewal_of)


def _standing(told: Telling, term: Term) -> str:
    if term.ended_by is not None:
        return told.term(terms.TERM_ENDS, term.ended_by)
    return told.term(terms.TERM_STATUSES, term.status)


def _gaps(told: Telling) -> Iterator[Section]:
    """The days on which there was no chair or no vice chair, where the mandate speaks of them."""
    say, offices = told.say, told.evaluation.offices
    watched = [office for office in ("chair", "vice-chair") if office in offices.regulated]
    if offices.gaps:
        columns = (
            Column(say("Office")),
            Column(say("From"), "day"),
            Column(say("Last day"), "day"),
            Column(say("Days in the year"), "number"),
        )
        rows = tuple(
            (told.term(terms.OFFICES, one.office), one.from_, last_day(one.until), one.days)
            for one in offices.gaps
        )
        yield Section(say("Gaps"), (Table(say("Days on which nobody held the office"), columns, rows),))
    elif watched:
        held = told.words.listed(told.term(terms.OFFICES, office) for office in watched)
        yield Section(say("Gaps"), (Paragraph(say("Held on every day: {offices}.", offices=held)),))
