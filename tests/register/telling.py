"""Telling a register what happened, and looking at what it wrote down."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.wire.commands import parse
from application.entries import Entry
from application.outcomes import Recorded
from projections.catalogue import PROJECTIONS
from tests.random_histories import FOUNDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk
    from tests.random_histories import Recording

LOG = ("event", "receipt", "log_head")
"""The tables of the log."""
VIEWS = tuple(projection.name for projection in PROJECTIONS)
"""The tables of the projections."""
NAMES = {"anna": "Anna Åsgård", "bo": "Bo Ölander", "cato": "Cato Ærø", "dag": "Dag Østby"}


def line(command: str, network: str = "small", **fields: Any) -> dict[str, Any]:
    """A command about a network; a trailing underscore of a field's name goes."""
    return {"command": command, "network": network, **_named(fields)}


def person(command: str, person: str, **fields: Any) -> dict[str, Any]:
    """A command about a person."""
    return {"command": command, "person": person, **_named(fields)}


def _named(fields: dict[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_"): value for name, value in fields.items()}


def tell(samverk: Samverk, *lines: dict[str, Any], atomic: bool = False) -> list[dict[str, Any]]:
    """Records lines as the command line would; returns the results in their order."""
    commands = [parse(json.dumps(one).encode(), at, samverk.today) for at, one in enumerate(lines, start=1)]
    return [outcome.answer() for outcome in samverk.register.record(commands, atomic=atomic)]


def accepted(samverk: Samverk, *lines: dict[str, Any], atomic: bool = False) -> list[list[dict[str, Any]]]:
    """The events of each line's result; every line must be accepted."""
    results = tell(samverk, *lines, atomic=atomic)
    assert [result for result in results if not result["ok"]] == []
    return [result["events"] for result in results]


def found(samverk: Samverk, key: str = "small", **changes: Any) -> Recorded:
    """Founds the small network, under a key of its own, and registers everybody who may sit in it."""
    outcome = samverk.register.found(replace(FOUNDING, network=key, **changes))
    assert isinstance(outcome, Recorded)
    accepted(samverk, *(person("RegisterPerson", key, name=name) for key, name in NAMES.items()))
    return outcome


def at(samverk: Samverk, instant: str) -> None:
    """Tells a sandbox's clock what time it is."""
    samverk.clock.told = datetime.fromisoformat(instant)


def append(
    samverk: Samverk, recording: Recording, key: str, after_each: Callable[[], object] = lambda: None
) -> int:
    """Appends a random history entry by entry, under a network key of its own; returns where it ends."""
    entries = [
        Entry(
            f"networks/{key}", version, replace(event, network=key) if version == 1 else event, f"{key}-{id_}"
        )
        for version, (id_, event) in enumerate(recording.entries, start=1)
    ]
    for entry in _renamed(entries, key):
        samverk.log.append([entry], ())
        after_each()
    return samverk.log.head()[0]


def _renamed(entries: list[Entry], key: str) -> list[Entry]:
    """The same entries, corrections naming the entries by the ids they have here."""
    for entry in entries:
        if hasattr(entry.event, "entry"):
            entry.event = replace(entry.event, entry=f"{key}-{entry.event.entry}")
    return entries


def contents(samverk: Samverk, tables: tuple[str, ...]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of some tables, in the order of the first columns."""
    with samverk.engine.connect() as connection:
        return {
            table: [
                tuple(row)
                for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {_order(table)}")
            ]
            for table in tables
        }


def _order(table: str) -> str:
    return "network, known_from, ordinal" if table in VIEWS else "1"
