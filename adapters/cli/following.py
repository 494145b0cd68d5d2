"""The command that follows the log in the terminal."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NoReturn

from adapters.cli import wanting
from adapters.cli.call import Usage, note, note_sandbox, write

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from adapters.cli.call import Call
    from adapters.feeds.feed import Feed, Wanted


def follow(call: Call) -> NoReturn:
    """Follow the log live: CloudEvents as JSON lines, until Ctrl-C.

    From now on, or past the position --after names (0: from the first entry), which may also be a cursor of
    the feed. --network and --type choose, each as often as needed. The last line's `sequence` is where to go
    on another time.
    """
    from adapters.database.bell import bell
    from adapters.feeds.cloudevents import encoded
    from adapters.feeds.feed import BadCursor, CursorIsGone, Feed

    with call.register() as samverk:
        feed, wanted = Feed(samverk.recorder), _wanted(samverk, call)
        cursor = call.arguments.after or _end(samverk, feed)
        try:
            position = feed.position(cursor)
            note_sandbox(samverk)
            note(f"Following past position {position}; Ctrl-C ends it.")
            with closing(bell(samverk.engine)) as rung:
                while True:
                    batch = feed.batch(feed.position(cursor), wanted)
                    if batch.entries:
                        write(b"".join(encoded(entry) + b"\n" for entry in batch.entries))
                    cursor = batch.cursor
                    if batch.caught_up:
                        rung.wait()
        except (BadCursor, CursorIsGone) as error:
            raise Usage(str(error)) from None


def _end(samverk: Samverk, feed: Feed) -> str:
    head, _ = samverk.log.head()
    return feed.cursor(head)


def _wanted(samverk: Samverk, call: Call) -> Wanted:
    from adapters.feeds.feed import Wanted

    networks = wanting.networks(samverk, call.arguments.network)
    types = wanting.types(call.arguments.type)
    return Wanted(
        None if networks is None else frozenset(networks), None if types is None else frozenset(types)
    )
