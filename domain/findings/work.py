"""What a network did without what it needed: approvals, a mandate in force, a seat, a report in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import mandates, projects
from domain.affairs import CostAgreed, ExternalRepresentativeNamed, WorkingGroupFormed
from domain.findings.attendance import was_in
from domain.findings.finding import Finding
from domain.meetings import MeetingHeld
from domain.offices import ChairElected, OfficeAssigned, OfficeTermExtended, ViceChairElected
from domain.projects import ProjectSketched, ProjectStarted
from domain.rules import StatementRule
from domain.seats import DeputyAppointed, ObserverInvited, RepresentativeAppointed, SubstitutionBegan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.matters import Matter
    from domain.obligations.outlook import Outlook
    from domain.projects import Project

_WORK = {
    MeetingHeld: "Meeting “{0.meeting}” was held",
    ChairElected: "“{0.person}” was elected chair",
    ViceChairElected: "“{0.person}” was elected vice chair",
    OfficeAssigned: "“{0.person}” became {0.office}",
    OfficeTermExtended: "The term of “{0.person}” as {0.office} was extended",
    RepresentativeAppointed: "“{0.person}” was appointed for {0.constituency}",
    DeputyAppointed: "“{0.person}” was appointed deputy for {0.constituency}",
    SubstitutionBegan: "“{0.person}” began to stand in for “{0.holder}”",
    ObserverInvited: "“{0.person}” was invited as an observer",
    WorkingGroupFormed: "Working group “{0.group}” was formed",
    ExternalRepresentativeNamed: "“{0.person}” was named for {0.body}",
    ProjectSketched: "Project “{0.project}” was sketched",
    ProjectStarted: "Project “{0.project}” was started",
    CostAgreed: "Cost “{0.cost}” was agreed",
}
"""What a network does under its mandate, in words; what belongs to a meeting is said with the meeting."""


def early_projects(outlook: Outlook) -> Iterator[Finding]:
    """Projects that were started before every approval they need."""
    network = outlook.network
    for subject in network.subjects("project"):
        project: Project = network.timeline(subject)
        rule = projects.needs_approval(network, project)
        if rule is not None and project.started is not None:
            day = project.started.event.on
            missing = projects.missing(network, project, day)
            if missing:
                yield Finding(
                    "project",
                    f"Project “{subject[1]}” was started without the approval of {', '.join(missing)}.",
                    rule.quote,
                    day,
                    (project.started.id,),
                )


def under_an_expired_mandate(outlook: Outlook) -> Iterator[Finding]:
    """Each thing done after the mandate's last day, and before an extension was in force."""
    network = outlook.network
    for entry in network.entries:
        fact = network.standing(entry)
        if fact is None or type(fact.event) not in _WORK:
            continue
        day = getattr(fact.event, "on", fact.effective)
        mandate = network.mandate_on(day)
        if mandates.is_expired(mandate, day):
            done = _WORK[type(fact.event)].format(fact.event)
            rule = mandate.rules.terms.get("mandate")
            yield Finding(
                "expired-mandate",
                f"{done} after the mandate's last day, {mandate.sunset}.",
                None if rule is None else rule.quote,
                day,
                (entry,),
            )


def elections_without_a_seat(outlook: Outlook) -> Iterator[Finding]:
    """Who was elected without holding a seat, where the mandate names seats; no sentence asks for one."""
    network = outlook.network
    for office in ("chair", "vice-chair"):
        for fact in network.facts(("office", office)):
            event, day = fact.event, fact.effective
            if (
                isinstance(event, ChairElected | ViceChairElected)
                and network.mandate_on(day).rules.seats
                and not was_in(network, "seat", event.person, day, day)
            ):
                yield Finding(
                    "election",
                    f"“{event.person}” held no seat on the day of the election as {office}.",
                    None,
                    day,
                    (fact.id,),
                )


def overdue_matters(outlook: Outlook) -> Iterator[Finding]:
    """Matters whose day to be reported has passed, as long as they are neither reported nor closed."""
    network = outlook.network
    for subject in network.subjects("matter"):
        matter: Matter = network.timeline(subject)
        if matter.report_due is not None and matter.status(outlook.today) == "overdue":
            prepared = f", prepared by “{matter.prepared_by}”," if matter.prepared_by else ""
            rules = network.mandate_on(matter.report_due).rules.of(StatementRule)
            yield Finding(
                "matter",
                f"Matter “{subject[1]}”{prepared} was to be reported by {matter.report_due}.",
                next((rule.quote for rule in rules if rule.topic == "activity-list"), None),
                matter.report_due,
                tuple(fact.id for fact in network.facts(subject)),
            )
