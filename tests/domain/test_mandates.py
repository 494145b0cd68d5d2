from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from domain.chapters import mandates
from domain.chapters.mandates import (
    MandateChanges,
    MandateRevised,
    MandateRevisionApproved,
    MandateRevisionProposed,
    MandateRevisionRejected,
)
from domain.refusals import (
    OnlyNamedBodiesApprove,
    RevisionIsDecidedOnce,
    RevisionMustBeProposed,
    RevisionMustFit,
    RevisionNeedsEveryApproval,
)
from tests.domain.commands import annul, approve, correct, decide, propose
from tests.domain.networks import PLO_REVISION, REVISION, SEATS, SUNSET, TERM, plo, silent
from tests.domain.story import asking, day, given, refused, then, together, when

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.story import Command

EXTENSION = MandateChanges(sunset=date(2017, 12, 31))
BOTH = replace(REVISION, bodies=("radmannsgruppen", "styret"))


def reject(revision: str, body: str, on: str) -> Command:
    return asking("RejectMandateRevision", on, revision=revision, body=body, on=on, reference="Sak 8")


def extension(
    revision: str = "forlengelse", on: str = "2013-10-01", in_force_from: str = "2014-01-01"
) -> Command:
    return propose(revision, on, in_force_from, sunset=date(2017, 12, 31))


# the way of a revision


def test_a_revision_is_in_force_once_the_body_that_must_approves_it() -> None:
    network = given(plo(), extension())
    then(
        network,
        MandateRevisionProposed(day("2013-10-01"), "forlengelse", "medlemmene", EXTENSION, day("2014-01-01")),
    )
    assert mandates.mandate_on(network, day("2014-06-01")).number == 1
    when(network, approve("forlengelse", "radmannsgruppen", "2013-11-15"))
    then(
        network,
        MandateRevisionApproved(
            day("2013-11-15"), "forlengelse", "radmannsgruppen", day("2013-11-15"), "Sak 7"
        ),
        MandateRevised(day("2014-01-01"), "forlengelse", EXTENSION),
    )
    versions = [
        (v.number, v.revision, str(v.in_force_from), v.until and str(v.until))
        for v in mandates.versions(network)
    ]
    assert versions == [(1, None, "2012-01-01", "2014-01-01"), (2, "forlengelse", "2014-01-01", None)]


def test_a_late_approval_puts_a_revision_in_force_from_its_own_day() -> None:
    network = given(plo(), extension(), approve("forlengelse", "radmannsgruppen", "2014-03-01"))
    then(network, MandateRevised(day("2014-03-01"), "forlengelse", EXTENSION))


def test_a_revision_waits_for_every_body_that_must_approve() -> None:
    network = given(plo(rules=(BOTH,)), extension(), approve("forlengelse", "styret", "2013-11-01"))
    revision = network.timeline(mandates.SUBJECT).revisions["forlengelse"]
    assert revision.revised is None
    assert mandates.missing(network, revision, day("2013-10-15")) == ("radmannsgruppen", "styret")
    assert mandates.missing(network, revision, day("2013-11-01")) == ("radmannsgruppen",)
    when(network, approve("forlengelse", "radmannsgruppen", "2014-02-01"))
    then(network, MandateRevised(day("2014-02-01"), "forlengelse", EXTENSION))


def test_a_body_that_approves_twice_before_the_other_does_not_delay_it() -> None:
    network = given(
        plo(rules=(BOTH,)),
        extension(in_force_from="2013-11-01"),
        approve("forlengelse", "styret", "2013-11-01"),
        approve("forlengelse", "styret", "2013-12-20"),
        approve("forlengelse", "radmannsgruppen", "2013-12-01"),
    )
    then(network, MandateRevised(day("2013-12-01"), "forlengelse", replace(EXTENSION)))


@pytest.mark.parametrize("decision", [approve, reject])
def test_a_body_the_mandate_does_not_name_decides_on_no_revision(
    decision: Callable[[str, str, str], Command],
) -> None:
    refused(
        given(plo(), extension()),
        decision("forlengelse", "lederforum-helse", "2013-11-01"),
        by=OnlyNamedBodiesApprove,
        quote=PLO_REVISION,
        accepted="One of: radmannsgruppen.",
        against=None,
    )


def test_a_rejection_is_recorded_and_puts_nothing_in_force() -> None:
    network = given(plo(), extension(), reject("forlengelse", "radmannsgruppen", "2013-11-01"))
    then(
        network,
        MandateRevisionRejected(
            day("2013-11-01"), "forlengelse", "radmannsgruppen", day("2013-11-01"), "Sak 8"
        ),
    )
    assert len(mandates.versions(network)) == 1
    when(network, approve("forlengelse", "radmannsgruppen", "2013-12-01"))
    assert len(mandates.versions(network)) == 2


