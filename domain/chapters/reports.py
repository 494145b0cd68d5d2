"""What a network tells of its years: reports compiled and submitted, work followed up.

Sections: events · state · evolve · rules · decisions · CHAPTER.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from domain.chapter import Chapter, Fact, Kind, UnknownFact
from domain.chapters import structure
from domain.commands import CommandType
from domain.keys import BodyKey, FixedNumber, FixedWord, Mark, OwnDay, Year
from domain.refusals import ReportIsOfAYearOfTheNetwork

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.history import History
    from domain.refusals import Refusal

# events


@dataclass(frozen=True, slots=True)
class AnnualReportCompiled:
    """A year's report was compiled from everything recorded up to a position (row 64).

    What it said then is told by its `hash`, in the `format` reports had; entries of version 1 name none of
    the three.
    """

    effective: date
    year: Year
    position: FixedNumber | None
    hash: FixedWord | None
    format: FixedNumber | None


@dataclass(frozen=True, slots=True)
class AnnualReportSubmitted:
    """A year's report was laid before a recipient (row 64)."""

    effective: date
    year: Year
    recipient: BodyKey
    on: OwnDay


@dataclass(frozen=True, slots=True)
class FollowUpHeld:
    """A year's work was followed up (row 39)."""

    effective: date
    year: Year
    on: OwnDay


def _uncompiled(data: dict[str, Any]) -> dict[str, Any]:
    """An entry that a report was compiled, from before it named what the report said."""
    return {**data, "position": None, "hash": None, "format": None}


# state


@dataclass(slots=True)
class Account:
    """What was told of one year, and done about it afterwards, by day."""

    compiled: list[Fact] = field(default_factory=list)
    submitted: list[Fact] = field(default_factory=list)
    followed_up: list[Fact] = field(default_factory=list)

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        match fact.event:
            case AnnualReportCompiled():
                self.compiled.append(fact)
            case AnnualReportSubmitted():
                self.submitted.append(fact)
            case FollowUpHeld():
                self.followed_up.append(fact)
            case _:
                raise UnknownFact(fact)


ACCOUNT = Kind("account", Account, by_day=True, hangs_on_frame=False)

# rules


def judge(network: History, subject: SubjectOf[Account]) -> Iterator[Refusal]:
    """A report is compiled of a year of the network's that has begun (row 64)."""
    founded = network.timeline(structure.SUBJECT).founded
    for fact in network.timeline(subject).compiled:
        year = fact.event.year
        if year < founded.year or fact.effective.year < year:
            yield ReportIsOfAYearOfTheNetwork(
                f"The network was founded on {founded}, after {year}."
                if year < founded.year
                else f"The year {year} has not begun on {fact.effective}.",
                accepted=f"A year from {founded.year} on, once it has begun.",
                entries=(fact.id,),
            )


# decisions


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report as it was compiled: from which position of the log, with which hash, in which format."""

    position: int
    hash: str
    format: int


def compile_annual_report(
    network: History, effective: date, year: Year, compiled: Annotated[Compiled, Mark.SUPPLIED]
) -> tuple[AnnualReportCompiled, ...]:
    """Records that a year's report was compiled, from which position of the log and with which hash.

    The register supplies both: they are those of everything durable just before.
    """
    return (AnnualReportCompiled(effective, year, compiled.position, compiled.hash, compiled.format),)


# CHAPTER


def _account(network: History, event: Any) -> tuple[SubjectOf[Account], ...]:
    return (ACCOUNT(str(event.year)),)


CHAPTER = Chapter(
    rules={ACCOUNT: judge},
    events={AnnualReportCompiled: _account, AnnualReportSubmitted: _account, FollowUpHeld: _account},
    commands=(
        CommandType("CompileAnnualReport", compile_annual_report),
        CommandType(
            "SubmitAnnualReport",
            AnnualReportSubmitted,
            "Records that a year's report was laid before a recipient.",
        ),
        CommandType("HoldFollowUp", FollowUpHeld, "Records that a year's work was followed up."),
    ),
    upcasters={AnnualReportCompiled: (_uncompiled,)},
)
