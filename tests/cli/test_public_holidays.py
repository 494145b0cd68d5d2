"""Public holidays: those that a law names, in the words of the country."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from adapters.public_holidays import PublicHolidays

name = PublicHolidays().name


@pytest.mark.parametrize(
    ("country", "language", "day", "expected"),
    [
        ("SE", "sv", "2024-03-29", "Långfredagen"),
        ("FI", "sv", "2024-03-29", "Långfredagen"),
        ("FI", "fi", "2024-12-06", "Itsenäisyyspäivä"),
        ("FI", "sv", "2024-12-06", "Självständighetsdagen"),
        ("NO", "nb", "2024-05-17", "Grunnlovsdag"),
        ("NO", "nn", "2024-05-17", "Grunnlovsdag"),
        ("NO", "en", "2024-05-17", "Constitution Day"),
        ("SE", "nb", "2024-06-06", "Nationaldagen"),
        ("SE", "sv", "2024-03-28", None),
        ("NO", "nb", "2024-03-28", "Skjærtorsdag"),
        ("XX", "sv", "2024-01-01", None),
    ],
)
def test_a_holiday_has_the_name_its_country_gives_it(
    country: str, language: str, day: str, expected: str | None
) -> None:
    assert name(country, language, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(("country", "language"), [("SE", "sv"), ("FI", "sv"), ("NO", "nb")])
def test_a_plain_sunday_is_no_holiday_and_a_named_one_is(country: str, language: str) -> None:
    sundays = [date(2024, 1, 7) + timedelta(weeks=week) for week in range(52)]
    named = [day for day in sundays if name(country, language, day)]
    assert named == [date(2024, 3, 31), date(2024, 5, 19)]
