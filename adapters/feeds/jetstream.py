"""The stream of NATS JetStream that entries are published to: where it ends, and what comes next in it.

What was published is read from the stream itself, never from a note beside it. Every message names the
sequence that has to come before it, so nothing stands there twice or out of turn, not even by two relays at
once. A whole stream holds one message an entry; of one that holds fewer, or others, nobody is told more.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
from nats.errors import NoRespondersError
from nats.js.api import Header, RetentionPolicy, StreamConfig
from nats.js.client import NO_RESPONDERS_STATUS as NO_RESPONDERS
from nats.js.errors import APIError, NotFoundError

from adapters.feeds.cloudevents import MEDIA_TYPE, encoded
from adapters.feeds.feed import START, BadCursor, CursorIsGone, cursor_of
from application.entries import NETWORKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nats.aio.client import Client
    from nats.aio.msg import Msg

    from adapters.feeds.feed import Batch, Feed
    from adapters.log.entries import Entry

SUBJECTS = "samverk.>"
CURSOR_HEADER = "Samverk-Cursor"
PATIENCE = 5.0
"""Seconds to wait for an acknowledgement before the connection counts as lost."""
AT_A_TIME = 500
"""Messages on their way at once."""
_REPEATS_PASSED_OVER = 0.1
"""Seconds, the fewest there are: the server passes over a repeat even of what was purged meanwhile."""
_OUTRUN = frozenset({10071, 10158, 10164})
"""What the server's refusals are called where another relay's message is there first, or on its way."""


class RelayFault(Exception):
    """The relay cannot go on by itself; the message is one sentence."""


class OutOfTurn(Exception):
    """The stream is no longer as it was when it was looked at."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a stream ends: its last sequence, and the place in the log of the message there."""

    sequence: int
    position: int
    cursor: str


def subject_of(entry: Entry) -> str:
    """The subject an entry is published under: by network and type; people's by type alone."""
    if entry.stream.startswith(NETWORKS):
        return f"samverk.networks.{entry.stream.removeprefix(NETWORKS)}.{entry.type}"
    return f"samverk.people.{entry.type}"


class RelayedStream:
    """One stream of a server and the log it is to hold. Raises what the client of NATS raises."""

    def __init__(self, client: Client, name: str, feed: Feed) -> None:
        self._client = client
        self._server = client.jetstream(timeout=PATIENCE)
        self._name = name
        self._feed = feed
        self._whole_at: int | None = None

    async def end(self, known: End | None = None) -> End:
        """Where the stream ends; makes it if there is none. What is known already is not read again.

        Raises OutOfTurn where it grew meanwhile, and RelayFault where it does not hold the log up to there.
        """
        try:
            info = await self._server.stream_info(self._name)
        except NotFoundError:
            await self._server.add_stream(
                StreamConfig(
                    name=self._name,
                    subjects=[SUBJECTS],
                    deny_delete=True,
                    duplicate_window=_REPEATS_PASSED_OVER,
                )
            )
            info = await self._server.stream_info(self._name)
        if SUBJECTS not in (info.config.subjects or ()) or not _keeps_all(info.config):
            raise RelayFault(
                f"The stream {self._name} is not one that takes {SUBJECTS} and keeps all of it; name another."
            )
        if not info.state.messages:
            known = End(info.state.last_seq, 0, START)
        elif known is None or known.sequence != info.state.last_seq:
            known = await self._last(info.state.last_seq)
        if info.state.messages != known.position:
            if self._whole_at is not None and info.state.first_seq > self._whole_at:
                # Emptied between a look and what was sent after it: to be filled from the first entry.
                await self.empty()
                raise OutOfTurn
            raise RelayFault(
                f"The stream {self._name} ends with entry {known.position} and holds {info.state.messages}:"
                " something was removed or added by others; --rebuild empties it and publishes everything."
            )
        self._whole_at = known.sequence
        return known

    async def empty(self) -> None:
        """Removes every message, where there is such a stream."""
        try:
            await self._server.purge_stream(self._name)
        except NotFoundError:
            return

    def after(self, end: End) -> Batch:
        """The entries to come after a stream's end. Raises RelayFault where the log has become another."""
        batch = self._feed.batch(end.position, limit=AT_A_TIME)
        try:
            self._feed.position(end.cursor)
        except CursorIsGone:
            raise self._other_log(end.cursor) from None
        return batch

    async def send(self, entries: Sequence[Entry], end: End) -> End:
        """Publishes entries, each after the one before; where the stream ends once all are kept.

        Raises OutOfTurn where it did not end where it was said to; then nothing that is not next was kept.
        """
        inbox = self._client.new_inbox()
        replies = await self._client.subscribe(inbox)
        try:
            for before, entry in enumerate(entries, start=end.sequence):
                headers = {
                    Header.MSG_ID: entry.id,
                    Header.EXPECTED_STREAM: self._name,
                    Header.EXPECTED_LAST_SEQUENCE: str(before),
                    CURSOR_HEADER: cursor_of(entry),
                    "Content-Type": MEDIA_TYPE,
                }
                await self._client.publish(subject_of(entry), encoded(entry), inbox, headers)
            kept = [_sequence(await replies.next_msg(PATIENCE)) for _ in entries]
        finally:
            await replies.unsubscribe()
        # A repeat that was passed over is told with the sequence of the first one, be it purged or not.
        if kept != list(range(end.sequence + 1, end.sequence + len(entries) + 1)):
            raise OutOfTurn
        return End(kept[-1], entries[-1].position, cursor_of(entries[-1]))

    async def _last(self, sequence: int) -> End:
        """What the last message says, where it is the one of a sequence."""
        try:
            last = await self._server.get_last_msg(self._name, SUBJECTS)
        except NotFoundError:
            raise OutOfTurn from None
        if last.seq != sequence:
            raise OutOfTurn
        cursor = (last.headers or {}).get(CURSOR_HEADER, "")
        try:
            return End(sequence, await asyncio.to_thread(self._feed.position, cursor), cursor)
        except (BadCursor, CursorIsGone):
            raise self._other_log(cursor) from None

    def _other_log(self, cursor: str) -> RelayFault:
        return RelayFault(
            f"The stream {self._name} ends at “{cursor}”, which is not in this log: a backup was restored"
            " since, or it is another register's; --rebuild empties it and publishes everything."
        )


def _sequence(reply: Msg) -> int:
    """The sequence under which the server says it kept a message; raises what it says otherwise."""
    # Read here, because the client's own `publish_async` never hears of a refusal (nats-py 2.16).
    if (reply.headers or {}).get(Header.STATUS) == NO_RESPONDERS:
        raise NoRespondersError
    said = orjson.loads(reply.data)
    if "error" in said:
        if said["error"]["err_code"] in _OUTRUN:
            raise OutOfTurn
        raise APIError.from_error(said["error"])
    return int(said["seq"])


def _keeps_all(config: StreamConfig) -> bool:
    """Whether a stream removes nothing by itself."""
    limits = (config.max_msgs, config.max_bytes, config.max_age, config.max_msgs_per_subject)
    return config.retention == RetentionPolicy.LIMITS and not any(limit and limit > 0 for limit in limits)
