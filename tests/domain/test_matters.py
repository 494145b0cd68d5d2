from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.chapters.matters import MATTER, Matter, MatterRaised
from domain.refusals import KeyNamesOneThing, MustBeKnown
from tests.domain.commands import annul
from tests.domain.networks import heads
from tests.domain.story import asking, day, given, refused, when

if TYPE_CHECKING:
    from domain.network import Network
    from tests.domain.story import Command


def matter(network: Network) -> Matter:
    return network.timeline(MATTER("lss"))


def raise_it(effective: str = "2012-02-01", due: str | None = "2012-06-01") -> Command:
    return asking(
        "RaiseMatter",
        effective,
        matter="lss",
        title="Ändrad lagstiftning",
        raised_by="a",
        report_due=due,
        direction="to",
        body="vardsamverkan",
    )


def assign(effective: str, due: str | None = None, prepared_by: str = "b") -> Command:
    return asking("AssignMatter", effective, matter="lss", prepared_by=prepared_by, report_due=due)


def report(effective: str, meeting: str = "m1") -> Command:
    return asking("ReportMatter", effective, matter="lss", meeting=meeting)


LATER = {
    "assigned": assign("2012-03-01"),
    "reported": report("2012-05-01"),
    "escalated": asking("EscalateMatter", "2012-05-01", matter="lss", body="kommundirektorerna"),
    "closed": asking("CloseMatter", "2012-05-01", matter="lss", outcome="Skrivelse sänd"),
}


def test_a_matter_is_raised_assigned_reported_escalated_and_closed() -> None:
    network = given(heads(), raise_it(), *LATER.values())
    found = matter(network)
    assert found.raised == MatterRaised(
        day("2012-02-01"), "lss", "Ändrad lagstiftning", "a", day("2012-06-01"), "to", "vardsamverkan"
    )
    assert (found.prepared_by, [fact.event.meeting for fact in found.reports]) == ("b", ["m1"])
    assert ([fact.event.body for fact in found.escalations], found.closed and found.closed.outcome) == (
        ["kommundirektorerna"],
        "Skrivelse sänd",
    )


@pytest.mark.parametrize("step", LATER)
def test_nothing_is_said_of_a_matter_nobody_raised(step: str) -> None:
    refused(
        given(heads()), LATER[step], by=MustBeKnown, quote=None, accepted="RaiseMatter first", against=None
    )


def test_a_key_names_one_matter() -> None:
    network = given(heads(), raise_it())
    assert when(network, raise_it()) == []
    refused(
        network,
        raise_it("2012-03-01"),
        by=KeyNamesOneThing,
        quote=None,
        accepted="Another key",
        against="e2",
    )


def test_annulling_the_raising_of_a_matter_at_work_is_refused_and_names_what_hangs_on_it() -> None:
    refused(
        given(heads(), raise_it(), LATER["assigned"]),
        annul("e2"),
        by=MustBeKnown,
        quote=None,
        accepted="RaiseMatter first",
        against="e3",
    )


def test_a_matter_is_overdue_after_the_day_it_was_to_be_reported() -> None:
    network = given(heads(), raise_it())
    assert [matter(network).status(day(on)) for on in ("2012-06-01", "2012-06-02")] == ["open", "overdue"]


def test_a_matter_without_a_day_is_never_overdue() -> None:
    assert matter(given(heads(), raise_it(due=None))).status(day("2020-01-01")) == "open"


def test_a_matter_is_reported_and_closed_from_the_days_it_was() -> None:
    network = given(
        heads(),
        raise_it(),
        report("2012-07-01"),
        asking("CloseMatter", "2012-09-01", matter="lss", outcome="Klar"),
    )
    statuses = [
        matter(network).status(day(on)) for on in ("2012-06-30", "2012-07-01", "2012-08-31", "2012-09-01")
    ]
    assert statuses == ["overdue", "reported", "reported", "closed"]


def test_who_prepares_can_change_and_leave_the_day_alone() -> None:
    network = given(heads(), raise_it(), assign("2012-03-01", "2012-08-01"), assign("2012-04-01", None, "c"))
    assert (matter(network).prepared_by, matter(network).report_due) == ("c", day("2012-08-01"))


def test_a_day_set_after_a_report_asks_for_another_report() -> None:
    network = given(heads(), raise_it(), report("2012-05-01"), assign("2012-05-01", "2012-09-01"))
    assert [matter(network).status(day(on)) for on in ("2012-09-01", "2012-09-02")] == ["open", "overdue"]
    when(network, report("2012-09-10", "m2"))
    assert matter(network).status(day("2012-09-10")) == "reported"
    assert [fact.event.meeting for fact in matter(network).reports] == ["m1", "m2"]


def test_a_day_set_before_a_report_that_was_entered_first_is_met_by_it() -> None:
    network = given(heads(), raise_it(), report("2012-05-01"), assign("2012-03-01", "2012-04-01"))
    assert matter(network).status(day("2012-05-01")) == "reported"
