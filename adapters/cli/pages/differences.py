"""The page on what differs between two versions of a mandate."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from adapters.cli.pages.rows import NOTHING
from adapters.cli.pages.screen import (
    Marked,
    cell,
    heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.cli.pages.screen import Answer, Page

NEAR = 1
"""Sentences shown, of those that are the same, on either side of a change."""
_MARKS = {"removed": "- ", "added": "+ ", "same": "  "}
_UNSAID = frozenset({"quote", "family", "id", "rows"})
"""Fields of a rule that no line of its own tells: the quote stands above them."""
_WORDS = {
    "bodies": "approved by",
    "channel": "by way of",
    "count": "how many",
    "days": "days",
    "expected": "to be filled",
    "extension": "extending a term",
    "force": "how binding",
    "guests": "guests at most",
    "held_by": "held by",
    "holders": "holders at most",
    "jointly_with": "jointly with",
    "needs": "what it takes",
    "of": "of what",
    "per": "in each",
    "presented_to": "laid before",
    "reading": "how it is read",
    "seasons": "in each of",
    "section": "heading",
    "to": "sent to",
    "years": "years",
}


def diff(answer: Answer) -> Page:
    """What differs between two versions: whose revision it is, the last day, the text, the rules."""
    result = answer["diff"]
    before, after = result["versions"]
    yield heading(f"Mandate of {answer['network']}, versions {before} and {after}", answer)
    yield ""
    yield from _decided(result, after)
    if result["sunset"] is not None:
        old, new = map(cell, result["sunset"])
        yield f"Last day: {old} → {new}"
    yield ""
    if result["text_diff"]:
        yield "Text"
        yield Marked(list(_shortened(result["text_diff"])))
    else:
        yield "Text: the same"
    yield ""
    if not result["rules"]:
        yield "Rules: the same"
        return
    yield f"Rules ({len(result['rules'])})"
    for rule in result["rules"]:
        yield ""
        yield from _rule(rule)


def _decided(found: Answer, after: int) -> Iterator[str]:
    """Where the later version comes from."""
    if found["revision"] is None:
        yield f"Version {after}: as the network was founded, in force from {found['in_force_from']}"
        return
    yield f"Version {after}: revision {found['revision']}, in force from {found['in_force_from']}"
    yield f"Proposed by: {cell(found['proposed_by'])}"
    said = [f"{word['body']} {word['on']} ({word['reference']})" for word in found["approvals"]]
    yield f"Approved by: {cell(said)}"


def _shortened(parts: list[Answer]) -> Iterator[tuple[str, str]]:
    """Every sentence with its mark; of a long run of the same ones the middle is counted only."""
    runs = [(op, [part["text"] for part in run]) for op, run in groupby(parts, key=lambda part: part["op"])]
    for at, (op, texts) in enumerate(runs):
        head = NEAR if at else 0
        tail = NEAR if at + 1 < len(runs) else 0
        left_out = len(texts) - head - tail
        if op == "same" and left_out > 1:
            shown = [*texts[:head], f"… {left_out} sentences are the same", *texts[len(texts) - tail :]]
        else:
            shown = texts
        yield from ((_MARKS[op], text) for text in shown)


def _rule(rule: Answer) -> Page:
    """One rule: its sentence as it was and as it is, and what else of it differs, in words."""
    before, after = rule["before"], rule["after"]
    what = "new" if before is None else "taken away" if after is None else "changed"
    yield f"{rule['rule']}: {what}"
    quotes = [(op, one["quote"]) for op, one in (("removed", before), ("added", after)) if one is not None]
    if len(quotes) == 2 and quotes[0][1] == quotes[1][1]:
        quotes = [("same", quotes[0][1])]
    lines = [(_MARKS[op], f"“{quote}”") for op, quote in quotes]
    lines += [("  ", _field(one)) for one in rule["fields"] if one["field"] not in _UNSAID]
    yield Marked(lines)


def _field(one: Answer) -> str:
    name = _WORDS.get(one["field"], one["field"].replace("_", " "))
    return f"{name}: {_said(one['before'])} → {_said(one['after'])}"


def _said(value: object) -> str:
    text = cell(value)
    return "none" if text == NOTHING else text
