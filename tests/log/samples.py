"""A small catalogue, a clock to turn by hand, and entries to record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import QueuePool

from adapters.log.codec import Codec
from adapters.log.entries import LoggedEvent

if TYPE_CHECKING:
    from adapters.log.recorder import LogRecorder


class Rule:
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TermRule(Rule):
    id: str
    years: int
    family: str = "terms"


@dataclass(frozen=True, slots=True)
class Attendance:
    person: str
    capacity: str
    digital: bool = False


@dataclass(frozen=True, slots=True)
class ChairElected:
    effective: date
    person: str
    until: date | None


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    effective: date
    meeting: str
    attendance: tuple[Attendance, ...]


@dataclass(frozen=True, slots=True)
class MandateRevised:
    effective: date
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class PersonRegistered:
    effective: date
    person: str
    name: str


EVENTS: dict[type, tuple[str, int]] = {
    ChairElected: ("ChairElected", 1),
    MeetingHeld: ("MeetingHeld", 1),
    MandateRevised: ("MandateRevised", 1),
    PersonRegistered: ("PersonRegistered", 1),
}

CODEC = Codec(EVENTS, {}, {Rule: ("family", {"terms": TermRule})})


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 2, 11, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def connections_taken(log: LogRecorder) -> int:
    """How many connections are taken from the pool."""
    pool = log.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


def some(count: int, stream: str = "networks/a", first: int = 1) -> list[LoggedEvent]:
    """So many entries of a stream, from a version on."""
    return [
        LoggedEvent(stream, version, "ChairElected", b'{"person":"p%d"}' % version, actor="keeper")
        for version in range(first, first + count)
    ]
