from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from domain.time import Period, day_after, days_after, earlier, gaps, is_before, joined, years_after
from tests.domain.story import day

if TYPE_CHECKING:
    Pair = tuple[str, str | None]


def pairs(*written: Pair) -> list[tuple[date, date | None]]:
    return [(day(start), None if until is None else day(until)) for start, until in written]


def written(periods: list[Period]) -> list[tuple[str, str | None]]:
    return [(str(period.start), None if period.until is None else str(period.until)) for period in periods]


@pytest.mark.parametrize(
    ("start", "until", "on", "holds"),
    [
        ("2012-01-01", "2012-02-01", "2012-01-01", True),
        ("2012-01-01", "2012-02-01", "2012-01-31", True),
        ("2012-01-01", "2012-02-01", "2012-02-01", False),
        ("2012-01-01", None, "9999-12-31", True),
        (None, "2012-02-01", "0001-01-01", True),
        (None, None, "2012-02-01", True),
        ("2012-01-01", None, "2011-12-31", False),
    ],
)
def test_a_period_holds_its_first_day_and_not_its_end(
    start: str | None, until: str | None, on: str, holds: bool
) -> None:
    period = Period(start and day(start), until and day(until))  # type: ignore[arg-type]
    assert period.holds(day(on)) is holds


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2012-03-09", 1, "2013-03-09"),
        ("2012-02-29", 1, "2013-03-01"),
        ("2012-02-29", 4, "2016-02-29"),
        ("2011-02-28", 1, "2012-02-28"),
        ("9998-03-09", 1, "9999-03-09"),
        ("9999-01-01", 1, "9999-12-31"),
    ],
)
def test_a_year_later_is_the_same_day_of_the_calendar_where_there_is_one(
    start: str, years: int, end: str
) -> None:
    assert years_after(day(start), years) == day(end)


def test_some_days_later_is_no_later_than_the_last_day_of_the_calendar() -> None:
    assert days_after(day("2012-02-27"), 3) == day("2012-03-01")
    assert days_after(day("9999-12-30"), 1) == date.max
    assert days_after(day("9999-12-30"), 2) == date.max


def test_periods_that_begin_on_one_day_are_joined_and_leave_gaps_whether_they_end_or_not() -> None:
    both = pairs(("2012-01-01", "2012-02-01"), ("2012-01-01", None))
    for periods in (both, both[::-1]):
        assert written(joined(periods)) == [("2012-01-01", None)]
        assert written(gaps(periods, [Period(day("2011-12-01"), None)])) == [("2011-12-01", "2012-01-01")]


def test_the_day_after_the_last_one_never_comes() -> None:
    assert day_after(day("2012-02-28")) == day("2012-02-29")
    assert day_after(date.max) is None


def test_never_is_later_than_any_end() -> None:
    assert earlier(None, day("2012-02-01"), day("2012-01-01")) == day("2012-01-01")
    assert earlier(None, None) is None
    assert is_before(date.max, None)
    assert not is_before(day("2012-02-01"), day("2012-02-01"))


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], []),
        ([("2012-01-01", "2012-02-01"), ("2012-02-01", None)], [("2012-01-01", None)]),
        ([("2012-02-01", None), ("2012-01-01", "2012-02-01")], [("2012-01-01", None)]),
        ([("2012-01-01", None), ("2012-02-01", "2012-03-01")], [("2012-01-01", None)]),
        (
            [("2012-01-01", "2012-05-01"), ("2012-02-01", "2012-03-01")],
            [("2012-01-01", "2012-05-01")],
        ),
        (
            [("2012-01-01", "2012-02-01"), ("2012-02-02", "2012-03-01")],
            [("2012-01-01", "2012-02-01"), ("2012-02-02", "2012-03-01")],
        ),
    ],
)
def test_days_that_touch_or_overlap_are_one_period(periods: list[Pair], expected: list[Pair]) -> None:
    assert written(joined(pairs(*periods))) == expected


@pytest.mark.parametrize(
    ("covered", "within", "free"),
    [
        ([], [("2012-01-01", None)], [("2012-01-01", None)]),
        ([("2012-01-01", None)], [("2012-01-01", None)], []),
        ([("2011-01-01", "2012-02-01")], [("2012-01-01", "2012-03-01")], [("2012-02-01", "2012-03-01")]),
        ([("2013-01-01", None)], [("2012-01-01", "2012-03-01")], [("2012-01-01", "2012-03-01")]),
        (
            [("2012-02-01", "2012-04-01"), ("2012-03-01", "2012-03-15"), ("2012-05-01", None)],
            [("2012-01-01", None)],
            [("2012-01-01", "2012-02-01"), ("2012-04-01", "2012-05-01")],
        ),
        (
            [("2012-02-01", "2013-02-01")],
            [("2012-01-01", "2012-03-01"), ("2013-01-01", "2013-03-01")],
            [("2012-01-01", "2012-02-01"), ("2013-02-01", "2013-03-01")],
        ),
    ],
)
def test_gaps_are_the_days_nothing_covers(covered: list[Pair], within: list[Pair], free: list[Pair]) -> None:
    periods = [Period(start, until) for start, until in pairs(*within)]
    assert written(gaps(pairs(*covered), periods)) == free
