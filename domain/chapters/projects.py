"""Projects: sketched, presented, approved or declined by bodies, started.

A project started before its approvals is recorded and shown; only an approval by a body the mandate does not
name is refused. Sections: events · state · evolve · rules · decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import structure
from domain.chapters.mandates import mandate_on
from domain.refusals import KeyNamesOneThing, MustBeKnown, OnlyNamedBodiesApprove, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.history import Fact, History, Subject
    from domain.refusals import Refusal
    from domain.rules import ApprovalRule

# events


@dataclass(frozen=True, slots=True)
class ProjectSketched:
    """The network drafted a project."""

    effective: date
    project: str
    title: str
    needs_resources: bool
    initiated_by_network: bool


@dataclass(frozen=True, slots=True)
class ProjectPresented:
    """A project was laid before a body."""

    effective: date
    project: str
    body: str
    on: date
    reference: str | None


@dataclass(frozen=True, slots=True)
class ProjectApproved:
    """A body approved a project."""

    effective: date
    project: str
    body: str
    on: date
    reference: str | None


@dataclass(frozen=True, slots=True)
class ProjectDeclined:
    """A body declined a project."""

    effective: date
    project: str
    body: str
    on: date
    reference: str | None


@dataclass(frozen=True, slots=True)
class ProjectStarted:
    """Work on a project began."""

    effective: date
    project: str
    on: date


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
            case _:  # started
                self.started = fact


# rules


def needs_approval(network: History, project: Project) -> ApprovalRule | None:
    """The rule on who approves this project; None where the mandate asks for nobody's approval."""
    sketch = project.sketched
    if sketch is None or not (sketch.needs_resources and sketch.initiated_by_network):
        return None
    return mandate_on(network, sketch.effective).rules.approvals("project")


def missing(network: History, project: Project, day: date) -> tuple[str, ...]:
    """The bodies whose approval a project lacks on a day."""
    rule = needs_approval(network, project)
    frame: structure.Structure = network.timeline(structure.SUBJECT)
    given = [fact.event for fact in project.approved if fact.event.on <= day]
    return tuple(
        body
        for body in (rule.bodies if rule else ())
        if not any(frame.is_body(event.body, body, event.on) for event in given)
    )


def judge(network: History, subject: Subject) -> Iterator[Refusal]:
    """The rules broken in one project as it stands (row 61)."""
    project: Project = network.timeline(subject)
    frame: structure.Structure = network.timeline(structure.SUBJECT)
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


# decisions


def sketch_project(
    network: History,
    effective: date,
    project: str,
    title: str,
    needs_resources: bool,
    initiated_by_network: bool,
) -> tuple[ProjectSketched, ...]:
    """Drafts a project; whether it needs resources, and who initiated it, decides whose approval it needs."""
    return (ProjectSketched(effective, project, title, needs_resources, initiated_by_network),)


def present_project(
    network: History, effective: date, project: str, body: str, on: date, reference: str | None = None
) -> tuple[ProjectPresented, ...]:
    """Records that a project was laid before a body."""
    return (ProjectPresented(effective, project, body, on, reference),)


def approve_project(
    network: History, effective: date, project: str, body: str, on: date, reference: str | None = None
) -> tuple[ProjectApproved, ...]:
    """Records a body's approval of a project."""
    return (ProjectApproved(effective, project, body, on, reference),)


def decline_project(
    network: History, effective: date, project: str, body: str, on: date, reference: str | None = None
) -> tuple[ProjectDeclined, ...]:
    """Records that a body declined a project."""
    return (ProjectDeclined(effective, project, body, on, reference),)


def start_project(network: History, effective: date, project: str, on: date) -> tuple[ProjectStarted, ...]:
    """Records that work on a project began, whether or not it had its approvals."""
    return (ProjectStarted(effective, project, on),)
