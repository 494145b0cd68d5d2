"""Bringing the tables of an older register to the format of today, one step for each format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update

from adapters.database.engine import location, read_format
from adapters.database.faults import faults_of
from adapters.database.tables import delivery, metadata, register, tile, token, webhook

if TYPE_CHECKING:
    from sqlalchemy import Engine, Table


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from one format to the next. No step touches an entry."""

    before: int
    after: int
    added: tuple[Table, ...]


STEPS = (Step(1, 2, (tile, token, webhook, delivery)),)
"""Every step there is, in order; the last one leads to the format of today."""


def outstanding(engine: Engine) -> tuple[Step, ...]:
    """The steps that a register has before it. Raises DatabaseFault."""
    result = read_format(engine)
    return tuple(step for step in STEPS if step.before >= result)


def carry_out(engine: Engine, step: Step) -> None:
    """Carries out one step, whole or not at all, unless another process was first. Raises DatabaseFault."""
    claim = update(register).where(register.c.format == step.before).values(format=step.after)
    with (
        faults_of(location(engine)),
        engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection,
    ):
        if connection.execute(claim).rowcount:
            metadata.create_all(connection, tables=step.added)
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA user_version = {step.after}")
