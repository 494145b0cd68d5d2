"""What differs between two rows in fields that their sentences leave out: each field, before and after."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from application.answers.mandates import text_diff
from domain.chapters.mandates import MandateChanges
from domain.rules import Rule
from domain.statuses import Word
from projections.matters import Occasion
from projections.meetings import Guest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ONE_OF_MANY = ("membership", "offices", "attendance")
"""Projections in which several people's rows speak of one thing."""
_OPS = ("removed", "added")
_CAPTIONS = {
    "agenda": "the agenda",
    "called_on": "called",
    "closed_on": "closed",
    "declined": "refusals",
    "digital": "digital attendance",
    "due": "minutes due",
    "entry": "the entry behind it",
    "joint": "joint with",
    "list_reviewed": "activity list reviewed",
    "needed": "approvals needed",
    "on": "day",
    "presented": "presentations",
    "programme_group": "the programme group",
    "renewal_of": "renews the term of",
    "start": "from",
    "started_on": "started",
    "sunset": "last day",
    "text": "the text",
    "wanted_from": "wanted from",
}


def untold(
    projection: str, before: Sequence[Any], after: Sequence[Any], said: Callable[[str, Any], str]
) -> list[str]:
    """What changed in the rows of a thing beside what `said` says of them, each as a clause of its own.

    Rows of people are compared with the same person's; a clause that is true of several names them once.
    """
    whose: dict[str, list[str]] = {}
    for old, new in _pairs(projection, before, after):
        for clause in _clauses(projection, old, new, said):
            people = whose.setdefault(clause, [])
            if projection in _ONE_OF_MANY and old.person is not None:
                people.append(old.person)
    return [
        f"{', '.join(dict.fromkeys(people))}: {clause}" if people else clause
        for clause, people in whose.items()
    ]


def _pairs(projection: str, before: Iterable[Any], after: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Each row with the one that took its place."""
    left = list(after)
    for old in before:
        match = next((new for new in left if _key(projection, new) == _key(projection, old)), None)
        if match is not None:
            left.remove(match)
            yield old, match


def _key(projection: str, row: Any) -> tuple[Any, ...]:
    if projection not in _ONE_OF_MANY:
        return ()
    return (row.person, getattr(row, "place", None))


def _clauses(projection: str, old: Any, new: Any, said: Callable[[str, Any], str]) -> Iterator[str]:
    for name in (field.name for field in fields(old)):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            # A field is told of where it alone makes another sentence, of the old row or of the new.
            halfway = (replace(old, **{name: now}), old), (replace(new, **{name: was}), new)
            if all(said(projection, one) == said(projection, other) for one, other in halfway):
                yield _clause(name, was, now)


def _clause(name: str, was: Any, now: Any) -> str:
    caption = _CAPTIONS.get(name, name.replace("_", " "))
    if name == "text":
        parts = text_diff(was, now)
        gone, come = ([_quoted(part.text) for part in parts if part.op == op] for op in _OPS)
        return _moved(caption, gone, come)
    if isinstance(was, tuple) and isinstance(now, tuple):
        gone = [word(one) for one in was if one not in now]
        return _moved(caption, gone, [word(one) for one in now if one not in was])
    old, new = word(was), word(now)
    return f"{caption} {old} → {new}" if old != new else f"{caption} ({new}) reads otherwise"


def _moved(caption: str, gone: Sequence[str], come: Sequence[str]) -> str:
    """What left a list and what came to it; what did both under one name reads otherwise now."""
    result = [
        (", ".join(one for one in gone if one not in come), f"removed from {caption}"),
        (", ".join(one for one in come if one in gone), f"in {caption} reads otherwise"),
        (", ".join(one for one in come if one not in gone), f"added to {caption}"),
    ]
    return ", ".join(f"{what} {how}" for what, how in result if what) or f"{caption} in another order"


def word(value: Any) -> str:
    """One value in few words."""
    match value:
        case None | "" | ():
            return "none"
        case bool():
            return "yes" if value else "no"
        case Rule():
            return value.id
        case Guest():
            return f"{value.person} for item {value.item}, invited by {value.invited_by}"
        case Word():
            reference = f" ({value.reference})" if value.reference else ""
            counted = f" for {value.counts_for}" if value.counts_for not in (None, value.body) else ""
            return f"{value.body}{counted} on {value.on}{reference}"
        case Occasion():
            return f"{value.at} on {value.on}"
        case MandateChanges():
            return _changes(value)
        case (str(key), str(name)):
            return f"{key} {_quoted(name)}"
        case str() if " " in value:
            return _quoted(value)
    return str(value)


def _changes(value: MandateChanges) -> str:
    said = ["another text"] if value.text is not None else []
    said += [f"last day {value.sunset}"] if value.sunset is not None else []
    said += [key if rule else f"{key} taken away" for key, rule in value.rules.items()]
    return ", ".join(said) or "none"


def _quoted(text: str) -> str:
    return f"“{text}”"
