"""The demonstration histories: a messy life for each network, and every refusal in it foreseen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adapters import bootstrap
from adapters.demonstration.histories import Unforeseen, histories, play
from adapters.log.tree import verify
from adapters.wire.charters import own
from tests.conftest import MORNING
from tests.register.telling import VIEWS, contents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk

LINES = {path: [json.loads(line) for line in path.read_text().splitlines()] for path in histories().values()}


@pytest.fixture
def embedded(sqlite_url: str, keys: Path) -> Iterator[Samverk]:
    """An empty sandbox on SQLite."""
    bootstrap.create(sqlite_url, sandbox=True)
    samverk = bootstrap.open_register(sqlite_url, MORNING)
    yield samverk
    samverk.close()


def changed(folder: Path, lines: list[dict[str, Any]]) -> Path:
    """A history of some lines, as a file."""
    path = folder / "changed.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_every_network_that_comes_with_a_charter_has_a_history() -> None:
    assert histories().keys() == own().keys()


def test_all_histories_play_together_as_they_foresee(embedded: Samverk) -> None:
    played = play(embedded, histories().values())
    told = [line for lines in LINES.values() for line in lines]
    foreseen = sum("expect" in line for line in told)
    assert len(played.refusals) == foreseen > 20
    assert played.accepted == len(told) - 2 * foreseen - sum("now" in line for line in told) > 1000
    embedded.projector.catch_up()
    assert embedded.views.live.parked() == []
    assert verify(embedded.recorder.entries(), embedded.log.head).ok
    caught_up = contents(embedded, VIEWS)
    assert all(caught_up.values())
    embedded.projector.rebuild()
    assert contents(embedded, VIEWS) == caught_up


def test_a_history_that_keeps_a_refusal_to_itself_does_not_play(embedded: Samverk, tmp_path: Path) -> None:
    """The control: without the line that foresees it, the first refusal stops the history where it stands."""
    lines = LINES[histories()["12k-plo"]]
    first = next(at for at, line in enumerate(lines) if "expect" in line)
    with pytest.raises(Unforeseen, match=rf"changed.jsonl, line {first}: .* was refused by "):
        play(embedded, [changed(tmp_path, lines[:first] + lines[first + 1 :])])