def test_a_decision_on_a_revision_nobody_proposed_is_refused() -> None:
    refused(
        given(plo()),
        approve("forlengelse", "radmannsgruppen", "2013-11-01"),
        by=RevisionMustBeProposed,
        quote=None,
        accepted="ProposeMandateRevision first",
    )


def test_a_revision_is_proposed_once_under_its_key() -> None:
    refused(
        given(plo(), extension()),
        extension(on="2013-10-02"),
        by=RevisionMustBeProposed,
        quote=None,
        accepted="Another key",
        against="e2",
    )


@pytest.mark.parametrize("decision", [approve, reject])
def test_a_revision_in_force_is_decided_on_no_more(decision: Callable[[str, str, str], Command]) -> None:
    network = given(plo(), extension(), approve("forlengelse", "radmannsgruppen", "2013-11-15"))
    refused(
        network,
        decision("forlengelse", "radmannsgruppen", "2013-12-01"),
        by=RevisionIsDecidedOnce,
        quote=None,
        accepted="A new revision",
        against="e4",
    )


def test_repeating_a_proposal_or_an_approval_records_nothing() -> None:
    network = given(plo(), extension(), approve("forlengelse", "radmannsgruppen", "2013-11-15"))
    assert when(network, extension(), approve("forlengelse", "radmannsgruppen", "2013-11-15")) == []


# where no revision rule is stated


def test_a_networks_own_decision_suffices_where_nobody_must_approve() -> None:
    network = given(silent(), decide("r", "2012-05-01", text="Nye mål"))
    then(network, MandateRevised(day("2012-05-01"), "r", MandateChanges(text="Nye mål")))
    assert mandates.mandate_on(network, day("2012-05-01")).text == "Nye mål"
    assert when(network, decide("r", "2012-05-01", text="Nye mål")) == []


def test_somebody_elses_proposal_waits_for_any_approval_where_nobody_is_named() -> None:
    network = given(silent(), propose("r", "2012-05-01", "2012-06-01", text="Nye mål"))
    revision = network.timeline(mandates.SUBJECT).revisions["r"]
    assert mandates.bodies_needed(network, revision) == ("silent",)
    assert mandates.missing(network, revision, day("2012-06-15")) == ("silent",)
    when(network, approve("r", "silent", "2012-07-01"))
    then(network, MandateRevised(day("2012-07-01"), "r", MandateChanges(text="Nye mål")))
    assert mandates.missing(network, revision, day("2012-07-01")) == ()


def test_an_approval_rule_that_names_nobody_is_no_approval_rule() -> None:
    network = given(silent(rules=(replace(REVISION, bodies=()),)), decide("r", "2012-05-01", text="Nye mål"))
    assert len(mandates.versions(network)) == 2


# what a revision changes


def test_a_revision_replaces_takes_away_and_adds_rules_and_keeps_the_rest() -> None:
    network = given(silent(rules=(SEATS, TERM)))
    longer = replace(TERM, years=2)
    when(network, decide("r", "2012-05-01", {"seats": None, "term": longer, "sunset": SUNSET}))
    before, after = mandates.versions(network)
    assert before.rules.all == (SEATS, TERM)
    assert after.rules.all == (longer, SUNSET)
    assert after.text == before.text


def test_a_rule_the_mandate_does_not_have_is_not_taken_away() -> None:
    refused(
        given(silent(rules=(SEATS,))),
        decide("r", "2012-05-01", {"deputies": None}),
        by=RevisionMustFit,
        quote=None,
        accepted="One of: seats.",
    )


def test_a_rule_taken_away_once_is_not_taken_away_again() -> None:
    network = given(silent(rules=(SEATS,)), decide("r", "2012-05-01", {"seats": None}))
    refused(
        network,
        decide("s", "2012-06-01", {"seats": None}),
        by=RevisionMustFit,
        quote=None,
        accepted=None,
    )


def test_a_proposal_overtaken_by_another_that_takes_the_same_rule_away_stands_in_nobodys_way() -> None:
    network = given(silent(rules=(SEATS,)), propose("slow", "2012-02-01", "2012-09-01", {"seats": None}))
    when(network, decide("r", "2012-05-01", {"seats": None}))
    assert when(network, decide("r", "2012-05-01", {"seats": None})) == []
    when(network, approve("slow", "silent", "2012-10-01"))
    assert [version.rules.all for version in mandates.versions(network)] == [(SEATS,), (), ()]


