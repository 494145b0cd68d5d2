"""What a user would pick instead: the event store's own recorder and runner, in the same run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner

if TYPE_CHECKING:
    from pathlib import Path


class Seat(Aggregate):
    """An aggregate with one event the size of an ordinary appointment."""

    @event("Appointed")
    def appoint(self, person: str, constituency: str, seat: str, effective: str, decided_by: str) -> None:
        self.person = person


class Seats(Application[Any]):
    """The library's application as its tutorial has it."""


def appoint(seat: Seat) -> None:
    """One more event on an aggregate."""
    seat.appoint("p-1-2", "horten", "representative", "2013-01-15", "Kommunestyret")


def single_saves(folder: Path, count: int) -> float:
    """Durable saves of one event each, a second."""
    with Seats(
        {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "stock.db")}
    ) as app:
        seat = Seat()
        app.save(seat)
        started = time.perf_counter()
        for _ in range(count):
            appoint(seat)
            app.save(seat)
        return count / (time.perf_counter() - started)


def batched_saves(folder: Path, count: int, size: int) -> float:
    """Events a second when `size` of them are saved together."""
    with Seats(
        {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "stock2.db")}
    ) as app:
        started = time.perf_counter()
        for _ in range(count // size):
            seat = Seat()
            for _ in range(size - 1):
                appoint(seat)
            app.save(seat)
        return count / (time.perf_counter() - started)


class Holders(PostgresTrackingRecorder):
    """A view with a row an event, as the library's tutorial keeps one."""

    def __init__(self, datastore: Any, **options: Any) -> None:
        super().__init__(datastore, **options)
        self.table = f"holders_{uuid4().hex}"
        from psycopg.sql import SQL, Identifier

        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS {0}.{1} (id text, version bigint, person text)").format(
                Identifier(self.datastore.schema), Identifier(self.table)
            )
        )
        self.insert = SQL("INSERT INTO {0}.{1} VALUES (%s, %s, %s)").format(
            Identifier(self.datastore.schema), Identifier(self.table)
        )

    def hold(self, seat: Any, tracking: Any) -> None:
        """Writes the row of one event and the position in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                self.insert, (str(seat.originator_id), seat.originator_version, getattr(seat, "person", ""))
            )


class HoldersProjection(Projection[Holders]):
    """Folds every event to a row."""

    name = "holders"
    topics = ()

    def process_event(self, domain_event: Any, tracking: Any) -> None:
        """One row an event."""
        self.view.hold(domain_event, tracking)


def projected(url: str, count: int) -> float:
    """Events a second folded to one row each by the library's runner, on PostgreSQL (SQLite has none)."""
    from psycopg.conninfo import conninfo_to_dict

    address = conninfo_to_dict(url)
    environment = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(address["dbname"]),
        "POSTGRES_HOST": str(address["host"]),
        "POSTGRES_PORT": str(address.get("port", "5432")),
        "POSTGRES_USER": str(address["user"]),
        "POSTGRES_PASSWORD": str(address.get("password") or "none"),
    }
    with Seats(environment) as app:
        seat = Seat()
        for _ in range(count - 1):
            appoint(seat)
        last = app.save(seat)[-1].notification.id
    started = time.perf_counter()
    with ProjectionRunner(
        application_class=Seats, projection_class=HoldersProjection, view_class=Holders, env=environment
    ) as runner:
        runner.wait(last, timeout=120)
    return count / (time.perf_counter() - started)
