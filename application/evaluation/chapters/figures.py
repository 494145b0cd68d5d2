"""The year in figures, beside the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from application.evaluation.chapters.duties import findings
from application.evaluation.chapters.matters import matters
from application.evaluation.chapters.meetings import meetings
from application.evaluation.chapters.membership import membership
from application.evaluation.chapters.offices import offices
from domain.time import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.evaluation.chapters.duties import FindingLine
    from application.evaluation.chapters.matters import MattersChapter
    from application.evaluation.chapters.meetings import MeetingsChapter
    from application.evaluation.chapters.membership import MembershipChapter
    from application.evaluation.chapters.offices import OfficesChapter
    from application.evaluation.replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the year beside the year before's; None where it cannot be counted."""

    figure: str
    value: float | int | None
    before: float | int | None


Pair = tuple[str, float | int | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """One year, in the chapters that are counted."""

    replay: Replay
    membership: MembershipChapter
    offices: OfficesChapter
    meetings: MeetingsChapter
    matters: MattersChapter
    findings: tuple[FindingLine, ...]

    @classmethod
    def of(cls, replay: Replay) -> Counted:
        """The chapters of a year."""
        return cls(
            replay,
            membership(replay),
            offices(replay),
            meetings(replay),
            matters(replay),
            findings(replay),
        )


def figures(year: Counted, before: Counted | None) -> tuple[Figure, ...]:
    """Every figure in its order, with that of the year before, where the network existed then."""
    then = {} if before is None else dict(_counts(before))
    return tuple(Figure(figure=name, value=value, before=then.get(name)) for name, value in _counts(year))


def _counts(year: Counted) -> Iterator[Pair]:
    """The figures of a year; None for what there is nothing to count of."""
    yield from _of_people(year)
    yield from _of_meetings(year)
    work, replay = year.matters, year.replay
    yield "matters_raised", work.raised
    yield "matters_overdue", work.overdue
    yield "projects_started", sum(replay.holds(project.started_on) for project in work.projects)
    yield (
        "obligations_fulfilled",
        sum(one.status == "fulfilled" and not one.days_late for one in replay.obligations),
    )
    yield "obligations_late", sum(one.days_late is not None for one in replay.obligations)
    yield "obligations_missed", sum(one.status == "missed" for one in replay.obligations)
    yield "findings", len(year.findings)


def _of_people(year: Counted) -> Iterator[Pair]:
    """Seats count as vacant where the mandate expects somebody in them, chair gaps where it speaks of one."""
    members, offices_, last = year.membership, year.offices, year.replay.last
    expected = members.seat_days > 0
    yield "members_last_day", members.members_last_day
    vacant = sum(Period(one.from_, one.until).holds(last) for one in members.vacancies)
    yield "seats_vacant_last_day", vacant if expected else None
    yield "vacant_days", members.vacant_days if expected else None
    yield "continuity", members.continuity
    gaps = sum(gap.days for gap in offices_.gaps if gap.office == "chair")
    yield "chair_gap_days", gaps if "chair" in offices_.regulated else None


def _of_meetings(year: Counted) -> Iterator[Pair]:
    """Minutes are late where the mandate sets a day for those of some meeting of the year."""
    met = year.meetings
    held = [line for line in met.meetings if line.status == "held"]
    yield "meetings_held", met.held
    yield "joint_meetings", met.joint
    yield "digital_meetings", sum(line.digital or line.digital_attendees > 0 for line in held)
    yield "attendance_rate", met.attendance_rate
    due = any(line.minutes_due is not None for line in held)
    yield "minutes_late", met.minutes_late if due else None
    yield "minutes_median_days", met.minutes_median_days
