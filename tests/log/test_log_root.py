"""The root at any position: the one over all leaves, found from few of them, and a wrong tile found out."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect

from adapters.database.engine import init, open_engine
from adapters.database.faults import DatabaseFault
from adapters.database.upgrading import carry_out, outstanding
from adapters.log.reader import LogReader
from adapters.log.recorder import LogRecorder
from adapters.log.tree import RUN, Tree, verify
from tests.log.nobody import as_nobody
from tests.log.samples import Clock, some

LEAVES = [sha256(number.to_bytes(4)).digest() for number in range(5001)]
EDGES = sorted(
    {
        edge + off
        for edge in (0, 512, 1023, 1024, 1536, 2047, 2048, 3072, 4096, 5000)
        for off in range(-3, 4)
        if 0 <= edge + off <= 5000
    }
)
FEW = 4
"""Entries of a run in the tests that write to a database."""


def plain(size: int) -> Tree:
    """The tree over the first leaves, added one by one."""
    tree = Tree()
    for leaf in LEAVES[:size]:
        tree.add(leaf)
    return tree


def by_runs(size: int) -> Tree:
    """The tree over the same leaves, complete runs added by the hash over them."""
    tree = Tree()
    while tree.size + RUN <= size:
        run = Tree()
        for leaf in LEAVES[tree.size : tree.size + RUN]:
            run.add(leaf)
        tree.add_run(run.root())
    for leaf in LEAVES[tree.size : size]:
        tree.add(leaf)
    return tree


@pytest.mark.parametrize("size", EDGES)
def test_runs_give_the_root_that_leaves_give_around_every_edge(size: int) -> None:
    assert (by_runs(size).root(), by_runs(size).size) == (plain(size).root(), size)


@given(st.integers(0, 5000))
def test_runs_give_the_root_that_leaves_give_at_any_size(size: int) -> None:
    assert by_runs(size).root() == plain(size).root()


def test_a_tree_tells_the_hash_over_its_last_complete_run() -> None:
    assert plain(RUN - 1).tile is None
    second = Tree()
    for leaf in LEAVES[RUN : 2 * RUN]:
        second.add(leaf)
    assert plain(RUN).tile == plain(2 * RUN - 1).tile == plain(RUN).root()
    assert plain(2 * RUN).tile == plain(3 * RUN - 1).tile == second.root()


def test_a_run_is_added_only_where_one_begins() -> None:
    with pytest.raises(ValueError, match=r"^A run cannot begin after 3 leaves$"):
        plain(3).add_run(LEAVES[0])


@pytest.fixture
def short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of a few entries, so that a small log has some."""
    for name in ("adapters.log.tree.RUN", "adapters.log.reader.RUN"):
        monkeypatch.setattr(name, FEW)
    monkeypatch.setattr("adapters.log.tree.RUN_LEVEL", FEW.bit_length() - 1)


@pytest.fixture
def log(recorder: LogRecorder, short_runs: None) -> LogRecorder:
    """A log of eleven entries: two complete runs, and three entries more."""
    recorder.insert_events(some(11))
    return recorder


def over(log: LogReader, position: int) -> str:
    tree = Tree()
    for entry in log.page(0, position):
        tree.add(entry.leaf)
    return tree.root().hex()


def kept(log: LogReader) -> list[int]:
    return sorted(log.tiles())


def altered(log: LogReader, sql: str) -> None:
    with log.engine.begin() as connection:
        connection.exec_driver_sql(sql)


def test_the_root_at_every_position_is_the_one_over_the_entries_up_to_it(log: LogRecorder) -> None:
    """Asked for in falling order first, so that tiles are both made and met."""
    positions = [*range(11, -1, -1), *range(12)]
    assert [log.root(position) for position in positions] == [over(log, position) for position in positions]
    assert log.root(11) == verify(log.entries(), log.head).root


def test_runs_are_kept_as_they_are_found(log: LogRecorder) -> None:
    found = []
    for position in (3, 4, 11):
        log.root(position)
        found.append(kept(log))
    assert found == [[], [0], [0, 1]]
    assert LogReader(log.engine).root(11) == over(log, 11)


