"""The log itself: who recorded what, when, and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from application.answers.answer import Answer
from application.book import Book
from application.entries import NETWORKS
from application.parameters import (
    About,
    After,
    AnyNetwork,
    AtMost,
    Before,
    EntryType,
    KnownAt,
    Recorder,
    Since,
)
from application.ports import EntryFilter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from application import entries as log


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the log; the data of an entry about a person is not shown."""

    position: int
    id: str
    type: str
    recorded: str
    """UTC, ISO 8601."""
    effective: date | None
    """None where the entry cannot be read any more."""
    network: str | None
    """None where it is about a person."""
    stream: str
    actor: str | None
    authority: str | None
    data: dict[str, Any] | None
    corrects: str | None
    """The id of the entry it corrects or annuls."""
    corrected_by: tuple[str, ...]
    """The ids of those that correct or annul it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries(Answer):
    """Entries of the log, the oldest first."""

    entries: tuple[Entry, ...]


def entries(
    book: Book,
    *,
    network: AnyNetwork = None,
    type: EntryType = None,
    actor: Recorder = None,
    person: About = None,
    since: Since = None,
    until: Before = None,
    after: After = 0,
    limit: AtMost = None,
    known_at: KnownAt = None,
) -> Entries:
    """A network's entries: who recorded what, when, and why.

    The oldest entry comes first, each with those that correct it. `since` and `until` bound the day of
    recording (UTC); the day named by `until` is left out.
    """
    moment = book.about_log(known_at)
    filters = EntryFilter(network, type, actor, person, since, until, after, limit)
    result = list(book.entries.matching(filters, moment.position))
    amended = book.entries.amendments(result, moment.position)
    return Entries(
        **book.head(moment, network, None), entries=tuple(_entry(entry, amended) for entry in result)
    )


def _entry(entry: log.Entry, corrected_by: Mapping[str, list[str]]) -> Entry:
    """One entry; the data of a person is left to the person's own page."""
    is_of_network = entry.stream.startswith(NETWORKS)
    data = None if entry.event is None or not is_of_network else asdict(entry.event)
    return Entry(
        position=entry.position or 0,
        id=entry.id,
        type=entry.type,
        recorded=entry.recorded or "",
        effective=None if entry.event is None else entry.event.effective,
        network=entry.stream.removeprefix(NETWORKS) if is_of_network else None,
        stream=entry.stream,
        actor=entry.actor,
        authority=entry.authority,
        data=data,
        corrects=None if data is None else data.get("entry"),
        corrected_by=tuple(corrected_by.get(entry.id, ())),
    )
