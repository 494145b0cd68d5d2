"""What can be wrong with a server, and every error of a driver, told in one sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy.engine import make_url

from adapters.database.driver import OperationalError
from adapters.database.engine import (
    NOTHING_LOST,
    init,
    open_engine,
    refuse_forgetful,
)
from adapters.database.faults import DatabaseFault, fault
from adapters.log.recorder import LogRecorder
from tests.log.refusals import told
from tests.log.samples import some


def test_a_server_locked_by_another_transaction_is_told(postgres_url: str) -> None:
    init(postgres_url, sandbox=False)
    recorder = LogRecorder(open_engine(postgres_url, patience=0.05), lambda: datetime.now(UTC))
    with psycopg.connect(postgres_url) as other:
        other.execute("UPDATE log_head SET position = 0")
        with pytest.raises(DatabaseFault, match=r"is locked by another transaction; try again when it has"):
            recorder.insert_events(some(1))
        other.rollback()
    assert recorder.insert_events(some(1)) == [1]
    recorder.close()


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    where = "postgresql://keeper:***@127.0.0.1:1/samverk"
    with told(f"{where} cannot be reached; check that the server runs and the address is right."):
        open_engine("postgresql://keeper:secret@127.0.0.1:1/samverk")


def test_a_database_the_server_does_not_have_is_told(postgres_url: str) -> None:
    address = make_url(postgres_url).set(database="nowhere")
    with pytest.raises(DatabaseFault, match=r"does not exist; create the database, as with `createdb`, then"):
        open_engine(address.render_as_string(hide_password=False))


def test_a_user_the_server_does_not_know_is_told(postgres_url: str) -> None:
    address = make_url(postgres_url).set(username="nobody_knows")
    with pytest.raises(DatabaseFault, match=r"refuses this user or password; name one who may log in"):
        open_engine(address.render_as_string(hide_password=False))


def test_a_user_who_may_not_record_is_told(postgres_url: str) -> None:
    init(postgres_url, sandbox=False)
    recorder = LogRecorder(open_engine(postgres_url), lambda: datetime.now(UTC))
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("ALTER TABLE log_head RENAME TO kept_from_you")
        with pytest.raises(DatabaseFault, match=r"holds no register; create one with `samverk init`"):
            recorder.insert_events(some(1))
        other.execute("ALTER TABLE kept_from_you RENAME TO log_head")
        other.execute(f"ALTER DATABASE {other.info.dbname} SET default_transaction_read_only = on")
    recorder.close()
    with pytest.raises(DatabaseFault, match=r"is read-only; to record, connect to the primary server\.$"):
        recorder.insert_events(some(1))
    recorder.close()


@pytest.mark.parametrize("name", NOTHING_LOST)
def test_a_server_that_could_forget_is_refused(name: str) -> None:
    settings = dict.fromkeys(NOTHING_LOST, "on")
    refuse_forgetful(settings, "the server")
    with told(f"the server has {name} off and could lose what it acknowledged; set {name} = on."):
        refuse_forgetful(settings | {name: "off"}, "the server")


def test_a_database_set_to_forget_is_not_opened(postgres_url: str) -> None:
    init(postgres_url, sandbox=False)
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute(f"ALTER DATABASE {other.info.dbname} SET synchronous_commit = off")
    with pytest.raises(
        DatabaseFault, match=r"has synchronous_commit off and could lose what it acknowledged"
    ):
        open_engine(postgres_url)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (psycopg.errors.DiskFull(), "has no room left on its disk; free some and repeat the command"),
        (psycopg.errors.InsufficientPrivilege(), "does not let this user do that; grant reading and"),
        (psycopg.errors.TooManyConnections(), "takes no more connections; close some or raise"),
        (psycopg.errors.AdminShutdown(), "is shutting down or starting up; try again when it is up"),
        (psycopg.errors.InvalidPassword(), "refuses this user or password; name one who may log in"),
        (psycopg.errors.DataCorrupted(), "is damaged; restore it from a copy"),
        (psycopg.errors.UndefinedFunction("no such\nfunction."), "cannot do this: no such function"),
        (OperationalError("disk I/O error"), "is on a disk that reports errors; check the disk"),
        (OperationalError("something new"), "cannot do this: something new"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_an_error_of_a_driver_becomes_a_sentence(error: Exception, sentence: str) -> None:
    words = str(fault(error, "the register"))
    assert words.startswith(f"the register {sentence}")
    assert words.endswith(".")
    assert "\n" not in words
