"""Long answers on a terminal: a screen at a time, unless somebody wants them otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.program import Program

MARKING = "sed s/^/page:/"
LONG = ("entries", "--network", "12k-plo")


def test_an_answer_that_is_longer_than_the_screen_is_shown_with_the_pager(network: Program) -> None:
    seen = network.on_terminal(*LONG, rows=10, PAGER=MARKING)
    assert {line.partition(":")[0] for line in seen.splitlines()} == {"page"}
    plain = network(*LONG).out
    assert seen.replace("page:", "").splitlines() == plain.splitlines()


def test_an_evaluation_is_shown_with_the_pager_too(network: Program) -> None:
    seen = network.on_terminal("evaluate", "12k-plo", "--year", "2011", PAGER=MARKING)
    assert seen.startswith("page:# 12k Pleie- og omsorgsnettverk")


def test_a_pager_for_manual_pages_is_not_asked(network: Program) -> None:
    seen = network.on_terminal(*LONG, rows=10, PAGER=MARKING, MANPAGER="sed s/^/manual:/")
    assert "manual:" not in seen


@pytest.mark.parametrize(
    ("words", "rows", "environment"),
    [
        (LONG, 200, {"PAGER": MARKING}),
        ((*LONG, "--no-pager"), 10, {"PAGER": MARKING}),
        (("--no-pager", *LONG), 10, {"PAGER": MARKING}),
        ((*LONG, "--json"), 10, {"PAGER": MARKING}),
        (LONG, 10, {"PAGER": "cat"}),
        (LONG, 10, {"PAGER": ""}),
        (("record", "/dev/null"), 10, {"PAGER": MARKING}),
    ],
)
def test_nothing_is_paged_that_is_short_or_for_a_program_or_that_nobody_wants_paged(
    network: Program, words: tuple[str, ...], rows: int, environment: dict[str, str]
) -> None:
    seen = network.on_terminal(*words, rows=rows, **environment)
    assert seen
    assert "page:" not in seen


def test_the_captions_of_a_table_are_bold_on_a_terminal_and_plain_where_none_is_wanted(
    network: Program,
) -> None:
    assert "\033[1m" in network.on_terminal("networks")
    assert "\033" not in network.on_terminal("networks", TERM="dumb")


def test_nothing_is_paged_in_a_pipe(network: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", MARKING)
    with network.start(*LONG) as process:
        out, _ = process.communicate()
    assert b"Entries" in out
    assert b"page:" not in out
