"""The program: carries one call out and turns whatever goes wrong into one sentence and an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from adapters.cli.call import FAULTY, Usage, note
from adapters.cli.commands import COMMANDS
from adapters.cli.parser import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""
UNREAD = 141
"""Exit code when whoever read the output went away, as shells have it."""


def run() -> NoReturn:
    """The entry point of `samverk`."""
    # A run makes many objects and few cycles: the default has a fifth of a long run spent looking for those.
    gc.set_threshold(50_000, 50, 50)
    if "_ARGCOMPLETE" in os.environ:
        from adapters.cli.completion import answer_shell

        answer_shell(COMMANDS)
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str]) -> int:
    """Carries out one command line; returns its exit code."""
    _prepare_streams()
    try:
        command, call = parse(words, COMMANDS)
        code = command.run(call)
        sys.stdout.flush()
    except SystemExit as stop:
        return int(stop.code or 0)
    except Usage as usage:
        note(str(usage))
        return FAULTY
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return UNREAD
    except Exception as error:
        sentence = _told(error)
        if sentence is None:
            raise
        note(sentence)
        _drop_output()
        return FAULTY
    return code


def _told(error: Exception) -> str | None:
    """The sentence for a known kind of mishap; None for a defect of the program."""
    from adapters.bootstrap import NotASandbox
    from adapters.database.faults import DatabaseFault
    from adapters.log.keys import KeyDestroyed, KeyStoreFault, UnreadableEntry
    from adapters.wire.charters import CharterFault
    from application.entries import UndecodableEntry
    from application.moments import Unanswerable
    from application.outcomes import Faulty

    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename is not None else ""
        return f"{where}{error.strerror or error}."
    known = (
        CharterFault,
        DatabaseFault,
        Faulty,
        KeyDestroyed,
        KeyStoreFault,
        NotASandbox,
        Unanswerable,
        UndecodableEntry,
        UnreadableEntry,
    )
    return str(error) if isinstance(error, known) else None


def _prepare_streams() -> None:
    """Makes the standard streams safe to write any text to, even where the caller closed them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115 - open for as long as the process
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _drop_output() -> None:
    """Sends what could not be written to nowhere, so that the interpreter does not try again as it ends."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
