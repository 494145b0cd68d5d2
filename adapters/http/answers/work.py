"""Meetings, matters, projects and obligations: what their answers look like."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from adapters.http.answers.answer import Answer
from adapters.http.answers.standing import Word


class Item(Struct):
    """An item of an agenda."""

    item: str
    title: str


class Guest(Struct):
    """Somebody invited for an item."""

    person: str
    item: str
    invited_by: str


class Attendant(Struct):
    """Somebody who came to a meeting, or was absent."""

    person: str
    name: str | None
    capacity: str
    constituency: str | None
    digital: bool


class Minutes(Struct):
    """How a meeting's minutes reached people, when they were due, and how late they are."""

    published_on: date | None
    in_hand_on: date | None
    channel: str | None
    approved_at: str | None
    due: date | None
    days_late: int | None


class Meeting(Struct):
    """One meeting."""

    meeting: str
    on: date
    until: date | None
    place: str | None
    status: Literal["scheduled", "held", "cancelled"]
    kind: str
    joint_with: list[str]
    digital: bool
    called_on: date | None
    agenda: list[Item]
    guests: list[Guest]
    note_takers: list[str]
    programme_group: list[str]
    list_reviewed: bool
    attendance: list[Attendant]
    minutes: Minutes


class Meetings(Answer, kw_only=True):
    """A network's meetings."""

    meetings: list[Meeting]


class Matter(Struct):
    """A matter of the activity list."""

    matter: str
    title: str
    raised_by: str
    raised_on: date
    prepared_by: str | None
    report_due: date | None
    reported_at: list[str]
    escalated_to: list[str]
    direction: str | None
    body: str | None
    status: Literal["open", "overdue", "reported", "closed"]
    outcome: str | None


class Project(Struct):
    """A project, with the approvals it has and lacks."""

    project: str
    title: str
    presented: list[Word]
    approvals: list[Word]
    declined: list[Word]
    missing: list[str]
    started_on: date | None
    missing_at_start: list[str]
    status: Literal["sketched", "presented", "approved", "declined", "started"]


class Matters(Answer, kw_only=True):
    """The activity list and the projects."""

    matters: list[Matter]
    projects: list[Project]


class Obligation(Struct):
    """Something a mandate requires, and how it stands."""

    network: str
    on: date
    rule: str
    quote: str
    force: str
    what: str
    about: str | None
    due: date | None
    holiday: str | None
    status: Literal["fulfilled", "due", "late", "missed", "upcoming"]
    days_late: int | None
    evidence: list[int]
    mandate_version: int | None


class Obligations(Answer, kw_only=True):
    """What mandates require, and what one leaves open."""

    obligations: list[Obligation]
    unregulated: list[str]
