"""The one catalogue of commands: every decision of the domain under the name it is asked for by.

A decision's signature is the command: its parameters after the first two are the fields (`for_` is the field
`for`), its defaults say which may be left out, its docstring explains it. Command line, HTTP and schemas are
drawn from here. A parameter of a type of `SUPPLIED` is no field: the register supplies it.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from domain import corrections, people
from domain.chapters import (
    affairs,
    mandates,
    matters,
    meetings,
    offices,
    projects,
    seats,
    structure,
)
from domain.chapters.affairs import Compiled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

SUPPLIED = (Compiled,)
"""Types of what a decision is told by the register, not by whoever gives the command."""
_DATES = ("on", "published_on", "sent_on")
_NOT_FIELDS = frozenset({"effective", "actor"})
_NAMES_PEOPLE = ("person", "for_", "replaces", "people", "prepared_by", "attendance")


class CommandType:
    """One kind of command: its name, the decision behind it, its fields."""

    def __init__(self, name: str, decide: Callable[..., Any], *, about: str = "network") -> None:
        self.name = name
        self.decide = decide
        self.about = about
        """`network`, or `person` for the commands that belong to no network."""

    def __repr__(self) -> str:
        return f"CommandType({self.name})"

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The fields in order, by parameter name, with their types resolved."""
        return {name: one for name, one in self._told.items() if one.annotation not in SUPPLIED}

    @cached_property
    def supplied(self) -> tuple[str, ...]:
        """The parameters that the register supplies."""
        return tuple(name for name, one in self._told.items() if one.annotation in SUPPLIED)

    @cached_property
    def _told(self) -> dict[str, inspect.Parameter]:
        """What the decision is told beside what every one is, with its types resolved."""
        named = list(inspect.signature(self.decide).parameters.values())[1:]
        # Only these annotations: the others name types that are not there at run time.
        return {
            parameter.name: parameter.replace(annotation=eval(parameter.annotation, self.decide.__globals__))
            for parameter in named
            if parameter.name not in _NOT_FIELDS
        }

    @cached_property
    def dated_by(self) -> str | None:
        """The field that names the command's own day, if it has one: what `effective` defaults to."""
        return next((name for name in _DATES if name in self.parameters), None)

    @cached_property
    def names_people(self) -> tuple[str, ...]:
        """The fields that hold keys of people."""
        return tuple(name for name in _NAMES_PEOPLE if name in self.parameters)

    @property
    def explanation(self) -> str:
        """What the command does, in a sentence or two."""
        return inspect.getdoc(self.decide) or ""


@dataclass(slots=True)
class Command:
    """A command to carry out: typed fields by parameter name, and who asks on whose authority."""

    type: CommandType
    fields: dict[str, Any]
    effective: date
    network: str | None = None
    id: str | None = None
    actor: str | None = None
    authority: str | None = None
    expected_version: int | None = None
    correlation: str | None = None
    digest: str = ""
    reach: frozenset[str] | None = None
    """The networks that whoever asks may write to; None for every one."""


def field_name(parameter: str) -> str:
    """A parameter's name as a field: Python's keywords carry an underscore that JSON needs not."""
    return parameter.rstrip("_")


COMMANDS: dict[str, CommandType] = {
    kind.name: kind
    for kind in (
        CommandType("AdmitConstituency", structure.admit_constituency),
        CommandType("WithdrawConstituency", structure.withdraw_constituency),
        CommandType("SucceedConstituency", structure.succeed_constituency),
        CommandType("SucceedBody", structure.succeed_body),
        CommandType("RegisterPerson", people.register, about="person"),
        CommandType("ChangeContactDetails", people.change_details, about="person"),
        CommandType("RequestErasure", people.request_erasure, about="person"),
        CommandType("ConfirmErasure", people.confirm_erasure, about="person"),
        CommandType("AppointRepresentative", seats.appoint_representative),
        CommandType("StandDownRepresentative", seats.stand_down_representative),
        CommandType("AppointDeputy", seats.appoint_deputy),
        CommandType("StandDownDeputy", seats.stand_down_deputy),
        CommandType("BeginSubstitution", seats.begin_substitution),
        CommandType("EndSubstitution", seats.end_substitution),
        CommandType("InviteObserver", seats.invite_observer),
        CommandType("WithdrawObserver", seats.withdraw_observer),
        CommandType("ElectChair", offices.elect_chair),
        CommandType("ElectViceChair", offices.elect_vice_chair),
        CommandType("AssignOffice", offices.assign_office),
        CommandType("ExtendTerm", offices.extend_term),
        CommandType("StepDownFromOffice", offices.step_down_from_office),
        CommandType("FormWorkingGroup", affairs.form_working_group),
        CommandType("DissolveWorkingGroup", affairs.dissolve_working_group),
        CommandType("NameExternalRepresentative", affairs.name_external_representative),
        CommandType("WithdrawExternalRepresentative", affairs.withdraw_external_representative),
        CommandType("ScheduleMeeting", meetings.schedule_meeting),
        CommandType("RescheduleMeeting", meetings.reschedule_meeting),
        CommandType("CancelMeeting", meetings.cancel_meeting),
        CommandType("CallMeeting", meetings.call_meeting),
        CommandType("AddAgendaItem", meetings.add_agenda_item),
        CommandType("IssueAgenda", meetings.issue_agenda),
        CommandType("InviteGuest", meetings.invite_guest),
        CommandType("AppointNoteTakers", meetings.appoint_note_takers),
        CommandType("AppointProgrammeGroup", meetings.appoint_programme_group),
        CommandType("HoldMeeting", meetings.hold_meeting),
        CommandType("DecidePlace", meetings.decide_place),
        CommandType("PublishMinutes", meetings.publish_minutes),
        CommandType("ApproveMinutes", meetings.approve_minutes),
        CommandType("ReviewActivityList", meetings.review_activity_list),
        CommandType("ShareGroupPapers", affairs.share_group_papers),
        CommandType("ProposeMandateRevision", mandates.propose_mandate_revision),
        CommandType("ApproveMandateRevision", mandates.approve_mandate_revision),
        CommandType("RejectMandateRevision", mandates.reject_mandate_revision),
        CommandType("RaiseMatter", matters.raise_matter),
        CommandType("AssignMatter", matters.assign_matter),
        CommandType("ReportMatter", matters.report_matter),
        CommandType("EscalateMatter", matters.escalate_matter),
        CommandType("CloseMatter", matters.close_matter),
        CommandType("SketchProject", projects.sketch_project),
        CommandType("PresentProject", projects.present_project),
        CommandType("ApproveProject", projects.approve_project),
        CommandType("DeclineProject", projects.decline_project),
        CommandType("StartProject", projects.start_project),
        CommandType("AgreeCost", affairs.agree_cost),
        CommandType("CompileAnnualReport", affairs.compile_annual_report),
        CommandType("SubmitAnnualReport", affairs.submit_annual_report),
        CommandType("HoldFollowUp", affairs.hold_follow_up),
        CommandType("DissolveNetwork", structure.dissolve_network),
        CommandType("CorrectEntry", corrections.correct_entry),
        CommandType("AnnulEntry", corrections.annul_entry),
    )
}
"""Every command by name."""
