"""The log's evidence: hashes that anyone can recompute, and alterations that are named."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.log.reader import LogReader
from adapters.log.tree import Tree, Verdict, leaf_hash, verify
from tests.log.samples import Clock, some

if TYPE_CHECKING:
    from adapters.log.entries import Entry
    from adapters.log.recorder import LogRecorder

# The eight inputs, and some of the roots, that Certificate Transparency's implementations agree on.
INPUTS = [b"", b"\x00", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + plain_root(leaves[:half]) + plain_root(leaves[half:])).digest()


def tree_of(leaves: list[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree


@pytest.mark.parametrize("size", ROOTS)
def test_the_root_is_the_one_others_compute(size: int) -> None:
    leaves = [sha256(b"\x00" + data).digest() for data in INPUTS[:size]]
    assert tree_of(leaves).root().hex() == ROOTS[size]


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_the_root_of_any_number_of_leaves_follows_the_standard(leaves: list[bytes]) -> None:
    assert tree_of(leaves).root() == plain_root(leaves)


def test_the_leaf_hash_of_an_entry_never_changes() -> None:
    cells = (7, "id-1", "networks/å", 3, "ChairElected", 1, b'{"a":1}', "2026-11-22T02:11:00.000000Z")
    record = (
        '[7,"id-1","networks/å",3,"ChairElected",1,"2026-11-22T02:11:00.000000Z","keeper",null,null,"c-0"]'
        '\n{"a":1}'
    )
    assert leaf_hash(*cells, "keeper", None, None, "c-0") == sha256(b"\x00" + record.encode()).digest()


def hashed(entry: Entry) -> Entry:
    """The entry with the hash of what it now says, as an intruder who knows the rules would leave it."""
    return entry._replace(leaf=leaf_hash(*entry[:-1]))


class Altered:
    """A log of nine entries over three instants, and what is left of it after an alteration."""

    def __init__(self, recorder: LogRecorder, clock: Clock) -> None:
        for version in (1, 4, 7):
            recorder.insert_events(some(3, first=version))
            clock.turn(60)
        self.entries = recorder.page(0, 100)
        self.head = recorder.head()

    def verdict(self) -> Verdict:
        return verify(iter(self.entries), lambda: self.head)


@pytest.fixture
def log(sqlite_recorder: LogRecorder, clock: Clock) -> Altered:
    return Altered(sqlite_recorder, clock)


def test_a_log_left_alone_is_whole(log: Altered) -> None:
    root = plain_root([entry.leaf for entry in log.entries]).hex()
    assert log.verdict() == Verdict(ok=True, entries=9, root=root)


def test_an_empty_log_is_whole() -> None:
    assert verify([], lambda: (0, None)) == Verdict(ok=True, entries=0, root=ROOTS[0])


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "other"},
        {"stream": "networks/b"},
        {"version": 6},
        {"type": "ChairSteppedDown"},
        {"schema_version": 2},
        {"data": b"{}"},
        {"recorded": "2026-11-22T02:12:00.000001Z"},
        {"actor": None},
        {"authority": "board"},
        {"correlation": "c"},
        {"causation": "c"},
        {"leaf": bytes(32)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_altered_column_is_named_by_its_position(log: Altered, changes: dict[str, object]) -> None:
    log.entries[4] = log.entries[4]._replace(**changes)  # type: ignore[arg-type]
    reason = "the entry is not what was recorded: its hash differs"
    assert log.verdict() == Verdict(ok=False, entries=4, root=None, first_bad=5, reason=reason)


def test_a_deleted_entry_is_named(log: Altered) -> None:
    del log.entries[4]
    reason = "position 5 is missing, 6 follows 4"
    assert log.verdict() == Verdict(ok=False, entries=4, root=None, first_bad=5, reason=reason)


def test_a_deleted_entry_is_named_though_the_rest_moves_up(log: Altered) -> None:
    del log.entries[4]
    log.entries = [hashed(entry._replace(position=at)) for at, entry in enumerate(log.entries, 1)]
    log.head = (8, log.head[1])
    reason = "networks/a has version 6 where 5 is due"
    assert log.verdict() == Verdict(ok=False, entries=4, root=None, first_bad=5, reason=reason)


def test_an_inserted_entry_is_named(log: Altered) -> None:
    log.entries.insert(4, hashed(log.entries[4]._replace(id="new", stream="networks/b", version=1)))
    reason = "position 6 is missing, 5 follows 5"
    assert log.verdict() == Verdict(ok=False, entries=5, root=None, first_bad=6, reason=reason)


def test_an_entry_put_at_the_end_is_named(log: Altered) -> None:
    log.entries.append(hashed(log.entries[-1]._replace(position=10, id="new", version=10)))
    reason = "the log should end at 9 and goes on"
    assert log.verdict() == Verdict(ok=False, entries=9, root=None, first_bad=10, reason=reason)


def test_entries_that_changed_places_are_named(log: Altered) -> None:
    one, other = log.entries[3], log.entries[4]
    log.entries[3], log.entries[4] = hashed(other._replace(position=4)), hashed(one._replace(position=5))
    reason = "networks/a has version 5 where 4 is due"
    assert log.verdict() == Verdict(ok=False, entries=3, root=None, first_bad=4, reason=reason)


def test_a_cut_tail_is_named(log: Altered) -> None:
    del log.entries[7:]
    reason = "the log ends here and should go on to 9"
    assert log.verdict() == Verdict(ok=False, entries=7, root=None, first_bad=8, reason=reason)


def test_an_instant_that_goes_back_is_named(log: Altered) -> None:
    log.entries[4] = hashed(log.entries[4]._replace(recorded="2026-11-22T02:10:59.000000Z"))
    reason = "it was recorded at 2026-11-22T02:10:59.000000Z, before the entry ahead of it"
    assert log.verdict() == Verdict(ok=False, entries=4, root=None, first_bad=5, reason=reason)


def test_a_last_instant_that_the_log_does_not_end_at_is_named(log: Altered) -> None:
    log.entries[-1] = hashed(log.entries[-1]._replace(recorded="2026-11-22T02:14:00.000000Z"))
    verdict = log.verdict()
    assert (verdict.ok, verdict.first_bad) == (False, 9)


def test_a_log_that_grows_while_it_is_read_is_whole(log: Altered) -> None:
    heads = iter([(7, "2026-11-22T02:13:00.000000Z"), (11, "2026-11-22T02:15:00.000000Z")])
    assert verify(log.entries, lambda: next(heads)).ok


@pytest.mark.parametrize("page", [1, 4, 1000])
def test_text_that_cannot_be_read_is_named_by_its_position(
    sqlite_recorder: LogRecorder, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr("adapters.log.reader.PAGE", page)
    sqlite_recorder.insert_events(some(9))
    with sqlite_recorder.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET actor = CAST(x'ff' AS TEXT) WHERE position = 7")
    verdict = verify(LogReader(sqlite_recorder.engine).entries(), sqlite_recorder.head)
    assert (verdict.ok, verdict.entries, verdict.first_bad) == (False, 6, 7)
    assert "text that is not UTF-8" in str(verdict.reason)
