"""What goes wrong around the program: one sentence, exit code 2, nothing acknowledged that is not there."""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import pytest

from adapters.cli.main import _told
from adapters.database.faults import DatabaseFault
from tests import processes
from tests.cli.program import ROOT
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.program import Program


def no_database(folder: Path) -> None:
    (folder / "samverk.db").write_text("This is a text.\n" * 100)


def a_database_of_another_program(folder: Path) -> None:
    (folder / "samverk.db").unlink()
    with closing(apsw.Connection("samverk.db")) as database:
        database.execute("CREATE TABLE note (text TEXT)")


def a_newer_register(folder: Path) -> None:
    with closing(apsw.Connection("samverk.db")) as database:
        database.execute("UPDATE register SET format = 99")


def a_folder(folder: Path) -> None:
    (folder / "samverk.db").unlink()
    (folder / "samverk.db").mkdir()


def no_keys(folder: Path) -> None:
    (folder / "samverk.keys.db").unlink()


def other_keys(folder: Path) -> None:
    (folder / "samverk.keys.db").write_bytes(b"\0" * 4096)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (no_database, "is not a database file"),
        (a_database_of_another_program, "is the database of another program"),
        (a_newer_register, "has format 99"),
        (a_folder, "cannot be opened"),
        (no_keys, "There is no key store"),
        (other_keys, "key store"),
    ],
)
@pytest.mark.parametrize("words", ["members 12k-plo", "record commands.jsonl", "status", "entries"])
def test_a_database_that_cannot_be_used_is_named_in_one_sentence(
    network: Program, spoil: Callable[[Path], None], sentence: str, words: str
) -> None:
    spoil(network.folder)
    said = network(*words.split())
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert sentence in said.err


def test_a_database_address_that_is_none_is_named_without_repeating_it(program: Program) -> None:
    for address in ("nonsense", "mysql://me:secret@host/name", "sqlite://", "postgresql://"):
        said = program("--database", address, "networks")
        assert (said.code, said.err.count("\n")) == (2, 1)
        assert "secret" not in said.err


def test_an_answer_that_cannot_catch_up_says_so(network: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object) -> None:
        raise DatabaseFault("samverk.db is read-only; to record, file and folder must be writable to you.")

    monkeypatch.setattr("application.projector.Projector.catch_up", read_only)
    said = network("members", "12k-plo")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "The answer has to catch up with the log and cannot:"
        " samverk.db is read-only; to record, file and folder must be writable to you.\n"
    )


def test_a_full_disk_ends_a_recording_with_one_sentence_and_no_result(network: Program) -> None:
    """What had a result is durable; the lines without one are named."""
    with closing(apsw.Connection("samverk.db")) as database:
        pages = database.pragma("page_count")
    code = (
        "import sys\n"
        "from adapters.database import driver\n"
        "from adapters.cli.main import main\n"
        "connect = driver.connect\n"
        "def small(*arguments, **options):\n"
        "    connection = connect(*arguments, **options)\n"
        f"    if 'keys' not in str(arguments[0]): connection.execute('PRAGMA max_page_count = {pages + 2}')\n"
        "    return connection\n"
        "driver.connect = small\n"
        "sys.exit(main(['record']))\n"
    )
    matter = {"command": "RaiseMatter", "network": "12k-plo", "title": "t" * 500, "raised_by": "siv"}
    lines = "".join(json.dumps({**matter, "matter": f"m{number}"}) + "\n" for number in range(200))
    said = processes.run(
        [sys.executable, "-c", code],
        lines.encode(),
        cwd=network.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (said.returncode, said.stdout) == (2, b"")
    assert b"no room left on its disk" in said.stderr
    assert said.stderr.endswith(b"Lines from 1 on have no result.\n")
    assert network("--json", "verify").json["entries"] == 6


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no device that is always full.")
def test_output_that_cannot_be_written_is_told_and_not_tried_again(network: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        started = network.start("networks", stdout=full)
        _, err = started.communicate(timeout=GIVE_UP)
    assert (started.returncode, err) == (2, b"No space left on device.\n")


def test_a_defect_of_the_program_is_not_taken_for_a_mishap() -> None:
    assert _told(TypeError("no")) is None
