"""An evaluation and the words to tell it in: what keys, days and entries read as."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from adapters.reports import terms
from adapters.reports.document import Column, Paragraph, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adapters.reports.writing import Words
    from application.answers.answer import Approval
    from application.evaluation.shape import Evaluation
    from domain.findings.finding import Value


class Report:
    """One evaluation told in one language; every chapter is written from one."""

    def __init__(self, evaluation: Evaluation, words: Words) -> None:
        self.evaluation = evaluation
        self.words = words
        identity = evaluation.identity
        self._constituencies = {one.key: one.name for one in identity.constituencies}
        self._bodies = {one.key: one.name for one in identity.bodies}
        self._sections = {rule.quote: rule.section for rule in evaluation.mandate.rules}
        self._days = {one.meeting: one.on for one in evaluation.meetings.meetings}

    def say(self, message: str, **values: Value | float) -> str:
        """A message in the report's language."""
        return self.words.say(message, **values)

    # what keys read as

    def term(self, table: Mapping[str, str], key: str) -> str:
        """What an enumeration's word is called; a word of somebody's own charter stays as it is."""
        return self.say(table[key]) if key in table else key

    def person(self, key: str) -> str:
        """A person's name; the key of one who has been erased."""
        return self.evaluation.names.get(key) or key

    def constituency(self, key: str) -> str:
        """A constituency's name."""
        return self._constituencies.get(key, key)

    def body(self, key: str) -> str:
        """A body's name."""
        return self._bodies.get(key, key)

    def anyone(self, key: str) -> str:
        """The name of a person, a body or a constituency, or the words somebody wrote."""
        return self.evaluation.names.get(key) or self._bodies.get(key) or self.constituency(key)

    def meeting(self, key: str) -> str:
        """A meeting's key, with its day where the evaluation knows it."""
        day = self._days.get(key)
        return key if day is None else f"{key} ({self.words.day(day)})"

    # what several read as

    def people(self, keys: Iterable[str]) -> str | None:
        """Names, one after the other."""
        return ", ".join(map(self.person, keys)) or None

    def bodies(self, keys: Iterable[str]) -> str | None:
        """Names of bodies, one after the other."""
        return ", ".join(map(self.body, keys)) or None

    def decisions(self, decisions: Iterable[Approval]) -> str | None:
        """What bodies said, each with its day and reference."""
        return "; ".join(map(self._decision, decisions)) or None

    def entries(self, positions: Iterable[int]) -> str | None:
        """The entries something is known from."""
        numbers = [str(position) for position in positions]
        if not numbers:
            return None
        return self.words.counted(
            "entry {entries}", "entries {entries}", len(numbers), entries=", ".join(numbers)
        )

    # what stands in a report

    def silence(self, *topics: str) -> Paragraph:
        """That the mandate does not regulate something, or several things."""
        listed = self.words.listed((self.term(terms.TOPICS, topic) for topic in topics), "or")
        return Paragraph(self.say("The mandate says nothing about {topic}.", topic=listed), "note")

    def quote(self, text: str, version: int | None = None) -> Quote:
        """A sentence of the mandate, with the heading it stands under and the version."""
        source = self.evaluation.identity.source
        if text in self._sections:
            source = f"{source}, {self._sections[text]}"
        if version is not None:
            source = self.say("{source}, version {version}", source=source, version=version)
        return Quote(text, source, self.evaluation.identity.language)

    def quoted(self, title: str) -> Column:
        """A column of texts in the network's own language."""
        return Column(title, language=self.evaluation.identity.language)

    def _decision(self, decision: Approval) -> str:
        body, day = self.body(decision.body), self.words.day(decision.on)
        return f"{body} ({day})" if decision.reference is None else f"{body} ({day}, {decision.reference})"


def last_day(until: date | None) -> date | None:
    """The last day of a period that is over on `until`; None where it is open."""
    return None if until is None else until - timedelta(days=1)
