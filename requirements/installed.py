"""Whether an environment holds what the lock files name, and nothing beside it.

`python -m requirements.installed .venv run build` ends with 1 and a sentence for each difference.
"""

from __future__ import annotations

import sys
import sysconfig
from importlib.metadata import distributions
from typing import TYPE_CHECKING

from packaging.utils import NormalizedName, canonicalize_name

from requirements.locks import pins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNLOCKED = frozenset({"pip", "setuptools", "samverk"})
"""What an environment may hold that no lock names: what `venv` puts into it, and the project itself."""


def differences(folder: str, locked: Mapping[NormalizedName, str]) -> list[str]:
    """How the packages installed into a folder differ from those that are locked, a sentence each."""
    found = {canonicalize_name(one.name): one.version for one in distributions(path=[folder])}
    absent = [
        f"{name} {version} is locked and not installed."
        for name, version in locked.items()
        if name not in found
    ]
    other = [
        f"{name} {version} is installed, {locked[name]} is locked."
        for name, version in found.items()
        if locked.get(name, version) != version
    ]
    beside = [
        f"{name} {version} is installed and not locked."
        for name, version in found.items()
        if name not in locked and name not in UNLOCKED
    ]
    return sorted(absent + other + beside)


def main(environment: str, locks: Iterable[str]) -> int:
    """Compares a virtual environment with its locks; 1 where they differ."""
    said = differences(sysconfig.get_path("purelib", "venv", {"base": environment}), pins(locks))
    print("".join(f"{environment}: {sentence}\n" for sentence in said), end="", file=sys.stderr)
    return 1 if said else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
