"""What becomes of a command: recorded, refused by a rule, or not a command at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Recorded:
    """Durable now, or before: each event's type, position and id; none when nothing was new."""

    events: tuple[tuple[str, int, str], ...]
    version: int

    def answer(self) -> dict[str, Any]:
        """The result as plain data, in the shape the contract gives it."""
        return {
            "ok": True,
            "events": [
                {"type": kind, "position": position, "id": id_} for kind, position, id_ in self.events
            ],
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule stands against it; nothing was recorded."""

    refusal: Refusal

    def answer(self) -> dict[str, Any]:
        """The result as plain data, in the shape the contract gives it."""
        refusal = self.refusal
        said = {
            "rule": refusal.rule,
            "quote": refusal.quote,
            "detail": refusal.detail,
            "accepted": refusal.accepted,
        }
        if refusal.entry is not None:
            said["entry"] = refusal.entry
        return {"ok": False, "refusal": said}


class Faulty(Exception):
    """It is no valid command: `field` says where, `detail` what is wrong and what would be right."""

    def __init__(self, detail: str, field: str | None = None, line: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.line = line

    def answer(self) -> dict[str, Any]:
        """The result as plain data, in the shape the contract gives it."""
        return {"ok": False, "fault": {"line": self.line, "field": self.field, "detail": self.detail}}


class OutOfReach(Faulty):
    """It would also be recorded in a network that whoever asks may not write to."""

    def __init__(self, network: str) -> None:
        super().__init__(f"This would also stand in “{network}”, which is not yours to write to.")


Outcome = Recorded | Refused | Faulty
