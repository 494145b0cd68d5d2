"""What a field holds is its type: keys of people and things, days, years, texts.

A `PersonKey` is a plain `str` whose type carries marks for whoever looks for them; nothing is wrapped, and
nothing is checked when an event is made. How a key is written, who has to be registered, which day a command
has of its own, whom an entry names: all is drawn from the marks of a class's fields, here and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from datetime import date
from enum import IntEnum, auto
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    Collect = Callable[[Any, list[Any]], None]

# marks


class Mark(IntEnum):
    """What is true of a value by the type of the field it stands in."""

    KEY = auto()
    """It is written as keys are: see `is_key`."""
    YEAR = auto()
    """It is a year of the calendar."""
    PERSON = auto()
    """It is the key of a person, who is registered before it is taken."""
    SOMEBODY = auto()
    """It may be the key of a person, and as well a body or whoever else did it."""
    CONSTITUENCY = auto()
    BODY = auto()
    NETWORK = auto()
    SEAT = auto()
    MEETING = auto()
    ITEM = auto()
    MATTER = auto()
    PROJECT = auto()
    REVISION = auto()
    GROUP = auto()
    COST = auto()
    ENTRY = auto()
    """It is the id of an entry."""
    OWN = auto()
    """It is the day the fact itself is of: a command takes effect then, unless it says otherwise."""
    DONE = auto()
    """It is a day on which something was done, not one that was planned."""
    FREE = auto()
    """It is in people's own words, and can name somebody."""
    NAME = auto()
    """It is what a thing is called: public, and in every answer about the thing."""
    DETAIL = auto()
    """It is a person's detail, which is stored encrypted and gone once they are erased."""
    WORD = auto()
    """It is a word or a value of the register's own, and names nobody."""
    FIXED = auto()
    """It says what an event belongs to, or was filled in by the register itself: no correction changes it."""
    SUPPLIED = auto()
    """The register supplies it; whoever gives the command does not."""


# types

PersonKey = Annotated[str, Mark.KEY, Mark.PERSON]
RegisteredKey = Annotated[str, Mark.PERSON]
"""A person's key where no schema says how keys are written: a registered one is written so anyhow."""
Inviter = Annotated[str, Mark.KEY, Mark.SOMEBODY]
"""Whoever invites: written as a key is, and not looked up."""
Somebody = Annotated[str, Mark.SOMEBODY]
ConstituencyKey = Annotated[str, Mark.KEY, Mark.CONSTITUENCY]
BodyKey = Annotated[str, Mark.BODY]
NewBodyKey = Annotated[str, Mark.KEY, Mark.BODY]
"""The key a body gets, where `BodyKey` refers to one that has its key."""
NetworkKey = Annotated[str, Mark.KEY, Mark.NETWORK]
OwnNetwork = Annotated[str, Mark.KEY, Mark.NETWORK, Mark.FIXED]
"""The key of the network that an event founds."""
SeatKey = Annotated[str, Mark.KEY, Mark.SEAT]
MeetingKey = Annotated[str, Mark.KEY, Mark.MEETING]
ItemKey = Annotated[str, Mark.ITEM]
MatterKey = Annotated[str, Mark.KEY, Mark.MATTER]
ProjectKey = Annotated[str, Mark.KEY, Mark.PROJECT]
RevisionKey = Annotated[str, Mark.KEY, Mark.REVISION]
GroupKey = Annotated[str, Mark.KEY, Mark.GROUP]
CostKey = Annotated[str, Mark.KEY, Mark.COST]
EntryId = Annotated[str, Mark.ENTRY, Mark.FIXED]
OwnDay = Annotated[date, Mark.OWN, Mark.DONE]
PlannedDay = Annotated[date, Mark.OWN]
DoneDay = Annotated[date, Mark.DONE]
Year = Annotated[int, Mark.YEAR]
FreeText = Annotated[str, Mark.FREE]
Name = Annotated[str, Mark.NAME]
Detail = Annotated[str, Mark.DETAIL]
Word = Annotated[str, Mark.WORD]
FixedWord = Annotated[str, Mark.WORD, Mark.FIXED]
FixedNumber = Annotated[int, Mark.FIXED]

# how they are written

LONGEST_KEY = 100
"""Characters a key may have."""
# The look-ahead is the end of the text in Python, where `$` allows a line feed, and in JSON Schema alike.
KEY_PATTERN = r"^[^\s/\u0000-\u001f\u007f-\u009f]+(?![\s\S])"
"""A key has no spaces, slashes or control characters."""
FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year


