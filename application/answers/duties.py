"""What mandates require, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from application.answers.answer import Answer
from application.book import Book, shared
from application.parameters import AnyNetwork, KnownAt, On, Within, Year
from domain.obligations import obligations as required
from domain.obligations import unregulated
from domain.obligations.outlook import Status
from domain.time import days_after

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.network import Network
    from domain.obligations import Obligation as Required

OPEN = frozenset({"due", "late", "upcoming"})
"""How an obligation stands that somebody still has to meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One obligation as it stands on a day."""

    rule: str
    quote: str
    force: str
    what: str
    about: str
    """The meeting, year or other thing it is about, in words."""
    due: date | None
    """The last day in time; None where none is set."""
    holiday: str | None
    """What the public holiday is called that the day is; it stays due then. None where it is none."""
    status: Status
    days_late: int | None
    """None in time, and before it is known."""
    evidence: tuple[int, ...]
    """Positions of the entries that show it."""
    mandate_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation(Duty):
    """Something a mandate requires, and how it stands."""

    network: str
    on: date
    """The day it stands so on: the network's own today where no day was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligations(Answer):
    """What mandates require, and what one leaves open."""

    obligations: tuple[Obligation, ...]
    unregulated: tuple[str, ...]
    """Topics that no rule of the network's mandate speaks of; none where every network is asked about."""


@dataclass(frozen=True, slots=True)
class _Days:
    """Which obligations are wanted: those of the days `[start, until)`, or of these the `open` ones."""

    start: date
    until: date
    open: bool

    def holds(self, one: Required) -> bool:
        """Whether an obligation of these days is wanted; an open one without a due day is not."""
        return not self.open or (one.status in OPEN and one.due is not None and one.due < self.until)


def obligations(
    book: Book,
    network: AnyNetwork = None,
    on: On = None,
    known_at: KnownAt = None,
    year: Year = None,
    within: Within = None,
) -> Obligations:
    """What a network's mandate requires, and how it stands.

    Of the calendar year of `on`, or of `year` as it stands on that day; with `within`, what is late and what
    falls due in so many days. Of every network where none is named, each on its own day.
    """
    if network is None:
        moment, days = book.about_all(on, known_at)
    else:
        moment, identity = book.about(network, on, known_at)
        days = [(identity, moment.on)]
    result: list[Obligation] = []
    silent: tuple[str, ...] = ()
    for row, day in days:
        whole, positions = book.whole(row.network, moment.position)
        wanted = _of_year(year or day.year) if within is None else _within(whole, day, within)
        holiday = partial(book.holidays.name, row.country, row.language)
        result += (
            Obligation(network=row.network, on=day, **duty(one, positions.__getitem__, holiday))
            for one in required(whole, wanted.start, wanted.until, day)
            if wanted.holds(one)
        )
        silent = unregulated(whole, day)
    return Obligations(
        **book.head(moment, network, shared(days, moment)),
        obligations=tuple(result),
        unregulated=silent if network else (),
    )


def duty(
    one: Required, position: Callable[[str], int], holiday: Callable[[date], str | None]
) -> dict[str, Any]:
    """The fields of a duty; `position` is that of an entry, `holiday` names the public holiday a day is."""
    return {
        "rule": one.rule,
        "quote": one.quote,
        "force": one.force,
        "what": one.what,
        "about": one.about,
        "due": one.due,
        "holiday": None if one.due is None else holiday(one.due),
        "status": one.status,
        "days_late": one.days_late,
        "evidence": tuple(sorted(map(position, one.evidence))),
        "mandate_version": one.mandate_version,
    }


def _of_year(year: int) -> _Days:
    """Every obligation of a calendar year."""
    return _Days(date(year, 1, 1), days_after(date(year, 12, 31), 1), open=False)


def _within(network: Network, on: date, days: int) -> _Days:
    """What is late on a day, and what falls due in so many days from it."""
    return _Days(network.structure.founded, days_after(on, days + 1), open=True)
