"""A program to call and things to tell it."""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adapters.cli.main import main
from tests import processes

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).parents[2]

PEOPLE = [
    {"command": "RegisterPerson", "person": "siv", "name": "Siv Fjellheim"},
    {"command": "RegisterPerson", "person": "tore", "name": "Tore Havnevåg"},
]
SEATS = [
    {
        "command": "AppointRepresentative",
        "network": "12k-plo",
        "person": person,
        "constituency": constituency,
        "effective": "2011-02-01",
    }
    for person, constituency in (("siv", "holmestrand"), ("tore", "horten"))
]
ELECTION = {"command": "ElectChair", "network": "12k-plo", "person": "siv", "effective": "2011-03-09"}
TOO_LONG = {**ELECTION, "until": "2014-03-09", "effective": "2012-03-09"}


@dataclass
class Said:
    """What a call printed and exited with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def results(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Program:
    """The program, called in this process in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *words: str) -> Said:
        self._capsys.readouterr()
        code = main(list(words))
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def record(self, *commands: dict[str, Any] | str | bytes, options: tuple[str, ...] = ()) -> Said:
        """Records commands given as objects, or lines as they are."""
        lines = [
            line
            if isinstance(line, bytes)
            else (line if isinstance(line, str) else json.dumps(line)).encode()
            for line in commands
        ]
        file = self.folder / "commands.jsonl"
        file.write_bytes(b"\n".join(lines))
        return self("record", str(file), *options)

    def start(self, *words: str, **options: Any) -> subprocess.Popen[bytes]:
        """The program in a process of its own."""
        return processes.start(
            [sys.executable, "-m", "adapters.cli", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=options.get("stdin", processes.PIPE),
            stdout=options.get("stdout", processes.PIPE),
            stderr=processes.PIPE,
        )

    def on_terminal(self, *words: str, rows: int = 24, **environment: str) -> str:
        """What somebody sees who calls the program on a terminal of 80 columns."""
        fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", rows, 80, 0, 0))
        usual = {
            name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "PAGER")
        }
        process = processes.start(
            [sys.executable, "-m", "adapters.cli", *words],
            cwd=self.folder,
            env={**usual, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        seen = b""
        with open(ours, "rb", buffering=0) as screen, contextlib.suppress(OSError):  # noqa: PTH123
            # A terminal whose last program is gone is a fault on Linux, and the end of the file elsewhere.
            while part := screen.read(4096):
                seen += part
        processes.end(process)
        return seen.decode().replace("\r\n", "\n")
