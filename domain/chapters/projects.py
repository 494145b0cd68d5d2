"""Projects: sketched, presented, approved or declined by bodies, started.

A project started before its approvals is recorded and shown; only an approval by a body the mandate does not
name is refused. Sections: events · state · evolve · standing · rules · CHAPTER.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from domain.chapter import Chapter, Fact, Kind, UnknownFact
from domain.chapters import structure
from domain.chapters.mandates import mandate_on
from domain.commands import CommandType
from domain.keys import BodyKey, FreeText, OwnDay, ProjectKey
from domain.refusals import KeyNamesOneThing, MustBeKnown, OnlyNamedBodiesApprove, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import SubjectOf
    from domain.history import History
    from domain.refusals import Refusal
    from domain.rules import ApprovalRule

# events


@dataclass(frozen=True, slots=True)
class ProjectSketched:
    """The network drafted a project."""

    effective: date
    project: ProjectKey
    title: FreeText
    needs_resources: bool
    initiated_by_network: bool


@dataclass(frozen=True, slots=True)
class ProjectPresented:
    """A project was laid before a body."""

    effective: date
    project: ProjectKey
    body: BodyKey
    on: OwnDay
    reference: FreeText | None


@dataclass(frozen=True, slots=True)
class ProjectApproved:
    """A body approved a project."""

    effective: date
    project: ProjectKey
    body: BodyKey
    on: OwnDay
    reference: FreeText | None


@dataclass(frozen=True, slots=True)
class ProjectDeclined:
    """A body declined a project."""

    effective: date
    project: ProjectKey
    body: BodyKey
    on: OwnDay
    reference: FreeText | None


@dataclass(frozen=True, slots=True)
class ProjectStarted:
    """Work on a project began."""

    effective: date
    project: ProjectKey
    on: OwnDay


# state


@dataclass(slots=True)
class Project:
    """One project's way. Folded in the order of entry."""

    sketched: ProjectSketched | None = None
    presented: list[Fact] = field(default_factory=list)
    approved: list[Fact] = field(default_factory=list)
    declined: list[Fact] = field(default_factory=list)
    started: Fact | None = None
    repeated: list[Fact] = field(default_factory=list)
    early: list[Fact] = field(default_factory=list)

    # evolve

    def evolve(self, fact: Fact) -> None:
        """Takes the next fact in, in place."""
        if self.sketched is None and not isinstance(fact.event, ProjectSketched):
            self.early.append(fact)
        match fact.event:
            case ProjectSketched():
                if self.sketched is not None:
                    self.repeated.append(fact)
                else:
                    self.sketched = fact.event
            case ProjectPresented():
                self.presented.append(fact)
            case ProjectApproved():
                self.approved.append(fact)
            case ProjectDeclined():
                self.declined.append(fact)
            case ProjectStarted():
                self.started = fact
            case _:
                raise UnknownFact(fact)


PROJECT = Kind("project", Project, by_day=False, hangs_on_frame=True)

# standing


def needs_approval(network: History, project: Project) -> ApprovalRule | None:
    """The rule on who approves this project; None where the mandate asks for nobody's approval."""
    sketch = project.sketched
    if sketch is None or not (sketch.needs_resources and sketch.initiated_by_network):
        return None
    return mandate_on(network, sketch.effective).rules.approvals("project")


def missing(network: History, project: Project, day: date) -> tuple[str, ...]:
    """The bodies whose approval a project lacks on a day."""
    rule = needs_approval(network, project)
    frame = network.timeline(structure.SUBJECT)
    given = [fact.event for fact in project.approved if fact.event.on <= day]
    return tuple(
        body
        for body in (rule.bodies if rule else ())
        if not any(frame.is_body(event.body, body, event.on) for event in given)
    )


# rules


def judge(network: History, subject: SubjectOf[Project]) -> Iterator[Refusal]:
    """The rules broken in one project as it stands (row 61)."""
    project = network.timeline(subject)
    frame = network.timeline(structure.SUBJECT)
    for fact in project.early:
        yield MustBeKnown(
            f"No project “{subject[1]}” has been sketched.",
            accepted="SketchProject first.",
            entries=(fact.id,),
        )
    for fact in project.repeated:
        sketched = (other.id for other in network.facts(subject) if isinstance(other.event, ProjectSketched))
        yield KeyNamesOneThing(
            f"Project “{subject[1]}” has been sketched already.",
            accepted="Another key.",
            entries=(fact.id, *sketched),
        )
    rule = needs_approval(network, project)
    for fact in project.approved:
        if rule and not any(frame.is_body(fact.event.body, body, fact.event.on) for body in rule.bodies):
            yield OnlyNamedBodiesApprove(
                f"“{fact.event.body}” is not a body that approves such a project.",
                quote=rule.quote,
                accepted=one_of(rule.bodies),
                entries=(fact.id,),
            )


# CHAPTER

_project = PROJECT.by("project")

CHAPTER = Chapter(
    rules={PROJECT: judge},
    events={
        ProjectSketched: _project,
        ProjectPresented: _project,
        ProjectApproved: _project,
        ProjectDeclined: _project,
        ProjectStarted: _project,
    },
    commands=(
        CommandType(
            "SketchProject",
            ProjectSketched,
            "Drafts a project; whether it needs resources, and who initiated it, decides whose approval it"
            " needs.",
        ),
        CommandType("PresentProject", ProjectPresented, "Records that a project was laid before a body."),
        CommandType("ApproveProject", ProjectApproved, "Records a body's approval of a project."),
        CommandType("DeclineProject", ProjectDeclined, "Records that a body declined a project."),
        CommandType(
            "StartProject",
            ProjectStarted,
            "Records that work on a project began, whether or not it had its approvals.",
        ),
    ),
)
