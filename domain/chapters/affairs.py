"""The rest of a network's affairs: groups, outside representatives, their papers, costs, reports, follow-up.

All are facts that nothing in the documents refuses; only logic does.
Sections: events · state · evolve · rules · decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain.chapters import structure
from domain.refusals import (
    KeyNamesOneThing,
    MustBeKnown,
    OnlyAHolderStandsDown,
    ReportIsOfAYearOfTheNetwork,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import Fact, History, Subject
    from domain.refusals import Refusal

Papers = Literal["agenda", "notes"]

# events


@dataclass(frozen=True, slots=True)
class WorkingGroupFormed:
    """A group was set up to work between meetings (rows 12, 58)."""

    effective: date
    group: str
    task: str | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkingGroupDissolved:
    """A working group ended."""

    effective: date
    group: str


@dataclass(frozen=True, slots=True)
class ExternalRepresentativeNamed:
    """A person represents the network in another body (rows 19, 40)."""

    effective: date
    person: str
    body: str


@dataclass(frozen=True, slots=True)
class ExternalRepresentativeWithdrawn:
    """A person no longer represents the network in another body."""

    effective: date
    person: str
    body: str


@dataclass(frozen=True, slots=True)
class GroupPapersShared:
    """Another body's agenda or notes were shared with the members (row 19)."""

    effective: date
    body: str
    meeting_of_body: date
    papers: Papers
    sent_on: date


@dataclass(frozen=True, slots=True)
class CostAgreed:
    """Who bears a cost, and by whose agreement (rows 26, 35, 63)."""

    effective: date
    cost: str
    what: str
    bearer: str
    agreed_with: str


@dataclass(frozen=True, slots=True)
class AnnualReportCompiled:
    """A year's report was compiled from everything recorded up to a position (row 64).

    What it said then is told by its `hash`, in the `format` reports had; entries of version 1 name none of
    the three.
    """

    effective: date
    year: int
    position: int | None
    hash: str | None
    format: int | None


@dataclass(frozen=True, slots=True)
class AnnualReportSubmitted:
    """A year's report was laid before a recipient (row 64)."""

    effective: date
    year: int
    recipient: str
    on: date


@dataclass(frozen=True, slots=True)
class FollowUpHeld:
    """A year's work was followed up (row 39)."""

    effective: date
    year: int
    on: date


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report as it was compiled: from which position of the log, with which hash, in which format."""

    position: int
    hash: str
    format: int


# state


@dataclass(slots=True)
class Affair:
    """The facts of one affair by day: a group, a representative, a body's papers, a cost, a year."""

    facts: list[Fact] = field(default_factory=list)

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        self.facts.append(fact)


# rules


def judge(network: History, subject: Subject) -> Iterator[Refusal]:
    """Only what runs can end, a key names one thing, and a report is of a year that has begun."""
    running: Fact | None = None
    for fact in network.timeline(subject).facts:
        match fact.event:
            case WorkingGroupFormed() | ExternalRepresentativeNamed() | CostAgreed():
                if running is not None:
                    yield KeyNamesOneThing(
                        f"“{' / '.join(subject[1:])}” is recorded already.",
                        accepted="Another key, or a correction of that entry.",
                        entries=(fact.id, running.id),
                    )
                running = fact
            case WorkingGroupDissolved():
                if running is None:
                    yield MustBeKnown(
                        f"No working group “{fact.event.group}” is at work.",
                        accepted="FormWorkingGroup first.",
                        entries=(fact.id,),
                    )
                running = None
            case ExternalRepresentativeWithdrawn():
                if running is None:
                    yield OnlyAHolderStandsDown(
                        f"“{fact.event.person}” does not represent the network in “{fact.event.body}”.",
                        accepted="NameExternalRepresentative first.",
                        entries=(fact.id,),
                    )
                running = None
            case AnnualReportCompiled():
                yield from _judge_year(network, fact)


def _judge_year(network: History, fact: Fact) -> Iterator[Refusal]:
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    year, founded = fact.event.year, frame.founded
    if year < founded.year or fact.effective.year < year:
        yield ReportIsOfAYearOfTheNetwork(
            f"The network was founded on {founded}, after {year}."
            if year < founded.year
            else f"The year {year} has not begun on {fact.effective}.",
            accepted=f"A year from {founded.year} on, once it has begun.",
            entries=(fact.id,),
        )


# decisions


def form_working_group(
    network: History, effective: date, group: str, task: str | None = None, people: tuple[str, ...] = ()
) -> tuple[WorkingGroupFormed, ...]:
    """Sets up a group to work between meetings."""
    return (WorkingGroupFormed(effective, group, task, people),)


def dissolve_working_group(
    network: History, effective: date, group: str
) -> tuple[WorkingGroupDissolved, ...]:
    """Ends a working group."""
    return (WorkingGroupDissolved(effective, group),)


def name_external_representative(
    network: History, effective: date, person: str, body: str
) -> tuple[ExternalRepresentativeNamed, ...]:
    """Names somebody to represent the network in another body."""
    return (ExternalRepresentativeNamed(effective, person, body),)


def withdraw_external_representative(
    network: History, effective: date, person: str, body: str
) -> tuple[ExternalRepresentativeWithdrawn, ...]:
    """Ends somebody's representing the network in another body."""
    return (ExternalRepresentativeWithdrawn(effective, person, body),)


def share_group_papers(
    network: History, effective: date, body: str, meeting_of_body: date, papers: Papers, sent_on: date
) -> tuple[GroupPapersShared, ...]:
    """Records that another body's agenda or notes reached the members."""
    return (GroupPapersShared(effective, body, meeting_of_body, papers, sent_on),)


def agree_cost(
    network: History, effective: date, cost: str, what: str, bearer: str, agreed_with: str
) -> tuple[CostAgreed, ...]:
    """Records who bears a cost, and with whom that was agreed."""
    return (CostAgreed(effective, cost, what, bearer, agreed_with),)


def compile_annual_report(
    network: History, effective: date, year: int, compiled: Compiled
) -> tuple[AnnualReportCompiled, ...]:
    """Records that a year's report was compiled, from which position of the log and with which hash.

    The register supplies both: they are those of everything durable just before.
    """
    return (AnnualReportCompiled(effective, year, compiled.position, compiled.hash, compiled.format),)


def submit_annual_report(
    network: History, effective: date, year: int, recipient: str, on: date
) -> tuple[AnnualReportSubmitted, ...]:
    """Records that a year's report was laid before a recipient."""
    return (AnnualReportSubmitted(effective, year, recipient, on),)


def hold_follow_up(network: History, effective: date, year: int, on: date) -> tuple[FollowUpHeld, ...]:
    """Records that a year's work was followed up."""
    return (FollowUpHeld(effective, year, on),)
