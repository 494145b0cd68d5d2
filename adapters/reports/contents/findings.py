"""What was done against the rules: each finding with the sentence it breaks and the entries that show it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.reports import terms
from adapters.reports.document import Block, Chapter, Column, Paragraph, Section, Table
from adapters.reports.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from application.evaluation.shape import FindingLine
    from domain.findings.finding import Value


def chapter(told: Telling) -> Chapter:
    """The year's findings, those of a kind together."""
    findings = told.evaluation.findings
    if not findings:
        return Chapter(
            "findings",
            told.say("Findings"),
            (Paragraph(told.say("Nothing was found that breaks the mandate.")),),
        )
    kinds: dict[str, list[FindingLine]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    return Chapter(
        "findings",
        told.say("Findings"),
        (Paragraph(told.say("What is recorded as done, or left undone, against the rules.")),),
        tuple(_section(told, terms.FINDINGS[kind], of_kind) for kind, of_kind in kinds.items()),
    )


def _section(told: Telling, title: str, findings: Sequence[FindingLine]) -> Section:
    """The findings of one kind, those that break one sentence beneath it."""
    quotes: dict[str | None, list[FindingLine]] = {}
    for finding in findings:
        quotes.setdefault(finding.quote, []).append(finding)
    blocks: list[Block] = []
    for quote, broken in quotes.items():
        blocks += [
            Paragraph(told.say("No sentence of the mandate speaks of this."))
            if quote is None
            else told.quote(quote),
            _table(told, broken),
        ]
    return Section(told.say(title), tuple(blocks))


def _table(told: Telling, findings: Sequence[FindingLine]) -> Table:
    columns = (Column(told.say("Finding")), Column(told.say("Day"), "day"), Column(told.say("Known from")))
    return Table(
        told.say("What was found"),
        columns,
        tuple((_sentence(told, one), one.day, told.entries(one.evidence)) for one in findings),
    )


def _sentence(told: Telling, finding: FindingLine) -> str:
    values = {name: _reads(told, name, value) for name, value in finding.values.items()}
    return told.say(finding.message, **values)


def _reads(told: Telling, name: str, value: Any) -> Value:
    """What fills a place of a finding's sentence: names in the place of keys."""
    match name:
        case "person" | "holder":
            return told.anyone(value)
        case "constituency":
            return told.constituency(value)
        case "body":
            return told.body(value)
        case "bodies":
            return tuple(map(told.body, value))
        case "office":
            return told.term(terms.OFFICES, value)
        case "day" | "last_day" if isinstance(value, str):
            return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
