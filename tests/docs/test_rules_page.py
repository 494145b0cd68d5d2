"""The page on the rules: every row, and every rule, code and test it names is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.docs.chartered import FOUNDINGS

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "rules.md").read_text().splitlines()
    if re.match(r"\| \d", line)
]
SHOWN_BY = {
    "E": [{"lets"}, {"refuses"}],
    "O": [{"fulfilled"}, {"late", "missed", "waits"}],
    "F": [{"records"}],
    "S": [{"keeps"}],
}
"""What tests a row needs by how its rule is treated: of each set, at least one."""

each_row = pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])


def spans(cell: str) -> list[str]:
    """The names a cell holds."""
    return re.findall(r"`([^`]+)`", cell)


@cache
def functions_in(file: str) -> set[str]:
    """The names of the test functions of a file."""
    tree = ast.parse((ROOT / "tests" / file).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_rows_are_those_from_1_to_66_in_order() -> None:
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, 67)]
    assert {len(row) for row in ROWS} == {6}


def test_every_rule_of_a_charter_is_named_in_the_rows_it_says_and_no_other() -> None:
    named = {(int(row[0]), name) for row in ROWS for name in spans(row[3])}
    stated = {
        (number, f"{key}#{rule.id}")
        for key, founding in FOUNDINGS.items()
        for rule in founding.rules
        for number in rule.rows
    }
    assert named == stated


@each_row
def test_a_row_says_where_it_lives_in_the_code(row: list[str]) -> None:
    places = spans(row[4])
    assert places
    for place in places:
        module, _, name = place.rpartition(".")
        assert hasattr(import_module(module), name), place


@each_row
def test_a_row_is_shown_by_tests_that_are_there_and_as_many_as_its_treatment_needs(row: list[str]) -> None:
    shown = re.findall(r"(?:^|<br>)(\w+) `([\w/]+\.py)::(\w+)`", row[5])
    assert len(shown) == len(row[5].split("<br>"))
    assert [name for _, file, name in shown if name not in functions_in(file)] == []
    ways = {way for way, _, _ in shown}
    needed = [any_of for kind in row[2].split("/") for any_of in SHOWN_BY[kind]]
    assert [any_of for any_of in needed if not any_of & ways] == []
    assert ways <= set().union(*needed)
