"""Which of the formats on offer a client takes, by what its `Accept` says (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUALITY = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type a client likes best, the first of several; None when it takes none of them."""
    ranges = _ranges(accept or "*/*")
    weighed = [(_weight(kind, ranges), kind) for kind in offered]
    best = max(weight for weight, _ in weighed)
    return None if best <= 0 else next(kind for weight, kind in weighed if weight == best)


def _ranges(accept: str) -> dict[str, float]:
    """The weight of each range a client names; what cannot be read is passed over."""
    result: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name == "q":
                weight = float(value) if _QUALITY.fullmatch(value) else 0.0
        if kind.count("/") == 1:
            result[kind] = weight
    return result


def _weight(kind: str, ranges: dict[str, float]) -> float:
    """How much a client likes a media type: what it says of the narrowest range that has it."""
    for named in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if named in ranges:
            return ranges[named]
    return 0.0
