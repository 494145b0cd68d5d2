"""The mandate: versions, proposals, approvals, what changed."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from domain.time import earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.rules import Rule
    from projections.mandates import Decision, MandateRow

_END = re.compile(r"(?<=[.!?])\s+(?=[^a-zåäöæøé])")
"""Where a sentence ends within a line: what follows an abbreviation goes on in small letters."""


def mandates(rows: Sequence[MandateRow], on: date) -> list[dict[str, Any]]:
    """Versions in order, then proposals; each as it stood on a day, later decisions left out."""
    return [
        {
            "version": row.version if _in_force_by(row, on) else None,
            "revision": row.revision,
            "status": mandate_status(row, on),
            "in_force_from": row.in_force_from or row.wanted_from,
            "until": None if row.version is None else _last(row),
            "sunset": row.sunset,
            "proposed_by": row.proposed_by,
            "approvals": [_said(decision) for decision in row.approvals if decision.on <= on],
            "missing": _missing(row, on),
            "changes": row.changes,
            "rules": row.rules,
        }
        for row in sorted(rows, key=lambda row: (row.version or len(rows) + 1, row.proposed_on or date.min))
        if _was_seen(row, on)
    ]


def mandate_status(row: MandateRow, on: date) -> str:
    """How one version or proposal stands on a day."""
    if _in_force_by(row, on):
        if row.until is not None and row.until <= on:
            return "superseded"
        return "expired" if row.sunset is not None and row.sunset < on else "in force"
    decisions = [(said.on, True) for said in row.approvals] + [(said.on, False) for said in row.rejections]
    latest = max((decision for decision in decisions if decision[0] <= on), default=None)
    if latest is not None and not latest[1]:
        return "rejected"
    return "proposed" if _missing(row, on) else "approved"


def in_force(rows: Iterable[MandateRow], on: date) -> MandateRow | None:
    """The version a network works under on a day, expired or not; None before the first."""
    return max(
        (row for row in rows if _in_force_by(row, on)),
        key=lambda row: row.in_force_from or date.min,
        default=None,
    )


def mandate_diff(before: MandateRow, after: MandateRow) -> dict[str, Any]:
    """What differs between two versions: text sentence by sentence, sunset, rules by id and by field.

    With it, who proposed the second version and who approved it.
    """
    old, new = ({rule.id: rule for rule in row.rules} for row in (before, after))
    return {
        "versions": [before.version, after.version],
        "text": [before.text, after.text] if before.text != after.text else None,
        "sunset": [before.sunset, after.sunset] if before.sunset != after.sunset else None,
        "text_diff": [] if before.text == after.text else text_diff(before.text, after.text),
        "rules": [
            {
                "rule": key,
                "before": old.get(key),
                "after": new.get(key),
                "fields": _fields(old.get(key), new.get(key)),
            }
            for key in sorted(old.keys() | new.keys())
            if old.get(key) != new.get(key)
        ],
        "revision": after.revision,
        "in_force_from": after.in_force_from,
        "proposed_by": after.proposed_by,
        "approvals": [_said(decision) for decision in after.approvals],
    }


def text_diff(before: str, after: str) -> list[dict[str, str]]:
    """What became of every sentence of a text: `same`, `removed` or `added`, in the order they are read."""
    old, new = _sentences(before), _sentences(after)
    found: list[dict[str, str]] = []
    for op, start, end, other, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found += ({"op": "same", "text": text} for text in old[start:end])
        else:
            found += ({"op": "removed", "text": text} for text in old[start:end])
            found += ({"op": "added", "text": text} for text in new[other:last])
    return found


def _sentences(text: str) -> list[str]:
    """The sentences of a text; the end of a line ends one too."""
    return [part for line in text.splitlines() for part in _END.split(line.strip()) if part]


def _fields(before: Rule | None, after: Rule | None) -> list[dict[str, Any]]:
    """The fields that differ between two wordings of a rule; none where there is one wording only."""
    if before is None or after is None:
        return []
    old, new = asdict(before), asdict(after)  # type: ignore[call-overload]
    return [
        {"field": name, "before": old.get(name), "after": new.get(name)}
        for name in (*old, *(name for name in new if name not in old))
        if old.get(name) != new.get(name)
    ]


def _said(decision: Decision) -> dict[str, Any]:
    return {"body": decision.body, "on": decision.on, "reference": decision.reference}


def _in_force_by(row: MandateRow, on: date) -> bool:
    return row.version is not None and row.in_force_from is not None and row.in_force_from <= on


def _last(row: MandateRow) -> date | None:
    """The first day a version is no longer in force: the next one's, or the day after its sunset."""
    return earlier(row.until, None if row.sunset is None else row.sunset + timedelta(days=1))


def _missing(row: MandateRow, on: date) -> list[str]:
    given = {said.counts_for for said in row.approvals if said.on <= on}
    return [body for body in row.needed if body not in given]


def _was_seen(row: MandateRow, on: date) -> bool:
    """Whether anything of a version or proposal had happened by a day."""
    days = [row.in_force_from, row.proposed_on, *(said.on for said in (*row.approvals, *row.rejections))]
    return any(day is not None and day <= on for day in days)
