"""What a subscriber is to be told of, as the command line names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.cli.call import Usage
from adapters.wire.values import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.bootstrap import Samverk


def networks(samverk: Samverk, named: Iterable[str] | None) -> tuple[str, ...] | None:
    """The networks that were named, None where none was. Raises Usage for one that is not there."""
    for key in named or ():
        if samverk.log.network(key) is None:
            raise Usage(f"There is no network “{key}”; `samverk networks` lists those there are.")
    return tuple(sorted(set(named))) if named else None


def types(named: Iterable[str] | None) -> tuple[str, ...] | None:
    """The stored names of the types that were named, None where none was. Raises Usage for an unknown one."""
    from adapters.feeds.cloudevents import stored_name
    from domain.catalogue import EVENTS

    known = tuple(sorted(name for name, _ in EVENTS.values()))
    result = tuple(sorted(set(map(stored_name, named or ()))))
    for name in result:
        if name not in known:
            hint = nearest(name, known) or "; see `samverk schema events`."
            raise Usage(f"There is no type of entry “{name}”{hint}")
    return result or None
