"""The bytes an evaluation is hashed as: everything it says but its own hash and the names of people."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from application.evaluation.plain import plain

if TYPE_CHECKING:
    from application.evaluation.shape import Evaluation

_APART = frozenset({"hash", "names"})


def canonical(said: Evaluation | dict[str, Any]) -> bytes:
    """Canonical JSON of an evaluation, or of one that is plain data already.

    Keys sorted, no spaces, UTF-8; without `hash` and `names`.
    """
    data = said if isinstance(said, dict) else plain(said)
    hashed = {name: part for name, part in data.items() if name not in _APART}
    return json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(said: Evaluation | dict[str, Any]) -> str:
    """The SHA-256 of an evaluation's canonical JSON, in hexadecimal."""
    return sha256(canonical(said)).hexdigest()