def is_key(text: str) -> bool:
    """Whether a text is written as the key of a thing is."""
    return len(text) <= LONGEST_KEY and re.search(KEY_PATTERN, text) is not None


def ill_written(event: Any, names: Collection[str]) -> Iterator[tuple[Any, str]]:
    """The values in some of an event's fields that are not written as they should be, with what is right."""
    for key in marked(event, Mark.KEY, names):
        if not is_key(key):
            yield key, f"A key: 1 to {LONGEST_KEY} characters without spaces, slashes or control characters."
    for year in marked(event, Mark.YEAR, names):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            yield year, f"A year from {FIRST_YEAR} to {LAST_YEAR}."


# looking


def marked(event: Any, mark: Mark, names: Collection[str] | None = None) -> list[Any]:
    """Every value in an event, its parts included, whose type is marked so; only in some fields, if named."""
    result: list[Any] = []
    for name, collect in _bearing(event.__class__, mark).items():
        if names is None or name in names:
            collect(getattr(event, name), result)
    return result


def people(event: Any) -> list[str]:
    """Every key in an event that is a person's, or may be."""
    return [*marked(event, Mark.PERSON), *marked(event, Mark.SOMEBODY)]


def own_day(event: Any) -> date:
    """The day a fact is of: its own where it has one, else the day it takes effect."""
    day: date
    (day,) = marked(event, Mark.OWN) or [event.effective]
    return day


def fixed(cls: Any) -> Collection[str]:
    """The fields of an event's class that no correction changes."""
    return _bearing(cls, Mark.FIXED).keys()


def bears(hint: Any, mark: Mark) -> bool:
    """Whether values of a type, or parts of them, are marked so."""
    if get_origin(hint) is Annotated:
        return mark in hint.__metadata__
    if isinstance(hint, type) and is_dataclass(hint):
        cls: Any = hint
        return bool(_bearing(cls, mark))
    return any(bears(part, mark) for part in get_args(hint))


def names_of(classes: Iterable[type], *marks: Mark) -> frozenset[str]:
    """The names under which some events, or their parts, hold what is marked so: for data that is plain."""
    result: set[str] = set()
    for cls in classes:
        for name, hint in _types(cls).items():
            parts = [
                part for part in (hint, *get_args(hint)) if isinstance(part, type) and is_dataclass(part)
            ]
            result |= names_of(parts, *marks)
            if not parts and any(bears(hint, mark) for mark in marks):
                result.add(name)
    return frozenset(result)


def under(names: Collection[str], data: Any) -> Iterator[str]:
    """Every text that stands under one of some names in plain data, however deep, alone or in a list."""
    if isinstance(data, dict):
        for name, part in data.items():
            if name in names:
                listed = part if isinstance(part, list | tuple) else [part]
                yield from (one for one in listed if isinstance(one, str))
            else:
                yield from under(names, part)
    elif isinstance(data, list | tuple):
        for part in data:
            yield from under(names, part)


@cache
def _types(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


@cache
def _bearing(cls: Any, mark: Mark) -> dict[str, Collect]:
    """The fields of a class in which, or in whose parts, something is marked so, with what collects it."""
    return {name: _collecting(hint, mark) for name, hint in _types(cls).items() if bears(hint, mark)}


def _collecting(hint: Any, mark: Mark) -> Collect:
    """What puts the values so marked in a value of a type into a list; made once for a field of a class."""
    if isinstance(hint, type) and is_dataclass(hint):
        cls: Any = hint
        return _of_parts(_bearing(cls, mark))
    if get_origin(hint) is tuple:
        of_one = _collecting(get_args(hint)[0], mark)
        return _extend if of_one is _append else _of_each(of_one)
    return _append


def _append(value: Any, found: list[Any]) -> None:
    if value is not None:
        found.append(value)


def _extend(values: Iterable[Any], found: list[Any]) -> None:
    found.extend(values)


def _of_each(of_one: Collect) -> Collect:
    def collect(values: Iterable[Any], found: list[Any]) -> None:
        for value in values:
            of_one(value, found)

    return collect


def _of_parts(fields: Mapping[str, Collect]) -> Collect:
    def collect(value: Any, found: list[Any]) -> None:
        for name, of_field in fields.items():
            of_field(getattr(value, name), found)

    return collect
