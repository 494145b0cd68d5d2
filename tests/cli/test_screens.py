"""Pages on screens of any width: no word is ever broken, so that a key can be copied from any of them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from adapters.cli.pages.lines import lines
from adapters.cli.pages.rows import Rows
from adapters.cli.pages.standing import PAGES
from tests.demonstration import played

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.cli.program import Program, Said

WIDTHS = (40, 60, 80, 100, 200)
QUESTIONS = {
    "networks": "networks",
    "show": "show 12k-plo --on 2014-01-31",
    "members": "members 12k-plo --on 2012-03-01",
    "chairs": "chairs 12k-plo --on 2013-12-31",
    "mandates": "mandates 12k-plo",
    "diff": "mandates 12k-plo --diff 1 2",
    "meetings": "meetings 12k-plo",
    "matters": "matters socialchefsnatverket",
    "obligations": "obligations --on 2013-12-31",
    "changes": "changes 12k-plo --from 40 --to 60",
    "person": "person ingrid-rognholt",
    "entries": "entries --network 12k-plo --limit 50",
    "status": "status",
    "verify": "verify",
    "token list": "token list",
    "webhook list": "webhook list",
}
"""A question of the demonstration for every page that has a table, or a text of the answer's."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a register with the demonstration's histories."""
    folder = tmp_path_factory.mktemp("screens")
    with played(folder):
        yield folder


@pytest.fixture
def demo(register: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program, asking that register."""
    monkeypatch.setenv("SAMVERK_DATABASE", f"sqlite:///{register}/samverk.db")
    monkeypatch.setenv("SAMVERK_KEYS", str(register / "people.keys"))
    if not program("--json", "token", "list").json["tokens"]:
        program(
            "token", "create", "--role", "auditor", "--network", "12k-plo", "--actor", "revisor-i-vestfold"
        )
    return program


_WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
_CELLS = st.lists(_WORDS, max_size=12).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    captions = draw(st.lists(_WORDS, min_size=1, max_size=8, unique=True))
    row = st.lists(_CELLS, min_size=len(captions), max_size=len(captions))
    return captions, draw(st.lists(row, min_size=1, max_size=5))


@given(tables(), st.integers(10, 220))
def test_every_word_of_every_cell_is_whole_at_any_width(
    table: tuple[list[str], list[list[str]]], width: int
) -> None:
    captions, rows = table
    shown = rendered(Rows(captions, rows), width)
    words = {word for row in rows for cell in row for word in cell.split()}
    allowed = words | {word for caption in captions for word in (caption, f"{caption}:")}
    found = set(shown.replace("─", "").split())
    assert found <= allowed
    assert words <= found | {"─"}


@given(_CELLS, st.integers(1, 220))
def test_a_line_is_wider_than_the_screen_only_if_it_is_a_single_word(text: str, width: int) -> None:
    found = lines(text, width, hanging="  ")
    assert [line for line in found if len(line) > max(width, 3) and len(line.split()) > 1] == []
    assert " ".join(found).split() == text.split()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_page_on_the_demonstration_shows_the_words_of_its_answer_whole(
    demo: Program, monkeypatch: pytest.MonkeyPatch, question: str, width: int
) -> None:
    words = QUESTIONS[question].split()
    shown = {at: at_width(demo, monkeypatch, at, *words) for at in (width, 10_000)}
    assert (shown[width].code, shown[width].err) == (0, "")
    assert set(bare(shown[width].out)) <= set(bare(shown[10_000].out))
    assert keys_missing(demo("--json", *words).out, shown[width].out, shown[10_000].out) == []
    too_wide = [line for line in shown[width].out.splitlines() if len(line) > width]
    assert [line for line in too_wide if len(line.split()) > 1] == []


def test_a_page_in_a_pipe_is_as_on_a_screen_of_80_columns(
    demo: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_screen = demo("chairs", "12k-plo").out
    monkeypatch.delenv("COLUMNS")
    with demo.start("chairs", "12k-plo") as process:
        out, _ = process.communicate()
    assert out.decode().splitlines() == on_screen.splitlines()


def test_what_has_no_room_in_its_column_stands_below_the_row() -> None:
    captions = ["Network", "Name", "Vacant"]
    rows = [["socialnamndsrepresentanter", "Nätverk för socialnämndsrepresentanter", "0"], ["a", "A", "12"]]
    assert rendered(Rows(captions, rows), 80).splitlines() == [
        "Network                     Name                                    Vacant",
        "──────────────────────────────────────────────────────────────────────────",
        "socialnamndsrepresentanter  Nätverk för socialnämndsrepresentanter  0",
        "a                           A                                       12",
    ]
    assert rendered(Rows(captions, rows), 40).splitlines() == [
        "Network                     Vacant",
        "──────────────────────────────────",
        "socialnamndsrepresentanter  0",
        "  Name: Nätverk för",
        "    socialnämndsrepresentanter",
        "a                           12",
        "  Name: A",
    ]
    assert rendered(Rows(captions, rows), 30).splitlines() == [
        "Network:",
        "  socialnamndsrepresentanter",
        "Name: Nätverk för",
        "  socialnämndsrepresentanter",
        "Vacant: 0",
        "",
        "Network: a",
        "Name: A",
        "Vacant: 12",
    ]


def test_a_heading_is_broken_between_its_parts_before_it_is_broken_between_words() -> None:
    heading = "Members of 12k-plo · known at position 1057 (2024-12-10 09:45:00Z) · sandbox"
    assert lines(heading, 60) == [
        "Members of 12k-plo ·",
        "known at position 1057 (2024-12-10 09:45:00Z) · sandbox",
    ]
    assert lines(heading, 30) == [
        "Members of 12k-plo · known at",
        "position 1057 (2024-12-10",
        "09:45:00Z) · sandbox",
    ]


def test_every_page_that_has_a_table_is_looked_at() -> None:
    sentences = {
        "upgrade",
        "copy",
        "found",
        "charter check",
        "token create",
        "token revoke",
        "webhook add",
        "webhook deliveries",
        "webhook resume",
        "webhook send",
        "webhook remove",
    }
    assert set(PAGES) == set(QUESTIONS) | sentences


def rendered(rows: Rows, width: int) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(rows, soft_wrap=True)
    return file.getvalue()


def at_width(demo: Program, monkeypatch: pytest.MonkeyPatch, width: int, *words: str) -> Said:
    with monkeypatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        return demo(*words)


def bare(text: str) -> Iterator[str]:
    """The words of a page, without what only a layout puts there: rules, dots, a caption's colon."""
    for word in text.replace("─", " ").split():
        if word != "·":
            yield word.removesuffix(":")


def keys_missing(answer: str, narrow: str, wide: str) -> Sequence[str]:
    """The keys of an answer that the wide page shows and the narrow one does not."""
    keys = {text for text in texts(json.loads(answer)) if " " not in text}
    return sorted(key for key in keys if key in wide and key not in narrow)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(part)
