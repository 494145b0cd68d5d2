"""What an obligation is about, in words: a half of a year, a meeting, a recipient, a seat."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from adapters.reports import terms

if TYPE_CHECKING:
    from adapters.reports.telling import Telling


def occasion(told: Telling, what: str, about: str) -> str:
    """What an obligation of a kind is required of; `about` is its parts, separated by spaces."""
    first, _, second = about.partition(" ")
    match what:
        case "term":
            return told.term(terms.OFFICES, about)
        case "seat":
            return f"{told.constituency(second)} ({told.term(terms.SEATS, first)})"
        case "sunset":
            return told.say("the mandate")
        case "annual-report" if second:
            return f"{first}, {told.body(second)}"
        case "group-agenda" | "group-notes":
            body, _, day = about.rpartition(" ")
            return f"{told.body(body)}, {told.words.day(date.fromisoformat(day))}"
    return f"{told.term(terms.HALVES, second)} {first}" if second in terms.HALVES else told.meeting(about)
