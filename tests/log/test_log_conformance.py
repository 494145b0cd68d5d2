"""The suites by which `eventsourcing` judges any recorder, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from unittest import TestCase
from uuid import uuid4

import pytest
from eventsourcing.tests.persistence import (
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
)

from adapters.database.engine import init, open_engine
from adapters.log.recorder import LogRecorder


class OnDatabase(TestCase):
    """Makes recorders on a fresh database; streams have names, not UUIDs."""

    url: str

    def create_recorder(self) -> LogRecorder:
        init(self.url, sandbox=True)
        recorder = LogRecorder(open_engine(self.url), lambda: datetime.now(UTC))
        self.addCleanup(recorder.close)
        return recorder

    def new_originator_id(self) -> str:
        return str(uuid4())


class OnSQLite(OnDatabase):
    @pytest.fixture(autouse=True)
    def _database(self, sqlite_url: str) -> None:
        self.url = sqlite_url


class OnPostgreSQL(OnDatabase):
    @pytest.fixture(autouse=True)
    def _database(self, postgres_url: str) -> None:
        self.url = postgres_url


class Recorder(ApplicationRecorderTestCase):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestRecorderOnSQLite(OnSQLite, Recorder):
    pass


class TestRecorderOnPostgreSQL(OnPostgreSQL, Recorder):
    pass


class TestNonInterleavingOnSQLite(OnSQLite, NonInterleavingNotificationIDsBaseCase):
    pass


class TestNonInterleavingOnPostgreSQL(OnPostgreSQL, NonInterleavingNotificationIDsBaseCase):
    pass


del Recorder, ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase
