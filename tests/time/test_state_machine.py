"""Random histories in the register and in a naive book: the same answers, for any day, at any position.

Sized by SAMVERK_MACHINE_RUNS and SAMVERK_MACHINE_STEPS; a failure prints how to replay it, and
`--hypothesis-seed` replays a whole run.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import bindparam

from adapters.views import rows
from application.answers import standing
from domain import network as network_module
from domain.chapters.seats import SEAT
from domain.history import History
from domain.time import Period
from tests.register.conftest import sandbox
from tests.time.machine import machine_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from adapters.bootstrap import Samverk

SIZED = settings(
    max_examples=int(os.environ.get("SAMVERK_MACHINE_RUNS", "50")),
    stateful_step_count=int(os.environ.get("SAMVERK_MACHINE_STEPS", "30")),
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
ALWAYS_THE_SAME = settings(
    SIZED,
    max_examples=500,
    stateful_step_count=30,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)


def test_the_register_answers_what_a_naive_book_of_the_same_facts_does(many: Samverk) -> None:
    run_state_machine_as_test(machine_on(many), settings=SIZED)


# negative controls: the same machine finds what is wrong with a register that was weakened


class LastDayIncluded(Period):
    """A period that holds its end as well: on the day of a handover both would sit."""

    def holds(self, day: date) -> bool:
        return super().holds(day) or day == self.until


def last_day_included(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(standing, "Period", LastDayIncluded)


def what_was_known_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "_known", lambda table: table.c.known_to.is_(None))


def what_was_disproved_still_known(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rows, "_known", lambda table: table.c.known_from <= bindparam("position"))


def nothing_judged(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(History, "settle", lambda history, count, touched: None)


def back_dated_entries_last(patch: pytest.MonkeyPatch) -> None:
    judges = {
        replace(kind, by_day=kind.by_day and kind is not SEAT): judge
        for kind, judge in network_module.JUDGES.items()
    }
    patch.setattr(network_module, "JUDGES", judges)


def corrections_of_corrections_ignored(patch: pytest.MonkeyPatch) -> None:
    whole: Any = History.standing

    def standing_once(history: Any, entry: str) -> Any:
        fact = history.entries[entry]
        return fact if hasattr(fact.event, "entry") else whole(history, entry)

    patch.setattr(History, "standing", standing_once)


def lost_seats_overlooked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("domain.chapters.offices.standing.left_on", lambda *asked: None)


@pytest.mark.parametrize(
    "weaken",
    [
        last_day_included,
        what_was_known_forgotten,
        what_was_disproved_still_known,
        nothing_judged,
        back_dated_entries_last,
        corrections_of_corrections_ignored,
        lost_seats_overlooked,
    ],
)
def test_a_weakened_register_is_found_out(
    tmp_path: Path, weaken: Callable[[pytest.MonkeyPatch], None]
) -> None:
    with (
        sandbox(f"sqlite:///{tmp_path}/samverk.db", tmp_path / "people.keys") as samverk,
        pytest.MonkeyPatch.context() as patch,
    ):
        weaken(patch)
        with pytest.raises(AssertionError):
            run_state_machine_as_test(machine_on(samverk), settings=ALWAYS_THE_SAME)
