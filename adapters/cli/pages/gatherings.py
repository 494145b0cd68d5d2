"""Pages for what a network does: its meetings, its activity list, its projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.pages.screen import heading, section

if TYPE_CHECKING:
    from adapters.cli.pages.screen import Answer, Page


def meetings(answer: Answer) -> Page:
    """Every meeting on a line, then each agenda and who was there."""
    yield heading(f"Meetings of {answer['network']}", answer)
    rows = [
        {
            **meeting,
            "joint": ", ".join(meeting["joint_with"]),
            "present": sum(one["capacity"] != "absent" for one in meeting["attendance"]),
            "published": meeting["minutes"]["published_on"],
            "in_hand": meeting["minutes"]["in_hand_on"],
            "due": meeting["minutes"]["due"],
            "late": meeting["minutes"]["days_late"],
        }
        for meeting in answer["meetings"]
    ]
    columns = {
        "meeting": "Meeting",
        "on": "Day",
        "status": "Status",
        "place": "Place",
        "joint": "Joint with",
        "called_on": "Called",
        "present": "Present",
        "published": "Minutes",
        "in_hand": "In hand",
        "due": "Due",
        "late": "Days late",
    }
    yield from section("Meetings", rows, columns)
    guests = [
        {**guest, "meeting": meeting["meeting"]}
        for meeting in answer["meetings"]
        for guest in meeting["guests"]
    ]
    if guests:
        columns = {"meeting": "Meeting", "person": "Guest", "item": "Item", "invited_by": "Invited by"}
        yield from section("Guests", guests, columns)
    there = [
        {
            "meeting": meeting["meeting"],
            "capacity": capacity,
            "who": ", ".join(
                one["name"] or one["person"] for one in meeting["attendance"] if one["capacity"] == capacity
            ),
        }
        for meeting in answer["meetings"]
        for capacity in dict.fromkeys(one["capacity"] for one in meeting["attendance"])
    ]
    yield from section("Attendance", there, {"meeting": "Meeting", "capacity": "Capacity", "who": "Who"})


def matters(answer: Answer) -> Page:
    """The activity list, and the projects."""
    yield heading(f"Matters of {answer['network']}", answer)
    columns = {
        "matter": "Matter",
        "title": "Title",
        "raised_by": "Raised by",
        "prepared_by": "Prepared by",
        "report_due": "Report due",
        "reported_at": "Reported at",
        "escalated_to": "Escalated to",
        "status": "Status",
    }
    yield from section("Activity list", answer["matters"], columns)
    rows = [
        {
            **project,
            "approved": "\n".join(f"{word['body']} {word['on']}" for word in project["approvals"]),
            "laid_before": "\n".join(f"{word['body']} {word['on']}" for word in project["presented"]),
        }
        for project in answer["projects"]
    ]
    columns = {
        "project": "Project",
        "status": "Status",
        "laid_before": "Laid before",
        "approved": "Approved by",
        "missing": "Not approved by",
        "started_on": "Started",
        "missing_at_start": "Lacking at the start",
    }
    if rows:
        yield from section("Projects", rows, columns)
