"""What the auditor asks: one person, the entries, what changed between two positions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from application.answers import sentences
from application.entries import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from application.entries import Entry
    from projections.attendance import AttendanceRow
    from projections.bitemporal import Known
    from projections.membership import MembershipRow


def holdings(places: Iterable[Any], terms: Iterable[Any]) -> list[dict[str, Any]]:
    """What one person held, ever, in any network, with the positions between which the book said so."""
    found = [(known, _place(known.row)) for known in places] + [
        (known, f"office {known.row.office}") for known in terms
    ]
    return [
        {
            "network": known.row.network,
            "what": what,
            "from": known.row.start,
            "until": known.row.until,
            "known_from": known.since,
            "known_to": known.until,
        }
        for known, what in sorted(found, key=lambda pair: (pair[0].row.network, pair[0].since, pair[1]))
    ]


def attendance(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The meetings one person was at, or should have been, as the book has them now."""
    current: list[AttendanceRow] = [known.row for known in rows if known.until is None]
    return [
        {
            "network": row.network,
            "meeting": row.meeting,
            "on": row.on,
            "capacity": row.capacity,
            "constituency": row.constituency,
            "digital": row.digital,
        }
        for row in sorted(current, key=lambda row: (row.on, row.network, row.meeting))
    ]


def entry(entry: Entry, corrected_by: Mapping[str, list[str]]) -> dict[str, Any]:
    """One entry of the log; the data of a person is left to the person's own page."""
    data = None if entry.event is None or not entry.stream.startswith(NETWORKS) else asdict(entry.event)
    return {
        "position": entry.position,
        "id": entry.id,
        "type": entry.type,
        "recorded": entry.recorded,
        "effective": None if entry.event is None else entry.event.effective,
        "network": entry.stream.removeprefix(NETWORKS) if entry.stream.startswith(NETWORKS) else None,
        "stream": entry.stream,
        "actor": entry.actor,
        "authority": entry.authority,
        "data": data,
        "corrects": None if data is None else data.get("entry"),
        "corrected_by": corrected_by.get(entry.id, []),
    }


def _place(row: MembershipRow) -> str:
    match row.place:
        case "seat":
            return f"seat {row.seat} for {row.constituency}"
        case "deputy":
            return f"deputy of seat {row.seat} for {row.constituency}"
        case "substitution":
            return f"{row.kind} substitute for {row.holder}"
    return "observer"


def changes(rows: Iterable[tuple[str, Known]], after: int, upto: int) -> list[dict[str, Any]]:
    """What each entry past `after` changed, up to `upto`: the rows it closed beside the rows it opened.

    `rows` are pairs of a projection's name and a row that was opened or closed in between.
    """
    gone: dict[tuple[int, str, str], list[Any]] = {}
    come: dict[tuple[int, str, str], list[Any]] = {}
    for projection, known in rows:
        thing = sentences.thing(projection, known.row)
        if after < known.since <= upto:
            come.setdefault((known.since, projection, thing), []).append(known.row)
        if known.until is not None and after < known.until <= upto:
            gone.setdefault((known.until, projection, thing), []).append(known.row)
    found = []
    for key in sorted(gone.keys() | come.keys()):
        position, projection, thing = key
        before, now = gone.get(key, []), come.get(key, [])
        found.append(
            {
                "position": position,
                "what": projection,
                "sentence": sentences.change(projection, thing, before, now),
                "before": before,
                "after": now,
            }
        )
    return found
