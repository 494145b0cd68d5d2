"""A relay as it should not be, for a control: it notes how far it is in a file, before it publishes.

Run as `python -m tests.faults.forgetful_relay DATABASE SERVER NOTE`.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import nats

from adapters.bootstrap import open_register
from adapters.feeds.cloudevents import encoded
from adapters.feeds.feed import Feed, cursor_of
from adapters.feeds.jetstream import CURSOR_HEADER, SUBJECTS, subject_of


async def relay(database: str, server: str, note: Path) -> None:
    """Publishes until stopped."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    samverk = open_register(database)
    feed = Feed(samverk.recorder)
    client = await nats.connect(server)
    stream = client.jetstream()
    await stream.add_stream(name="SAMVERK", subjects=[SUBJECTS])
    position = int(note.read_text()) if note.exists() else 0
    while not stopped.is_set():
        batch = feed.batch(position, limit=200)
        position = batch.position
        note.with_suffix(".new").write_text(str(position))
        note.with_suffix(".new").replace(note)
        for entry in batch.entries:
            headers = {"Nats-Msg-Id": entry.id, CURSOR_HEADER: cursor_of(entry)}
            await stream.publish(subject_of(entry), encoded(entry), headers=headers)
        await asyncio.sleep(0.01)
    await client.close()


if __name__ == "__main__":
    asyncio.run(relay(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
