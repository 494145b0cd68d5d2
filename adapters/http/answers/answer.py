"""What every answer of the register says of itself."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

DAYS = {"from_": "from", "for_": "for"}
"""Fields that Python has other words for."""


class Answer(Struct, kw_only=True):
    """What every answer says of itself: of which network and day, as known at which position and instant."""

    network: str | None
    on: date | None
    known_at: str | None
    position: int
    sandbox: bool = True
    """Whether it is of a sandbox; left out where it is not."""