def test_a_root_needs_no_leaf_of_a_run_that_is_kept(
    log: LogRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.root(11)
    read: list[tuple[int, int]] = []
    leaves = LogReader._leaves

    def noted(self: LogReader, after: int, upto: int) -> Any:
        read.append((after, upto))
        return leaves(self, after, upto)

    monkeypatch.setattr(LogReader, "_leaves", noted)
    log.root(11)
    assert read == [(8, 11)]


def test_a_root_is_found_where_some_runs_are_kept_and_others_are_not(log: LogRecorder) -> None:
    log.root(11)
    altered(log, "DELETE FROM tile WHERE number = 0")
    assert log.root(11) == over(log, 11)
    assert kept(log) == [0, 1]


def test_there_is_no_root_past_the_end_of_the_log(log: LogRecorder) -> None:
    with pytest.raises(DatabaseFault, match=r" ends at position 11; there is no root at 12\.$"):
        log.root(12)


def test_there_is_no_root_over_a_gap(log: LogRecorder) -> None:
    altered(log, "DELETE FROM event WHERE position = 6")
    with pytest.raises(DatabaseFault, match=r"has no entry at every position up to 8; `samverk verify`"):
        log.root(11)


# verify


def test_tiles_that_are_those_of_the_entries_are_whole(log: LogRecorder) -> None:
    root = log.root(11)
    assert verify(log.entries(), log.head, log.tiles()).root == root


def test_a_wrong_tile_is_named_by_the_position_of_its_first_entry(log: LogRecorder) -> None:
    log.root(11)
    altered(log, "UPDATE tile SET hash = (SELECT hash FROM tile WHERE number = 0) WHERE number = 1")
    verdict = verify(log.entries(), log.head, log.tiles())
    assert (verdict.ok, verdict.entries, verdict.first_bad) == (False, 4, 5)
    assert verdict.reason == "the hash kept of the entries 5 to 8 is not theirs"


def test_a_cut_tail_is_found_by_the_tile_that_was_kept_of_it(log: LogRecorder) -> None:
    """Though the head was set back, which the head alone could not tell."""
    log.root(11)
    altered(log, "DELETE FROM event WHERE position > 6")
    altered(log, "UPDATE log_head SET position = 6")
    assert verify(log.entries(), log.head).ok
    verdict = verify(log.entries(), log.head, log.tiles())
    assert (verdict.ok, verdict.first_bad) == (False, 7)
    assert verdict.reason == "the log ends here, and a hash is kept of entries up to 8"


# registers that are older, or may not be written


def aged(url: str) -> None:
    """Makes a register one of the first format."""
    engine = open_engine(url)
    with engine.begin() as connection:
        for table in ("tile", "token", "webhook", "delivery"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE register SET format = 1")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA user_version = 1")
    engine.dispose()


def formats(reader: LogReader) -> tuple[Any, ...]:
    with reader.engine.connect() as connection:
        found = [connection.exec_driver_sql("SELECT format FROM register").scalar_one()]
        if reader.engine.dialect.name == "sqlite":
            found.append(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        return (*found, inspect(connection).has_table("tile"))


def test_a_register_of_the_first_format_has_the_roots_it_had_once_it_is_upgraded(
    log: LogRecorder, url: str
) -> None:
    root = log.root(11)
    log.close()
    aged(url)
    with pytest.raises(DatabaseFault, match="has format 1, here it is 2; run `samverk upgrade`"):
        open_engine(url)
    engine = open_engine(url, older=True)
    for step in outstanding(engine):
        carry_out(engine, step)
    engine.dispose()
    for _ in range(2):
        reader = LogReader(open_engine(url))
        assert formats(reader) == ((2, 2, True) if url.startswith("sqlite") else (2, True))
        assert reader.root(11) == root
        assert kept(reader) == [0, 1]
        reader.engine.dispose()


@pytest.mark.parametrize("format_", [1, 2])
def test_a_file_that_may_not_be_written_has_roots_and_keeps_nothing(
    clock: Clock, short_runs: None, format_: int
) -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    file = folder / "samverk.db"
    url = f"sqlite:///{file}"
    init(url, sandbox=False)
    writer = LogRecorder(open_engine(url), clock)
    writer.insert_events(some(11))
    root = over(writer, 11)
    writer.close()
    if format_ == 1:
        aged(url)
    file.chmod(0o444)
    with as_nobody():
        reader = LogReader(open_engine(url, older=True))
        assert [reader.root(11), reader.root(11)] == [root, root]
        assert (reader.tiles(), formats(reader)) == ({}, (format_, format_, format_ == 2))
        reader.engine.dispose()
    shutil.rmtree(folder)


@pytest.mark.parametrize("format_", [1, 2])
def test_a_server_that_may_not_be_written_has_roots_and_keeps_nothing(
    postgres_url: str, clock: Clock, short_runs: None, format_: int
) -> None:
    init(postgres_url, sandbox=False)
    writer = LogRecorder(open_engine(postgres_url), clock)
    writer.insert_events(some(11))
    root = over(writer, 11)
    writer.close()
    if format_ == 1:
        aged(postgres_url)
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute(f"ALTER DATABASE {other.info.dbname} SET default_transaction_read_only = on")
    reader = LogReader(open_engine(postgres_url, older=True))
    assert [reader.root(11), reader.root(11)] == [root, root]
    assert (reader.tiles(), formats(reader)) == ({}, (format_, format_ == 2))
    reader.engine.dispose()