def test_a_rule_calls_itself_by_the_key_it_is_added_under() -> None:
    refused(
        given(silent()),
        decide("r", "2012-05-01", {"seter": SEATS}),
        by=RevisionMustFit,
        quote=None,
        accepted="The same key for both",
    )


def test_a_revision_is_not_in_force_before_the_mandate_the_network_was_founded_with() -> None:
    refused(
        given(silent()),
        decide("r", "2011-05-01", text="Nye mål"),
        by=RevisionMustFit,
        quote=None,
        accepted="no earlier than 2012-01-01",
    )


def test_a_revision_may_be_in_force_from_the_day_of_the_founding() -> None:
    network = given(silent(), decide("r", "2012-01-01", text="Nye mål"))
    assert mandates.mandate_on(network, day("2012-01-01")).text == "Nye mål"


def test_changes_are_equal_and_hashable_by_what_they_change() -> None:
    one, same = (MandateChanges(rules={"seats": SEATS}) for _ in range(2))
    assert {one, same, MandateChanges()} == {one, MandateChanges()}


# the rule on revisions is itself revised


def test_a_revision_that_adds_a_body_is_approved_by_the_rule_it_revises() -> None:
    network = given(plo(), propose("r", "2012-05-01", "2012-06-01", {"revision": BOTH}))
    when(network, approve("r", "radmannsgruppen", "2012-05-15"), extension())
    revision = network.timeline(mandates.SUBJECT).revisions["forlengelse"]
    assert mandates.bodies_needed(network, revision) == ("radmannsgruppen", "styret")
    when(network, approve("forlengelse", "radmannsgruppen", "2013-11-01"))
    assert len(mandates.versions(network)) == 2
    when(network, approve("forlengelse", "styret", "2013-11-02"))
    assert len(mandates.versions(network)) == 3


def test_a_revision_that_takes_the_rule_on_revisions_away_needs_its_approval_still() -> None:
    network = given(plo(), propose("r", "2012-05-01", "2012-06-01", {"revision": None}, by="12k-plo"))
    assert len(mandates.versions(network)) == 1
    when(network, approve("r", "radmannsgruppen", "2012-05-15"))
    when(network, propose("s", "2012-07-01", "2012-07-01", by="12k-plo", text="Nye mål"))
    assert [version.revision for version in mandates.versions(network)] == [None, "r", "s"]


def test_an_approval_that_comes_after_another_revision_is_judged_by_that_one() -> None:
    network = given(
        plo(),
        propose("slow", "2012-02-01", "2012-03-01", text="Nye mål"),
        propose("r", "2012-05-01", "2012-06-01", {"revision": BOTH}),
        approve("r", "radmannsgruppen", "2012-05-15"),
        approve("slow", "radmannsgruppen", "2012-09-01"),
    )
    revision = network.timeline(mandates.SUBJECT).revisions["slow"]
    assert mandates.missing(network, revision, day("2012-09-01")) == ("styret",)
    when(network, approve("slow", "styret", "2012-10-01"))
    then(network, MandateRevised(day("2012-10-01"), "slow", MandateChanges(text="Nye mål")))


def test_the_successor_of_a_body_approves_from_the_day_it_succeeds() -> None:
    network = given(
        plo(),
        asking("SucceedBody", "2013-01-01", body="radmannsgruppen", by="kommunedirektorene", name="KD"),
        extension(),
    )
    refused(
        network,
        approve("forlengelse", "kommunedirektorene", "2012-12-31"),
        by=OnlyNamedBodiesApprove,
        quote=PLO_REVISION,
        accepted="radmannsgruppen",
    )
    when(network, approve("forlengelse", "kommunedirektorene", "2013-11-01"))
    assert len(mandates.versions(network)) == 2


# sunset


def test_a_mandate_expires_after_its_last_day_and_stays_the_one_there_is() -> None:
    network = given(plo())
    mandate = mandates.mandate_on(network, day("2020-01-01"))
    assert [mandates.is_expired(mandate, day(on)) for on in ("2013-12-31", "2014-01-01")] == [False, True]
    assert not mandates.is_expired(mandates.mandate_on(given(silent()), day("2020-01-01")), day("2020-01-01"))


def test_an_extension_after_the_sunset_leaves_the_days_between_expired() -> None:
    network = given(
        plo(), extension(on="2014-02-01"), approve("forlengelse", "radmannsgruppen", "2014-04-01")
    )
    expired = [
        mandates.is_expired(mandates.mandate_on(network, day(on)), day(on))
        for on in ("2013-12-31", "2014-03-31", "2014-04-01", "2017-12-31", "2018-01-01")
    ]
    assert expired == [False, True, False, False, True]


