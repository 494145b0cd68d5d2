"""What holds of the year of any history: seats are held or vacant, and shares are shares."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from application.entries import Entry
from application.evaluation.evaluations import Source, evaluated
from application.evaluation.plain import plain
from application.evaluation.replay import Replay, median, rounded, share
from tests.random_histories import STREAM, recordings

if TYPE_CHECKING:
    from application.evaluation.shape import Evaluation
    from tests.random_histories import Recording


def replayed(recording: Recording, year: int, on: date) -> Evaluation:
    """A year of a recorded history, where a correction of its founding has not moved that past the day."""
    entries = [
        Entry(STREAM, at, event, id_, position=at, recorded=f"{year + 1}-06-01T08:00:00.000000Z")
        for at, (id_, event) in enumerate(recording.entries, start=1)
    ]
    assume(max(recording.network.structure.founded, date(year, 1, 1)) <= min(on, date(year, 12, 31)))
    replay = Replay.of(recording.network, entries, year, on)
    return evaluated(replay, Source(len(entries), None, "", sandbox=True), lambda day: None)


@settings(max_examples=60, deadline=None)
@given(recordings(), st.sampled_from([2020, 2021]), st.integers(0, 500))
def test_every_day_of_a_seat_for_one_is_held_or_vacant(recording: Recording, year: int, later: int) -> None:
    said = replayed(recording, year, date.fromordinal(date(year, 1, 1).toordinal() + later))
    members = said.membership
    end = min(said.until, date.fromordinal(said.on.toordinal() + 1))
    held = sum(
        max(0, (min(end, one.until or end) - max(said.from_, one.from_)).days) for one in members.tenures
    )
    assert held + members.vacant_days == members.seat_days
    assert members.vacant_days == sum(one.days for one in members.vacancies)
    assert members.stayed <= min(members.members_before, members.members_last_day)


@settings(max_examples=30, deadline=None)
@given(recordings())
def test_a_year_is_told_the_same_however_often_it_is_told(recording: Recording) -> None:
    one, other = (replayed(recording, 2020, date(2021, 6, 1)) for _ in range(2))
    assert plain(one) == plain(other)
    assert [line.position for line in one.afterwards] == sorted(line.position for line in one.afterwards)


def test_numbers_are_given_with_four_decimals_at_most() -> None:
    assert (rounded(2 / 3), share(1, 3), share(0, 5), share(3, 0)) == (0.6667, 0.3333, 0.0, None)
    assert (median([]), median([7]), median([9, 1]), median([3, 1, 2])) == (None, 7.0, 5.0, 2.0)
