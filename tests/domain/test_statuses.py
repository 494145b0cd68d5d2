"""How a thing stands on a day."""

from __future__ import annotations

import pytest

from domain.statuses import Word, days_late, matter_status, project_status
from tests.domain.story import day


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("2020-01-31", "open"),
        ("2020-02-01", "overdue"),
        ("2020-02-10", "reported"),
        ("2020-02-20", "closed"),
    ],
)
def test_a_matter_is_overdue_until_it_was_reported_and_closed_from_the_day_it_was(
    asked: str, status: str
) -> None:
    assert status == matter_status(
        day(asked), closed_on=day("2020-02-20"), reported_on=day("2020-02-10"), report_due=day("2020-01-31")
    )


@pytest.mark.parametrize(
    ("reached", "asked", "days"),
    [
        ("2020-02-05", "2020-02-20", 0),
        ("2020-02-13", "2020-02-20", 3),
        ("2020-02-13", "2020-02-12", 2),
        (None, "2020-02-20", 10),
        (None, "2020-02-09", 0),
    ],
)
def test_what_has_not_come_by_the_day_asked_about_is_late_until_that_day(
    reached: str | None, asked: str, days: int
) -> None:
    assert days_late(day("2020-02-10"), None if reached is None else day(reached), day(asked)) == days


def test_a_project_that_was_declined_is_that_until_it_is_started_all_the_same() -> None:
    word = Word("styret", day("2020-02-10"), None, "styret")
    statuses = [
        project_status(
            day(asked),
            needed=("styret",),
            presented=(word,),
            approvals=(),
            declined=(word,),
            started_on=begun,
        )
        for asked, begun in (
            ("2020-02-09", None),
            ("2020-02-10", None),
            ("2020-03-01", day("2020-03-01")),
        )
    ]
    assert statuses == ["sketched", "declined", "started"]
