"""What a question is asked of: the position that a position, a day or an instant names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from application.ports import LogReader


class Unanswerable(Exception):
    """A question about something that is not there; the message says what would be right."""


def named_position(log: LogReader, known_at: str | None, zone: str, head: int) -> int:
    """The position `known_at` names: digits are one, a day is its end in a time zone, an instant is itself.

    None past `head`, which it is when nothing is named: what is recorded while an answer is made is no part
    of it. Raises Unanswerable.
    """
    if known_at is None:
        return head
    if known_at.isascii() and known_at.isdigit():
        position = int(known_at[:20])
        end, _ = log.head()
        if position > end:
            raise Unanswerable(f"The log ends at position {end}; {known_at} is not recorded yet.")
        if position > head:
            raise Unanswerable(f"Answers reach up to position {head} so far; {known_at} is later.")
        return position
    try:
        if len(known_at) == len("2012-03-01"):
            instant = datetime.combine(date.fromisoformat(known_at), time.max, ZoneInfo(zone))
        else:
            instant = datetime.fromisoformat(known_at)
        instant = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Unanswerable(
            f"“{known_at}” is no position, day or instant; write 17, 2012-03-01 or 2012-03-01T12:00:00Z."
        ) from None
    return min(log.position_at(instant), head)
