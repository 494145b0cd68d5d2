"""Which constituencies came to the meetings that were held, and which missed two or more in a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain.chapters import seats
from domain.findings.attendance import stood_in_for
from domain.obligations.outlook import Outlook
from domain.time import Period, is_before

if TYPE_CHECKING:
    from domain.chapters.meetings import Attendee
    from domain.network import Network
    from domain.obligations.outlook import Gathering

_CAME = ("member", "deputy", "substitute")
"""Capacities in which somebody comes for a constituency; where several did, the first of these is told."""


@dataclass(frozen=True, slots=True)
class Presence:
    """How a constituency was at one meeting."""

    constituency: str
    meeting: str
    day: date
    """The meeting's first day."""
    capacity: str
    """`member`, `deputy` or `substitute`; `absent` where that was recorded, `none` where nothing was."""

    @property
    def missed(self) -> bool:
        """Whether nobody came for it."""
        return self.capacity not in _CAME


@dataclass(frozen=True, slots=True)
class Run:
    """Meetings in a row to which nobody came for a constituency, with their first days."""

    constituency: str
    meetings: tuple[str, ...]
    days: tuple[date, ...]


def absences(network: Network, start: date, until: date) -> list[Run]:
    """Runs of two or more meetings held in `[start, until)` to which nobody came for a constituency.

    By constituency, then by day; see `presences` for what counts. A meeting that does not count for the
    constituency ends a run.
    """
    place = {one.key: at for at, one in enumerate(_meetings(network, start, until))}
    runs: list[list[Presence]] = []
    for one in presences(network, start, until):
        if one.missed:
            last = runs[-1][-1] if runs else None
            follows = last is not None and place[one.meeting] == place[last.meeting] + 1
            if last is not None and follows and last.constituency == one.constituency:
                runs[-1].append(one)
            else:
                runs.append([one])
    return [
        Run(run[0].constituency, tuple(one.meeting for one in run), tuple(one.day for one in run))
        for run in runs
        if len(run) > 1
    ]


def presences(network: Network, start: date, until: date) -> list[Presence]:
    """How each constituency was at each meeting held in `[start, until)`, by constituency, then by day.

    A meeting counts for the constituencies that belonged to the network on its first day and had somebody in
    a seat, or should have had. One of which no attendance is recorded tells nothing, and is left out.
    """
    result = []
    for gathering in _meetings(network, start, until):
        recorded: dict[str, set[str]] = {}
        for attendee in gathering.attendance:
            for key in _speaks_for(network, gathering, attendee):
                recorded.setdefault(key, set()).add(attendee.capacity)
        for key in _with_a_seat(network, gathering.first):
            known = recorded.get(key, ())
            capacity = next((one for one in (*_CAME, "absent") if one in known), "none")
            result.append(Presence(key, gathering.key, gathering.first, capacity))
    return sorted(result, key=lambda one: one.constituency)


def _meetings(network: Network, start: date, until: date) -> list[Gathering]:
    """The meetings held in `[start, until)` whose attendance is recorded, in the order of their days."""
    held = [gathering for gathering, _ in Outlook(network, start, until, until).held()]
    return [one for one in held if start <= one.first < until and one.attendance]


def _with_a_seat(network: Network, day: date) -> list[str]:
    """The constituencies for which, on a day, somebody sat or the mandate expected somebody."""
    sitting = {
        holding.constituency
        for subject in network.subjects(seats.SEAT)
        for holding in seats.holdings(network, subject)
        if Period(holding.start, holding.until).holds(day)
    }
    expected = [rule for rule in network.mandate_on(day).rules.seats.values() if rule.expected]
    memberships = ((key, network.structure.member(key, day)) for key in network.structure.constituencies)
    return [
        key
        for key, membership in memberships
        if membership is not None
        and (key in sitting or any(rule.is_open_to(membership.constituency.kind) for rule in expected))
    ]


def _speaks_for(network: Network, gathering: Gathering, attendee: Attendee) -> set[str]:
    """The constituencies an attendee is listed for: by name, else those they sat or stood in for.

    A joint meeting lists people of other networks too, perhaps for constituencies of the same names: there
    only places in this network count.
    """
    named, frame = attendee.constituency, network.structure
    if named is None or gathering.meeting.joint:
        return {
            holding.constituency
            for person in (attendee.person, *stood_in_for(network, gathering, attendee.person))
            for subject in network.mentions.get(person, ())
            if subject[0] in ("seat", "deputy")
            for holding in seats.holdings(network, subject)
            if holding.person == person
            and holding.start <= gathering.last
            and is_before(gathering.first, holding.until)
        }
    if frame.member(named, gathering.first) is not None:
        return {named}
    return {key for key in frame.members_on(gathering.first) if frame.lineage(key) == frame.lineage(named)}
