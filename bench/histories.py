"""Synthetic histories: networks of an ordinary kind years of ordinary governance, as commands."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.wire import charters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.chapters.structure import NetworkFounded

MUNICIPALITIES = 12
START = date(2011, 1, 1)


def foundings(networks: int, like: str = "12k-plo") -> list[NetworkFounded]:
    """Networks like one of the charters, under keys of their own."""
    charter = charters.read(charters.own()[like])
    founding = charter.founding(START, lambda zone: START)
    return [replace(founding, network=f"net-{number:05}", sunset=None) for number in range(networks)]


def people(networks: int, each: int = MUNICIPALITIES * 3) -> Iterator[dict[str, Any]]:
    """The registration of everybody the histories name, so many in each network."""
    for number in range(networks):
        for seat in range(each):
            yield {
                "command": "RegisterPerson",
                "person": f"p-{number}-{seat}",
                "name": f"Person {number} {seat}",
            }


def commands(
    networks: int, count: int, seed: int = 1, *, interleaved: bool = False
) -> Iterator[dict[str, Any]]:
    """`count` accepted commands over some networks: one history after the other, or `interleaved` at random.

    A year brings a chair, four meetings with call, attendance and minutes, and handovers.
    """
    chance = random.Random(seed)
    keys = [place.key for place in foundings(1)[0].constituencies]
    streams = [_network(number, keys, random.Random(seed * networks + number)) for number in range(networks)]
    for at in range(count):
        yield next(streams[chance.randrange(networks) if interleaved else at * networks // count])


def _network(number: int, keys: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    network = f"net-{number:05}"

    def command(name: str, day: date, **fields: Any) -> dict[str, Any]:
        line = {
            "command": name,
            "network": network,
            **fields,
            "effective": day.isoformat(),
            "actor": "keeper",
        }
        if chance.random() < 0.05:
            line["authority"] = "Entered late from the minutes"
        return line

    holders = {}
    spare = {}
    for at, key in enumerate(keys):
        holders[key], spare[key] = f"p-{number}-{at * 3}", f"p-{number}-{at * 3 + 1}"
        yield command("AppointRepresentative", START, person=holders[key], constituency=key)
    year = 0
    while True:
        first = date(START.year + year, 1, 10)
        chair = holders[keys[year % len(keys)]]
        yield command("ElectChair", first, person=chair, until=date(first.year + 1, 1, 10).isoformat())
        for quarter in range(4):
            day = first + timedelta(days=30 + 80 * quarter)
            meeting = f"m-{first.year}-{quarter + 1}"
            yield command(
                "ScheduleMeeting", day, meeting=meeting, on=day.isoformat(), digital=True, place="Rådhuset"
            )
            sent = day - timedelta(days=14)
            yield command("CallMeeting", sent, meeting=meeting, sent_on=sent.isoformat())
            yield command("AddAgendaItem", sent, meeting=meeting, item="1", title="Orientering")
            attendance = [
                {"person": holders[key], "capacity": "member", "constituency": key}
                for key in keys[: 6 + quarter]
            ]
            yield command("HoldMeeting", day, meeting=meeting, on=day.isoformat(), attendance=attendance)
            minutes = day + timedelta(days=chance.choice([7, 12, 20]))
            yield command(
                "PublishMinutes", minutes, meeting=meeting, published_on=minutes.isoformat(), channel="email"
            )
            key = keys[-1 - (year * 4 + quarter) % (len(keys) - 1)]
            if holders[key] != chair:
                change = day + timedelta(days=25)
                gone, holders[key], spare[key] = holders[key], spare[key], holders[key]
                yield command(
                    "StandDownRepresentative", change, person=gone, constituency=key, reason="Ny stilling"
                )
                yield command("AppointRepresentative", change, person=holders[key], constituency=key)
        year += 1


def write(path: str, lines: Iterator[dict[str, Any]]) -> None:
    """Writes commands as the lines `samverk record` reads."""
    with Path(path).open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
