"""The log as an auditor reads it: entries by filter, and which later entries correct them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from adapters.database.engine import stamp
from application.entries import NETWORKS, PEOPLE, Entry, UndecodableEntry
from domain.amendments import EntryCorrected
from domain.catalogue import NAMING
from domain.keys import people, under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapters.log.mapper import LogMapper
    from adapters.log.recorder import LogRecorder
    from application.ports import EntryFilter

_AMENDMENTS = ("EntryCorrected", "EntryAnnulled")


class LogAuditor:
    """Finds entries: see `application.ports.EntryReader`."""

    def __init__(self, recorder: LogRecorder, mapper: LogMapper) -> None:
        self._recorder = recorder
        self._mapper = mapper

    def matching(self, filters: EntryFilter, upto: int) -> Iterator[Entry]:
        """Entries that match, by position, none past a position; `event` is None where it cannot be shown."""
        left = filters.limit
        for row in self._recorder.select(_conditions(filters), filters.after, upto):
            if left == 0:
                return
            try:
                entry = self._mapper.entry(row)
            except UndecodableEntry:
                entry = self._mapper.unread(row)
            if filters.person is None or _names(entry, filters.person):
                yield entry
                left = None if left is None else left - 1

    def amendments(self, entries: Iterable[Entry], upto: int) -> Mapping[str, list[str]]:
        """The ids of the entries that correct or annul each of the given ones."""
        wanted = {entry.id: entry.stream for entry in entries}
        result: dict[str, list[str]] = {}
        for stream in sorted(set(wanted.values())):
            conditions: list[tuple[str, Any]] = [("stream = ?", stream)]
            conditions += [("type IN (?, ?)", _AMENDMENTS)]
            for row in self._recorder.select(conditions, 0, upto):
                try:
                    amendment = self._mapper.entry(row)
                except UndecodableEntry:
                    continue
                if amendment.event.entry in wanted:
                    result.setdefault(amendment.event.entry, []).append(amendment.id)
        return result


def _conditions(filters: EntryFilter) -> list[tuple[str, Any]]:
    conditions: list[tuple[str, Any]] = []
    if filters.network is not None:
        conditions.append(("stream = ?", NETWORKS + filters.network))
    if filters.type is not None:
        conditions.append(("type = ?", filters.type))
    if filters.actor is not None:
        conditions.append(("actor = ?", filters.actor))
    for day, condition in ((filters.since, "recorded >= ?"), (filters.until, "recorded < ?")):
        if day is not None:
            conditions.append((condition, stamp(datetime.combine(day, time(), UTC))))
    return conditions


def _names(entry: Entry, person: str) -> bool:
    """Whether an entry is about a person: their own stream's, or one that names their key."""
    if entry.stream == PEOPLE + person:
        return True
    event = entry.event
    # What stands in another person's stream is theirs, and is not shown.
    if event is None or entry.stream.startswith(PEOPLE):
        return False
    return person in (under(NAMING, event.changes) if isinstance(event, EntryCorrected) else people(event))
