"""What the kinds of entries and their fields are called, and how a field's value reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from adapters.reports import terms
from adapters.reports.writing import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.reports.report import Report

EVENTS = {
    "NetworkFounded": phrase("network founded"),
    "ConstituencyAdmitted": phrase("constituency admitted"),
    "ConstituencyWithdrawn": phrase("constituency withdrawn"),
    "ConstituencySucceeded": phrase("constituency succeeded by another"),
    "BodySucceeded": phrase("body succeeded by another"),
    "NetworkDissolved": phrase("network dissolved"),
    "MandateRevisionProposed": phrase("revision of the mandate proposed"),
    "MandateRevisionApproved": phrase("revision of the mandate approved"),
    "MandateRevisionRejected": phrase("revision of the mandate rejected"),
    "MandateRevised": phrase("mandate revised"),
    "RepresentativeAppointed": phrase("representative appointed"),
    "RepresentativeStoodDown": phrase("representative stood down"),
    "DeputyAppointed": phrase("deputy appointed"),
    "DeputyStoodDown": phrase("deputy stood down"),
    "SubstitutionBegan": phrase("substitution begun"),
    "SubstitutionEnded": phrase("substitution ended"),
    "ObserverInvited": phrase("observer invited"),
    "ObserverWithdrawn": phrase("observer withdrawn"),
    "ChairElected": phrase("chair elected"),
    "ViceChairElected": phrase("vice chair elected"),
    "OfficeAssigned": phrase("office assigned"),
    "OfficeTermExtended": phrase("term of office extended"),
    "OfficeVacated": phrase("office vacated"),
    "MeetingScheduled": phrase("meeting scheduled"),
    "MeetingRescheduled": phrase("meeting moved"),
    "MeetingCancelled": phrase("meeting cancelled"),
    "MeetingCalled": phrase("meeting called"),
    "AgendaItemAdded": phrase("item put on the agenda"),
    "AgendaIssued": phrase("agenda sent"),
    "GuestInvited": phrase("guest invited"),
    "NoteTakersAppointed": phrase("note takers appointed"),
    "ProgrammeGroupAppointed": phrase("programme group appointed"),
    "MeetingHeld": phrase("meeting held"),
    "PlaceDecided": phrase("place decided"),
    "MinutesPublished": phrase("minutes published"),
    "MinutesApproved": phrase("minutes approved"),
    "ActivityListReviewed": phrase("activity list gone through"),
    "MatterRaised": phrase("matter raised"),
    "MatterAssigned": phrase("matter assigned"),
    "MatterReported": phrase("matter reported"),
    "MatterEscalated": phrase("matter taken to another body"),
    "MatterClosed": phrase("matter closed"),
    "ProjectSketched": phrase("project sketched"),
    "ProjectPresented": phrase("project presented"),
    "ProjectApproved": phrase("project approved"),
    "ProjectDeclined": phrase("project declined"),
    "ProjectStarted": phrase("project started"),
    "WorkingGroupFormed": phrase("working group formed"),
    "WorkingGroupDissolved": phrase("working group dissolved"),
    "ExternalRepresentativeNamed": phrase("external representative named"),
    "ExternalRepresentativeWithdrawn": phrase("external representative withdrawn"),
    "GroupPapersShared": phrase("papers of another group shared"),
    "CostAgreed": phrase("cost agreed"),
    "AnnualReportCompiled": phrase("annual report compiled"),
    "AnnualReportSubmitted": phrase("annual report submitted"),
    "FollowUpHeld": phrase("follow-up held"),
    "EntryCorrected": phrase("correction"),
    "EntryAnnulled": phrase("annulment"),
}
"""The kinds of entries a network has, by the name they are stored under."""

FIELDS = {
    "agreed_with": phrase("agreed with"),
    "at_meeting": phrase("at the meeting"),
    "attendance": phrase("attendance"),
    "basis": phrase("basis"),
    "bearer": phrase("borne by"),
    "bodies": phrase("bodies"),
    "body": phrase("body"),
    "by": phrase("successor"),
    "capacity": phrase("capacity"),
    "changes": phrase("changes"),
    "channel": phrase("sent"),
    "constituencies": phrase("constituencies"),
    "constituency": phrase("constituency"),
    "cost": phrase("cost"),
    "country": phrase("country"),
    "decided_by": phrase("decided by"),
    "digital": phrase("digital"),
    "direction": phrase("direction"),
    "effective": phrase("effective"),
    "entry": phrase("entry"),
    "for_meeting": phrase("for the meeting"),
    "format": phrase("format"),
    "function": phrase("function"),
    "group": phrase("group"),
    "hash": phrase("hash"),
    "holder": phrase("holder"),
    "illustration": phrase("note on illustration"),
    "in_force_from": phrase("meant to be in force from"),
    "in_hand_on": phrase("in hand on"),
    "initiated_by_network": phrase("initiated by the network"),
    "invited_by": phrase("invited by"),
    "item": phrase("item"),
    "joint": phrase("held together with"),
    "kind": phrase("kind"),
    "language": phrase("language"),
    "matter": phrase("matter"),
    "meeting": phrase("meeting"),
    "meeting_of_body": phrase("meeting of the body"),
    "name": phrase("name"),
    "needs_resources": phrase("needs resources"),
    "network": phrase("network"),
    "not_regulated": phrase("not regulated"),
    "office": phrase("office"),
    "on": phrase("day"),
    "outcome": phrase("outcome"),
    "papers": phrase("papers"),
    "people": phrase("people"),
    "person": phrase("person"),
    "place": phrase("place"),
    "position": phrase("position"),
    "prepared_by": phrase("prepared by"),
    "project": phrase("project"),
    "proposed_by": phrase("proposed by"),
    "published_on": phrase("published on"),
    "raised_by": phrase("raised by"),
    "reason": phrase("reason"),
    "recipient": phrase("recipient"),
    "reference": phrase("reference"),
    "replaces": phrase("replaces"),
    "report_due": phrase("report due"),
    "revision": phrase("revision"),
    "rules": phrase("rules"),
    "seat": phrase("seat"),
    "sent_on": phrase("sent on"),
    "source": phrase("source"),
    "sunset": phrase("sunset"),
    "task": phrase("task"),
    "text": phrase("text"),
    "time_zone": phrase("time zone"),
    "title": phrase("title"),
    "until": phrase("until before"),
    "what": phrase("what"),
    "year": phrase("year"),
}
"""The fields of a network's entries."""

