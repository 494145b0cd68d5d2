"""The lock files as data: what each pins, for which platform and Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = Path(__file__).parent


def locked(lock: str) -> list[Requirement]:
    """The pins of the lock file named `lock` (`run`, `build`, `test`), with their markers, in its order."""
    lines = (FOLDER / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    return [
        Requirement(line.removesuffix(" \\")) for line in lines if line and not line.startswith((" ", "#"))
    ]


def pins(locks: Iterable[str], environment: Mapping[str, str] | None = None) -> dict[NormalizedName, str]:
    """The version the locks pin of each package that belongs into an environment.

    `environment` holds the values of markers that differ from those of the Python that runs this.
    """
    return {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for lock in locks
        for pin in locked(lock)
        if pin.marker is None or pin.marker.evaluate(None if environment is None else dict(environment))
    }
