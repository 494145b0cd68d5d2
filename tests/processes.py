"""The processes that tests start: each ends with its test, and with the process that started it in any case.

Who started it may fail, be interrupted or be killed: then `tests/survivor.py` ends what is left. Each leads a
group of its own, which ends with it.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

PIPE, DEVNULL, STDOUT = subprocess.PIPE, subprocess.DEVNULL, subprocess.STDOUT
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""The signal that nobody can put off."""
SURVIVOR = Path(__file__).with_name("survivor.py")
_running: dict[int, subprocess.Popen[Any]] = {}

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # In a background job of a shell; what is started would inherit it and could not be interrupted.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start(words: Sequence[object], **options: Any) -> subprocess.Popen[Any]:
    """Starts a process, with the options of `subprocess.Popen`."""
    process = subprocess.Popen(list(map(str, words)), start_new_session=True, **options)
    watch(process.pid)
    _running[process.pid] = process
    return process


def end(process: subprocess.Popen[Any], how: signal.Signals = KILL) -> int:
    """Ends a process, if it still runs, and what is left of its group; its exit code."""
    if process.poll() is None:
        process.send_signal(how)
    code = process.wait(GIVE_UP)
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, KILL)
    if _running.pop(process.pid, None) is not None:
        watch(process.pid, 0)
    return code


def run(
    words: Sequence[object], sent: bytes | None = None, *, check: bool = True, **options: Any
) -> subprocess.CompletedProcess[Any]:
    """What a process answers to what it is sent, once it has ended; where `check`, it has to end well."""
    process = start(
        words,
        stdin=subprocess.DEVNULL if sent is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )
    out, err = process.communicate(sent, GIVE_UP)
    completed = subprocess.CompletedProcess(process.args, end(process), out, err)
    assert not (check and completed.returncode), completed
    return completed


def running() -> set[int]:
    """The numbers of the processes that were started here and not ended."""
    return set(_running)


def end_all(but: Collection[int] = ()) -> None:
    """Ends what runs, whatever became of it, and closes what is still open to it."""
    for process in [process for number, process in _running.items() if number not in but]:
        end(process)
        for pipe in _pipes(process):
            with suppress(OSError):
                pipe.close()


def watch(number: int, how: int = KILL) -> None:
    """Has a process ended when this one is gone, by a signal; 0 where it has ended already."""
    line = _survivor().stdin
    assert line is not None
    line.write(b"%d %d\n" % (number, how))


def _pipes(process: subprocess.Popen[Any]) -> Iterator[Any]:
    yield from (pipe for pipe in (process.stdin, process.stdout, process.stderr) if pipe is not None)


@cache
def _survivor() -> subprocess.Popen[bytes]:
    # Unbuffered, so that it has been told by the time anything else happens here.
    words = [sys.executable, "-I", "-S", str(SURVIVOR)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, bufsize=0, start_new_session=True)
    atexit.register(process.communicate)
    return process
