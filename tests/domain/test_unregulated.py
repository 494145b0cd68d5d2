"""What no rule of a mandate speaks of, version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from adapters.wire.charters import own, read
from domain.chapters.structure import NetworkDissolved
from domain.network import Network
from domain.obligations import unregulated
from domain.obligations.topics import TOPICS
from domain.rules import FAMILIES, Rule, StatementRule
from tests.domain.builders_obligations import FIVE_A_YEAR, network, revised
from tests.domain.story import day, given

if TYPE_CHECKING:
    from pathlib import Path

CHARTERS = own()
SILENT = tuple(sorted(TOPICS))


def rule(family: str, **fields: Any) -> Rule:
    made: Rule = FAMILIES[family](id="one", force="must", quote="Så står det.", section="1", **fields)
    return made


def silent_on(*rules: Rule, on: str = "2012-01-01", **other: Any) -> tuple[str, ...]:
    return tuple(sorted(unregulated(network(rules=rules, **other), day(on))))


@pytest.mark.parametrize("file", CHARTERS.values(), ids=CHARTERS)
def test_at_the_founding_it_is_what_the_charter_says_in_its_order(file: Path) -> None:
    founding = read(file).founding(None, lambda _: day("2020-01-01"))
    assert unregulated(given(founding), founding.effective) == founding.not_regulated


def test_it_is_told_while_the_network_exists() -> None:
    of = network(NetworkDissolved(day("2013-01-01"), "slut"), rules=(FIVE_A_YEAR,), not_regulated=("notice",))
    told = [unregulated(of, day(on)) for on in ("2011-12-31", "2012-01-01", "2012-12-31", "2013-01-01")]
    assert told[0] == told[3] == ()
    assert told[1] == told[2]
    assert told[1][:3] == ("notice", "chair", "vice-chair")
    assert set(told[1]) == set(TOPICS) - {"meetings"}
    assert unregulated(Network("networks/none"), day("2012-01-01")) == ()


@pytest.mark.parametrize(
    ("speaking", "topics"),
    [
        (rule("offices", office="chair", basis="elected"), {"chair"}),
        (rule("offices", office="vice-chair", basis="elected"), {"vice-chair"}),
        (rule("offices", office="secretary", basis="elected"), set()),
        (rule("terms", of=("chair", "vice-chair"), years=1), {"term"}),
        (rule("terms", of=("mandate",)), {"sunset"}),
        (rule("stand-ins", kinds=("acting",)), {"deputies"}),
        (rule("seats", seat="one", basis="appointed", holders=1), {"membership-number"}),
        (rule("seats", seat="one", basis="appointed"), set()),
        (rule("approvals", of="mandate-revision", bodies=("styret",)), {"revision"}),
        (rule("approvals", of="project", bodies=("styret",)), set()),
        (rule("deadlines", what="annual-report", day="12-31"), {"reports"}),
        (rule("deadlines", what="minutes", days=14), {"minutes"}),
        (rule("counts", what="minutes-taken", per="meeting"), {"minutes"}),
        (rule("deadlines", what="group-papers"), set()),
        (rule("counts", what="joint-meetings", per="year"), {"meetings"}),
        (rule("counts", what="long-meetings", per="year"), {"meetings"}),
        (rule("counts", what="follow-up", per="year"), set()),
        (rule("guests", needs="theme"), set()),
        *((rule("statements", topic=topic), {topic}) for topic in ("quorum", "notice", "costs")),
    ],
    ids=lambda value: getattr(value, "family", None),
)
def test_each_kind_of_rule_speaks_of_its_topics(speaking: Rule, topics: set[str]) -> None:
    assert set(SILENT) - set(silent_on(speaking)) == topics


def test_a_revision_that_adds_a_rule_takes_the_topic_off_from_its_day_and_one_that_strikes_it_adds_it() -> (
    None
):
    of = network(*revised("2012-07-01", FIVE_A_YEAR), *revised("2013-07-01", gone=("meetings",)), rules=())
    days = ("2012-06-30", "2012-07-01", "2013-06-30", "2013-07-01")
    assert ["meetings" in unregulated(of, day(on)) for on in days] == [True, False, False, True]


def test_a_topic_only_the_charter_knows_stays_until_a_statement_speaks_of_it() -> None:
    parking = StatementRule(id="parking", force="may", quote="Parkering.", section="", topic="parking")
    of = network(*revised("2012-07-01", parking), rules=(), not_regulated=("parking",))
    assert ["parking" in unregulated(of, day(on)) for on in ("2012-06-30", "2012-07-01")] == [True, False]
