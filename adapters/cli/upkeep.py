"""Commands that look after a register: how its read models stand, building them anew, checking the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.cli.arguments import argument
from adapters.cli.call import DONE, REFUSED, Usage, note
from adapters.cli.parser import CommandLine
from adapters.cli.progress import progress
from adapters.wire.values import nearest, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.cli.call import Call
    from adapters.log.entries import Entry


def status(call: Call) -> int:
    """Show where the log and the read models stand.

    A stream that stopped at an entry that cannot be read is named, with the reason.
    """
    with call.register() as samverk:
        call.answer("status", samverk.status())
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
        with progress("Rebuilding") as report:
            samverk.projector.rebuild(report)
        call.answer("status", samverk.status())
    return DONE


def verify(call: Call) -> int:
    """Recompute the log, and name the first entry that was altered.

    Exits with 1 when there is one. The root is the hash over all entries: the same log has the same root
    anywhere. --entry says where in it an entry stands, and exits with 1 when it does not.
    """
    from adapters.database.engine import open_engine, read_register
    from adapters.log.reader import LogReader
    from adapters.log.tree import verify as recompute

    engine = open_engine(call.database)
    try:
        reader = LogReader(engine)
        total, _ = reader.head()
        tiles = reader.tiles()
        seen: list[Entry] = []
        with progress("Verifying") as report:
            passing = _counted(_watched(reader.entries(), call.arguments.entry, seen), total, report)
            verdict = recompute(passing, reader.head, tiles)
        answer: dict[str, Any] = {
            "ok": verdict.ok,
            "entries": verdict.entries,
            "root": verdict.root,
            "first_bad": verdict.first_bad,
            "reason": verdict.reason,
        }
        if read_register(engine).sandbox:
            answer["sandbox"] = True
        code = DONE if verdict.ok else REFUSED
        if (asked := call.arguments.entry) is not None:
            # Only what the check came by, and found good, stands in the log.
            good = [entry for entry in seen if entry.position <= verdict.entries]
            answer["entry"] = _placed(good[0]) if good else None
            if not good:
                code = REFUSED
                note(
                    f"No entry {asked} in this log."
                    if verdict.ok
                    else f"Entry {asked} is not among the entries before position {verdict.first_bad}."
                )
        call.answer("verify", answer)
    finally:
        engine.dispose()
    return code


VERIFY = CommandLine(
    "verify",
    verify,
    (argument("--entry", type=words, metavar="ID", help="where an entry of that id stands in it"),),
    "samverk verify",
)
"""The command that the tour of the demonstration ends with, too."""


def _placed(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "position": entry.position, "leaf": entry.leaf.hex()}


def _watched(entries: Iterator[Entry], id_: str | None, seen: list[Entry]) -> Iterator[Entry]:
    """The same entries; the one with an id is noted as it goes by."""
    for entry in entries:
        if entry.id == id_:
            seen.append(entry)
        yield entry


def _counted(entries: Iterator[Entry], total: int, report: Callable[[int, int], None]) -> Iterator[Entry]:
    """The same entries, told of as they go by."""
    for entry in entries:
        if entry.position % 1000 == 0:
            report(min(entry.position, total), total)
        yield entry
