"""The content of an annual evaluation, before it has a format: one module a chapter or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.reports.contents import (
    afterwards,
    attendance,
    findings,
    mandate,
    matters,
    meetings,
    membership,
    obligations,
    offices,
    overview,
    reports,
)
from adapters.reports.document import Document
from adapters.reports.report import Report

if TYPE_CHECKING:
    from adapters.reports.writing import Words
    from application.evaluation.shape import Evaluation

CHAPTERS = (
    overview.chapter,
    mandate.chapter,
    membership.chapter,
    offices.chapter,
    meetings.chapter,
    attendance.chapter,
    matters.chapter,
    obligations.chapter,
    findings.chapter,
    reports.chapter,
    afterwards.chapter,
    mandate.appendix,
)
"""The chapters in their order."""


def document(evaluation: Evaluation, words: Words) -> Document:
    """An evaluation as a report in one language; the same one gives the same report."""
    report = Report(evaluation, words)
    return Document(
        title=report.say(
            "{network}: annual evaluation {year}", network=evaluation.identity.name, year=str(evaluation.year)
        ),
        subtitle=overview.period(report),
        writing=words,
        facts=tuple(overview.facts(report)),
        chapters=tuple(chapter(report) for chapter in CHAPTERS),
        contents=report.say("Contents"),
        network=evaluation.network,
        identifier=evaluation.hash,
    )
