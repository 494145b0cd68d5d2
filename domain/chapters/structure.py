"""What a network is made of: its founding, its constituencies, the bodies around it, its dissolution.

Sections: events · state · evolve · rules · decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from domain.refusals import KeyNamesOneThing, MembershipEndsOnce, MustBeKnown, NetworkIsDissolved, one_of
from domain.rules import Rule
from domain.time import Period, earlier, is_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import Fact, History, Subject
    from domain.refusals import Refusal

SUBJECT: tuple[str, ...] = ("network",)

# events


@dataclass(frozen=True, slots=True)
class Constituency:
    """What a seat speaks for: a municipality, a county, an area, a project."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Body:
    """An assembly outside the network that approves, receives or is advised."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class NetworkFounded:
    """A network was founded from its charter, with the mandate as it stood that day."""

    effective: date
    network: str
    name: str
    country: str
    language: str
    time_zone: str
    source: str
    illustration: str | None
    constituencies: tuple[Constituency, ...]
    bodies: tuple[Body, ...]
    text: str
    sunset: date | None
    not_regulated: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class ConstituencyAdmitted:
    """A constituency joined the network."""

    effective: date
    constituency: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ConstituencyWithdrawn:
    """A constituency left the network; its seats end that day."""

    effective: date
    constituency: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConstituencySucceeded:
    """A constituency gave way to another, which takes its seats over with their holders."""

    effective: date
    constituency: str
    by: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class BodySucceeded:
    """A body was renamed or merged; what it had to approve, its successor approves."""

    effective: date
    body: str
    by: str
    name: str


@dataclass(frozen=True, slots=True)
class NetworkDissolved:
    """The network ended; everything running ended with it."""

    effective: date
    reason: str


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
            case _:  # dissolved
                if self.dissolution is not None:
                    self.repeated.append(fact)
                else:
                    self.dissolution = fact

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

    # reading

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


# rules


def judge(network: History, subject: Subject) -> Iterator[Refusal]:
    """The rules broken by the network's frame as it stands."""
    structure: Structure = network.timeline(SUBJECT)
    for fact in structure.unknown:
        yield _unknown(structure, fact)
    for fact in structure.repeated:
        yield _repeated(structure, fact)
    for fact, membership in structure.late:
        yield MembershipEndsOnce(
            f"“{fact.event.constituency}” leaves the network on {membership.until} already.",
            accepted="A correction of that entry, or its annulment in the same batch.",
            entries=(fact.id, membership.ended_by),
        )
    for key, memberships in structure.constituencies.items():
        for at, membership in enumerate(memberships):
            for other in memberships[:at]:
                if _overlap(membership, other):
                    yield KeyNamesOneThing(
                        f"“{key}” would belong to the network twice on the same days.",
                        accepted="Another key, or a day on which it does not belong and will not again.",
                        entries=(membership.entry, other.entry),
                    )


def _repeated(structure: Structure, fact: Fact) -> Refusal:
    refusal: type[Refusal] = KeyNamesOneThing
    match fact.event:
        case NetworkFounded():
            what = f"The network was founded on {structure.founded}"
        case BodySucceeded(body=body):
            by, since = structure.successors[body]
            what = f"“{body}” gave way to “{by}” on {since}"
        case _:  # dissolved
            refusal, what = NetworkIsDissolved, f"The network was dissolved on {structure.dissolved}"
    return refusal(f"{what} already.", accepted="A correction of that entry.", entries=(fact.id,))


def _unknown(structure: Structure, fact: Fact) -> Refusal:
    if isinstance(fact.event, BodySucceeded):
        what, key, known = "body", fact.event.body, sorted(structure.bodies)
    else:
        what, key, known = "constituency", fact.event.constituency, structure.members_on(fact.effective)
    return MustBeKnown(
        f"“{key}” is no {what} of the network on {fact.effective}.",
        accepted=one_of(known),
        entries=(fact.id,),
    )


def _overlap(one: Membership, other: Membership) -> bool:
    """Whether two memberships of one key share a day."""
    starts = [membership.start for membership in (one, other) if membership.start is not None]
    return not starts or is_before(max(starts), earlier(one.until, other.until))


# decisions


def admit_constituency(
    network: History, effective: date, constituency: str, name: str, kind: str
) -> tuple[ConstituencyAdmitted, ...]:
    """A constituency joins the network."""
    return (ConstituencyAdmitted(effective, constituency, name, kind),)


def withdraw_constituency(
    network: History, effective: date, constituency: str, reason: str
) -> tuple[ConstituencyWithdrawn, ...]:
    """A constituency leaves the network; its seats end that day."""
    return (ConstituencyWithdrawn(effective, constituency, reason),)


def succeed_constituency(
    network: History, effective: date, constituency: str, by: str, name: str, kind: str
) -> tuple[ConstituencySucceeded, ...]:
    """A constituency gives way to another, which keeps its holders."""
    return (ConstituencySucceeded(effective, constituency, by, name, kind),)


def succeed_body(
    network: History, effective: date, body: str, by: str, name: str
) -> tuple[BodySucceeded, ...]:
    """A body is renamed or merged into another."""
    return (BodySucceeded(effective, body, by, name),)


def dissolve_network(network: History, effective: date, reason: str) -> tuple[NetworkDissolved, ...]:
    """The network ends, and everything running with it."""
    return (NetworkDissolved(effective, reason),)
