#!/usr/bin/env python3
"""Keeps a table of who sits in which network, from Samverk's feed. Python 3.11, nothing else.

    SAMVERK_TOKEN=smv_… python membership.py follow http://127.0.0.1:8000 membership.db
    python membership.py show membership.db 12k-plo 2012-03-01

It may be killed at any moment: what a batch changed is committed together with the cursor of that batch, so
it goes on with the first event whose effect it does not have, and has none twice.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import date
from typing import Any

TYPES = (
    "NetworkFounded",
    "NetworkDissolved",
    "ConstituencyAdmitted",
    "ConstituencyWithdrawn",
    "ConstituencySucceeded",
    "RepresentativeAppointed",
    "RepresentativeStoodDown",
    "EntryCorrected",
    "EntryAnnulled",
)
TABLES = """
CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY CHECK (one = 1), cursor TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY, id TEXT, network TEXT, type TEXT, data TEXT
);
CREATE TABLE IF NOT EXISTS member (
    network TEXT, seat TEXT, constituency TEXT, person TEXT, since TEXT, until TEXT
);
"""
NEVER = "9999-12-31"


def main(words: list[str]) -> None:
    """Carries out one of the two calls at the top of this file."""
    match words:
        case ["follow", address, file]:
            follow(address, file, os.environ["SAMVERK_TOKEN"])
        case ["show", file, network, *day]:
            show(file, network, day[0] if day else date.today().isoformat())
        case _:
            sys.exit(__doc__)


def follow(address: str, file: str, token: str) -> None:
    """Keeps the table abreast of the feed for ever."""
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript(TABLES)
    while True:
        cursor = next(iter(database.execute("SELECT cursor FROM place")), ("0",))[0]
        try:
            events, after, is_caught_up = fetch(address, cursor, token)
        except urllib.error.HTTPError as error:
            if error.code == 410:
                # The register was restored from a backup: what came after it may never have happened.
                tell("the cursor is gone; beginning again")
                database.executescript(
                    "BEGIN; DELETE FROM place; DELETE FROM event; DELETE FROM member; COMMIT;"
                )
            elif error.code in (429, 503):
                time.sleep(float(error.headers.get("Retry-After", "1")))
            else:
                sys.exit(f"{error.code}: {error.read().decode()}")
            continue
        except (OSError, ValueError, http.client.HTTPException) as error:
            # Nobody answers, or the answer ended early: nothing of it was used.
            tell(f"trying again: {error}")
            time.sleep(0.5)
            continue
        if after != cursor:
            take(database, events, after)
        tell(f"{len(events)} events up to {after}{', caught up' if is_caught_up else ''}")


def fetch(address: str, cursor: str, token: str) -> tuple[list[dict[str, Any]], str, bool]:
    """The events past a cursor, the cursor to go on from, and whether there were no more just then."""
    asked = [("after", cursor), ("timeout", "20"), ("limit", "50"), *(("type", name) for name in TYPES)]
    request = urllib.request.Request(
        f"{address}/feed?{urllib.parse.urlencode(asked)}", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return (
            json.load(answer),
            answer.headers["Samverk-Cursor"],
            answer.headers["Samverk-Caught-Up"] == "true",
        )


def take(database: sqlite3.Connection, events: list[dict[str, Any]], cursor: str) -> None:
    """Takes a batch in: its events, what they change in the table, and where to go on; all or nothing."""
    database.execute("BEGIN IMMEDIATE")
    for event in events:
        row = (event["sequence"], event["id"], event["subject"], event["type"].split(".")[1])
        database.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (*row, json.dumps(event["data"])))
    for network in sorted({event["subject"] for event in events}):
        database.execute("DELETE FROM member WHERE network = ?", (network,))
        rows = [(network, *member) for member in members(standing(database, network))]
        database.executemany("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.execute("INSERT OR REPLACE INTO place VALUES (1, ?)", (cursor,))
    database.execute("COMMIT")


def standing(database: sqlite3.Connection, network: str) -> list[tuple[str, dict[str, Any]]]:
    """A network's events as they stand after every correction, in the order of entry.

    An event is only ever corrected or annulled by a later one, so the last to come is the first to be right.
    """
    rows = database.execute(
        "SELECT id, type, data FROM event WHERE network = ? ORDER BY position DESC", (network,)
    )
    changes: dict[str, dict[str, Any]] = {}
    annulled: set[str] = set()
    found = []
    for id_, type_, text in rows:
        if id_ in annulled:
            continue
        data = {**json.loads(text), **changes.get(id_, {})}
        if type_ == "EntryCorrected":
            changes[data["entry"]] = {**data["changes"], **changes.get(data["entry"], {})}
        elif type_ == "EntryAnnulled":
            annulled.add(data["entry"])
        else:
            found.append((type_, data))
    return found[::-1]


def members(events: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, str, str, str, str]]:
    """Who held which seat, for whom, from when until when; `NEVER` where no end is known."""
    belonging: dict[str, list[list[str]]] = {}
    dissolved = NEVER
    for type_, data in events:
        if type_ == "NetworkFounded":
            for constituency in data["constituencies"]:
                belonging[constituency["key"]] = [["", NEVER, ""]]
        elif type_ == "NetworkDissolved":
            dissolved = data["effective"]
        elif type_ == "ConstituencyAdmitted":
            belonging.setdefault(data["constituency"], []).append([data["effective"], NEVER, ""])
        elif type_ in ("ConstituencyWithdrawn", "ConstituencySucceeded"):
            leave(belonging, data)
    stays: list[dict[str, Any]] = []
    # In the order in which things took effect; of a day, in the order of entry.
    for type_, data in sorted(events, key=lambda event: event[1]["effective"]):
        if type_ == "RepresentativeAppointed":
            stays.append({**data, "until": data["until"] or NEVER})
        elif type_ == "RepresentativeStoodDown":
            stand_down(stays, data)
    rows = []
    for stay in stays:
        constituency, since, end = stay["constituency"], stay["effective"], min(stay["until"], dissolved)
        # A successor takes the holder of the seat over.
        while since < end and (found := membership(belonging, constituency, since)):
            until, successor = found[1:]
            rows.append((stay["seat"], constituency, stay["person"], since, min(until, end)))
            constituency, since = successor, until
    return rows


def leave(belonging: dict[str, list[list[str]]], data: dict[str, Any]) -> None:
    """Ends a constituency's membership, and begins that of its successor where it has none yet."""
    day, successor = data["effective"], data.get("by", "")
    found = membership(belonging, data["constituency"], day)
    if found and found[1] == NEVER:
        found[1:] = [day, successor]
        if successor and not membership(belonging, successor, day):
            belonging.setdefault(successor, []).append([day, NEVER, ""])


