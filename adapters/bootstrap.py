"""The composition root: one place where a register is put together from its parts."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from adapters.database.engine import init, open_engine, read_register
from adapters.log.application import LogApplication
from adapters.log.auditor import LogAuditor
from adapters.log.codec import Codec
from adapters.log.keys import KeyStore, key_store_path
from adapters.log.mapper import LogMapper
from adapters.log.recorder import LogRecorder
from adapters.public_holidays import PublicHolidays
from adapters.views.rows import ViewRows
from adapters.views.tables import Views
from adapters.wire.typed import RULE_FAMILIES
from application.answers.status import Status, status
from application.book import Book
from application.evaluation.evaluations import Compiler, Evaluations
from application.projector import Projector
from application.register import Register
from domain.catalogue import EVENTS, UPCASTERS
from domain.people import PERSONAL

if TYPE_CHECKING:
    from sqlalchemy import Engine

KEYS = "SAMVERK_KEYS"
"""Environment variable that names the file of the people's keys."""


class NotASandbox(Exception):
    """Only a sandbox may be told what time it is."""


@dataclass(frozen=True, slots=True)
class Samverk:
    """A register that is open: its writing side, its questions, and what keeps its views abreast."""

    engine: Engine
    sandbox: bool
    keys: KeyStore
    log: LogApplication
    recorder: LogRecorder
    register: Register
    book: Book
    evaluations: Evaluations
    projector: Projector
    views: Views
    clock: Clock

    def today(self, network: str | None) -> date:
        """The day it is in a network, in its own time zone; in UTC where there is no such network."""
        folded = None if network is None else self.log.network(network)
        zone = (
            "UTC"
            if folded is None or folded.structure.founding is None
            else folded.structure.founding.time_zone
        )
        return self.clock().astimezone(ZoneInfo(zone)).date()

    def status(self) -> Status:
        """Where the log and the read models stand."""
        return status(self.log, self.views, sandbox=self.sandbox)

    def close(self) -> None:
        """Closes the database."""
        self.recorder.close()


class Clock:
    """The register's clock: the machine's, or in a sandbox the instant it is told."""

    def __init__(self, told: datetime | None = None) -> None:
        self.told = told

    def __call__(self) -> datetime:
        """The instant it is."""
        return self.told or datetime.now(UTC)


def create(url: str, *, sandbox: bool) -> None:
    """Creates a register and the store of its people's keys. Raises DatabaseFault and KeyStoreFault."""
    # Only once the address is known to be one of a register: else the fault would be about its key store.
    init(url, sandbox=sandbox, fill=lambda _: KeyStore.create(key_store_path(url, os.environ.get(KEYS))))


def open_register(url: str, now: datetime | None = None, *, older: bool = False) -> Samverk:
    """Opens a register. Raises DatabaseFault, KeyStoreFault, and NotASandbox when `now` may not be told.

    One that another version made is a DatabaseFault, unless `older`.
    """
    engine = open_engine(url, older=older)
    views = Views(engine)
    try:
        made = read_register(engine)
        if now is not None and not made.sandbox:
            raise NotASandbox(
                f"{url} is no sandbox, so its clock cannot be set;"
                " `samverk init --sandbox` creates one that is."
            )
        if not older:
            views.missing()
    except BaseException:
        engine.dispose()
        raise
    clock = Clock(now)
    keys = KeyStore(key_store_path(url, os.environ.get(KEYS)), clock)
    codec = Codec(EVENTS, UPCASTERS, RULE_FAMILIES)
    mapper = LogMapper(codec, keys, frozenset(EVENTS[event][0] for event in PERSONAL))
    recorder = LogRecorder(engine, clock)
    log = LogApplication(recorder, mapper, keys)
    rows, holidays = ViewRows(engine), PublicHolidays()
    evaluations = Evaluations(log, rows, log.root, holidays, sandbox=made.sandbox)
    return Samverk(
        engine,
        made.sandbox,
        keys,
        log,
        recorder,
        Register(log, Compiler(evaluations, log.head)),
        Book(log, rows, LogAuditor(recorder, mapper), clock, holidays=holidays, sandbox=made.sandbox),
        evaluations,
        Projector(log, views),
        views,
        clock,
    )
