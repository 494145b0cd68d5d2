"""What an annual evaluation says: its chapters as typed data, the same for every format it is shown in.

Persons stand as keys; their names are in one place, `names`, which is no part of what is hashed. Days are
dates, intervals half-open, `evidence` positions in the log. A trailing underscore is no part of a name.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

FORMAT = 1
"""Version of this shape; a change of what is hashed is a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A key with the name it goes by."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The network, as the evaluation's day knows it."""

    name: str
    country: str
    language: str
    time_zone: str
    source: str
    illustration: str | None
    """What of the founding no document states, in words; None where nothing is made up."""
    founded: date
    dissolved: date | None
    constituencies: tuple[Named, ...]
    """Every one there was in the year, by key."""
    bodies: tuple[Named, ...]


# the mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One body's word."""

    body: str
    on: date
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of a mandate with its sentence."""

    rule: str
    family: str
    force: str
    quote: str
    section: str
    reading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that a version changed: its sentence before (None: new) and after (None: struck)."""

    rule: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version in force on some day of the year, with what it changed and who approved it."""

    version: int
    revision: str | None
    status: str
    in_force_from: date
    until: date | None
    sunset: date | None
    proposed_by: str | None
    approvals: tuple[Approval, ...]
    changes: tuple[RuleChange, ...]
    text_changed: bool
    sunset_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A revision proposed or decided on in the year that was not in force by its end."""

    revision: str
    status: str
    proposed_by: str
    proposed_on: date
    wanted_from: date
    approvals: tuple[Approval, ...]
    rejections: tuple[Approval, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateChapter:
    """The mandate in the year; `text` and `rules` are those of the version last in force in it."""

    versions: tuple[Version, ...]
    proposals: tuple[Proposal, ...]
    text: str
    rules: tuple[RuleLine, ...]
    expired_since: date | None
    """First day on which the network worked under no mandate in force, if that is in the year or before."""
    revision_regulated: bool


# membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person on one seat, from the first day served until the first day not; not cut to the year."""

    seat: str
    constituency: str
    person: str
    from_: date
    until: date | None
    basis: str
    function: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """One standing deputy, as a tenure."""

    seat: str
    constituency: str
    person: str
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """One person standing in for another."""

    person: str
    for_: str
    kind: str
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observer:
    """One observer."""

    person: str
    body: str | None
    from_: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A seat that stood empty; `days` are those of the year, the interval is not cut to it."""

    seat: str
    constituency: str
    from_: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChange:
    """Somebody took a seat (`came`) or left it (`left`, on the first day not served) in the year."""

    on: date
    what: str
    seat: str
    constituency: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChapter:
    """Who sat in the network for whom; `seat_days` and `vacant_days` are of expected seats, in the year."""

    regulated: bool
    tenures: tuple[Tenure, ...]
    deputies: tuple[Deputy, ...]
    substitutions: tuple[Substitution, ...]
    observers: tuple[Observer, ...]
    vacancies: tuple[Vacancy, ...]
    changes: tuple[SeatChange, ...]
    seat_days: int
    vacant_days: int
    members_before: int
    """Who held a seat on the day before the year, or on the day the network was founded."""
    members_last_day: int
    stayed: int
    """Those of them who hold a seat on the year's last day."""
    continuity: float | None
    """`stayed` over `members_before`, four decimals; None where nobody sat then."""


# offices


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of an office that ran on some day of the year."""

    office: str
    person: str
    from_: date
    until: date | None
    basis: str
    status: str
    ended_by: str | None
    renewal_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days on which a regulated office stood empty; `days` are those of the year."""

    office: str
    from_: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficesChapter:
    """Chair and other offices."""

    regulated: tuple[str, ...]
    """Offices a rule of the year's last version speaks of."""
    terms: tuple[Term, ...]
    gaps: tuple[Gap, ...]


# meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many of a kind required in the year or a half of it, and how many there were."""

    rule: str
    what: str
    about: str
    required: int
    held: int
    status: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityCount:
    """How often people came to meetings in one capacity, and how many people that were.

    At a joint meeting the people of the other networks are among them.
    """

    capacity: str
    times: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One meeting set for a day of the year."""

    meeting: str
    on: date
    until: date | None
    place: str | None
    status: str
    kind: str
    joint_with: tuple[str, ...]
    digital: bool
    called_on: date | None
    notice_days: int | None
    """Days from the call to the first day; None where no call is recorded."""
    agenda_sent_on: date | None
    items: int
    attendance: tuple[CapacityCount, ...]
    digital_attendees: int
    minutes_published_on: date | None
    minutes_in_hand_on: date | None
    minutes_channel: str | None
    minutes_due: date | None
    minutes_days: int | None
    """Days from the last day of the meeting until the minutes were in hand, or published; None before."""
    minutes_days_late: int | None
    """0 in time; None where no deadline is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How a constituency was present at one meeting: in the capacity it came in, `absent`, or `none`.

    `none`: nothing is recorded, though it had, or should have had, a seat.
    """

    constituency: str
    meeting: str
    capacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstituencyLine:
    """One constituency's attendance: meetings it could come to, those it was represented at."""

    constituency: str
    meetings: int
    represented: int
    missed_in_a_row: int
    """Length of its longest run of meetings missed in the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Two or more meetings in a row without anybody for a constituency."""

    constituency: str
    meetings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsChapter:
    """Meetings against what is required, who came, notice and minutes."""

    regulated: bool
    minutes_regulated: bool
    notice_regulated: bool
    counts: tuple[Count, ...]
    meetings: tuple[MeetingLine, ...]
    held: int
    joint: int
    digital_offered: int
    digital_used: int
    capacities: tuple[CapacityCount, ...]
    constituencies: tuple[ConstituencyLine, ...]
    presences: tuple[Presence, ...]
    absences: tuple[Absence, ...]
    attendance_rate: float | None
    """Meetings represented over meetings a constituency could come to, over all; four decimals."""
    minutes_in_time: int
    minutes_late: int
    minutes_missing: int
    """Meetings held whose minutes are not published by the evaluation's day."""
    minutes_median_days: float | None
    notice_median_days: float | None


# matters and projects


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterLine:
    """One entry of the activity list that was open on some day of the year."""

    matter: str
    title: str
    raised_by: str
    raised_on: date
    prepared_by: tuple[str, ...]
    report_due: date | None
    reported_at: tuple[str, ...]
    escalated_to: tuple[str, ...]
    status: str
    closed_on: date | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """One project sketched, decided on, started or waiting in the year."""

    project: str
    title: str
    sketched_on: date
    presented: tuple[Approval, ...]
    approvals: tuple[Approval, ...]
    declined: tuple[Approval, ...]
    missing: tuple[str, ...]
    started_on: date | None
    missing_at_start: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MattersChapter:
    """The activity list and the projects; the counts are of matters with which that was done in the year.

    Both are told as they stood at the year's end, or on the evaluation's day if that came before.
    """

    list_regulated: bool
    projects_regulated: bool
    matters: tuple[MatterLine, ...]
    raised: int
    reported: int
    escalated: int
    closed: int
    overdue: int
    """Matters overdue on the evaluation's day, or on the year's last day if that came before."""
    lists_reviewed: tuple[str, ...]
    """Meetings of the year at which the list was gone through."""
    projects: tuple[ProjectLine, ...]


# reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Compilation:
    """An entry that says the year's report was compiled; `from_position` None in entries of version 1."""

    position: int
    on: date
    from_position: int | None
    hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The year's report laid before a recipient, or the year's follow-up (`recipient` None)."""

    position: int
    on: date
    recipient: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsChapter:
    """What became of reports on this year, by the evaluation's day."""

    regulated: bool
    follow_up_regulated: bool
    compilations: tuple[Compilation, ...]
    submissions: tuple[Submission, ...]
    follow_ups: tuple[Submission, ...]


# how it stands against the mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One obligation of the year as it stands on the evaluation's day."""

    rule: str
    quote: str
    force: str
    what: str
    about: str
    due: date | None
    holiday: str | None
    status: str
    days_late: int | None
    evidence: tuple[int, ...]
    mandate_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """Something done against the rules; `message` with `values` in its gaps is `detail`."""

    kind: str
    day: date
    detail: str
    message: str
    values: dict[str, Any]
    quote: str | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """An entry about the year that was recorded after it had ended.

    `what` is `corrected`, `annulled` or `entered`. A correction, also of a correction, is told by what it did
    to the entry it finally speaks of, at `of_position`: of that `type`, `effective` on that day since, with
    the new values of what it changed in it; None where nothing of it stands.
    """

    position: int
    recorded: str
    what: str
    type: str
    effective: date
    of_position: int | None
    changes: dict[str, Any] | None
    reason: str | None
    actor: str | None
    authority: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the year beside the year before's; None where it cannot be counted."""

    figure: str
    value: float | int | None
    before: float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A network's year, as known at a position and judged on a day."""

    format: int
    network: str
    year: int
    from_: date
    until: date
    on: date
    position: int
    known_at: str | None
    root: str
    sandbox: bool
    identity: Identity
    figures: tuple[Figure, ...]
    mandate: MandateChapter
    membership: MembershipChapter
    offices: OfficesChapter
    meetings: MeetingsChapter
    matters: MattersChapter
    reports: ReportsChapter
    obligations: tuple[Duty, ...]
    findings: tuple[FindingLine, ...]
    afterwards: tuple[Afterwards, ...]
    unregulated: tuple[str, ...]
    hash: str
    """SHA-256 of the canonical JSON of everything but `hash` and `names`, in hexadecimal."""
    names: dict[str, str | None]
    """The name of every registered person who is named by key; None for who has been erased."""


def plain(value: Any) -> Any:
    """An evaluation, or a part of one, as JSON has it: dicts, lists, texts and numbers."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
