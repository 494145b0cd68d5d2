"""Every way a database can be unusable is told in one sentence: what, where, and what would be right."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw
import pytest
from sqlalchemy import event

from adapters.database.engine import init, open_engine, read_register
from adapters.database.faults import DatabaseFault
from adapters.log.recorder import LogRecorder
from tests.log.nobody import as_nobody
from tests.log.refusals import told
from tests.log.samples import Clock, some

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITTEN = (
    "The database address is not one of a register; write sqlite:///FILE or postgresql://USER@HOST/NAME."
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "samverk.db"


def test_a_new_register_says_what_it_is(url: str, clock: Clock) -> None:
    made = init(url, sandbox=True, clock=clock)
    engine = open_engine(url)
    assert read_register(engine) == made
    assert (made.sandbox, made.created) == (True, "2026-11-22T02:11:00.000000Z")
    engine.dispose()


def test_an_sqlite_register_is_kept_durably_and_marked_as_ours(sqlite_url: str) -> None:
    init(sqlite_url, sandbox=False)
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "mmap_size", "application_id", "user_version")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "mmap_size": 0,
        "application_id": 0x534D564B,
        "user_version": 2,
    }
    engine.dispose()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "samverk.db",
        "mysql://keeper:secret@host/samverk",
        "postgresql://keeper:secret@host",
        "postgresql://keeper:se cret@host:port/samverk",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_address_of_no_register_is_refused_without_repeating_it(address: str) -> None:
    with told(WRITTEN):
        open_engine(address)


def test_a_file_that_is_not_there_holds_no_register_and_is_not_made(sqlite_url: str, file: Path) -> None:
    with told(f"{file} holds no register; create one with `samverk init`."):
        open_engine(sqlite_url)
    assert not file.exists()


def test_an_empty_database_holds_no_register(url: str, file: Path) -> None:
    file.touch()
    with pytest.raises(DatabaseFault, match=r"holds no register; create one with `samverk init`\.$"):
        open_engine(url)


def test_a_file_that_is_no_database_is_told(sqlite_url: str, file: Path) -> None:
    file.write_bytes(b"Protokoll " * 1000)
    with told(f"{file} is not a database file; name a register made by `samverk init`."):
        open_engine(sqlite_url)
    with told(f"{file} is not a database file; name a register made by `samverk init`."):
        init(sqlite_url, sandbox=False)


def test_the_database_of_another_program_is_left_as_it_is(sqlite_url: str, file: Path) -> None:
    with closing(apsw.Connection(str(file))) as other:
        other.execute("CREATE TABLE bookmark (url)")
    before = file.read_bytes()
    with told(f"{file} is the database of another program; name a register made by `samverk init`."):
        open_engine(sqlite_url)
    with told(f"{file} is the database of another program; name a register made by `samverk init`."):
        init(sqlite_url, sandbox=False)
    assert file.read_bytes() == before


def test_a_second_register_in_one_database_is_refused(url: str) -> None:
    made = init(url, sandbox=False)
    with pytest.raises(DatabaseFault, match=r"already holds a register; name another database"):
        init(url, sandbox=True)
    engine = open_engine(url)
    assert read_register(engine) == made
    engine.dispose()


def test_a_register_of_a_newer_format_is_not_opened(url: str) -> None:
    init(url, sandbox=False)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE register SET format = 3")
    engine.dispose()
    with pytest.raises(DatabaseFault, match=r" has format 3, known here is up to 2; use a newer Samverk\.$"):
        open_engine(url)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    where = tmp_path / "nowhere" / "samverk.db"
    with told(f"{where} cannot be opened; its folder must exist, and both must be open to you."):
        init(f"sqlite:///{where}", sandbox=False)


def test_a_damaged_file_is_told(sqlite_url: str, file: Path) -> None:
    init(sqlite_url, sandbox=False)
    content = bytearray(file.read_bytes())
    content[100:140] = b"\xff" * 40
    file.write_bytes(content)
    sentence = f"{file} is damaged; restore it from a copy, `samverk verify` names the first bad entry."
    with told(sentence):
        open_engine(sqlite_url)


def test_a_register_locked_by_another_program_is_told(sqlite_url: str, file: Path) -> None:
    init(sqlite_url, sandbox=False)
    recorder = LogRecorder(open_engine(sqlite_url, patience=0.05), lambda: datetime.now(UTC))
    other = apsw.Connection(str(file))
    other.execute("BEGIN IMMEDIATE")
    with told(f"{file} is locked by another program; try again when that program has finished."):
        recorder.insert_events(some(1))
    other.close()
    assert recorder.insert_events(some(1)) == [1]
    recorder.close()


def test_a_full_disk_is_told_and_leaves_nothing_of_the_append(sqlite_url: str, file: Path) -> None:
    init(sqlite_url, sandbox=False)
    engine = open_engine(sqlite_url)
    engine.dispose()

    @event.listens_for(engine, "connect")
    def _little_room(connection: Any, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 20")

    recorder = LogRecorder(engine, lambda: datetime.now(UTC))
    recorder.insert_events(some(1))
    sentence = (
        f"{file} has no room left on its disk; free some and repeat the command, nothing of it was recorded."
    )
    with told(sentence):
        recorder.insert_events(some(1000, first=2))
    assert recorder.head()[0] == 1
    assert recorder.insert_events(some(1, first=2)) == [2]
    recorder.close()


@pytest.fixture
def ordinary_user() -> Iterator[Path]:
    """A folder open to all, for a user who is bound by permissions."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def test_a_file_that_may_not_be_written_is_read_and_not_recorded_in(ordinary_user: Path) -> None:
    file = ordinary_user / "samverk.db"
    url = f"sqlite:///{file}"
    init(url, sandbox=False)
    writer = LogRecorder(open_engine(url), lambda: datetime.now(UTC))
    writer.insert_events(some(2))
    writer.close()
    file.chmod(0o444)
    with as_nobody():
        recorder = LogRecorder(open_engine(url), lambda: datetime.now(UTC))
        assert [entry.position for entry in recorder.entries()] == [1, 2]
        with told(f"{file} is read-only; to record, file and folder must be writable to you."):
            recorder.insert_events(some(1, first=3))
        recorder.close()


def test_a_backup_in_another_mode_is_read_where_it_may_not_be_written(ordinary_user: Path) -> None:
    url = f"sqlite:///{ordinary_user}/samverk.db"
    init(url, sandbox=False)
    writer = LogRecorder(open_engine(url), lambda: datetime.now(UTC))
    writer.insert_events(some(2))
    backup = ordinary_user / "backup.db"
    with writer.engine.execution_options(begin="").connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(backup),))
    writer.close()
    backup.chmod(0o444)
    ordinary_user.chmod(0o555)
    with as_nobody():
        reader = LogRecorder(open_engine(f"sqlite:///{backup}"), lambda: datetime.now(UTC))
        assert [entry.position for entry in reader.entries()] == [1, 2]
        reader.close()


def test_a_file_that_may_not_be_read_is_told(ordinary_user: Path) -> None:
    file = ordinary_user / "samverk.db"
    init(f"sqlite:///{file}", sandbox=False)
    file.chmod(0)
    with as_nobody(), told(f"{file} cannot be opened; its folder must exist, and both must be open to you."):
        open_engine(f"sqlite:///{file}")