def test_a_mandate_whose_rule_on_its_end_is_taken_away_has_no_sunset() -> None:
    network = given(plo(), propose("r", "2012-05-01", "2012-06-01", {"sunset": None}))
    when(network, approve("r", "radmannsgruppen", "2012-05-20"))
    assert mandates.mandate_on(network, day("2012-06-01")).sunset is None


def test_before_the_founding_the_first_version_is_asked() -> None:
    assert mandates.mandate_on(given(plo()), day("1990-01-01")).number == 1


# corrections


def test_annulling_the_approval_of_a_revision_in_force_is_refused_and_names_its_entry_into_force() -> None:
    network = given(plo(), extension(), approve("forlengelse", "radmannsgruppen", "2013-11-15"))
    refused(
        network,
        annul("e3"),
        by=RevisionNeedsEveryApproval,
        quote=PLO_REVISION,
        accepted="annulled in the same batch",
        against="e4",
    )
    together(network, annul("e3"), annul("e4"))
    assert len(mandates.versions(network)) == 1


def test_an_approval_corrected_to_a_later_day_takes_the_entry_into_force_with_it() -> None:
    network = given(plo(), extension(), approve("forlengelse", "radmannsgruppen", "2013-11-15"))
    when(network, correct("e3", on="2013-12-01"))
    refused(
        network,
        correct("e3", on="2014-02-01"),
        by=RevisionNeedsEveryApproval,
        quote=PLO_REVISION,
        accepted="corrected in the same batch",
        against="e4",
    )
    together(network, correct("e3", on="2014-02-01"), correct("e4", effective="2014-02-01"))
    assert mandates.versions(network)[1].in_force_from == day("2014-02-01")


def test_an_entry_into_force_without_a_rule_is_held_to_its_day_by_logic() -> None:
    refused(
        given(silent(), decide("r", "2012-05-01", text="Nye mål")),
        correct("e3", effective="2012-04-01"),
        by=RevisionNeedsEveryApproval,
        quote=None,
        accepted="corrected in the same batch",
    )


def test_annulling_a_proposal_is_refused_while_decisions_on_it_stand() -> None:
    refused(
        given(plo(), extension(), reject("forlengelse", "radmannsgruppen", "2013-11-01")),
        annul("e2"),
        by=RevisionMustBeProposed,
        quote=None,
        accepted="ProposeMandateRevision first",
        against="e3",
    )


def test_a_revision_in_force_says_what_was_proposed() -> None:
    network = given(silent(), decide("r", "2012-05-01", text="Nye mål"))
    changes = {"text": "Nye mål og oppgaver"}
    refused(
        network,
        correct("e2", changes=changes),
        by=RevisionMustFit,
        quote=None,
        accepted="corrected in one batch",
        against="e3",
    )
    together(network, correct("e2", changes=changes), correct("e3", changes=changes))
    assert mandates.mandate_on(network, day("2012-05-01")).text == "Nye mål og oppgaver"


def test_rules_in_a_proposal_are_corrected_as_plain_values() -> None:
    network = given(silent(), propose("r", "2012-05-01", "2012-06-01", {"term": TERM}))
    rule = {
        "id": "term",
        "family": "terms",
        "force": "must",
        "quote": TERM.quote,
        "section": TERM.section,
        "of": ["chair"],
        "years": 2,
    }
    when(network, correct("e2", changes={"rules": {"term": rule}}))
    revision = network.timeline(mandates.SUBJECT).revisions["r"]
    assert revision.changes.rules == {"term": replace(TERM, of=("chair",), years=2)}


def test_two_revisions_of_one_day_follow_each_other_in_the_order_they_came_into_force() -> None:
    network = given(silent(), decide("a", "2012-05-01", text="A"), decide("b", "2012-05-01", text="B"))
    assert mandates.mandate_on(network, day("2012-05-01")).text == "B"
    assert [version.until for version in mandates.versions(network)] == [
        day("2012-05-01"),
        day("2012-05-01"),
        None,
    ]


def test_a_late_revision_takes_its_place_between_others() -> None:
    network = given(silent(), decide("b", "2012-09-01", text="B"), decide("a", "2012-05-01", {"term": TERM}))
    assert [version.revision for version in mandates.versions(network)] == [None, "a", "b"]
    assert mandates.mandate_on(network, day("2012-09-01")).rules.terms["chair"] == TERM
