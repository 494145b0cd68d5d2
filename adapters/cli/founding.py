"""Commands that set a register up: create it, check charters, found networks, carry the log elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.cli.call import DONE, REFUSED, Usage, exit_code, note, note_sandbox
from adapters.cli.progress import progress
from adapters.wire.values import nearest

if TYPE_CHECKING:
    from adapters.cli.call import Call
    from adapters.wire.charters import Charter


def init(call: Call) -> int:
    """Create an empty register.

    Beside it the store of its people's keys is created: FILE.keys.db, or what SAMVERK_KEYS names.

    A sandbox is a register for demonstrations, tests and teaching: its clock can be set with --now, and every
    answer says that it is one. A register stays what it was created as.
    """
    from adapters.bootstrap import create

    sandbox = call.arguments.sandbox
    create(call.database, sandbox=sandbox)
    with call.register():
        note(f"Created {'a sandbox' if sandbox else 'a register'}.")
    return DONE


def check(call: Call) -> int:
    """Check charters: each fault with file, key and what is expected.

    Exits with 1 when a charter has a fault, with 2 when a file cannot be read at all.
    """
    from adapters.wire.charters import CharterFault, read

    checked = []
    for name in call.arguments.files:
        path = Path(name)
        path.read_bytes()
        try:
            charter = read(path)
        except CharterFault as fault:
            checked.append({"file": name, "ok": False, "network": None, "faults": fault.faults})
        else:
            checked.append({"file": name, "ok": True, "network": charter.network.key, "faults": []})
    ok = all(charter["ok"] for charter in checked)
    call.answer("charter check", {"ok": ok, "charters": checked})
    return DONE if ok else REFUSED


def found(call: Call) -> int:
    """Found networks from their charters.

    A charter is a file, or the key of one of those that come with the program.
    A network is founded on --effective, else on the day its charter names, else today. Founding it again the
    same way records nothing. All charters are checked first: if one has a fault, none is founded.
    """
    from zoneinfo import ZoneInfo

    charters = [_charter(name) for name in call.arguments.charters]
    outcomes = []
    with call.register() as samverk:
        note_sandbox(samverk)
        for charter in charters:
            founding = charter.founding(
                call.arguments.effective, lambda zone: samverk.clock().astimezone(ZoneInfo(zone)).date()
            )
            outcome = samverk.register.found(founding)
            outcomes.append(outcome)
            answer = {"network": charter.network.key, **outcome.answer()}
            call.answer("found", answer)
    return exit_code(outcomes)


def copy(call: Call) -> int:
    """Carry a whole log to an empty database.

    Positions, ids and instants are kept, and so the copy's root is the same.
    The people's keys are a file of their own and are not copied: copy that too, where names are to be read.
    """
    from adapters.log.copy import copy as carry

    source, target = call.arguments.source, call.arguments.target
    with progress("Copying the log") as report:
        copied = carry(source, target, report)
    call.answer("copy", {"entries": copied.entries, "root": copied.root})
    note("The people's keys were not copied: give the copy the source's key store to let it read names.")
    return DONE


def _charter(name: str) -> Charter:
    from adapters.wire.charters import own, read

    known = own()
    path = Path(name)
    if path.exists() or "/" in name or path.suffix == ".toml":
        return read(path)
    if name not in known:
        hint = nearest(name, tuple(known)) or f"; the keys are {', '.join(known)}."
        raise Usage(f"“{name}” is neither a file nor the key of a charter{hint}")
    return read(known[name])
