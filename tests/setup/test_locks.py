"""Setting up installs what the locks name, resolves nothing, and has wheels to install on every platform."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from requirements.installed import differences
from requirements.locks import pins
from requirements.wheels import PLATFORMS, PYTHONS, TABLE, best, wheels
from tests import processes

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "build", "test")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {"run": PROJECT["project"]["dependencies"], **PROJECT["dependency-groups"]}
INSTALL = re.search(r"^install := -m (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
WHEELS = json.loads(TABLE.read_text(encoding="utf-8"))
NO_WHEELS = {("macOS, Intel", "cryptography")}
"""What is said plainly in the README: this platform cannot be installed on from wheels alone."""


def asked_by(package: str) -> list[str]:
    """What a locked package asks for; nothing of one that this platform does not take."""
    try:
        return requires(package) or []
    except PackageNotFoundError:
        return []


def wheel(folder: Path, name: str, version: str, *requires: str) -> str:
    """Puts a wheel with nothing in it into a folder; the line that locks it."""
    stem = f"{name.replace('-', '_')}-{version}"
    path = folder / f"{stem}-py3-none-any.whl"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}", "Provides-Extra: more"]
    metadata += [f"Requires-Dist: {one}" for one in requires]
    files = {
        f"{stem}.dist-info/METADATA": "\n".join(metadata) + "\n",
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
        archive.writestr(f"{stem}.dist-info/RECORD", "".join(f"{file},,\n" for file in files))
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def install(folder: Path, lock: str, *, resolving: bool = False) -> subprocess.CompletedProcess[str]:
    """Installs a lock as the Makefile does, from a folder of wheels, into `target` below it."""
    assert INSTALL is not None
    words = [
        word
        for word in shlex.split(INSTALL[1].replace("$(quiet)", ""))
        if not resolving or word != "--no-deps"
    ]
    (folder / "lock.txt").write_text(lock)
    words += ["--isolated", "--no-index", "--find-links", str(folder), "--target", str(folder / "target")]
    return processes.run(
        [sys.executable, "-m", *words, "-r", str(folder / "lock.txt")], cwd=folder, text=True, check=False
    )


def test_this_environment_holds_what_the_locks_name_and_nothing_else() -> None:
    assert differences(sysconfig.get_path("purelib"), pins(LOCKS)) == []


def test_a_newer_release_in_reach_of_something_an_extra_asks_for_changes_nothing(tmp_path: Path) -> None:
    lock = wheel(tmp_path, "one", "1.0", "two[more]>=1") + wheel(tmp_path, "two", "1.0")
    wheel(tmp_path, "two", "2.0")
    said = install(tmp_path, lock)
    assert (said.returncode, said.stderr) == (0, "")
    assert differences(str(tmp_path / "target"), {}) == [
        "one 1.0 is installed and not locked.",
        "two 1.0 is installed and not locked.",
    ]


def test_what_a_lock_leaves_out_is_found_after_the_installation_and_not_looked_for(tmp_path: Path) -> None:
    """With resolution the same lock asks the index for what it does not name, which is how a set-up rots."""
    lock = wheel(tmp_path, "one", "1.0", "two>=1")
    wheel(tmp_path, "two", "1.0")
    assert install(tmp_path, lock).returncode == 0
    assert not list((tmp_path / "target").glob("two*"))
    resolved = install(tmp_path, lock, resolving=True)
    assert resolved.returncode != 0
    assert "two" in resolved.stderr


def test_every_locked_package_may_have_a_newer_release_in_reach(tmp_path: Path) -> None:
    """The packages that are locked, with what they truly ask of each other and nothing in them."""
    locked_here = pins(LOCKS)
    lock = "".join(wheel(tmp_path, name, version, *asked_by(name)) for name, version in locked_here.items())
    for name in locked_here:
        wheel(tmp_path, name, "99999.0")
    said = install(tmp_path, lock)
    assert (said.returncode, said.stderr) == (0, "")
    assert differences(str(tmp_path / "target"), locked_here) == []


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("locks", [("run",), ("run", "build"), LOCKS], ids="+".join)
def test_whatever_a_locked_package_asks_for_is_locked(
    locks: tuple[str, ...], platform: str, python: str
) -> None:
    """Also on a platform and Python that the tests never ran on, by the locks that are installed together."""
    markers = PLATFORMS[platform].markers(python)
    locked_there = pins(locks, markers)
    asked = [Requirement(text) for lock in locks for text in ASKED[lock]]
    followed: set[tuple[str, str]] = set()
    while asked:
        one = asked.pop()
        name = canonicalize_name(one.name)
        assert one.specifier.contains(locked_there.get(name, "none is locked")), str(one)
        for extra in {"", *one.extras} - {extra for known, extra in followed if known == name}:
            followed.add((name, extra))
            further = map(Requirement, asked_by(name))
            asked += [
                ask for ask in further if not ask.marker or ask.marker.evaluate({**markers, "extra": extra})
            ]
    assert {name for name, _ in followed} == set(locked_there)


def test_each_difference_from_the_locks_is_a_sentence(tmp_path: Path) -> None:
    install(tmp_path, wheel(tmp_path, "one", "1.0") + wheel(tmp_path, "two", "1.0"))
    locked: Any = {"two": "2.0", "three": "3.0"}
    assert differences(str(tmp_path / "target"), locked) == [
        "one 1.0 is installed and not locked.",
        "three 3.0 is locked and not installed.",
        "two 1.0 is installed, 2.0 is locked.",
    ]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_package_that_runs_the_product_has_a_wheel_for_a_platform(platform: str, python: str) -> None:
    kind = PLATFORMS[platform]
    named = {parse_wheel_filename(file)[:2]: file for file in wheels(WHEELS["run"], platform, python)}
    ranks = kind.ranks(python)
    assert [file for file in named.values() if best([file], ranks) is None] == []
    taken = {name: str(version) for name, version in named}
    locked = pins(("run",), kind.markers(python))
    assert {(platform, name) for name in locked.keys() - taken.keys()} <= NO_WHEELS
    assert {name: locked[name] for name in taken} == taken


def test_the_table_of_wheels_names_no_host() -> None:
    assert "://" not in TABLE.read_text(encoding="utf-8")
