"""The newest entries, kept once for all readers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING

import pytest

from adapters.database.engine import init, open_engine
from adapters.database.faults import DatabaseFault
from adapters.feeds.feed import cursor_of
from adapters.feeds.tail import Tail
from adapters.log.recorder import LogRecorder
from tests.feeds.relays import record
from tests.waiting import GIVE_UP, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adapters.log.entries import Entry


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[[str], LogRecorder]]:
    """Makes an empty log of some name."""
    made: list[LogRecorder] = []

    def log(name: str) -> LogRecorder:
        url = f"sqlite:///{tmp_path}/{name}.db"
        init(url, sandbox=True)
        made.append(LogRecorder(open_engine(url), lambda: datetime(2026, 11, 22, tzinfo=UTC)))
        return made[-1]

    yield log
    for one in made:
        one.close()


@pytest.fixture
def log(make: Callable[[str], LogRecorder]) -> LogRecorder:
    """A log with one entry."""
    one = make("log")
    record(one)
    return one


def cursor(log: LogRecorder, position: int) -> str:
    return cursor_of(log.page(position - 1, 1)[0])


def positions(tail: Tail, after: str, limit: int = 100) -> list[int] | None:
    found = tail.past(after, limit)
    return None if found is None else [one.entry.position for one in found]


def test_what_was_recorded_before_it_was_followed_is_left_to_the_log(log: LogRecorder) -> None:
    record(log, 4)
    tail, first, last = Tail(log), cursor(log, 4), cursor(log, 5)
    with tail.followed():
        assert until(lambda: positions(tail, last) == [])
        assert positions(tail, first) is None
        record(log, 2)
        assert until(lambda: positions(tail, last) == [6, 7])
        assert positions(tail, last, limit=1) == [6]


def test_of_many_entries_the_newest_are_kept(log: LogRecorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.feeds.tail.KEPT", 3)
    tail = Tail(log)
    with tail.followed():
        assert until(lambda: positions(tail, cursor(log, 1)) == [])
        record(log, 10)
        assert until(lambda: positions(tail, cursor(log, 9)) == [10, 11])
        assert positions(tail, cursor(log, 8)) is None


def test_a_cursor_of_another_log_is_left_to_the_log_to_refuse(
    log: LogRecorder, make: Callable[[str], LogRecorder]
) -> None:
    other = make("other")
    record(other, 1, "networks/b")
    tail = Tail(log)
    with tail.followed():
        assert until(lambda: positions(tail, cursor(log, 1)) == [])
        assert positions(tail, cursor(other, 1)) is None
        assert positions(tail, "1") is None
        assert positions(tail, "0") is None


class Restored(LogRecorder):
    """A log that is another from some moment on, as when a backup is restored beneath the process."""

    now: LogRecorder | None = None

    def head(self) -> tuple[int, str | None]:
        return super().head() if self.now is None else self.now.head()

    def page(self, after: int, limit: int, upto: int | None = None) -> list[Entry]:
        return super().page(after, limit, upto) if self.now is None else self.now.page(after, limit, upto)


def test_nothing_of_a_restored_log_is_given_past_a_cursor_from_before(
    log: LogRecorder, make: Callable[[str], LogRecorder]
) -> None:
    restored = Restored(log.engine, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    before, other = cursor(log, 1), make("other")
    record(other, 5, "networks/b")
    tail = Tail(restored)
    with tail.followed():
        assert until(lambda: positions(tail, before) == [])
        restored.now = other
        record(log)
        assert until(lambda: positions(tail, cursor(other, 5)) == [])
        assert positions(tail, before) is None


def test_a_database_that_fails_for_a_while_is_followed_again(
    log: LogRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.feeds.tail.PATIENCE", 0.01)
    tail, last = Tail(log), cursor(log, 1)
    failures = 0

    def fail() -> tuple[int, str | None]:
        nonlocal failures
        failures += 1
        raise DatabaseFault("gone")

    with monkeypatch.context() as broken:
        broken.setattr(log, "head", fail)
        with tail.followed():
            assert until(lambda: failures > 1)
            broken.undo()
            assert until(lambda: positions(tail, last) == [])


def test_whoever_waits_is_woken_by_growth_and_by_the_end_of_the_process(log: LogRecorder) -> None:
    tail = Tail(log)

    async def waits() -> None:
        with tail.followed():
            await asyncio.wait_for(tail.grown(0), GIVE_UP)
            asyncio.get_running_loop().call_later(0.1, record, log)
            await asyncio.wait_for(tail.grown(1), GIVE_UP)
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(tail.grown(2), 0.2)
            asyncio.get_running_loop().call_later(0.1, tail.stop)
            await asyncio.wait_for(tail.grown(2), GIVE_UP)
            await asyncio.wait_for(tail.grown(2), GIVE_UP)

    asyncio.run(waits())


def test_nobody_left_the_log_is_soon_read_no_more(log: LogRecorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.feeds.tail.LINGER", 0.1)
    tail, others = Tail(log), set(enumerate_threads())

    def reading() -> bool:
        return any(thread.name == "tail" for thread in set(enumerate_threads()) - others)

    with tail.followed(), tail.followed():
        assert reading()
    with tail.followed():
        assert reading()
    until(lambda: not reading())
