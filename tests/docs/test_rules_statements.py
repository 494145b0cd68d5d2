"""Rows that only state something: kept with the mandate, and nothing is ever due under them."""

from __future__ import annotations

import pytest

from domain.findings import findings
from domain.obligations import obligations
from domain.rules import StatementRule
from tests.docs.chartered import FOUNDINGS, network
from tests.domain.story import day


@pytest.mark.parametrize("key", FOUNDINGS)
def test_a_statement_stands_in_the_mandate_with_its_words_and_nothing_falls_due_under_it(key: str) -> None:
    of = network(key)
    founded = FOUNDINGS[key].effective
    stated = of.mandate_on(founded).rules.of(StatementRule)
    kept = {rule.id: rule.quote for rule in FOUNDINGS[key].rules if rule.family == "statements"}
    assert {rule.id: rule.quote for rule in stated} == kept != {}
    due = obligations(of, founded, day("2030-01-01"), day("2026-01-01"))
    assert {one.rule for one in due}.isdisjoint(kept)
    assert findings(of, day("2026-01-01")) == []
