"""Networks at a glance: one on a line, one on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from application.answers.mandates import in_force, mandate_status
from domain.chapters.meetings import MEETING
from domain.findings import findings
from domain.obligations import unregulated
from domain.time import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.chapters.meetings import Meeting
    from domain.network import Network
    from projections.mandates import MandateRow
    from projections.membership import MembershipRow
    from projections.networks import NetworkRow
    from projections.offices import TermRow


def network_line(
    row: NetworkRow, mandates: Sequence[MandateRow], places: Sequence[MembershipRow], on: date
) -> dict[str, Any]:
    """One network on one line."""
    mandate = in_force(mandates, on)
    current = [place.place for place in places if Period(place.start, place.until).holds(on)]
    return {
        "network": row.network,
        "name": row.name,
        "country": row.country,
        "language": row.language,
        "mandate_status": None if mandate is None else mandate_status(mandate, on),
        "members": current.count("seat"),
        "vacant": current.count("vacant"),
    }


def show(
    identity: NetworkRow,
    terms: Sequence[TermRow],
    mandate_rows: Sequence[MandateRow],
    places: Sequence[MembershipRow],
    network: Network,
    on: date,
    names: Mapping[str, str | None],
) -> dict[str, Any]:
    """One network on a page."""
    mandate = in_force(mandate_rows, on)
    meetings = [network.timeline(subject) for subject in network.subjects(MEETING)]
    coming = sorted(
        (meeting.on, subject[1], meeting.place)
        for subject, meeting in zip(network.subjects(MEETING), meetings, strict=True)
        if _is_coming(meeting, on)
    )
    line = network_line(identity, mandate_rows, places, on)
    return {
        "identity": {
            "name": identity.name,
            "country": identity.country,
            "language": identity.language,
            "time_zone": identity.time_zone,
            "source": identity.source,
            "illustration": identity.illustration,
            "founded": identity.start,
            "dissolved": identity.until,
            "constituencies": len(identity.constituencies),
        },
        "mandate": None
        if mandate is None
        else {
            "version": mandate.version,
            "status": mandate_status(mandate, on),
            "in_force_from": mandate.in_force_from,
            "sunset": mandate.sunset,
            "text": mandate.text,
            "rules": mandate.rules,
            "not_regulated": unregulated(network, on),
        },
        "offices": [
            {
                "office": term.office,
                "person": term.person,
                "name": names.get(term.person),
                "from": term.start,
                "until": term.until,
            }
            for term in sorted(terms, key=lambda term: (term.office, term.start))
            if Period(term.start, term.until).holds(on)
        ],
        "counts": {
            "members": line["members"],
            "vacant": line["vacant"],
            "meetings_held": sum(meeting.held is not None and meeting.held.on <= on for meeting in meetings),
            "entries": network.version,
        },
        "next_meeting": None
        if not coming
        else {"meeting": coming[0][1], "on": coming[0][0], "place": coming[0][2]},
        "findings": [
            {"kind": finding.kind, "detail": finding.detail, "quote": finding.quote, "day": finding.day}
            for finding in findings(network, on)
        ],
    }


def _is_coming(meeting: Meeting, on: date) -> bool:
    """Whether a meeting, as it stood on a day, was still to be held on that day or later."""
    if meeting.scheduled is None or meeting.on is None or meeting.on < on:
        return False
    cancelled = meeting.cancelled is not None and meeting.cancelled.effective <= on
    return not cancelled and (meeting.held is None or meeting.held.on > on)
