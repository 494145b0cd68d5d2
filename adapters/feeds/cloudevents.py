"""Entries as CloudEvents 1.0, in the bytes they were stored with.

An entry of a person's stream tells whose it is and nothing more, so that its event stays the same once the
person is erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from application.entries import NETWORKS, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.log.entries import Entry

MEDIA_TYPE = "application/cloudevents+json"
BATCH_MEDIA_TYPE = "application/cloudevents-batch+json"
_PREFIX = "samverk."


def cloud_event(entry: Entry) -> dict[str, Any]:
    """The event an entry of the log is told as; `orjson` writes it."""
    subject = entry.stream.removeprefix(NETWORKS).removeprefix(PEOPLE)
    event = {
        "specversion": "1.0",
        "id": entry.id,
        "source": f"/{entry.stream}",
        "type": type_of(entry.type, entry.schema_version),
        "time": entry.recorded,
        "subject": subject,
        "sequence": str(entry.position),
        "datacontenttype": "application/json",
    }
    if entry.stream.startswith(PEOPLE):
        return {**event, "data": {"person": subject}}
    effective = orjson.loads(entry.data)["effective"]
    return {**event, "effective": effective, "data": orjson.Fragment(entry.data)}


def encoded(entry: Entry) -> bytes:
    """One event as JSON on one line."""
    return orjson.dumps(cloud_event(entry))


def batch(entries: Iterable[Entry]) -> bytes:
    """Several events as a JSON array, in their order."""
    return orjson.dumps([cloud_event(entry) for entry in entries])


def type_of(name: str, schema_version: int) -> str:
    """The `type` attribute of a stored name and version, such as `samverk.ChairElected.v1`."""
    return f"{_PREFIX}{name}.v{schema_version}"


def stored_name(wanted: str) -> str:
    """The stored name somebody asks for, who may write `ChairElected` or `samverk.ChairElected.v1`."""
    return wanted.removeprefix(_PREFIX).partition(".")[0]
