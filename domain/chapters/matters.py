"""Matters: the activity list, from who raised a question to how it was closed.

Sections: events · state · evolve · standing · rules · CHAPTER.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from domain import statuses
from domain.chapter import Chapter, Fact, Kind, UnknownFact
from domain.commands import CommandType
from domain.keys import BodyKey, FreeText, MatterKey, MeetingKey, Somebody
from domain.refusals import KeyNamesOneThing, MustBeKnown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.history import History
    from domain.refusals import Refusal

Direction = Literal["to", "from"]

# events


@dataclass(frozen=True, slots=True)
class MatterRaised:
    """Somebody raised a question; `direction` and `body` say to or from which body it is prepared."""

    effective: date
    matter: MatterKey
    title: FreeText
    raised_by: Somebody
    report_due: date | None
    direction: Direction | None
    body: BodyKey | None


@dataclass(frozen=True, slots=True)
class MatterAssigned:
    """Somebody prepares a matter, to report by a day if one is set."""

    effective: date
    matter: MatterKey
    prepared_by: Somebody
    report_due: date | None


@dataclass(frozen=True, slots=True)
class MatterReported:
    """A matter was reported at a meeting."""

    effective: date
    matter: MatterKey
    meeting: MeetingKey


@dataclass(frozen=True, slots=True)
class MatterEscalated:
    """A matter was raised to a body outside the network."""

    effective: date
    matter: MatterKey
    body: BodyKey


@dataclass(frozen=True, slots=True)
class MatterClosed:
    """A matter is done with."""

    effective: date
    matter: MatterKey
    outcome: FreeText


# state


@dataclass(slots=True)
class Matter:
    """One entry of the activity list (row 37). Folded in the order of entry."""

    raised: MatterRaised | None = None
    prepared_by: str | None = None
    report_due: date | None = None
    reports: list[Fact] = field(default_factory=list)
    reported_on: date | None = None
    """Day of the last report, while none has been asked for since."""
    escalations: list[Fact] = field(default_factory=list)
    closed: MatterClosed | None = None
    repeated: list[Fact] = field(default_factory=list)
    early: list[Fact] = field(default_factory=list)

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        event = fact.event
        if self.raised is None and not isinstance(event, MatterRaised):
            self.early.append(fact)
        match event:
            case MatterRaised():
                if self.raised is not None:
                    self.repeated.append(fact)
                else:
                    self.raised, self.report_due = event, event.report_due
            case MatterAssigned():
                self.prepared_by = event.prepared_by
                if event.report_due is not None:
                    self._set_due(event)
            case MatterReported():
                self.reports.append(fact)
                self.reported_on = event.effective
            case MatterEscalated():
                self.escalations.append(fact)
            case MatterClosed():
                self.closed = event
            case _:
                raise UnknownFact(fact)

    def _set_due(self, event: MatterAssigned) -> None:
        """A day set after a report asks for another report."""
        self.report_due = event.report_due
        if self.reported_on is not None and self.reported_on <= event.effective:
            self.reported_on = None

    # standing

    def status(self, day: date) -> statuses.MatterStatus:
        """`closed`, `reported`, `overdue` or `open` on a day."""
        return statuses.matter_status(
            day,
            closed_on=None if self.closed is None else self.closed.effective,
            reported_on=self.reported_on,
            report_due=self.report_due,
        )


MATTER = Kind("matter", Matter, by_day=False, hangs_on_frame=False)

# rules


def judge(network: History, subject: SubjectOf[Matter]) -> Iterator[Refusal]:
    """The rules broken in one matter as it stands."""
    matter = network.timeline(subject)
    for fact in matter.early:
        yield MustBeKnown(
            f"No matter “{subject[1]}” has been raised.", accepted="RaiseMatter first.", entries=(fact.id,)
        )
    for fact in matter.repeated:
        raised = (other.id for other in network.facts(subject) if isinstance(other.event, MatterRaised))
        yield KeyNamesOneThing(
            f"Matter “{subject[1]}” has been raised already.",
            accepted="Another key.",
            entries=(fact.id, *raised),
        )


# CHAPTER

_matter = MATTER.by("matter")

CHAPTER = Chapter(
    rules={MATTER: judge},
    events={
        MatterRaised: _matter,
        MatterAssigned: _matter,
        MatterReported: _matter,
        MatterEscalated: _matter,
        MatterClosed: _matter,
    },
    commands=(
        CommandType(
            "RaiseMatter",
            MatterRaised,
            "Puts a question on the activity list: who raised it, when it is to be reported.",
        ),
        CommandType(
            "AssignMatter", MatterAssigned, "Says who prepares a matter, and by when it is to be reported."
        ),
        CommandType("ReportMatter", MatterReported, "Records that a matter was reported at a meeting."),
        CommandType(
            "EscalateMatter",
            MatterEscalated,
            "Records that a matter was raised to a body outside the network.",
        ),
        CommandType("CloseMatter", MatterClosed, "Closes a matter with its outcome."),
    ),
)
