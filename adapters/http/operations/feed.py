"""The operation that gives the log in batches, from any position, and waits for more where asked to."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import anyio
from starlette.responses import Response

from adapters.feeds.cloudevents import BATCH_MEDIA_TYPE, batch, stored_name
from adapters.feeds.feed import MOST, START, BadCursor, CursorIsGone, Wanted
from adapters.http.parameters import query
from adapters.http.problems import Problem, unknown_network
from adapters.http.routes import Asked, Route
from adapters.wire.values import between, key, line, nearest
from application.entries import NETWORKS
from domain.catalogue import EVENTS

if TYPE_CHECKING:
    from adapters.feeds.feed import Batch

LONGEST = 30
"""Seconds that a request may wait for entries."""
_NAMES = tuple(sorted(name for name, _ in EVENTS.values()))
_CURSOR: dict[str, Any] = {"type": "string", "pattern": r"^[0-9]{1,15}(-[0-9a-f]{16})?$"}


def event_type(text: str) -> str:
    """A type of events, as `ChairElected` or `samverk.ChairElected.v1`; its stored name."""
    name = stored_name(line(text))
    if name not in _NAMES:
        raise ArgumentTypeError(f"there is no type “{text}”{nearest(name, _NAMES)}")
    return name


def place(text: str) -> str:
    """A cursor, or a position, as it is written."""
    if not re.fullmatch(_CURSOR["pattern"], text):
        said = f"“{line(text)[:80]}” is no place in the log; write a position, or a cursor it gave"
        raise ArgumentTypeError(said)
    return text


AFTER = query(
    "after",
    place,
    _CURSOR,
    "Past this place: a cursor that the feed or a stream gave, or a position; 0 is before the first entry.",
    START,
    default=START,
)
NETWORK = query(
    "network",
    key,
    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": r"^[^\s/\u0000-\u001f\u007f-\u009f]+$"},
    "Only of this network, or these; people belong to none. Of every one the token is for when left out.",
    "12k-plo",
    many=True,
)
TYPE = query(
    "type",
    event_type,
    {
        "type": "string",
        "enum": [*_NAMES, *(f"samverk.{name}.v{version}" for name, version in sorted(EVENTS.values()))],
    },
    "Only of this type, or these; with or without `samverk.` and version.",
    "ChairElected",
    many=True,
)
_LIMIT = query(
    "limit",
    between(1, MOST),
    {"type": "integer", "minimum": 1, "maximum": MOST},
    "At most so many.",
    100,
    default=MOST,
)
_TIMEOUT = query(
    "timeout",
    between(0, LONGEST),
    {"type": "integer", "minimum": 0, "maximum": LONGEST},
    "Where there is nothing yet, wait for it so many seconds.",
    0,
    default=0,
)


def wanted(asked: Asked) -> Wanted:
    """What somebody wants of what they may have. Raises Problem where they may not, or no such thing is."""
    networks, types = asked.values["network"], asked.values["type"]
    for named in networks or ():
        if not asked.principal.covers(named):
            raise Problem("forbidden", f"The token is not for “{named}”; leave it out.", field="network")
        if not asked.service.samverk.recorder.select_events(NETWORKS + named, limit=1):
            raise unknown_network(named)
    own = asked.principal.networks
    return Wanted(
        own if networks is None else frozenset(networks), None if types is None else frozenset(types)
    )


def position(asked: Asked, cursor: str) -> int:
    """The position of a cursor somebody goes on from. Raises Problem where that is not possible."""
    try:
        return asked.service.feed.position(cursor)
    except BadCursor as bad:
        raise Problem("malformed", str(bad), field="after") from None
    except CursorIsGone as gone:
        raise Problem("gone", str(gone), head=gone.head) from None


async def _feed(asked: Asked) -> Response:
    service = asked.service
    after, limit = asked.values["after"], asked.values["limit"]
    filters = await service.reading(lambda: wanted(asked))

    def read(cursor: str) -> Batch:
        return service.feed.batch(position(asked, cursor), filters, limit)

    result = await service.reading(partial(read, after))
    if not result.entries and asked.values["timeout"]:
        until = monotonic() + asked.values["timeout"]
        with service.streams.one(asked.principal), service.tail.followed():
            while not result.entries and monotonic() < until and not service.stopping.is_set():
                with anyio.move_on_after(until - monotonic()):
                    await service.tail.grown(result.position)
                # From the cursor, so that it is noticed when the log is another by now.
                result = await service.reading(partial(read, result.cursor))
    return Response(batch(result.entries), 200, _headers(asked, result), BATCH_MEDIA_TYPE)


def _headers(asked: Asked, found: Batch) -> dict[str, str]:
    following = [("after", found.cursor)]
    following += [pair for pair in asked.request.query_params.multi_items() if pair[0] != "after"]
    return {
        "Cache-Control": "no-store",
        "Link": f'<{asked.request.url.path}?{urlencode(following)}>; rel="next"',
        "Samverk-Cursor": found.cursor,
        "Samverk-Position": str(found.position),
        "Samverk-Head": str(found.head),
        "Samverk-Caught-Up": "true" if found.caught_up else "false",
    }


EVENT: dict[str, Any] = {
    "type": "object",
    "required": ["specversion", "id", "source", "type", "time", "subject", "sequence", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "description": "The same whenever and however the event is sent."},
        "source": {"type": "string", "pattern": "^/(networks|people)/"},
        "type": {"type": "string", "pattern": r"^samverk\.[A-Za-z]+\.v[0-9]+$"},
        "time": {"type": "string", "format": "date-time"},
        "subject": {"type": "string", "description": "Key of the network or the person."},
        "sequence": {"type": "string", "pattern": "^[0-9]+$", "description": "Its position in the log."},
        "datacontenttype": {"const": "application/json"},
        "effective": {"type": "string", "format": "date"},
        "data": {"type": "object"},
    },
}
"""An event as it is sent; a person's has neither `effective` nor anything but the key in `data`."""

ROUTES: tuple[Route, ...] = (
    Route(
        "feed",
        "GET",
        "/feed",
        "The log past a place, as a batch of CloudEvents in its order; `Link` leads on, also from its end.",
        _feed,
        (AFTER, NETWORK, TYPE, _LIMIT, _TIMEOUT),
        {"type": "array", "items": EVENT},
        produces=(BATCH_MEDIA_TYPE,),
        also=("unknown", "gone"),
        headers={
            "Link": 'What to ask next, as `rel="next"`.',
            "Samverk-Cursor": "The place up to which the log was looked through: go on after it.",
            "Samverk-Position": "The position of that place.",
            "Samverk-Head": "Where the log ended then.",
            "Samverk-Caught-Up": "`true` where there was nothing more.",
        },
    ),
)
