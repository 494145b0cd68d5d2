"""Compiling a year's report: what the register records of an evaluation made from all it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from application.evaluation.shape import FORMAT
from application.moments import Unanswerable
from domain.chapters.reports import Compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from application.evaluation.evaluations import Evaluations


class Compiler:
    """Compiles reports from everything durable; see `application.ports.Evaluator`."""

    def __init__(self, evaluations: Evaluations, head: Callable[[], tuple[int, str | None]]) -> None:
        self._evaluations = evaluations
        self._head = head

    def compile(self, network: str, year: int) -> Compiled:
        """What a year's report compiled from everything durable now would be.

        It is judged on the day the last entry was recorded, or on the year's first day if that comes later.
        The hash is empty where the network has no such year. Raises UndecodableEntry.
        """
        position, _ = self._head()
        try:
            return Compiled(position, self._evaluations.digest(network, year, position), FORMAT)
        except Unanswerable:
            return Compiled(position, "", FORMAT)
