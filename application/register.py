"""The register's writing side: commands in, their outcomes out, durable.

When another process has written to the same streams meanwhile, the whole batch is decided anew on what they
now hold.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from application.batch import Batch
from application.entries import Conflict
from application.outcomes import Faulty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from application.commands import Command
    from application.outcomes import Outcome
    from application.ports import Evaluator, Log
    from domain.chapters.structure import NetworkFounded

ATTEMPTS = 50
"""How often a batch is decided anew when others keep writing to the same streams, before giving up."""


class Register:
    """Carries commands out against a log."""

    def __init__(self, log: Log, evaluator: Evaluator) -> None:
        self._log = log
        self._evaluator = evaluator

    def found(
        self, founding: NetworkFounded, *, actor: str | None = None, authority: str | None = None
    ) -> Outcome:
        """Founds a network; founding it again the same way records nothing. Refuses a key that is taken."""
        for _ in range(ATTEMPTS):
            batch = Batch(self._log, self._evaluator)
            try:
                return batch.commit([batch.found(founding, actor, authority)])[0]
            except Conflict:
                batch.abandon()
        return Faulty(_BUSY)

    def record(self, commands: Sequence[Command | Faulty], *, atomic: bool = False) -> list[Outcome]:
        """Carries commands out in order and returns their outcomes, durable.

        One that is refused or faulty leaves the others alone, unless `atomic`: then all are recorded or
        none, and corrections are judged on the state after the whole batch. A report is compiled from what is
        durable: what came before it is committed first, and in an atomic batch is not part of it.
        """
        if atomic:
            return self._recorded(commands, Batch.together)
        return [outcome for part in _parts(commands) for outcome in self._recorded(part, Batch.apart)]

    def _recorded(
        self,
        commands: Sequence[Command | Faulty],
        decide: Callable[[Batch, Sequence[Command | Faulty]], list[Outcome]],
    ) -> list[Outcome]:
        for _ in range(ATTEMPTS):
            batch = Batch(self._log, self._evaluator)
            try:
                return decide(batch, commands)
            except Conflict:
                batch.abandon()
            except BaseException:
                batch.abandon()
                raise
        return [Faulty(_BUSY)] * len(commands)


def _parts(commands: Sequence[Command | Faulty]) -> Iterator[Sequence[Command | Faulty]]:
    """Commands in runs to be made durable one after the other: a new run begins where one is supplied."""
    cuts = [
        at
        for at, command in enumerate(commands)
        if at and not isinstance(command, Faulty) and command.type.supplied
    ]
    for start, end in pairwise([0, *cuts, len(commands)]):
        yield commands[start:end]


_BUSY = "Others kept writing to the same network; nothing was recorded. The same again would be accepted."
