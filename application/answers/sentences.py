"""Rows as sentences: what a row says, and what it means that one gave way to another."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from application.answers.differences import untold, word

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
                return f"the {row.kind} substitutes for {row.holder}"
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
        case "projects":
            return f"project {row.project}"
    # A read model with nothing of its own here: its rows are named by the field after the network.
    _, key, *_ = fields(row)
    return f"{key.name.replace('_', ' ')} {getattr(row, key.name)}"


def change(projection: str, about: str, before: Sequence[Any], after: Sequence[Any]) -> str:
    """One sentence on what an entry changed about a thing: what its rows say, and what else is new."""
    subject = about[0].upper() + about[1:]
    old, new = ("; ".join(said(projection, row) for row in rows) for rows in (before, after))
    if not before:
        return f"{subject}: {new}."
    if not after:
        return f"{subject}: no longer recorded: {old}."
    beside = untold(projection, before, after, said)
    told = [new, f"until then recorded: {old}"] if new != old else []
    return f"{subject}: {'; '.join(told + beside)}."


def said(projection: str, row: Any) -> str:
    """What one row says."""
    match projection:
        case "networks":
            return f"founded on {row.start}" + ("" if row.until is None else f", dissolved on {row.until}")
        case "membership":
            if row.place == "vacant":
                return f"vacant {_days(row.start, row.until)}"
            if row.place == "observer" and row.holder:
                return f"{row.person} of {row.holder} {_days(row.start, row.until)}"
            return f"{row.person} {_days(row.start, row.until)}"
        case "offices":
            ending = f" ({row.ended_by})" if row.ended_by else ""
            return f"{row.person} {_days(row.start, row.until)}{ending}"
        case "mandates":
            return _mandate(row)
        case "attendance":
            return (
                f"{row.person} as {row.capacity}"
                + (f" for {row.constituency}" if row.constituency else "")
                + (", digitally" if row.digital else "")
            )
        case "meetings":
            return _meeting(row)
        case "matters":
            return f"“{row.title}”, raised by {row.raised_by} on {row.raised_on}"
        case "projects":
            return f"“{row.title}”, sketched on {row.sketched_on}"
    _, _, *others = fields(row)
    return ", ".join(f"{one.name.replace('_', ' ')} {word(getattr(row, one.name))}" for one in others)


def _meeting(row: Any) -> str:
    days = str(row.on) if row.until is None else f"{row.on} to {row.until}"
    status = {"held": f"held on {days}", "cancelled": f"cancelled, was set for {days}"}
    minutes = "" if row.published_on is None else f", minutes published on {row.published_on}"
    return (
        status.get(row.status, f"{row.status} for {days}")
        + (f", at {row.place}" if row.place else "")
        + minutes
    )


def _mandate(row: Any) -> str:
    approved = ", ".join(word.body for word in row.approvals) or "nobody"
    if row.version is None:
        rejected = ", ".join(word.body for word in row.rejections)
        ending = f", rejected by {rejected}" if rejected else ""
        return f"proposed by {row.proposed_by} for {row.wanted_from}, approved by {approved}{ending}"
    return f"version {row.version}, in force {_days(row.in_force_from, row.until)}"


def _days(start: date, until: date | None) -> str:
    return f"from {start}" + ("" if until is None else f" until {until}")
