"""One call of the program: what was asked of which register, and the ways to answer."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from adapters.bootstrap import Samverk
    from application.outcomes import Outcome

DATABASE = "SAMVERK_DATABASE"
"""Environment variable that names the register's database."""
USUAL_DATABASE = "sqlite:///samverk.db"

DONE, REFUSED, FAULTY = 0, 1, 2
"""Exit codes: done; a rule refused something or a check found a fault; wrong usage or input."""


class Usage(Exception):
    """The call cannot be carried out as it was made; the message is one sentence for whoever made it."""


@dataclass(frozen=True, slots=True)
class Call:
    """What one call asks for; `given` is the database named on the command line, if one was."""

    arguments: Namespace
    given: str | None = None
    json: bool = False
    now: datetime | None = None
    pager: bool = True

    @property
    def named(self) -> str | None:
        """The address of a database, if the command line or the environment names one."""
        return self.given or os.environ.get(DATABASE) or None

    @property
    def database(self) -> str:
        """The address of the register's database."""
        return self.named or USUAL_DATABASE

    @contextmanager
    def register(self) -> Iterator[Samverk]:
        """The register, open. Raises DatabaseFault, KeyStoreFault and NotASandbox."""
        from adapters.bootstrap import open_register

        samverk = open_register(self.database, self.now)
        try:
            yield samverk
        finally:
            samverk.close()

    @contextmanager
    def caught_up(self) -> Iterator[Samverk]:
        """The register, open, its read models at the end of the log. Raises as `register` does."""
        from adapters.cli.progress import progress
        from adapters.database.faults import DatabaseFault

        with self.register() as samverk:
            try:
                with progress("Catching up with the log") as report:
                    samverk.projector.catch_up(report)
            except DatabaseFault as fault:
                raise DatabaseFault(f"The answer has to catch up with the log and cannot: {fault}") from None
            yield samverk

    def answer(self, question: str, data: Any) -> None:
        """Prints an answer: one line of JSON, or the question's page for people."""
        from adapters.wire.json import as_json, plain

        if self.json:
            write(as_json(data) + b"\n")
        else:
            from adapters.cli.pages import screen, standing, usual

            page = standing.PAGES.get(question, partial(usual.page, question))
            screen.show(page(plain(data)), pager=self.pager)


def write(data: bytes) -> None:
    """Writes data to standard output, all of it, before returning."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def note(sentence: str) -> None:
    """Tells people something that is not data, on standard error."""
    print(sentence, file=sys.stderr, flush=True)


def note_sandbox(samverk: Samverk) -> None:
    """Says that a register is a sandbox, where the answer itself cannot."""
    if samverk.sandbox:
        note("This register is a sandbox.")


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """What a run that led to these outcomes exits with."""
    from application.outcomes import Faulty, Refused

    code = DONE
    for outcome in outcomes:
        if isinstance(outcome, Faulty):
            return FAULTY
        if isinstance(outcome, Refused):
            code = REFUSED
    return code
