"""A rule is a value that can be kept: its days exist and run forwards."""

from __future__ import annotations

from typing import Any

import pytest

from domain.rules import DeadlineRule

SAID: Any = {"id": "deadline", "force": "must", "quote": "Innen 14 dager.", "section": "1"}


@pytest.mark.parametrize("day", ["12-31", "02-29", "01-01", "04-30"])
def test_a_deadline_may_name_any_day_of_the_year(day: str) -> None:
    assert DeadlineRule(**SAID, what="annual-report", day=day).day == day


@pytest.mark.parametrize("day", ["13-01", "02-30", "04-31", "1-1", "31-12", ""])
def test_a_deadline_on_a_day_no_year_has_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match=r"^Expected a day of the year such as 12-31"):
        DeadlineRule(**SAID, what="annual-report", day=day)


@pytest.mark.parametrize("days", [0, 14, 3660])
def test_a_deadline_may_run_for_up_to_ten_years(days: int) -> None:
    assert DeadlineRule(**SAID, what="minutes", days=days).days == days


@pytest.mark.parametrize("days", [-1, 3661])
def test_a_deadline_before_its_start_or_beyond_ten_years_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match=r"^Expected 0 to 3660 days, not "):
        DeadlineRule(**SAID, what="minutes", days=days)
