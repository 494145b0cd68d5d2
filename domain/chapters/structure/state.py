"""The frame of a network as its facts leave it: who belongs, which bodies there are, whether it goes on.

Sections: state · evolve · standing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.chapter import Kind, UnknownFact
from domain.chapters.structure.events import (
    Body,
    BodySucceeded,
    Constituency,
    ConstituencyAdmitted,
    ConstituencySucceeded,
    ConstituencyWithdrawn,
    NetworkDissolved,
    NetworkFounded,
)
from domain.time import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from domain.chapter import Fact, SubjectOf

# state


@dataclass(slots=True)
class Membership:
    """A constituency's days in the network; `start` is None for those the network was founded with."""

    constituency: Constituency
    start: date | None
    entry: str
    until: date | None = None
    successor: str | None = None
    ended_by: str = ""
    """Id of the entry that ended it; empty while it goes on."""


@dataclass(slots=True)
class Structure:
    """The frame of a network. Folded in the order of entry, since the founding is what the rest refers to."""

    founding: NetworkFounded | None = None
    constituencies: dict[str, list[Membership]] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    successors: dict[str, tuple[str, date]] = field(default_factory=dict)
    kin: dict[str, str] = field(default_factory=dict)
    """Constituencies bound by succession, each with the one key that stands for all of them."""
    dissolution: Fact | None = None
    unknown: list[Fact] = field(default_factory=list)
    """Facts about a constituency or a body that was none of the network's that day."""
    repeated: list[Fact] = field(default_factory=list)
    """Facts that can be only once: another founding, dissolution, or successor of a body."""
    late: list[tuple[Fact, Membership]] = field(default_factory=list)
    """Facts that would end a membership sooner than another entry does, each with that membership."""

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        match event:
            case NetworkFounded():
                if self.founding is not None:
                    self.repeated.append(fact)
                    return
                self.founding = event
                for constituency in event.constituencies:
                    self._join(constituency, None, fact)
                for body in event.bodies:
                    self.bodies[body.key] = body
            case ConstituencyAdmitted():
                self._join(Constituency(event.constituency, event.name, event.kind), event.effective, fact)
            case ConstituencyWithdrawn():
                self._leave(fact, None)
            case ConstituencySucceeded():
                self._bind(event.constituency, event.by)
                if self._leave(fact, event.by) and self.member(event.by, event.effective) is None:
                    self._join(Constituency(event.by, event.name, event.kind), event.effective, fact)
            case BodySucceeded():
                if event.body not in self.bodies:
                    self.unknown.append(fact)
                elif event.body in self.successors:
                    self.repeated.append(fact)
                else:
                    self.bodies[event.by] = Body(event.by, event.name)
                    self.successors[event.body] = (event.by, event.effective)
            case NetworkDissolved():
                if self.dissolution is not None:
                    self.repeated.append(fact)
                else:
                    self.dissolution = fact
            case _:
                raise UnknownFact(fact)

    def _join(self, constituency: Constituency, start: date | None, fact: Fact) -> None:
        membership = Membership(constituency, start, fact.id)
        self.constituencies.setdefault(constituency.key, []).append(membership)

    def _leave(self, fact: Fact, successor: str | None) -> bool:
        membership = self.member(fact.event.constituency, fact.effective)
        if membership is None:
            self.unknown.append(fact)
        elif membership.until is not None:
            self.late.append((fact, membership))
        else:
            membership.until, membership.successor = fact.effective, successor
            membership.ended_by = fact.id
            return True
        return False

    def _bind(self, one: str, other: str) -> None:
        """Makes two constituencies, and all that either is bound to already, one family."""
        roots = {self.lineage(one), self.lineage(other)}
        family = {one, other, *(key for key, root in self.kin.items() if root in roots)}
        self.kin.update(dict.fromkeys(family, min(family)))

    # standing

    @property
    def founded(self) -> date:
        """The day the network was founded."""
        assert self.founding is not None
        return self.founding.effective

    @property
    def dissolved(self) -> date | None:
        """The day the network was dissolved, if it was: the first on which nothing of it holds."""
        return None if self.dissolution is None else self.dissolution.effective

    @property
    def key(self) -> str:
        """The network's key."""
        assert self.founding is not None
        return self.founding.network

    def member(self, constituency: str, day: date) -> Membership | None:
        """The constituency's membership that holds the day, if it has one."""
        for membership in self.constituencies.get(constituency, ()):
            if Period(membership.start, membership.until).holds(day):
                return membership
        return None

    def members_on(self, day: date) -> list[str]:
        """The keys of the constituencies that belong to the network on a day, sorted."""
        return sorted(key for key in self.constituencies if self.member(key, day) is not None)

    def tenure(self, constituency: str, day: date) -> Iterator[tuple[str, date | None]]:
        """The constituencies a seat speaks for from `day` on, through every succession, each with its end."""
        membership = self.member(constituency, day)
        while membership is not None:
            yield membership.constituency.key, membership.until
            if membership.successor is None or membership.until is None:
                return
            membership = self.member(membership.successor, membership.until)

    def end_of_tenure(self, constituency: str, day: date) -> date | None:
        """The day a constituency, with all that succeeded it, left; None while one belongs."""
        ends = [until for _, until in self.tenure(constituency, day)]
        return ends[-1] if ends else None

    def lineage(self, constituency: str) -> str:
        """One key for a constituency and everything it succeeded or gave way to."""
        return self.kin.get(constituency, constituency)

    def is_body(self, candidate: str, named: str, day: date) -> bool:
        """Whether `candidate` is the named body or one that, by that day, has come in its place."""
        names = [named]
        for name in names:
            by, since = self.successors.get(name, (name, day))
            if since <= day and by not in names:
                names.append(by)
        return candidate in names


NETWORK = Kind("network", Structure, by_day=False, hangs_on_frame=False)
SUBJECT: SubjectOf[Structure] = NETWORK()
"""The one subject of this chapter: the network's frame."""
