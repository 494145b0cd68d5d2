"""What a network does: its meetings, its activity list, its projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from projections.attendance import AttendanceRow
    from projections.matters import MatterRow, ProjectRow
    from projections.meetings import MeetingRow


def meetings(
    rows: Iterable[MeetingRow],
    attendance: Sequence[AttendanceRow],
    on: date,
    names: Mapping[str, str | None],
) -> list[dict[str, Any]]:
    """Every meeting with call, agenda, attendance and minutes, and how late those were by a day."""
    there: dict[str, list[AttendanceRow]] = {}
    for one in attendance:
        there.setdefault(one.meeting, []).append(one)
    return [
        {
            "meeting": row.meeting,
            "on": row.on,
            "until": row.until,
            "place": row.place,
            "status": row.status,
            "kind": row.kind,
            "joint_with": [key for key in row.joint if key != row.network],
            "digital": row.digital,
            "called_on": row.called_on,
            "agenda": [{"item": item, "title": title} for item, title in row.agenda],
            "guests": [
                {"person": guest.person, "item": guest.item, "invited_by": guest.invited_by}
                for guest in row.guests
            ],
            "note_takers": row.note_takers,
            "programme_group": row.programme_group,
            "list_reviewed": row.list_reviewed,
            "attendance": [
                {
                    "person": one.person,
                    "name": names.get(one.person),
                    "capacity": one.capacity,
                    "constituency": one.constituency,
                    "digital": one.digital,
                }
                for one in there.get(row.meeting, ())
            ],
            "minutes": {
                "published_on": row.published_on,
                "in_hand_on": row.in_hand_on,
                "channel": row.channel,
                "approved_at": row.approved_at,
                "due": row.due,
                "days_late": days_late(row, on),
            },
        }
        for row in sorted(rows, key=lambda row: (row.on, row.meeting))
    ]


def days_late(row: MeetingRow, on: date) -> int | None:
    """Days by which minutes missed their due day, or miss it by `on`; 0 in time, None where none is due."""
    if row.due is None:
        return None
    reached = row.in_hand_on or row.published_on
    return max(0, ((reached if reached is not None and reached <= on else on) - row.due).days)


def matters(rows: Iterable[MatterRow], on: date) -> list[dict[str, Any]]:
    """The activity list as it stood on a day."""
    return [
        {
            "matter": row.matter,
            "title": row.title,
            "raised_by": row.raised_by,
            "raised_on": row.raised_on,
            "prepared_by": row.prepared_by,
            "report_due": row.report_due,
            "reported_at": [report.at for report in row.reports if report.on <= on],
            "escalated_to": [one.at for one in row.escalations if one.on <= on],
            "direction": row.direction,
            "body": row.body,
            "status": _matter_status(row, on),
            "outcome": row.outcome,
        }
        for row in sorted(rows, key=lambda row: (row.raised_on, row.matter))
        if row.raised_on <= on
    ]


def projects(rows: Iterable[ProjectRow], on: date) -> list[dict[str, Any]]:
    """The projects as they stood on a day, with the approvals they had and lacked."""
    return [
        {
            "project": row.project,
            "title": row.title,
            "presented": _words(row.presented, on),
            "approvals": _words(row.approvals, on),
            "declined": _words(row.declined, on),
            "missing": _missing(row, on),
            "started_on": row.started_on if row.started_on is not None and row.started_on <= on else None,
            "missing_at_start": [] if row.started_on is None else _missing(row, row.started_on),
            "status": _project_status(row, on),
        }
        for row in sorted(rows, key=lambda row: (row.sketched_on, row.project))
        if row.sketched_on <= on
    ]


def _matter_status(row: MatterRow, on: date) -> str:
    if row.closed_on is not None and row.closed_on <= on:
        return "closed"
    if row.reported_on is not None and row.reported_on <= on:
        return "reported"
    return "overdue" if row.report_due is not None and row.report_due < on else "open"


def _project_status(row: ProjectRow, on: date) -> str:
    if row.started_on is not None and row.started_on <= on:
        return "started"
    if any(word.on <= on for word in row.declined):
        return "declined"
    if row.needed and not _missing(row, on):
        return "approved"
    return "presented" if any(word.on <= on for word in row.presented) else "sketched"


def _missing(row: ProjectRow, on: date) -> list[str]:
    given = {word.counts_for for word in row.approvals if word.on <= on}
    return [body for body in row.needed if body not in given]


def _words(words: Iterable[Any], on: date) -> list[dict[str, Any]]:
    return [
        {"body": word.body, "on": word.on, "reference": word.reference} for word in words if word.on <= on
    ]
