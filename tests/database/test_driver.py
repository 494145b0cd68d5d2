"""The DB-API face of SQLite: what SQLAlchemy and the log ask of a driver, and how its errors are called."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import apsw
import pytest
from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    exc,
    insert,
    inspect,
)

from adapters.database import driver
from tests.waiting import GIVE_UP, ended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

VALUES = [
    (1, None, "Örebro", b"\x00\xff", 1.5),
    (2, -(2**63), "", b"", -0.0),
    (3, 2**63 - 1, "a\x00b \U0001f5f3", bytes(range(256)), 1e300),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some ?#%.db"


@pytest.fixture
def connection(file: Path) -> Iterator[driver.Connection]:
    made = driver.connect(file, patience=0.05, create=True)
    made.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, a INTEGER, b TEXT UNIQUE, c BLOB, d REAL) STRICT")
    yield made
    made.close()


@pytest.fixture
def other(file: Path, connection: driver.Connection) -> Iterator[driver.Connection]:
    made = driver.connect(file, patience=0.05)
    yield made
    made.close()


def fill(connection: driver.Connection) -> None:
    connection.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", VALUES)


def test_every_kind_of_value_comes_back_as_it_was_stored(connection: driver.Connection) -> None:
    fill(connection)
    rows = connection.execute("SELECT * FROM row ORDER BY id").fetchall()
    assert rows == VALUES
    assert [list(map(type, row)) for row in rows] == [list(map(type, row)) for row in VALUES]


def test_rows_are_fetched_one_by_one_some_or_all(connection: driver.Connection) -> None:
    fill(connection)
    cursor = connection.execute("SELECT id FROM row ORDER BY id")
    assert (cursor.fetchone(), cursor.fetchmany(1), cursor.fetchall(), cursor.fetchone()) == (
        (1,),
        [(2,)],
        [(3,)],
        None,
    )
    cursor.execute("SELECT id FROM row ORDER BY id DESC")
    assert cursor.fetchmany() == [(3,)]
    assert list(cursor) == [(2,), (1,)]
    assert cursor.fetchmany(5) == []


def test_a_cursor_that_is_iterated_in_part_goes_on_where_it_was(connection: driver.Connection) -> None:
    fill(connection)
    cursor = connection.execute("SELECT id FROM row ORDER BY id")
    for row in cursor:
        assert row == (1,)
        break
    assert list(cursor) == [(2,), (3,)]


def test_columns_are_described_also_where_no_row_is_found(connection: driver.Connection) -> None:
    cursor = connection.execute("SELECT id, a AS number FROM row")
    assert [column[0] for column in cursor.description or ()] == ["id", "number"]
    assert (cursor.fetchall(), cursor.rowcount) == ([], -1)
    cursor.execute("INSERT INTO row (id) VALUES (?)", (7,))
    assert (cursor.description, cursor.lastrowid) == (None, 7)


def test_rows_that_were_changed_are_counted(connection: driver.Connection) -> None:
    many = connection.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", VALUES)
    assert (many.rowcount, many.description) == (3, None)
    cursor = connection.execute("UPDATE row SET d = 0 WHERE id > ?", (1,))
    assert cursor.rowcount == 2
    assert cursor.execute("DELETE FROM row WHERE id = 9").rowcount == 0


def test_an_update_returns_rows_and_is_done_before_they_are_fetched(
    connection: driver.Connection, other: driver.Connection
) -> None:
    fill(connection)
    connection.execute("BEGIN IMMEDIATE")
    cursor = connection.execute("UPDATE row SET d = 9 RETURNING id, d")
    assert [column[0] for column in cursor.description or ()] == ["id", "d"]
    first = cursor.fetchone()
    cursor.close()
    connection.commit()
    assert first == (1, 9.0)
    assert other.execute("SELECT count(*) FROM row WHERE d = 9").fetchone() == (3,)


def test_nothing_is_begun_but_what_was_asked_for(
    connection: driver.Connection, other: driver.Connection
) -> None:
    fill(connection)
    assert not connection.in_transaction
    assert len(other.execute("SELECT id FROM row").fetchall()) == 3
    connection.commit()
    connection.rollback()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM row")
    assert connection.in_transaction
    connection.rollback()
    assert len(other.execute("SELECT id FROM row").fetchall()) == 3


def test_closing_undoes_what_was_not_committed(file: Path, other: driver.Connection) -> None:
    leaving = driver.connect(file, patience=0.05)
    leaving.execute("BEGIN IMMEDIATE")
    leaving.execute("INSERT INTO row (id) VALUES (1)")
    unread = leaving.execute("SELECT id FROM row")
    leaving.close()
    assert other.execute("SELECT id FROM row").fetchall() == []
    with pytest.raises(driver.ProgrammingError):
        unread.fetchone()


@pytest.mark.parametrize(
    ("statement", "values", "error", "words"),
    [
        ("SELECT * FROM absent", (), driver.OperationalError, "no such table: absent"),
        ("SELEC 1", (), driver.OperationalError, "syntax error"),
        ("INSERT INTO row (id) VALUES (1)", (), driver.IntegrityError, "UNIQUE constraint failed: row.id"),
        ("INSERT INTO row (a) VALUES ('x')", (), driver.IntegrityError, "cannot store TEXT value"),
        ("INSERT INTO row (a) VALUES (?)", (), driver.ProgrammingError, "bindings"),
        ("SELECT ?", (1, 2), driver.ProgrammingError, "bindings"),
        ("SELECT zeroblob(2000000000)", (), driver.DataError, "too big"),
        ("SELECT CAST(x'ff' AS TEXT)", (), driver.OperationalError, "not decode"),
    ],
)
def test_errors_are_called_as_the_standard_has_it(
    connection: driver.Connection, statement: str, values: tuple[int, ...], error: type, words: str
) -> None:
    fill(connection)
    with pytest.raises(driver.DatabaseError, match=words) as raised:
        connection.execute(statement, values).fetchall()
    assert type(raised.value) is error


def test_many_rows_fail_together_with_the_name_of_what_failed(connection: driver.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(driver.IntegrityError, match="UNIQUE") as raised:
        connection.executemany("INSERT INTO row (id) VALUES (?)", [(1,), (2,), (1,)])
    assert raised.value.sqlite_errorcode == apsw.SQLITE_CONSTRAINT_PRIMARYKEY
    connection.rollback()
    assert connection.execute("SELECT id FROM row").fetchall() == []


def test_a_file_that_is_no_database_or_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(driver.OperationalError, match="unable to open"):
        driver.connect(tmp_path / "none.db", patience=0)
    (tmp_path / "text.db").write_bytes(b"Protokoll " * 1000)
    with pytest.raises(driver.DatabaseError, match="not a database"):
        driver.connect(tmp_path / "text.db", patience=0).execute("SELECT * FROM sqlite_schema")


def test_whoever_waits_longer_than_their_patience_is_told_that_it_is_locked(
    connection: driver.Connection, other: driver.Connection
) -> None:
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(driver.OperationalError, match="database is locked") as raised:
        connection.execute("BEGIN IMMEDIATE")
    assert raised.value.sqlite_errorcode == apsw.SQLITE_BUSY


def test_a_writer_waits_for_another_that_is_done_in_time(file: Path, connection: driver.Connection) -> None:
    patient, begun = driver.connect(file, patience=30), Event()

    def write() -> None:
        begun.set()
        patient.execute("BEGIN IMMEDIATE")
        patient.execute("INSERT INTO row (id) VALUES (2)")
        patient.commit()

    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO row (id) VALUES (1)")
    thread = Thread(target=write)
    thread.start()
    assert begun.wait(GIVE_UP)
    connection.commit()
    ended(thread)
    assert connection.execute("SELECT id FROM row").fetchall() == [(1,), (2,)]
    patient.close()


def test_a_connection_is_passed_from_thread_to_thread(connection: driver.Connection) -> None:
    threads = [
        Thread(target=connection.execute, args=("INSERT INTO row (id) VALUES (?)", (number,)))
        for number in range(5)
    ]
    for thread in threads:
        thread.start()
        thread.join()
    assert len(connection.execute("SELECT id FROM row").fetchall()) == 5


def test_a_long_statement_is_interrupted_from_another_thread(connection: driver.Connection) -> None:
    raised: list[Exception] = []

    def count() -> None:
        endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        try:
            connection.execute(endless)
        except driver.Error as error:
            raised.append(error)

    thread = Thread(target=count)
    thread.start()
    while thread.is_alive():
        connection.interrupt()
        thread.join(0.01)
    assert [type(error) for error in raised] == [driver.OperationalError]
    assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    made = create_engine(
        "sqlite:///x", module=driver, creator=lambda: driver.connect(file, patience=1, create=True)
    )
    yield made
    made.dispose()


def test_sqlalchemy_makes_fills_reads_and_reflects_tables(engine: Engine) -> None:
    made = Table("made", MetaData(), Column("id", Integer, primary_key=True), Column("t", Text, unique=True))
    made.append_column(Column("b", LargeBinary))
    made.create(engine)
    with engine.begin() as connection:
        inserted = connection.execute(insert(made).values(t="a", b=b"1"))
        assert inserted.inserted_primary_key == (1,)
        connection.execute(insert(made), [{"t": "b", "b": b"2"}, {"t": "c", "b": None}])
        assert connection.execute(made.update().where(made.c.id > 1).values(b=b"3")).rowcount == 2
        returned = connection.execute(insert(made).values(t="d").returning(made.c.id, made.c.t)).all()
        assert returned == [(4, "d")]
        assert connection.execute(made.select().where(made.c.id > 9)).all() == []
        assert connection.execute(made.select().order_by(made.c.id)).first() == (1, "a", b"1")
    assert [column["name"] for column in inspect(engine).get_columns("made")] == ["id", "t", "b"]
    assert inspect(engine).get_unique_constraints("made")[0]["column_names"] == ["t"]


def test_sqlalchemy_knows_the_errors_by_their_names(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE row (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO row VALUES (1)")
    for statement, error in (
        ("INSERT INTO row VALUES (1)", exc.IntegrityError),
        ("SELECT * FROM absent", exc.OperationalError),
        ("SELECT CAST(x'ff' AS TEXT)", exc.OperationalError),
    ):
        with pytest.raises(exc.DBAPIError) as raised, engine.connect() as connection:
            connection.exec_driver_sql(statement).all()
        assert type(raised.value) is error
