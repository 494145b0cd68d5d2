"""Which wheel each platform and Python takes of every package that the lock files name.

`make lock` writes the table `wheels.json`: `uv` says what the package index offers; which of it a platform
takes is said by `packaging`, as it is for `pip`.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename

from requirements.locks import FOLDER, pins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLE = FOLDER / "wheels.json"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EVERY = "every"
"""Where stands what is the same on every platform, and on a platform for every Python."""

Table = dict[str, dict[str, list[str]]]
"""A list of names for each platform and Python."""


class Platform(NamedTuple):
    """A kind of machine: the values its markers have, and the tags of wheels it takes, the best first."""

    system: str
    machine: str
    tags: tuple[str, ...]

    def markers(self, python: str) -> dict[str, str]:
        """The values that markers have on this platform with a Python."""
        windows = self.system == "Windows"
        return {
            "platform_system": self.system,
            "sys_platform": "win32" if windows else self.system.lower(),
            "os_name": "nt" if windows else "posix",
            "platform_machine": self.machine,
            "python_version": python,
            "python_full_version": f"{python}.0",
        }

    def ranks(self, python: str) -> dict[Tag, int]:
        """Each tag this platform takes with a Python, and how early it is taken."""
        version = tuple(map(int, python.split(".")))
        interpreter = "cp" + python.replace(".", "")
        known = (
            *cpython_tags(version, [interpreter], self.tags),
            *compatible_tags(version, interpreter, self.tags),
        )
        return {tag: rank for rank, tag in enumerate(known)}


def glibc(machine: str) -> tuple[str, ...]:
    """The tags of a Linux whose C library is glibc 2.28 (of 2018) or newer."""
    older = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
    minors = ((f"manylinux_2_{minor}", older.get(minor)) for minor in range(28, 4, -1))
    return tuple(f"{tag}_{machine}" for names in minors for tag in names if tag is not None)


def musl(machine: str) -> tuple[str, ...]:
    """The tags of a Linux whose C library is musl 1.2 (of 2020) or newer."""
    return tuple(f"musllinux_1_{minor}_{machine}" for minor in (2, 1, 0))


PLATFORMS = {
    "Linux x86-64, glibc": Platform("Linux", "x86_64", glibc("x86_64")),
    "Linux x86-64, musl": Platform("Linux", "x86_64", musl("x86_64")),
    "Linux aarch64, glibc": Platform("Linux", "aarch64", glibc("aarch64")),
    "Linux aarch64, musl": Platform("Linux", "aarch64", musl("aarch64")),
    "macOS, Apple silicon": Platform("Darwin", "arm64", tuple(mac_platforms((13, 0), "arm64"))),
    "macOS, Intel": Platform("Darwin", "x86_64", tuple(mac_platforms((13, 0), "x86_64"))),
    "Windows amd64": Platform("Windows", "AMD64", ("win_amd64",)),
}


def wheels(table: Mapping[str, Any], platform: str, python: str) -> list[str]:
    """What a table says of a platform and Python, said together there or not."""
    here = table.get(platform, {})
    return sorted([*table.get(EVERY, []), *here.get(EVERY, []), *here.get(python, [])])


def together(table: Table) -> dict[str, Any]:
    """A table that says once what holds for every Python of a platform, or for every platform."""
    shared = {name: _common(pythons.values()) for name, pythons in table.items()}
    everywhere = _common(shared.values())
    said: dict[str, Any] = {EVERY: everywhere}
    for name, pythons in table.items():
        said[name] = {EVERY: _without(shared[name], everywhere)}
        said[name] |= {python: _without(found, shared[name]) for python, found in pythons.items()}
        said[name] = {python: found for python, found in said[name].items() if found}
    return {name: found for name, found in said.items() if found}


def _common(lists: Iterable[list[str]]) -> list[str]:
    return sorted(set.intersection(*map(set, lists)))


def _without(names: list[str], others: list[str]) -> list[str]:
    return sorted(set(names) - set(others))


def offered(lock: str) -> dict[NormalizedName, list[str]]:
    """The file names of all wheels that the package index has of the versions in a lock."""
    with TemporaryDirectory() as folder:
        found = Path(folder) / "pylock.toml"
        words = [
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--no-deps",
            "--python-version",
            PYTHONS[0],
        ]
        words += ["--format", "pylock.toml", "--output-file", str(found), str(FOLDER / f"{lock}.txt")]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        packages = tomllib.loads(found.read_text(encoding="utf-8"))["packages"]
    return {
        canonicalize_name(package["name"]): [
            unquote(wheel["url"].rpartition("/")[2]) for wheel in package.get("wheels", [])
        ]
        for package in packages
    }


def best(names: Iterable[str], ranks: Mapping[Tag, int]) -> str | None:
    """The wheel that is taken first of those offered, `None` where none can be."""
    ranked = {
        name: min(found)
        for name in names
        if (found := [ranks[tag] for tag in parse_wheel_filename(name)[3] if tag in ranks])
    }
    return min(ranked, key=ranked.__getitem__, default=None)


def tables(lock: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The wheels that are taken of a lock, and the packages of which there is none to take."""
    offers = offered(lock)
    taken: Table = {}
    lacking: Table = {}
    for (name, platform), python in product(PLATFORMS.items(), PYTHONS):
        ranks = platform.ranks(python)
        packages = pins([lock], platform.markers(python))
        choices = {package: best(offers[package], ranks) for package in packages}
        taken.setdefault(name, {})[python] = [wheel for wheel in choices.values() if wheel]
        lacking.setdefault(name, {})[python] = [package for package, wheel in choices.items() if not wheel]
    return together(taken), together(lacking)


def main() -> None:
    """Writes the table: the wheels of the run-time lock, and what the locks have no wheel of."""
    run, run_lacks = tables("run")
    _, test_lacks = tables("test")
    said = {"run": run, "no wheel": {"run": run_lacks, "test": test_lacks}}
    TABLE.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
