from __future__ import annotations

import random
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.log import keys
from adapters.log.keys import (
    KeyDestroyed,
    KeyStore,
    KeyStoreFault,
    UnreadableEntry,
    key_store_path,
)
from tests import processes

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 3, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "samverk.keys.db"
    KeyStore.create(made)
    return made


@pytest.fixture
def store(path: Path) -> Iterator[KeyStore]:
    opened = KeyStore(path, clock=lambda: NOON)
    yield opened
    opened.close()


def keys_in(path: Path) -> dict[str, bytes]:
    with closing(apsw.Connection(str(path))) as connection:
        return {
            str(stream): bytes(key) for stream, key in connection.execute("SELECT stream, key FROM secret")
        }


def change(path: Path, statement: str, *values: object) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(statement, values)
    connection.close()


def bytes_beside(path: Path) -> bytes:
    """Everything on disk that belongs to the key store, journals included."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir() if each.name.startswith(path.name))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plaintext=st.binary(max_size=2000), stream=st.text(max_size=20), event_id=st.text(max_size=40))
def test_what_was_sealed_is_unsealed_and_does_not_stand_in_what_is_stored(
    store: KeyStore, plaintext: bytes, stream: str, event_id: str
) -> None:
    sealed = store.seal(f"people/{stream}", event_id, plaintext)
    assert store.unseal(f"people/{stream}", event_id, sealed) == plaintext
    assert len(sealed) == len(plaintext) + 12 + 16
    assert len(plaintext) < 4 or plaintext not in sealed


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plaintext=st.binary(max_size=50), data=st.data())
def test_a_changed_bit_anywhere_is_never_unsealed(
    store: KeyStore, plaintext: bytes, data: st.DataObject
) -> None:
    sealed = bytearray(store.seal("people/anna", "e-1", plaintext))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(UnreadableEntry):
        store.unseal("people/anna", "e-1", bytes(sealed))


@pytest.mark.parametrize("length", [0, 5, 12, 27, 28])
def test_a_cut_ciphertext_is_never_unsealed(store: KeyStore, length: int) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    with pytest.raises(UnreadableEntry, match=r"^Entry e-1 of people/anna cannot be read: .*\.$"):
        store.unseal("people/anna", "e-1", sealed[:length])


def test_a_ciphertext_under_another_event_id_is_not_unsealed(store: KeyStore) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    with pytest.raises(UnreadableEntry):
        store.unseal("people/anna", "e-2", sealed)


def test_a_ciphertext_of_another_person_is_not_unsealed(store: KeyStore) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    store.seal("people/eva", "e-2", b"Eva Ek")
    with pytest.raises(UnreadableEntry):
        store.unseal("people/eva", "e-1", sealed)


def test_a_person_has_one_key_and_every_sealing_a_nonce_of_its_own(store: KeyStore, path: Path) -> None:
    sealed = {store.seal("people/anna", "e-1", b"Anna Ek") for _ in range(50)}
    assert len({each[:12] for each in sealed}) == 50
    assert list(keys_in(path)) == ["people/anna"]


def test_a_key_is_in_the_file_before_its_first_ciphertext_is_handed_out(store: KeyStore, path: Path) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    other = KeyStore(path)
    assert other.unseal("people/anna", "e-1", sealed) == b"Anna Ek"
    other.close()


def test_a_key_is_durable_when_the_process_is_killed_after_sealing(path: Path, store: KeyStore) -> None:
    program = (
        "import os, pathlib, signal, sys\n"
        "from adapters.log.keys import KeyStore\n"
        "sealed = KeyStore(pathlib.Path(sys.argv[1])).seal('people/anna', 'e-1', b'Anna Ek')\n"
        "os.write(1, sealed.hex().encode())\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(keys.__file__).parents[2]
    run = processes.run([sys.executable, "-c", program, str(path)], cwd=root, check=False)
    assert run.returncode == -9
    assert store.unseal("people/anna", "e-1", bytes.fromhex(run.stdout.decode())) == b"Anna Ek"


def test_prepared_keys_are_the_ones_that_seal(store: KeyStore, path: Path) -> None:
    store.prepare(f"people/{number % 200}" for number in range(400))
    prepared = keys_in(path)
    for stream in prepared:
        store.seal(stream, "e-1", b"name")
    store.prepare(prepared)
    assert len(set(prepared.values())) == 200
    assert keys_in(path) == prepared


def test_two_openers_that_seal_for_the_same_new_people_use_the_same_keys(path: Path) -> None:
    sealed: list[tuple[str, bytes]] = []

    def seal_all(opened: KeyStore) -> None:
        for number in range(40):
            sealed.append((f"people/{number}", opened.seal(f"people/{number}", "e-1", b"name")))

    stores = [KeyStore(path) for _ in range(3)]
    threads = [threading.Thread(target=seal_all, args=(opened,)) for opened in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sealed) == 120
    assert {stores[0].unseal(stream, "e-1", each) for stream, each in sealed} == {b"name"}
    for opened in stores:
        opened.close()


def test_readers_in_other_threads_share_one_store_with_its_writer(store: KeyStore) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    read: list[bytes | None] = []
    readers = [
        threading.Thread(
            target=lambda: read.extend(store.unseal("people/anna", "e-1", sealed) for _ in range(200))
        )
        for _ in range(4)
    ]
    for reader in readers:
        reader.start()
    for number in range(40):
        store.seal(f"people/{number}", "e-2", b"name")
    for reader in readers:
        reader.join()
    assert read == [b"Anna Ek"] * 800


def test_a_destroyed_key_unseals_nothing_and_seals_nothing(store: KeyStore) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    store.destroy("people/anna")
    assert store.unseal("people/anna", "e-1", sealed) is None
    with pytest.raises(KeyDestroyed, match="people/anna"):
        store.seal("people/anna", "e-2", b"Anna Ek")


def test_destroying_one_key_leaves_the_others(store: KeyStore) -> None:
    store.seal("people/anna", "e-1", b"Anna Ek")
    sealed = store.seal("people/eva", "e-2", b"Eva Ek")
    store.destroy("people/anna")
    assert store.unseal("people/eva", "e-2", sealed) == b"Eva Ek"


def test_a_key_destroyed_elsewhere_is_gone_here_too(store: KeyStore, path: Path) -> None:
    """No process may go on answering with a key that another has destroyed."""
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    assert store.unseal("people/anna", "e-1", sealed) == b"Anna Ek"
    other = KeyStore(path)
    other.destroy("people/anna")
    other.close()
    assert store.unseal("people/anna", "e-1", sealed) is None


def test_preparing_makes_no_new_key_for_a_destroyed_one(store: KeyStore) -> None:
    store.destroy("people/anna")
    store.prepare(["people/anna"])
    with pytest.raises(KeyDestroyed):
        store.seal("people/anna", "e-1", b"Anna Ek")


def test_a_tombstone_keeps_the_stream_and_the_first_instant_and_outlives_the_object(path: Path) -> None:
    store = KeyStore(path, clock=lambda: NOON)
    store.destroy("people/anna")
    store.close()
    later = KeyStore(path, clock=lambda: NOON + timedelta(days=1))
    later.destroy("people/anna")
    later.destroy("people/eva")
    assert later.tombstones() == {
        "people/anna": "2026-03-01T12:00:00.000000Z",
        "people/eva": "2026-03-02T12:00:00.000000Z",
    }
    later.close()


def test_a_tombstone_is_stamped_with_the_present_by_default(path: Path) -> None:
    store = KeyStore(path)
    before = datetime.now(UTC)
    store.destroy("people/anna")
    assert before <= datetime.fromisoformat(store.tombstones()["people/anna"]) <= datetime.now(UTC)
    store.close()


def test_no_destroyed_key_is_left_in_the_file_among_many_made_and_destroyed(
    store: KeyStore, path: Path
) -> None:
    """Uneven names in no order split pages often: a table sorted by name leaves copies of keys here."""
    chance = random.Random(2)
    names: list[str] = []
    destroyed: dict[str, bytes] = {}
    for _ in range(40):
        new = [f"people/{'x' * chance.randrange(250)}{chance.getrandbits(60):x}" for _ in range(100)]
        store.prepare(new)
        names += new
        known = keys_in(path)
        for name in chance.sample(names, 3):
            if name not in destroyed:
                assert known[name] in path.read_bytes()
                store.destroy(name)
                destroyed[name] = known[name]
    on_disk = bytes_beside(path)
    assert len(destroyed) > 100
    assert [name for name, key in destroyed.items() if key in on_disk] == []
    living = {name: key for name, key in keys_in(path).items() if name not in destroyed}
    assert [name for name, key in living.items() if on_disk.count(key) != 1] == []


def test_the_scan_finds_keys_where_rows_move_between_pages(tmp_path: Path) -> None:
    """The control of the test above: the plainest table, deleted from without `secure_delete`, keeps keys."""
    path = tmp_path / "weak.keys.db"
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute("CREATE TABLE secret (stream TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID")
    connection.execute("BEGIN")
    for number in range(500):
        value = number.to_bytes(2, "big") * 16
        connection.execute("INSERT INTO secret VALUES (?, ?)", (f"{pow(7, number, 7919):x}", value))
    connection.execute("COMMIT")
    connection.execute("DELETE FROM secret")
    connection.close()
    on_disk = bytes_beside(path)
    assert any(number.to_bytes(2, "big") * 16 in on_disk for number in range(500))


def test_only_the_owner_may_read_a_new_key_store(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_journal_is_left_beside_a_key_store(store: KeyStore, path: Path) -> None:
    store.seal("people/anna", "e-1", b"Anna Ek")
    store.destroy("people/anna")
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("url", "chosen", "expected"),
    [
        ("sqlite:///samverk.db", None, "samverk.keys.db"),
        ("sqlite:///samverk.db", "", "samverk.keys.db"),
        ("sqlite:////srv/book/register.sqlite?timeout=3", None, "/srv/book/register.keys.sqlite"),
        ("sqlite:///register", None, "register.keys"),
        ("postgresql+psycopg://keeper:secret@db:5432/register?sslmode=require", None, "register.keys.db"),
        ("sqlite:///samverk.db", "/secure/keys", "/secure/keys"),
    ],
)
def test_a_key_store_is_named_after_its_register_unless_chosen(
    url: str, chosen: str | None, expected: str
) -> None:
    assert key_store_path(url, chosen) == Path(expected)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://keeper:secret@db"])
def test_a_register_without_a_name_needs_its_key_store_named(url: str) -> None:
    with pytest.raises(KeyStoreFault, match="SAMVERK_KEYS") as caught:
        key_store_path(url, None)
    assert "secret" not in str(caught.value)


def fault_of(path: Path) -> str:
    with pytest.raises(KeyStoreFault) as caught:
        KeyStore(path)
    said = str(caught.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert str(path) in said
    return said


def test_a_missing_key_store_is_a_fault_and_is_not_made_anew(tmp_path: Path) -> None:
    assert "There is no key store" in fault_of(tmp_path / "keys.db")
    assert list(tmp_path.iterdir()) == []


def test_a_directory_is_no_key_store(tmp_path: Path) -> None:
    assert "cannot be opened" in fault_of(tmp_path)


@pytest.mark.parametrize(
    "content", [b"not a database, by any means" * 300, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_a_corrupt_file_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys.db").write_bytes(content)
    assert "damaged" in fault_of(tmp_path / "keys.db")


def test_an_empty_file_is_no_key_store(tmp_path: Path) -> None:
    (tmp_path / "keys.db").touch()
    assert "is not a key store" in fault_of(tmp_path / "keys.db")


def test_another_database_is_no_key_store(tmp_path: Path) -> None:
    change(tmp_path / "samverk.db", "CREATE TABLE event (position INTEGER PRIMARY KEY)")
    assert "is not a key store" in fault_of(tmp_path / "samverk.db")


def test_a_newer_format_is_a_fault(path: Path) -> None:
    change(path, "PRAGMA user_version = 2")
    assert "has format 2, newer than 1" in fault_of(path)


def test_a_key_store_is_never_made_over_another_file(path: Path, store: KeyStore) -> None:
    sealed = store.seal("people/anna", "e-1", b"Anna Ek")
    with pytest.raises(KeyStoreFault, match="exists"):
        KeyStore.create(path)
    assert store.unseal("people/anna", "e-1", sealed) == b"Anna Ek"


def test_making_a_key_store_that_was_interrupted_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "keys.db").touch()
    KeyStore.create(tmp_path / "keys.db")
    KeyStore(tmp_path / "keys.db").close()


def test_a_key_store_in_a_directory_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KeyStoreFault, match="cannot be created"):
        KeyStore.create(tmp_path / "none" / "keys.db")


def test_a_key_the_store_never_had_is_a_fault_and_not_an_erasure(store: KeyStore) -> None:
    with pytest.raises(KeyStoreFault, match="has no key for people/anna"):
        store.unseal("people/anna", "e-1", b"x" * 40)


@pytest.mark.parametrize("value", [bytes(32), b"short", None, 7], ids=["zeros", "short", "null", "number"])
def test_a_damaged_key_is_a_fault_and_seals_nothing(store: KeyStore, path: Path, value: object) -> None:
    store.seal("people/anna", "e-1", b"Anna Ek")
    if value is None:
        change(path, "CREATE TABLE other (id INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, key BLOB)")
        change(path, "INSERT INTO other SELECT id, stream, NULL FROM secret")
        change(path, "DROP TABLE secret")
        change(path, "ALTER TABLE other RENAME TO secret")
    else:
        change(path, "UPDATE secret SET key = ?", value)
    with pytest.raises(KeyStoreFault, match="damaged"):
        store.seal("people/anna", "e-2", b"Anna Ek")


def test_a_key_store_in_use_elsewhere_is_a_fault(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_BUSY_SECONDS", 0.01)
    store = KeyStore(path)
    other = apsw.Connection(str(path))
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(KeyStoreFault, match="in use by another process"):
        store.seal("people/anna", "e-1", b"Anna Ek")
    other.execute("ROLLBACK")
    other.close()
    assert store.unseal("people/anna", "e-1", store.seal("people/anna", "e-1", b"Anna Ek")) == b"Anna Ek"
    store.close()


def test_a_key_store_moved_away_while_in_use_makes_no_new_keys(store: KeyStore, path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(KeyStoreFault, match="cannot be written"):
        store.seal("people/anna", "e-1", b"Anna Ek")
    with pytest.raises(KeyStoreFault, match="cannot be written"):
        store.destroy("people/anna")


def test_a_full_disk_is_a_fault_and_sealing_goes_on_once_there_is_room(store: KeyStore, path: Path) -> None:
    ((pages,),) = store._connection.execute("PRAGMA page_count").fetchall()
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KeyStoreFault, match="disk is full"):
        store.prepare(f"people/{number}" for number in range(500))
    assert keys_in(path) == {}
    store._connection.execute("PRAGMA max_page_count = 1000000")
    store.prepare(f"people/{number}" for number in range(500))
    assert len(keys_in(path)) == 500


def test_a_closed_store_says_so(store: KeyStore) -> None:
    store.close()
    with pytest.raises(KeyStoreFault, match="cannot be used"):
        store.seal("people/anna", "e-1", b"Anna Ek")


def test_the_key_file_is_set_to_keep_nothing_and_to_lose_nothing(store: KeyStore) -> None:
    def pragma(name: str) -> object:
        ((setting,),) = store._connection.execute(f"PRAGMA {name}").fetchall()
        return setting

    assert (pragma("secure_delete"), pragma("journal_mode"), pragma("synchronous")) == (1, "delete", 3)
