"""Commands that look after a register: how its read models stand, building them anew, checking the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.cli.arguments import nearest
from adapters.cli.call import DONE, REFUSED, Usage
from adapters.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.bootstrap import Samverk
    from adapters.cli.call import Call
    from adapters.log.entries import Entry


def status(call: Call) -> int:
    """Show where the log and the read models stand.

    A stream that stopped at an entry that cannot be read is named, with the reason.
    """
    with call.register() as samverk:
        call.answer("status", _status(samverk))
    return DONE


def rebuild(call: Call) -> int:
    """Build the read models anew from the first entry.

    They are built beside those that answer meanwhile, and then take their place.
    One pass over the log serves them all, so all are rebuilt, whichever are named.
    """
    from projections.catalogue import PROJECTIONS

    known = tuple(projection.name for projection in PROJECTIONS)
    for name in call.arguments.projections:
        if name not in known:
            hint = nearest(name, known) or f"; there are {', '.join(known)}."
            raise Usage(f"There is no projection “{name}”{hint}")
    with call.register() as samverk:
        with progress("Rebuilding") as told:
            samverk.projector.rebuild(told)
        call.answer("status", _status(samverk))
    return DONE


def verify(call: Call) -> int:
    """Recompute the log, and name the first entry that was altered.

    Exits with 1 when there is one. The root is the hash over all entries: the same log has the same root
    anywhere.
    """
    from adapters.log.database import open_engine, read_register
    from adapters.log.reader import LogReader
    from adapters.log.tree import verify as recompute

    engine = open_engine(call.database)
    try:
        reader = LogReader(engine)
        total, _ = reader.head()
        with progress("Verifying") as told:
            verdict = recompute(_counted(reader.entries(), total, told), reader.head)
        answer = {
            "ok": verdict.ok,
            "entries": verdict.entries,
            "root": verdict.root,
            "first_bad": verdict.first_bad,
            "reason": verdict.reason,
        }
        if read_register(engine).sandbox:
            answer["sandbox"] = True
        call.answer("verify", answer)
    finally:
        engine.dispose()
    return DONE if verdict.ok else REFUSED


def _status(samverk: Samverk) -> dict[str, Any]:
    from projections.catalogue import PROJECTIONS

    made = not samverk.views.outdated()
    position = samverk.views.live.position() if made else 0
    parked = [
        {"stream": stop.stream, "position": stop.position, "reason": stop.reason}
        for stop in (samverk.views.live.parked() if made else ())
    ]
    answer: dict[str, Any] = {
        "position": samverk.log.head()[0],
        "projections": [
            {
                "name": projection.name,
                "version": projection.version,
                "position": position,
                "parked": parked,
            }
            for projection in PROJECTIONS
        ],
    }
    if samverk.sandbox:
        answer["sandbox"] = True
    return answer


def _counted(entries: Iterator[Entry], total: int, told: Callable[[int, int], None]) -> Iterator[Entry]:
    """The same entries, told of as they go by."""
    for entry in entries:
        if entry.position % 1000 == 0:
            told(min(entry.position, total), total)
        yield entry
