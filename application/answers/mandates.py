"""The mandate: versions, proposals, approvals, what changed."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from application.answers.answer import Answer, Approval, approvals
from application.book import Book
from application.moments import Unanswerable
from application.parameters import KnownAt, NetworkKey, On, Versions
from domain.chapters.mandates import MandateChanges
from domain.rules import Rule
from domain.statuses import MandateStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from projections.mandates import MandateRow

_END = re.compile(r"(?<=[.!?])\s+(?=[^a-zåäöæøé])")
"""Where a sentence ends within a line: what follows an abbreviation goes on in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a mandate, or a proposal of one."""

    version: int | None
    """None until in force."""
    revision: str | None
    """None of the version the network was founded with."""
    status: MandateStatus
    in_force_from: date | None
    """Of a proposal, the day it is wanted from."""
    until: date | None
    """The first day no longer in force, where another version or the sunset ended it."""
    sunset: date | None
    """The last day in force; None where it has none."""
    proposed_by: str | None
    approvals: tuple[Approval, ...]
    missing: tuple[str, ...]
    """Bodies whose approval it takes and lacks."""
    changes: MandateChanges | None
    """None of the version the network was founded with."""
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandates(Answer):
    """The versions of a mandate."""

    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a text, and what became of it."""

    op: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field in which two wordings of a rule differ."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDifference:
    """A rule that differs between two versions."""

    rule: str
    before: Rule | None
    """None where it is new."""
    after: Rule | None
    """None where it was taken away."""
    fields: tuple[FieldChange, ...]
    """None where there is one wording only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateDifference:
    """What differs between two versions: text sentence by sentence, sunset, rules by id and by field.

    With it, who proposed the second version and who approved it.
    """

    versions: tuple[int, int]
    text: tuple[str, str] | None
    """Both texts; None where they are the same."""
    sunset: tuple[date | None, date | None] | None
    """Both last days; None where they are the same."""
    text_diff: tuple[Sentence, ...]
    """In the order they are read; empty where the texts are the same."""
    rules: tuple[RuleDifference, ...]
    revision: str | None
    in_force_from: date | None
    proposed_by: str | None
    approvals: tuple[Approval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Answer):
    """What differs between two versions of a mandate."""

    diff: MandateDifference


def mandates(
    book: Book, network: NetworkKey, on: On = None, known_at: KnownAt = None, diff: Versions = None
) -> Mandates | Difference:
    """The versions of a mandate, proposals and approvals; or what differs between two versions.

    `diff` compares two versions by their numbers: the text sentence by sentence, and every rule that is not
    the same.
    """
    moment, _ = book.about(network, on, known_at)
    rows = book.rows.known("mandates", moment.position, network)
    head = book.head(moment, network, moment.on)
    if diff is None:
        return Mandates(**head, versions=tuple(versions(rows, moment.on)))
    numbered = {row.version: row for row in rows if row.version is not None}
    for number in diff:
        if number not in numbered:
            there = ", ".join(map(str, sorted(numbered)))
            raise Unanswerable(f"“{network}” has no version {number}; it has {there}.")
    return Difference(**head, diff=difference(numbered[diff[0]], numbered[diff[1]]))


def versions(rows: Sequence[MandateRow], on: date) -> list[Version]:
    """Versions in order, then proposals; each as it stood on a day, later decisions left out."""
    return [
        Version(
            version=row.version if row.is_version_by(on) else None,
            revision=row.revision,
            status=row.status(on),
            in_force_from=row.in_force_from or row.wanted_from,
            until=row.end,
            sunset=row.sunset,
            proposed_by=row.proposed_by,
            approvals=approvals(row.approvals, on),
            missing=row.missing(on),
            changes=row.changes,
            rules=row.rules,
        )
        for row in sorted(rows, key=lambda row: (row.version or len(rows) + 1, row.proposed_on or date.min))
        if _was_seen(row, on)
    ]


def difference(before: MandateRow, after: MandateRow) -> MandateDifference:
    """What differs between two versions."""
    assert before.version is not None
    assert after.version is not None
    old, new = ({rule.id: rule for rule in row.rules} for row in (before, after))
    is_text_same = before.text == after.text
    return MandateDifference(
        versions=(before.version, after.version),
        text=None if is_text_same else (before.text, after.text),
        sunset=None if before.sunset == after.sunset else (before.sunset, after.sunset),
        text_diff=() if is_text_same else tuple(text_diff(before.text, after.text)),
        rules=tuple(
            RuleDifference(
                rule=key,
                before=old.get(key),
                after=new.get(key),
                fields=tuple(_fields(old.get(key), new.get(key))),
            )
            for key in sorted(old.keys() | new.keys())
            if old.get(key) != new.get(key)
        ),
        revision=after.revision,
        in_force_from=after.in_force_from,
        proposed_by=after.proposed_by,
        approvals=approvals(after.approvals, date.max),
    )


def text_diff(before: str, after: str) -> list[Sentence]:
    """What became of every sentence of a text, in the order they are read."""
    old, new = _sentences(before), _sentences(after)
    result: list[Sentence] = []
    for op, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            result += (Sentence(op="same", text=text) for text in old[start:end])
        else:
            result += (Sentence(op="removed", text=text) for text in old[start:end])
            result += (Sentence(op="added", text=text) for text in new[other:last])
    return result


def _sentences(text: str) -> list[str]:
    """The sentences of a text; the end of a line ends one too."""
    return [part for line in text.splitlines() for part in _END.split(line.strip()) if part]


def _fields(before: Rule | None, after: Rule | None) -> Iterable[FieldChange]:
    """The fields that differ between two wordings of a rule; none where there is one wording only."""
    if before is None or after is None:
        return
    old, new = asdict(before), asdict(after)  # type: ignore[call-overload]
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield FieldChange(field=name, before=old.get(name), after=new.get(name))


def _was_seen(row: MandateRow, on: date) -> bool:
    """Whether anything of a version or proposal had happened by a day."""
    words = (*row.approvals, *row.rejections)
    days = [row.in_force_from, row.proposed_on, *(word.on for word in words)]
    return any(day is not None and day <= on for day in days)
