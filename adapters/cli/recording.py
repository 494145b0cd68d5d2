"""The command that records: JSON lines in, one result a line out, each once its events are durable."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.cli.call import Call, Usage, exit_code, note_sandbox, write
from adapters.cli.lines import batches
from adapters.cli.progress import progress
from adapters.wire.json import as_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapters.bootstrap import Samverk
    from adapters.cli.lines import Batch
    from application.outcomes import Outcome


def record(call: Call) -> int:
    """Carry out commands: JSON lines in, one result a line out.

    A result is printed once its events are durable, and as soon as no further line is waiting. A line that is
    refused or faulty leaves the others alone; with --atomic all are recorded or none, and nothing is printed
    before the last line is read. Exits with 1 when a rule refused something, with 2 when a line was no valid
    command.
    """
    from adapters.database.faults import DatabaseFault
    from adapters.wire.commands import LONGEST

    codes = {0}
    with _input(call.arguments.file) as (descriptor, read), call.register() as samverk:
        note_sandbox(samverk)
        arriving = batches(descriptor, LONGEST, read)
        if call.arguments.atomic:
            arriving = iter([[line for batch in arriving for line in batch]])
        for batch in arriving:
            try:
                codes.add(_carry_out(samverk, batch, atomic=call.arguments.atomic))
            except DatabaseFault as fault:
                raise DatabaseFault(f"{fault} Lines from {batch[0][0]} on have no result.") from None
    return max(codes)


def _carry_out(samverk: Samverk, batch: Batch, *, atomic: bool) -> int:
    """Records a batch and prints its results; the exit code it asks for."""
    from adapters.wire.commands import parse
    from application.outcomes import Faulty

    commands = [parse(line, number, samverk.today) for number, line in batch]
    outcomes = samverk.register.record(commands, atomic=atomic)
    write(b"".join(_result(outcome, number) for outcome, (number, _) in zip(outcomes, batch, strict=True)))
    if atomic and not any(isinstance(command, Faulty) for command in commands):
        # The commands that a refused one took along with it are no faults of the input.
        refused = [outcome for outcome in outcomes if not isinstance(outcome, Faulty)]
        return exit_code(refused or outcomes)
    return exit_code(outcomes)


def _result(outcome: Outcome, number: int) -> bytes:
    answer = outcome.answer()
    if "fault" in answer:
        answer["fault"]["line"] = number
    return as_json(answer) + b"\n"


@contextmanager
def _input(name: str) -> Iterator[tuple[int, Callable[[int], None]]]:
    """The descriptor to read from, and what to tell how much was read."""
    if name == "-":
        if sys.stdin is None:
            raise Usage("Standard input is closed; name a file to record.")
        yield sys.stdin.fileno(), lambda _: None
        return
    if Path(name).is_dir():
        raise Usage(f"{name} is a folder; name a file of JSON lines, or - for standard input.")
    descriptor = os.open(name, os.O_RDONLY)
    try:
        size = os.fstat(descriptor).st_size
        done = 0
        with progress("Recording") as report:

            def read(count: int) -> None:
                nonlocal done
                done += count
                report(done, max(size, done))

            yield descriptor, read
    finally:
        os.close(descriptor)
