"""What a chapter of governance is made of: kinds of subject, the facts about them, rules, commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from domain.commands import CommandType
    from domain.refusals import Refusal

T = TypeVar("T", bound="Timeline")


class Event(Protocol):
    """A past fact of governance: a frozen dataclass whose first field is the day it takes effect."""

    @property
    def effective(self) -> date:
        """The day the fact holds from in the world."""


class Fact(NamedTuple):
    """An event as it stands, after whatever corrected it; sorts by the day it takes effect, then by entry."""

    effective: date
    version: int
    id: str
    event: Any


class UnknownFact(TypeError):
    """A fact reached a timeline that does not say what it does to it: a defect of the chapter."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(f"No `evolve` says what {type(fact.event).__name__} does to this kind of subject.")


class Timeline(Protocol):
    """The course of one subject, folded from its facts."""

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""


class SubjectOf(tuple[str, ...], Generic[T]):
    """What a fact is about: the name of its kind, then the keys that tell one subject from another.

    A plain tuple at run time; to the type checker it also says what its facts fold into.
    """


Subject = SubjectOf[Any]
"""A subject of whichever kind."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of subject, and how the facts about it are folded."""

    name: str
    begin: Callable[[], T]
    """Makes the timeline of a subject of which nothing is recorded."""
    by_day: bool
    """Whether facts fold in the order they took effect, else in the order they were entered."""
    hangs_on_frame: bool
    """Whether what a subject stands for changes with the network's frame and its mandate."""

    def __call__(self, *keys: str) -> SubjectOf[T]:
        """The subject of this kind with these keys."""
        return (self.name, *keys)  # type: ignore[return-value] # a plain tuple: thousands are made a second

    def by(self, *fields: str) -> Route:
        """From an event to the subject of this kind whose keys stand in these fields of the event."""
        if len(fields) == 1:
            kind, key = self.name, attrgetter(*fields)
            return lambda network, event: ((kind, key(event)),)  # type: ignore[return-value] # as above
        return lambda network, event: (self(*(getattr(event, name) for name in fields)),)


Judge = Callable[[Any, Any], Iterable["Refusal"]]
"""From a network and a subject to the rules the subject breaks as it stands."""
Route = Callable[[Any, Any], tuple[Subject, ...]]
"""From a network and an event to the subjects it is a fact about."""
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""From the stored data of one version of an event to that of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of governance, complete in itself."""

    rules: Mapping[Kind[Any], Judge]
    """Its kinds of subject, each with the rules that judge it, in the order they are judged."""
    events: Mapping[type, Route]
    """Its events, each with the subjects it is a fact about; stored under the name of the class, for ever."""
    commands: tuple[CommandType, ...]
    upcasters: Mapping[type, tuple[Upcaster, ...]] = field(default_factory=dict)
    """For an event whose fields have changed, a function a change: it is stored under the version after."""
