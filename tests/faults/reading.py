"""A subscriber in a process of its own: `python reading.py feed|sse ADDRESS TOKEN FILE [hasty]`.

Handling an event means writing its id as a line of FILE; where to go on stands in FILE.cursor, written once
the event is handled. A hasty one writes it before, which is wrong.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

PACE = 0.001
"""Seconds that handling an event takes."""
HASTY = sys.argv[5:] == ["hasty"]
how, address, token, name = sys.argv[1:5]
file, cursor_file = Path(name), Path(name + ".cursor")


def main() -> None:
    """Reads until killed."""
    with file.open("a") as lines:
        while True:
            try:
                (batches if how == "feed" else stream)(lines)
            except (OSError, ValueError, http.client.HTTPException) as error:
                print(error, file=sys.stderr, flush=True)
                time.sleep(0.05)


def batches(lines: TextIO) -> None:
    """Takes one batch of the feed."""
    answer = ask(f"/feed?after={cursor()}&limit=40&timeout=5")
    events, after = json.loads(answer.read()), answer.headers["Samverk-Cursor"]
    if HASTY:
        keep(after)
    for event in events:
        handle(lines, event)
    keep(after)


def stream(lines: TextIO) -> None:
    """Takes server-sent events until the stream ends; of each piece that came, in one go."""
    answer = ask("/events", {"Last-Event-ID": cursor()})
    text = b""
    while piece := answer.read1():
        *blocks, text = (text + piece).split(b"\n\n")
        found = [dict(line.partition(b": ")[::2] for line in block.split(b"\n")) for block in blocks]
        ids = [fields[b"id"].decode() for fields in found if b"id" in fields]
        if HASTY and ids:
            keep(ids[-1])
        for fields in found:
            if b"data" in fields:
                handle(lines, json.loads(fields[b"data"]))
            if b"id" in fields and not HASTY:
                keep(fields[b"id"].decode())


def ask(path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    """An answer of the service."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=300)
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}", **(headers or {})})
    answer = connection.getresponse()
    if answer.status != 200:
        raise ValueError(f"{answer.status}: {answer.read().decode()}")
    return answer


def cursor() -> str:
    """Where to go on."""
    return cursor_file.read_text() if cursor_file.exists() else "0"


def keep(after: str) -> None:
    """Writes where to go on, whole or not at all."""
    new = Path(name + ".new")
    new.write_text(after)
    os.replace(new, cursor_file)  # noqa: PTH105 - the same


def handle(lines: TextIO, event: dict[str, Any]) -> None:
    """Does with an event what is to be done with it."""
    time.sleep(PACE)
    lines.write(event["id"] + "\n")
    lines.flush()


main()
