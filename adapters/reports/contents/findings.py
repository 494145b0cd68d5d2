"""What was done against the rules: each finding with the sentence it breaks and the entries that show it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from application.evaluation.chapters.duties import FindingLine
    from domain.findings.finding import Value


def chapter(report: Report) -> Chapter:
    """The year's findings, those of a kind together."""
    findings = report.evaluation.findings
    if not findings:
        return Chapter(
            "findings",
            report.say("Findings"),
            (Paragraph(report.say("Nothing was found that breaks the mandate.")),),
        )
    kinds: dict[str, list[FindingLine]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    return Chapter(
        "findings",
        report.say("Findings"),
        (Paragraph(report.say("What is recorded as done, or left undone, against the rules.")),),
        tuple(_section(report, terms.FINDINGS[kind], of_kind) for kind, of_kind in kinds.items()),
    )


def _section(report: Report, title: str, findings: Sequence[FindingLine]) -> Section:
    """The findings of one kind, those that break one sentence beneath it."""
    quotes: dict[str | None, list[FindingLine]] = {}
    for finding in findings:
        quotes.setdefault(finding.quote, []).append(finding)
    blocks: list[Block] = []
    for quote, broken in quotes.items():
        blocks += [
            Paragraph(report.say("No sentence of the mandate speaks of this."))
            if quote is None
            else report.quote(quote),
            _table(report, broken),
        ]
    return Section(report.say(title), tuple(blocks))


def _table(report: Report, findings: Sequence[FindingLine]) -> Table:
    columns = (
        Column(report.say("Finding")),
        Column(report.say("Day"), "day"),
        Column(report.say("Known from")),
    )
    return Table(
        report.say("What was found"),
        columns,
        tuple((_sentence(report, one), one.day, report.entries(one.evidence)) for one in findings),
    )


def _sentence(report: Report, finding: FindingLine) -> str:
    values = {name: _reads(report, name, value) for name, value in finding.values.items()}
    return report.say(finding.message, **values)


def _reads(report: Report, name: str, value: Any) -> Value:
    """What fills a place of a finding's sentence: names in the place of keys."""
    match name:
        case "person" | "holder":
            return report.anyone(value)
        case "constituency":
            return report.constituency(value)
        case "body":
            return report.body(value)
        case "bodies":
            return tuple(map(report.body, value))
        case "office":
            return report.term(terms.OFFICES, value)
        case "day" | "last_day" if isinstance(value, str):
            return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
