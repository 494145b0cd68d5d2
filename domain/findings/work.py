"""What a network did without what it needed: approvals, a mandate in force, a seat, a report in time."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from domain.chapters import mandates, projects
from domain.chapters.groups import CostAgreed, ExternalRepresentativeNamed, WorkingGroupFormed
from domain.chapters.matters import MATTER
from domain.chapters.meetings import MeetingHeld
from domain.chapters.offices import (
    OFFICE,
    ChairElected,
    OfficeAssigned,
    OfficeTermExtended,
    ViceChairElected,
)
from domain.chapters.projects import PROJECT, ProjectSketched, ProjectStarted
from domain.chapters.seats import (
    DeputyAppointed,
    ObserverInvited,
    RepresentativeAppointed,
    SubstitutionBegan,
)
from domain.findings.attendance import was_in
from domain.findings.finding import Finding, sentence
from domain.keys import own_day
from domain.rules import StatementRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.findings.finding import Value
    from domain.obligations.outlook import Outlook

_WORK = {
    MeetingHeld: sentence("Meeting “{meeting}” was held after the mandate's last day, {last_day}."),
    ChairElected: sentence("“{person}” was elected chair after the mandate's last day, {last_day}."),
    ViceChairElected: sentence("“{person}” was elected vice chair after the mandate's last day, {last_day}."),
    OfficeAssigned: sentence("“{person}” became {office} after the mandate's last day, {last_day}."),
    OfficeTermExtended: sentence(
        "The term of “{person}” as {office} was extended after the mandate's last day, {last_day}."
    ),
    RepresentativeAppointed: sentence(
        "“{person}” was appointed for {constituency} after the mandate's last day, {last_day}."
    ),
    DeputyAppointed: sentence(
        "“{person}” was appointed deputy for {constituency} after the mandate's last day, {last_day}."
    ),
    SubstitutionBegan: sentence(
        "“{person}” began to stand in for “{holder}” after the mandate's last day, {last_day}."
    ),
    ObserverInvited: sentence(
        "“{person}” was invited as an observer after the mandate's last day, {last_day}."
    ),
    WorkingGroupFormed: sentence(
        "Working group “{group}” was formed after the mandate's last day, {last_day}."
    ),
    ExternalRepresentativeNamed: sentence(
        "“{person}” was named for {body} after the mandate's last day, {last_day}."
    ),
    ProjectSketched: sentence("Project “{project}” was sketched after the mandate's last day, {last_day}."),
    ProjectStarted: sentence("Project “{project}” was started after the mandate's last day, {last_day}."),
    CostAgreed: sentence("Cost “{cost}” was agreed after the mandate's last day, {last_day}."),
}
"""What is done under a mandate, said of one that was over; what belongs to a meeting is said with that.

The places are the event's own fields, and the mandate's last day.
"""
_EARLY = sentence("Project “{project}” was started without the approval of {bodies:, }.")
_NO_SEAT = sentence("“{person}” held no seat on the day of the election as {office}.")
_OVERDUE = sentence("Matter “{matter}” was to be reported by {day}.")
_OVERDUE_WITH = sentence("Matter “{matter}”, prepared by “{person}”, was to be reported by {day}.")


def early_projects(outlook: Outlook) -> Iterator[Finding]:
    """Projects that were started before every approval they need."""
    network = outlook.network
    for subject in network.subjects(PROJECT):
        project = network.timeline(subject)
        rule = projects.needs_approval(network, project)
        if rule is not None and project.started is not None:
            day = project.started.event.on
            missing = projects.missing(network, project, day)
            if missing:
                yield Finding(
                    "project",
                    _EARLY,
                    {"project": subject[1], "bodies": missing},
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
        day = own_day(fact.event)
        mandate = network.mandate_on(day)
        if mandates.is_expired(mandate, day):
            message = _WORK[type(fact.event)]
            rule = mandate.rules.terms.get("mandate")
            yield Finding(
                "expired-mandate",
                message,
                _filling(message, fact.event, mandate.sunset),
                None if rule is None else rule.quote,
                day,
                (entry,),
            )


def _filling(message: str, event: Any, last_day: Any) -> dict[str, Value]:
    """What fills a sentence's places: the mandate's last day, and the event's fields of those names."""
    names = [name for _, name, _, _ in Formatter().parse(message) if name]
    return {name: last_day if name == "last_day" else getattr(event, name) for name in names}


def elections_without_a_seat(outlook: Outlook) -> Iterator[Finding]:
    """Who was elected without holding a seat, where the mandate names seats; no sentence asks for one."""
    network = outlook.network
    for office in ("chair", "vice-chair"):
        for fact in network.facts(OFFICE(office)):
            event, day = fact.event, fact.effective
            if (
                isinstance(event, ChairElected | ViceChairElected)
                and network.mandate_on(day).rules.seats
                and not was_in(network, "seat", event.person, day, day)
            ):
                yield Finding(
                    "election",
                    _NO_SEAT,
                    {"person": event.person, "office": office},
                    None,
                    day,
                    (fact.id,),
                )


def overdue_matters(outlook: Outlook) -> Iterator[Finding]:
    """Matters whose day to be reported has passed, as long as they are neither reported nor closed."""
    network = outlook.network
    for subject in network.subjects(MATTER):
        matter = network.timeline(subject)
        if matter.report_due is not None and matter.status(outlook.today) == "overdue":
            values: dict[str, Value] = {"matter": subject[1], "day": matter.report_due}
            if matter.prepared_by:
                values["person"] = matter.prepared_by
            rules = network.mandate_on(matter.report_due).rules.of(StatementRule)
            yield Finding(
                "matter",
                _OVERDUE_WITH if matter.prepared_by else _OVERDUE,
                values,
                next((rule.quote for rule in rules if rule.topic == "activity-list"), None),
                matter.report_due,
                tuple(fact.id for fact in network.facts(subject)),
            )
