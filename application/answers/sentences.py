"""Rows as sentences: what a row says, and what it means that one gave way to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def thing(projection: str, row: Any) -> str:
    """What a row is about, so that the rows before and after a change find each other."""
    match projection:
        case "networks":
            return "the network"
        case "membership":
            if row.place == "substitution":
                return f"the substitutes for {row.holder}"
            if row.place == "observer":
                return "the observers"
            deputies = "deputies of the " if row.place == "deputy" else ""
            return f"the {deputies}seat {row.seat} for {row.constituency}"
        case "offices":
            return f"the office {row.office}"
        case "mandates":
            return f"revision {row.revision} of the mandate" if row.revision else "the mandate"
        case "attendance":
            return f"who attended {row.meeting}"
        case "meetings":
            return f"meeting {row.meeting}"
        case "matters":
            return f"matter {row.matter}"
    return f"project {row.project}"


def change(projection: str, about: str, before: Sequence[Any], after: Sequence[Any]) -> str:
    """One sentence on what an entry changed about a thing."""
    subject = about[0].upper() + about[1:]
    old, new = ("; ".join(said(projection, row) for row in rows) for rows in (before, after))
    if not before:
        return f"{subject}: {new}."
    if not after:
        return f"{subject}: no longer recorded that {old}."
    return f"{subject}: {new}; until then recorded: {old}."


def said(projection: str, row: Any) -> str:
    """What one row says."""
    match projection:
        case "networks":
            return f"founded on {row.start}" + ("" if row.until is None else f", dissolved on {row.until}")
        case "membership":
            if row.place == "vacant":
                return f"vacant {_days(row.start, row.until)}"
            return f"{row.person} {_days(row.start, row.until)}"
        case "offices":
            ending = f" ({row.ended_by})" if row.ended_by else ""
            return f"{row.person} {_days(row.start, row.until)}{ending}"
        case "mandates":
            return _mandate(row)
        case "attendance":
            return f"{row.person} as {row.capacity}"
        case "meetings":
            minutes = "" if row.published_on is None else f", minutes published on {row.published_on}"
            return (
                f"{row.status} for {row.on}{minutes}"
                if row.status != "held"
                else f"held on {row.on}{minutes}"
            )
        case "matters":
            return f"“{row.title}”" + (f", reported on {row.reported_on}" if row.reported_on else "")
    approved = ", ".join(word.body for word in row.approvals)
    return f"“{row.title}”" + (f", approved by {approved}" if approved else "")


def _mandate(row: Any) -> str:
    approved = ", ".join(word.body for word in row.approvals) or "nobody"
    if row.version is None:
        rejected = ", ".join(word.body for word in row.rejections)
        return f"proposed, approved by {approved}" + (f", rejected by {rejected}" if rejected else "")
    return f"version {row.version}, in force {_days(row.in_force_from, row.until)}"


def _days(start: date, until: date | None) -> str:
    return f"from {start}" + ("" if until is None else f" until {until}")
