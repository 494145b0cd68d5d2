"""What an obligation is about, in words: a half of a year, a meeting, a recipient, a seat."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from adapters.reports import terms

if TYPE_CHECKING:
    from adapters.reports.report import Report


def occasion(report: Report, what: str, about: str) -> str:
    """What an obligation of a kind is required of; `about` is its parts, separated by spaces."""
    first, _, second = about.partition(" ")
    match what:
        case "term":
            return report.term(terms.OFFICES, about)
        case "seat":
            return f"{report.constituency(second)} ({report.term(terms.SEATS, first)})"
        case "sunset":
            return report.say("the mandate")
        case "annual-report" if second:
            return f"{first}, {report.body(second)}"
        case "group-agenda" | "group-notes":
            body, _, day = about.rpartition(" ")
            return f"{report.body(body)}, {report.words.day(date.fromisoformat(day))}"
    return f"{report.term(terms.HALVES, second)} {first}" if second in terms.HALVES else report.meeting(about)