_VALUES = {
    "basis": terms.BASES,
    "capacity": terms.CAPACITIES,
    "channel": terms.CHANNELS,
    "direction": terms.DIRECTIONS,
    "kind": {**terms.STAND_INS, **terms.MEETING_KINDS},
    "not_regulated": terms.TOPICS,
    "office": terms.OFFICES,
    "papers": terms.PAPERS,
    "seat": terms.SEATS,
}
"""Fields whose values are words of the register's own."""


def changed(report: Report, changes: Mapping[str, Any]) -> str:
    """The new values a correction gives, field by field."""
    return "; ".join(
        f"{report.term(FIELDS, name)}: {_value(report, name, value)}" for name, value in changes.items()
    )


def _value(report: Report, name: str, value: Any) -> str:
    if value is None or value == [] or value == ():
        return report.words.nothing
    if isinstance(value, bool):
        return report.say("yes") if value else report.say("no")
    if isinstance(value, dict):
        return f"({changed(report, value)})"
    if isinstance(value, list | tuple):
        return ", ".join(_value(report, name, part) for part in value)
    if isinstance(value, date):
        return report.words.day(value)
    text = str(value)
    day = _day(text)
    if day is not None:
        return report.words.day(day)
    return report.term(_VALUES[name], text) if name in _VALUES else report.anyone(text)


def _day(text: str) -> date | None:
    """The day a text names as plain data does; None where it names none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2013-12-31") else None
    except ValueError:
        return None
