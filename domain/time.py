"""Days and half-open periods: the calendar everything else is measured in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to but not including `until`; `None` leaves that side open."""

    start: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether `day` is one of the period's days."""
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)


def years_after(day: date, years: int) -> date:
    """The same calendar day `years` later; 29 February becomes 1 March where the year has none.

    A day the calendar no longer has becomes its last one.
    """
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def day_after(day: date) -> date | None:
    """The next day; None, which as an end means never, after the calendar's last."""
    return None if day == date.max else day + timedelta(days=1)


def days_after(day: date, days: int) -> date:
    """The day so many days later, no later than the calendar's last."""
    return day + timedelta(days) if days <= (date.max - day).days else date.max


def earlier(*days: date | None) -> date | None:
    """The earliest of some ends, where `None` means never."""
    return min((day for day in days if day is not None), default=None)


def is_before(day: date, end: date | None) -> bool:
    """Whether `day` comes before an end, where `None` means never."""
    return end is None or day < end


def joined(periods: Iterable[tuple[date, date | None]]) -> list[Period]:
    """The days of some periods as the fewest periods, in order; what touches or overlaps becomes one.

    >>> joined([(date(2020, 2, 1), None), (date(2020, 1, 1), date(2020, 2, 1))])
    [Period(start=datetime.date(2020, 1, 1), until=None)]
    """
    result: list[Period] = []
    for start, until in sorted(periods, key=lambda pair: pair[0]):
        last = result[-1] if result else None
        if last is None or (last.until is not None and last.until < start):
            result.append(Period(start, until))
        elif last.until is not None:
            result[-1] = Period(last.start, until if until is None else max(until, last.until))
    return result


def gaps(covered: Iterable[tuple[date, date | None]], within: Sequence[Period]) -> list[Period]:
    """The stretches of `within` (in order, each with a start) that no period of `covered` touches.

    >>> gaps([(date(2020, 1, 1), date(2020, 2, 1))], [Period(date(2020, 1, 1), None)])
    [Period(start=datetime.date(2020, 2, 1), until=None)]
    """
    taken = sorted(covered, key=lambda pair: pair[0])
    free: list[Period] = []
    for period in within:
        cursor = period.start
        for start, until in taken:
            if cursor is None or not is_before(start, period.until):
                break
            if start > cursor:
                free.append(Period(cursor, start))
            if until is None:
                cursor = None
            elif until > cursor:
                cursor = until
        if cursor is not None and is_before(cursor, period.until):
            free.append(Period(cursor, period.until))
    return free
