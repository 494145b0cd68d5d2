"""What a network keeps up around its meetings: working groups, outside representatives, papers, costs.

All are facts that nothing in the documents refuses; only logic does.
Sections: events · state · evolve · rules · CHAPTER.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain.chapter import Chapter, Fact, Kind, UnknownFact
from domain.commands import CommandType
from domain.keys import BodyKey, CostKey, FreeText, GroupKey, OwnDay, PersonKey
from domain.refusals import KeyNamesOneThing, MustBeKnown, OnlyAHolderStandsDown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.history import History
    from domain.refusals import Refusal

Papers = Literal["agenda", "notes"]

# events


@dataclass(frozen=True, slots=True)
class WorkingGroupFormed:
    """A group was set up to work between meetings (rows 12, 58)."""

    effective: date
    group: GroupKey
    task: FreeText | None
    people: tuple[PersonKey, ...]


@dataclass(frozen=True, slots=True)
class WorkingGroupDissolved:
    """A working group ended."""

    effective: date
    group: GroupKey


@dataclass(frozen=True, slots=True)
class ExternalRepresentativeNamed:
    """A person represents the network in another body (rows 19, 40)."""

    effective: date
    person: PersonKey
    body: BodyKey


@dataclass(frozen=True, slots=True)
class ExternalRepresentativeWithdrawn:
    """A person no longer represents the network in another body."""

    effective: date
    person: PersonKey
    body: BodyKey


@dataclass(frozen=True, slots=True)
class GroupPapersShared:
    """Another body's agenda or notes were shared with the members (row 19)."""

    effective: date
    body: BodyKey
    meeting_of_body: date
    papers: Papers
    sent_on: OwnDay


@dataclass(frozen=True, slots=True)
class CostAgreed:
    """Who bears a cost, and by whose agreement (rows 26, 35, 63)."""

    effective: date
    cost: CostKey
    what: FreeText
    bearer: FreeText
    agreed_with: FreeText


# state


@dataclass(slots=True)
class Undertaking:
    """What is begun and, perhaps, ended: a group's work, a representation, an agreed cost.

    Papers that were shared begin nothing, so that nothing of theirs can be unfit.
    """

    running: Fact | None = None
    """What began it, while it goes on."""
    unfit: list[tuple[Fact, Fact | None]] = field(default_factory=list)
    """Facts that do not fit, each with what was running: beginnings of what runs, ends of what does not."""

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        match fact.event:
            case WorkingGroupFormed() | ExternalRepresentativeNamed() | CostAgreed():
                if self.running is not None:
                    self.unfit.append((fact, self.running))
                self.running = fact
            case WorkingGroupDissolved() | ExternalRepresentativeWithdrawn():
                if self.running is None:
                    self.unfit.append((fact, None))
                self.running = None
            case GroupPapersShared():
                pass
            case _:
                raise UnknownFact(fact)


GROUP = Kind("group", Undertaking, by_day=True, hangs_on_frame=False)
EXTERNAL = Kind("external", Undertaking, by_day=True, hangs_on_frame=False)
PAPERS = Kind("papers", Undertaking, by_day=True, hangs_on_frame=False)
COST = Kind("cost", Undertaking, by_day=True, hangs_on_frame=False)

# rules


def judge(network: History, subject: SubjectOf[Undertaking]) -> Iterator[Refusal]:
    """Only what runs can end, and a key names one thing."""
    for fact, running in network.timeline(subject).unfit:
        match fact.event:
            case WorkingGroupDissolved(group=group):
                yield MustBeKnown(
                    f"No working group “{group}” is at work.",
                    accepted="FormWorkingGroup first.",
                    entries=(fact.id,),
                )
            case ExternalRepresentativeWithdrawn(person=person, body=body):
                yield OnlyAHolderStandsDown(
                    f"“{person}” does not represent the network in “{body}”.",
                    accepted="NameExternalRepresentative first.",
                    entries=(fact.id,),
                )
            case _:  # begun twice
                assert running is not None
                yield KeyNamesOneThing(
                    f"“{' / '.join(subject)}” is recorded already.",
                    accepted="Another key, or a correction of that entry.",
                    entries=(fact.id, running.id),
                )


# CHAPTER

_group = GROUP.by("group")
_external = EXTERNAL.by("body", "person")
_papers = PAPERS.by("body")
_cost = COST.by("cost")

CHAPTER = Chapter(
    rules={GROUP: judge, EXTERNAL: judge, PAPERS: judge, COST: judge},
    events={
        WorkingGroupFormed: _group,
        WorkingGroupDissolved: _group,
        ExternalRepresentativeNamed: _external,
        ExternalRepresentativeWithdrawn: _external,
        GroupPapersShared: _papers,
        CostAgreed: _cost,
    },
    commands=(
        CommandType(
            "FormWorkingGroup",
            WorkingGroupFormed,
            "Sets up a group to work between meetings.",
            defaults={"people": ()},
        ),
        CommandType("DissolveWorkingGroup", WorkingGroupDissolved, "Ends a working group."),
        CommandType(
            "NameExternalRepresentative",
            ExternalRepresentativeNamed,
            "Names somebody to represent the network in another body.",
        ),
        CommandType(
            "WithdrawExternalRepresentative",
            ExternalRepresentativeWithdrawn,
            "Ends somebody's representing the network in another body.",
        ),
        CommandType(
            "ShareGroupPapers",
            GroupPapersShared,
            "Records that another body's agenda or notes reached the members.",
        ),
        CommandType("AgreeCost", CostAgreed, "Records who bears a cost, and with whom that was agreed."),
    ),
)
