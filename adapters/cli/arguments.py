"""The arguments that commands share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from adapters.wire.values import day, moment


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command: its name or flag, and what argparse is to know of it."""

    name: str
    options: dict[str, Any]


def argument(name: str, **options: Any) -> Argument:
    """An argument, written as argparse's `add_argument` takes it."""
    return Argument(name, options)


ON = argument("--on", type=day, metavar="DATE", help="the day asked about (default: today in the network)")
KNOWN_AT = argument(
    "--known-at",
    type=moment,
    metavar="WHEN",
    help="as the register knew it at a position, a day's end or an instant (default: now)",
)
MOMENT = (ON, KNOWN_AT)
