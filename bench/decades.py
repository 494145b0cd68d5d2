"""Synthetic networks in which much happens: ten years each, two hundred entries a year, some things late."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bench import histories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapters.structure import NetworkFounded

YEARS = range(histories.START.year, histories.START.year + 10)
MEETINGS, AGENDA, HANDOVERS = 9, 4, 8
"""Meetings a year, items of each, and seats that change hands in a year."""


def foundings(networks: int) -> list[NetworkFounded]:
    """Networks like the one whose mandate asks most of a meeting."""
    return histories.foundings(networks, "lanssamordnare")


def places() -> list[str]:
    """The constituencies that are to have a representative."""
    return [place.key for place in foundings(1)[0].constituencies if place.kind == "county"]


def people(networks: int) -> Iterator[dict[str, Any]]:
    """The registration of two people for each place, who take turns on its seat."""
    return histories.people(networks, 2 * len(places()))


def year(networks: int, year: int) -> Iterator[dict[str, Any]]:
    """A year's commands, all of which are accepted once those of the years before are recorded."""
    keys = places()
    for number in range(networks):
        for name, day, fields in _year(number, year, keys):
            values = {
                key: value.isoformat() if isinstance(value, date) else value for key, value in fields.items()
            }
            network = f"net-{number:05}"
            yield {
                "command": name,
                "network": network,
                **values,
                "effective": day.isoformat(),
                "actor": "keeper",
            }


_Told = tuple[str, date, dict[str, Any]]


def _year(number: int, year: int, keys: list[str]) -> Iterator[_Told]:
    chance = random.Random(number * 10_000 + year)
    turns = [
        sum(at in _changing(number, past, len(keys)) for past in range(YEARS[0], year))
        for at in range(len(keys))
    ]

    def holder(at: int) -> str:
        return f"p-{number}-{2 * at + turns[at] % 2}"

    if year == YEARS[0]:
        for at, key in enumerate(keys):
            yield "AppointRepresentative", histories.START, {"person": holder(at), "constituency": key}
    january = date(year, 1, 10)
    yield "ElectChair", january, {"person": holder(year % len(keys)), "until": january.replace(year=year + 1)}
    changing = _changing(number, year, len(keys))
    for count in range(MEETINGS):
        first = january + timedelta(days=20 + 35 * count)
        yield from _meeting(
            f"m-{year}-{count + 1}", first, [holder(at) for at in range(len(keys))], keys, chance
        )
        for at in changing[count::MEETINGS]:
            gone = first + timedelta(days=5)
            yield (
                "StandDownRepresentative",
                gone,
                {"person": holder(at), "constituency": keys[at], "reason": "Ny tjänst"},
            )
            turns[at] += 1
            come = gone + timedelta(days=chance.choice([0, 10, 30]))
            yield "AppointRepresentative", come, {"person": holder(at), "constituency": keys[at]}


def _changing(number: int, year: int, seats: int) -> list[int]:
    """The seats that change hands in a year."""
    return random.Random(number * 10_000 + year).sample(range(seats), HANDOVERS)


def _meeting(
    key: str, first: date, holders: list[str], keys: list[str], chance: random.Random
) -> Iterator[_Told]:
    sent, last = first - timedelta(days=14), first + timedelta(days=1)
    meeting = {"meeting": key}
    digital = chance.random() < 0.5
    yield (
        "ScheduleMeeting",
        sent,
        {**meeting, "on": first, "until": last + timedelta(days=1), "place": "Örebro", "digital": digital},
    )
    yield "CallMeeting", sent, {**meeting, "sent_on": sent}
    for item in range(AGENDA):
        yield "AddAgendaItem", sent, {**meeting, "item": str(item + 1), "title": "Erfarenheter från länen"}
    yield "IssueAgenda", sent, {**meeting, "sent_on": sent, "prepared_by": chance.sample(holders, 2)}
    matters = [f"{key}-{number}" for number in (1, 2)]
    for matter in matters:
        yield (
            "RaiseMatter",
            sent,
            {"matter": matter, "title": "Stöd på lika villkor", "raised_by": chance.choice(holders)},
        )
        yield (
            "AssignMatter",
            sent,
            {"matter": matter, "prepared_by": chance.choice(holders), "report_due": first},
        )
    attendance = [
        {
            "person": person,
            "capacity": "member" if chance.random() < 0.85 else "absent",
            "constituency": place,
            "digital": digital and chance.random() < 0.3,
        }
        for person, place in zip(holders, keys, strict=True)
    ]
    yield "HoldMeeting", first, {**meeting, "on": first, "attendance": attendance}
    yield "AppointNoteTakers", first, {**meeting, "people": chance.sample(holders, chance.choice([1, 2, 2]))}
    yield "AppointProgrammeGroup", first, {**meeting, "people": chance.sample(holders, 3)}
    yield "DecidePlace", first, {**meeting, "place": "Umeå", "for_meeting": f"{key}-next"}
    yield "ReviewActivityList", first, meeting
    for matter in matters[: chance.choice([1, 2, 2])]:
        yield "ReportMatter", first, {"matter": matter, "meeting": key}
        yield "CloseMatter", last, {"matter": matter, "outcome": "Tas med till nästa träff"}
    published = last + timedelta(days=chance.choice([5, 10, 13, 25]))
    yield (
        "PublishMinutes",
        published,
        {
            **meeting,
            "published_on": published,
            "channel": "email",
            "in_hand_on": published + timedelta(days=1),
        },
    )
