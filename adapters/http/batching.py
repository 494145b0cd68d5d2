"""Carrying commands out a batch at a time: what came in while one was being made durable is the next."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from adapters.http.problems import Problem, unknown_network
from adapters.wire.commands import as_command
from application.entries import UndecodableEntry
from application.outcomes import Faulty

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from application.commands import Command
    from application.outcomes import Outcome

TOGETHER = 500
"""Commands made durable in one append."""


@dataclass(slots=True)
class Waiting:
    """A command that waits its turn: as data, with what stands in no body; and what became of it."""

    said: dict[str, Any]
    correlation: str
    expected_version: int | None = None
    reach: frozenset[str] | None = None
    """The networks it may write to; None for every one."""
    outcome: Outcome | BaseException | None = None


class Writer:
    """Records commands for many threads; the register itself is used by one at a time."""

    def __init__(self, samverk: Samverk) -> None:
        self._samverk = samverk
        self._waiting: deque[Waiting] = deque()
        self._turn = Lock()

    def carry_out(self, asked: Waiting) -> Outcome:
        """Carries a command out; its outcome is durable. Raises Problem, DatabaseFault and KeyStoreFault."""
        self._waiting.append(asked)
        with self._turn:
            # Somebody whose turn came first may have taken it along.
            while asked.outcome is None:
                self._record([self._waiting.popleft() for _ in range(min(len(self._waiting), TOGETHER))])
        if isinstance(asked.outcome, BaseException) and not isinstance(asked.outcome, Faulty):
            raise asked.outcome
        return asked.outcome

    def _record(self, batch: list[Waiting]) -> None:
        try:
            commands = []
            for asked in batch:
                try:
                    commands.append((asked, self._command(asked)))
                except Problem as problem:
                    asked.outcome = problem
            outcomes = self._samverk.register.record([command for _, command in commands])
            for (asked, _), outcome in zip(commands, outcomes, strict=True):
                asked.outcome = outcome
        except BaseException as error:
            # Nobody knows what of the batch is durable; each is told, and may send the same again.
            for asked in batch:
                asked.outcome = error

    def _command(self, asked: Waiting) -> Command | Faulty:
        network = asked.said.get("network")
        try:
            if network is not None and self._samverk.log.network(network) is None:
                raise unknown_network(network)
            command = as_command(asked.said, self._samverk.today)
        except Faulty as fault:
            return fault
        except UndecodableEntry as error:
            return Faulty(f"{error} Nothing is recorded after an entry that cannot be read.")
        command.correlation = asked.correlation
        command.expected_version = asked.expected_version
        command.reach = asked.reach
        return command
