"""What was recorded about the year after it had ended: corrections, annulments, entries that came late."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from application.evaluation.plain import plain
from domain.amendments import Amendment, EntryAnnulled, amended
from domain.keys import own_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from application.entries import Entry
    from application.evaluation.replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """An entry about the year that was recorded after it had ended.

    `what` is `corrected`, `annulled` or `entered`. A correction, also of a correction, is told by what it did
    to the entry it finally speaks of, at `of_position`: of that `type`, `effective` on that day since, with
    the new values of what it changed in it; None where nothing of it stands.
    """

    position: int
    recorded: str
    what: str
    type: str
    effective: date
    of_position: int | None
    changes: dict[str, Any] | None
    reason: str | None
    actor: str | None
    authority: str | None


def afterwards(replay: Replay) -> tuple[Afterwards, ...]:
    """Every entry about the year recorded since it ended, in the network's own time zone."""
    ended = datetime.combine(replay.next_year, time.min, ZoneInfo(replay.identity.time_zone))
    late = [entry for entry in replay.entries if _recorded(entry) >= ended]
    story = _Story(replay)
    return tuple(result for entry in late for result in story.told(entry))


def _recorded(entry: Entry) -> datetime:
    assert entry.recorded is not None
    return datetime.fromisoformat(entry.recorded)


class _Story:
    """The entries of a network as each of them stood after any other."""

    def __init__(self, replay: Replay) -> None:
        self._replay = replay
        self._entries = {entry.id: entry for entry in replay.entries}
        self._amendments: dict[str, list[Entry]] = {}
        for entry in replay.entries:
            if isinstance(entry.event, Amendment):
                self._amendments.setdefault(entry.event.entry, []).append(entry)

    def told(self, entry: Entry) -> Iterator[Afterwards]:
        """What an entry says about the year; nothing where it is about other days."""
        root = self._entries[self._replay.network.root_of(entry.id)]
        before = self._standing(root, entry.version - 1) if root is not entry else None
        after = self._standing(root, entry.version)
        about = [event for event in (after, before) if event is not None] or [root.event]
        if any(day.year == self._replay.year for event in about for day in _days(event)):
            yield Afterwards(
                position=entry.position or 0,
                recorded=entry.recorded or "",
                what=_what(entry.event),
                type=type(root.event).__name__,
                effective=about[0].effective,
                of_position=None if root is entry else root.position,
                changes=None if root is entry else _changes(before, after),
                reason=getattr(entry.event, "reason", None) if root is not entry else None,
                actor=entry.actor,
                authority=entry.authority,
            )

    def _standing(self, entry: Entry, version: int) -> Any:
        """An entry's event with its corrections up to a version laid over it; None when annulled by then."""
        event = entry.event
        for amendment in self._amendments.get(entry.id, ()):
            standing = self._standing(amendment, version) if amendment.version <= version else None
            if isinstance(standing, EntryAnnulled):
                return None
            if standing is not None:
                event = amended(event, standing.changes)
        return event


def _what(event: Any) -> str:
    if not isinstance(event, Amendment):
        return "entered"
    return "annulled" if isinstance(event, EntryAnnulled) else "corrected"


def _days(event: Any) -> set[date]:
    """The days an entry is about: the one it takes effect on, and its own where it names one."""
    return {event.effective, own_day(event)}


def _changes(before: Any, after: Any) -> dict[str, Any] | None:
    """The new values of the fields that an amendment changed; None where nothing stands after it."""
    if after is None:
        return None
    return {
        field.name: plain(getattr(after, field.name))
        for field in fields(after)
        if before is None or getattr(before, field.name) != getattr(after, field.name)
    }
