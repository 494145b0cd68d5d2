"""Matters: the activity list, and the projects with whose approval they have and lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import statuses
from domain.chapters import projects
from domain.chapters.matters import MATTER, Matter
from domain.statuses import MatterStatus, ProjectStatus, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapter import Fact, SubjectOf
    from domain.network import Network

MATTERS = (MATTER,)
PROJECTS = (projects.PROJECT,)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting a matter was reported at, or a body it was raised to, and the day."""

    at: str
    on: date


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One entry of the activity list; `reported_on` is None while a later report is awaited."""

    network: str
    matter: str
    title: str
    raised_by: str
    raised_on: date
    direction: str | None
    body: str | None
    prepared_by: str | None
    report_due: date | None
    reports: tuple[Occasion, ...]
    reported_on: date | None
    escalations: tuple[Occasion, ...]
    closed_on: date | None
    outcome: str | None

    def status(self, day: date) -> MatterStatus:
        """How the matter stands on a day."""
        return statuses.matter_status(
            day, closed_on=self.closed_on, reported_on=self.reported_on, report_due=self.report_due
        )


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project; `needed` names the bodies whose approval it takes."""

    network: str
    project: str
    title: str
    sketched_on: date
    needed: tuple[str, ...]
    presented: tuple[Word, ...]
    approvals: tuple[Word, ...]
    declined: tuple[Word, ...]
    started_on: date | None

    def missing(self, day: date) -> tuple[str, ...]:
        """The bodies whose approval it lacks on a day."""
        return statuses.lacking(self.needed, self.approvals, day)

    def status(self, day: date) -> ProjectStatus:
        """How the project stands on a day."""
        return statuses.project_status(
            day,
            needed=self.needed,
            presented=self.presented,
            approvals=self.approvals,
            declined=self.declined,
            started_on=self.started_on,
        )


def matters(network: Network, subject: SubjectOf[Matter]) -> Iterator[MatterRow]:
    """The row one matter stands for."""
    matter = network.timeline(subject)
    raised = matter.raised
    if raised is None:
        return
    yield MatterRow(
        network.key,
        subject[1],
        raised.title,
        raised.raised_by,
        raised.effective,
        raised.direction,
        raised.body,
        matter.prepared_by,
        matter.report_due,
        tuple(Occasion(fact.event.meeting, fact.effective) for fact in matter.reports),
        matter.reported_on,
        tuple(Occasion(fact.event.body, fact.effective) for fact in matter.escalations),
        None if matter.closed is None else matter.closed.effective,
        None if matter.closed is None else matter.closed.outcome,
    )


def projected(network: Network, subject: SubjectOf[projects.Project]) -> Iterator[ProjectRow]:
    """The row one project stands for."""
    project = network.timeline(subject)
    if project.sketched is None:
        return
    yield ProjectRow(
        network.key,
        subject[1],
        project.sketched.title,
        project.sketched.effective,
        projects.missing(network, project, date.min),
        _words(network, project, project.presented),
        _words(network, project, project.approved),
        _words(network, project, project.declined),
        None if project.started is None else project.started.event.on,
    )


def _words(network: Network, project: projects.Project, facts: list[Fact]) -> tuple[Word, ...]:
    needed = projects.missing(network, project, date.min)
    return tuple(
        Word(
            fact.event.body,
            fact.event.on,
            fact.event.reference,
            next(
                (body for body in needed if network.structure.is_body(fact.event.body, body, fact.event.on)),
                None,
            ),
        )
        for fact in facts
    )