def membership(belonging: dict[str, list[list[str]]], constituency: str, day: str) -> list[str] | None:
    """The days a constituency belongs around a day, and its successor; None where it does not belong."""
    return next((one for one in belonging.get(constituency, ()) if one[0] <= day < one[1]), None)


def stand_down(stays: list[dict[str, Any]], data: dict[str, Any]) -> None:
    """Ends a person's stay in a seat: of several, the one for the constituency named."""
    day = data["effective"]
    running = [
        stay
        for stay in stays
        if (stay["person"], stay["seat"]) == (data["person"], data["seat"])
        and stay["effective"] <= day < stay["until"]
    ]
    if running:
        chosen = max(
            running, key=lambda stay: (stay["constituency"] == data["constituency"], stay["effective"] < day)
        )
        chosen["until"] = day


def show(file: str, network: str, day: str) -> None:
    """Prints who sat in a network on a day, as JSON lines."""
    # Whoever reads them may leave early, as `head` does.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    rows = sqlite3.connect(file).execute(
        "SELECT seat, constituency, person, since, until FROM member"
        " WHERE network = ? AND since <= ? AND until > ? ORDER BY seat, constituency, person",
        (network, day, day),
    )
    for seat, constituency, person, since, until in rows:
        row = {"seat": seat, "constituency": constituency, "person": person, "from": since}
        print(json.dumps({**row, "until": None if until == NEVER else until}))


def tell(text: str) -> None:
    """Says how it goes, on standard error."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
