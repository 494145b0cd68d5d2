"""Checks on the packaging: what is locked, what is shipped, what is written down about it."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
LOCKED = {
    "run": PROJECT["project"]["dependencies"],
    "build": GROUPS["build"],
    "test": GROUPS["test"],
}
PIN = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[0-9.]+(post\d+)?)( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def lock_lines(lock: str) -> list[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def pins(lock: str) -> dict[str, str]:
    return {pin["name"]: pin["version"] for line in lock_lines(lock) if (pin := PIN.fullmatch(line))}


@pytest.mark.parametrize("lock", LOCKED)
def test_a_lock_file_holds_pins_and_hashes_and_names_no_host(lock: str) -> None:
    assert [line for line in lock_lines(lock) if not (PIN.fullmatch(line) or HASH.fullmatch(line))] == []
    assert "://" not in (ROOT / "requirements" / f"{lock}.txt").read_text()


@pytest.mark.parametrize("lock", LOCKED)
def test_every_direct_dependency_is_locked_within_the_range_it_asks_for(lock: str) -> None:
    locked = pins(lock)
    outside = [
        text
        for text in LOCKED[lock]
        if not (asked := Requirement(text)).specifier.contains(locked.get(canonicalize_name(asked.name), "0"))
    ]
    assert outside == []


def test_the_lock_files_agree_on_every_version_they_share() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKED:
        for name, version in pins(lock).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_direct_dependency_has_a_line_that_says_why() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text()
    explained = set(re.findall(r"^\| `([a-z0-9.-]+)` \| \S", reasons, flags=re.MULTILINE))
    assert explained == {Requirement(text).name for texts in LOCKED.values() for text in texts}


def test_the_wheel_holds_every_file_of_its_packages_and_nothing_beside_them(tmp_path: Path) -> None:
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    source = {
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert shipped == source


APART = {"survivor.py", "faults/reading.py", "faults/webhook_receiver.py"}
"""Programs that tests run in a process of their own, without the tests' modules."""
ELSEWHERE = {
    r"^\s*(from time import|import time\b)": "waiting.py",
    r"\bsubprocess\.(Popen|run|call|check_call|check_output)\(": "processes.py",
}


@pytest.mark.parametrize(("pattern", "place"), ELSEWHERE.items(), ids=ELSEWHERE.values())
def test_how_tests_wait_and_what_they_start_is_said_in_one_place(pattern: str, place: str) -> None:
    tests = ROOT / "tests"
    found = {
        file.relative_to(tests).as_posix()
        for file in tests.rglob("*.py")
        if re.search(pattern, file.read_text(), flags=re.MULTILINE)
    }
    assert found - APART == {place}
