"""A log carried to another database is the same log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.database.engine import init, open_engine, read_register
from adapters.database.faults import DatabaseFault
from adapters.log.copy import copy
from adapters.log.entries import Receipt, StoredReceipt
from adapters.log.reader import LogReader
from adapters.log.recorder import LogRecorder
from adapters.log.tree import verify
from tests.log.samples import Clock, some

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def source(url: str, clock: Clock) -> Iterator[LogRecorder]:
    """A log of nine entries over three instants, with a receipt."""
    init(url, sandbox=True)
    recorder = LogRecorder(open_engine(url), clock)
    for version in (1, 4, 7):
        recorder.insert_events(
            some(3, first=version), receipts=[Receipt(f"key-{version}", "digest", 0, 3, version)]
        )
        clock.turn(60)
    recorder.insert_events([], receipts=[Receipt("nothing-new", "digest", 0, 0, 9)])
    yield recorder
    recorder.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/copy.db"
    return str(request.getfixturevalue("other_postgres_url"))


def test_a_copy_has_the_same_entries_receipts_identity_and_root(
    source: LogRecorder, url: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.log.copy.PAGE", 4)
    seen: list[tuple[int, int]] = []
    copied = copy(url, target, lambda done, total: seen.append((done, total)))
    engine = open_engine(target)
    there = LogReader(engine)
    assert list(there.entries()) == list(source.entries())
    assert there.select_receipt("key-4") == StoredReceipt("key-4", "digest", 4, 3, 4)
    assert there.select_receipt("nothing-new") == StoredReceipt("nothing-new", "digest", 0, 0, 9)
    assert read_register(engine) == read_register(source.engine)
    assert there.head() == source.head()
    assert verify(there.entries(), there.head).root == copied.root
    assert (copied.entries, seen) == (9, [(4, 9), (8, 9), (9, 9)])
    engine.dispose()


def test_a_copy_goes_on_where_the_log_left_off(
    source: LogRecorder, url: str, target: str, clock: Clock
) -> None:
    copy(url, target)
    there = LogRecorder(open_engine(target), clock)
    assert there.insert_events(some(1, first=10)) == [10]
    there.close()


def test_an_empty_log_is_copied(sqlite_url: str, tmp_path: Path) -> None:
    init(sqlite_url, sandbox=False)
    assert copy(sqlite_url, f"sqlite:///{tmp_path}/copy.db").entries == 0


def test_a_copy_onto_a_register_is_refused(source: LogRecorder, url: str, target: str) -> None:
    init(target, sandbox=False)
    with pytest.raises(DatabaseFault, match="already holds a register; name another database"):
        copy(url, target)


def test_an_altered_log_is_not_copied(source: LogRecorder, url: str, target: str) -> None:
    with source.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET actor = 'somebody' WHERE position = 6")
    with pytest.raises(DatabaseFault, match="is not whole at position 6, and is not copied"):
        copy(url, target)
    with pytest.raises(DatabaseFault, match="holds no register"):
        open_engine(target)


def test_a_log_with_a_cut_tail_is_not_copied(source: LogRecorder, url: str, target: str) -> None:
    with source.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM event WHERE position > 7")
    with pytest.raises(DatabaseFault, match="is not whole at position 8"):
        copy(url, target)
