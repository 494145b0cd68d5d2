from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain import corrections
from domain.amendments import EntryAnnulled, EntryCorrected
from domain.chapters import seats
from domain.chapters.mandates import MandateChanges
from domain.chapters.meetings import Attendee
from domain.refusals import (
    CorrectionMustFit,
    EntryIsAnnulled,
    FoundingStands,
    MustBeKnown,
    OneHolderPerSeat,
    OnlyAHolderStandsDown,
)
from domain.rules import CountRule, StatementRule
from tests.domain.commands import annul, appoint, correct, elect, propose, stand_down, succeed
from tests.domain.networks import PLO_SEATS, plo, silent
from tests.domain.story import answers, asking, given, holders, refused, terms, then, together, when
from tests.domain.test_meetings import hold, meeting, schedule


def said(network: Any) -> dict[Any, Any]:
    """What a network answers, leaving out how many entries it took."""
    return {key: value for key, value in answers(network).items() if isinstance(key, tuple)}


# correcting


def test_a_corrected_field_holds_as_if_it_had_been_entered_so() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"))
    when(network, correct("e2", effective="2012-02-01", function="virksomhetsleder"))
    then(
        network,
        EntryCorrected(
            date(2012, 1, 1),
            "e2",
            {"effective": "2012-02-01", "function": "virksomhetsleder"},
            "Feil i brevet",
        ),
    )
    (held,) = seats.holdings(network, seats.SEAT("representative", "horten"))
    assert (str(held.start), held.function, held.entry) == ("2012-02-01", "virksomhetsleder", "e2")


def test_a_correction_that_changes_nothing_records_nothing() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"))
    assert when(network, correct("e2", person="siv"), correct("e2")) == []
    assert when(network, correct("e2", person="odd"), correct("e2", person="odd")) == ["e3"]


def test_a_later_correction_goes_over_an_earlier_one() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"))
    when(network, correct("e2", person="odd"), correct("e2", person="tore"))
    assert holders(network, "horten", "2012-03-01") == ["tore"]


def test_a_correction_can_itself_be_corrected() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"))
    when(network, correct("e2", effective="2012-02-01"), correct("e3", changes={"effective": "2012-02-14"}))
    assert [holders(network, "horten", on) for on in ("2012-02-13", "2012-02-14")] == [[], ["siv"]]


def test_a_correction_moves_a_fact_to_another_seat() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), correct("e2", constituency="hof"))
    assert holders(network, "horten", "2012-03-01") == []
    assert holders(network, "hof", "2012-03-01") == ["siv"]


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        ({"mandate": "x"}, "One of: constituency, decided_by, effective, function, person, seat, until."),
        ({"person": None}, "`samverk schema events RepresentativeAppointed`"),
        ({"person": 7}, "`samverk schema events RepresentativeAppointed`"),
        ({"person": {}}, "`samverk schema events RepresentativeAppointed`"),
        ({"effective": "1. mars"}, "`samverk schema events RepresentativeAppointed`"),
        ({"effective": 20120301}, "`samverk schema events RepresentativeAppointed`"),
    ],
)
def test_a_correction_names_fields_the_entry_has_with_values_they_take(
    changes: dict[str, Any], accepted: str
) -> None:
    refused(
        given(plo(), appoint("siv", "horten", "2012-03-01")),
        correct("e2", **changes),
        by=CorrectionMustFit,
        quote=None,
        accepted=accepted,
    )


def test_a_correction_keeps_to_the_entry_it_is_about() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), correct("e2", person="odd"))
    refused(
        network,
        correct("e3", entry="e1"),
        by=CorrectionMustFit,
        quote=None,
        accepted="One of: changes, effective, reason.",
    )


def test_a_founding_keeps_to_its_network() -> None:
    refused(
        given(plo()),
        correct("e1", network="annet"),
        by=CorrectionMustFit,
        quote=None,
        accepted="name, not_regulated",
    )


def test_a_correction_of_a_correction_must_fit_the_entry_at_the_end_of_the_chain() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), correct("e2", person="odd"))
    refused(
        network,
        correct("e3", changes={"person": 7}),
        by=CorrectionMustFit,
        quote=None,
        accepted="`samverk schema events RepresentativeAppointed`",
    )
    before = answers(network)
    with pytest.raises(CorrectionMustFit):
        network.admit(
            [
                ("x1", appoint("tore", "hof", "2012-03-01")(network)[0]),
                ("x2", EntryCorrected(date(2012, 1, 1), "e3", {"changes": {"person": 7}}, "")),
            ]
        )
    assert answers(network) == before


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        ({"person": "a ghost / never registered"}, "A key: 1 to 100 characters"),
        ({"constituency": ""}, "A key: 1 to 100 characters"),
        ({"seat": "line\n"}, "A key: 1 to 100 characters"),
    ],
)
def test_a_correction_brings_no_key_in_that_the_command_would_not_have_taken(
    changes: dict[str, Any], accepted: str
) -> None:
    refused(
        given(plo(), appoint("siv", "horten", "2012-03-01")),
        correct("e2", **changes),
        by=CorrectionMustFit,
        quote=None,
        accepted=accepted,
    )


def test_a_correction_of_a_correction_passes_the_gate_of_the_entry_at_the_end_of_the_chain() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), correct("e2", person="odd"))
    refused(
        network,
        correct("e3", changes={"person": "two words"}),
        by=CorrectionMustFit,
        quote=None,
        accepted="A key: 1 to 100 characters",
    )
    when(network, correct("e3", reason="Igjen"), correct("e3", changes={"person": "tore"}))
    assert holders(network, "horten", "2012-03-01") == ["tore"]


def test_a_correction_brings_no_year_in_that_is_none() -> None:
    network = given(
        plo(), asking("SubmitAnnualReport", "2012-12-30", year=2012, recipient="styret", on="2012-12-30")
    )
    refused(
        network, correct("e2", year=0), by=CorrectionMustFit, quote=None, accepted="A year from 1 to 9999."
    )


def test_what_was_corrected_before_keys_were_looked_at_is_read_on() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"))
    network.admit([("e3", EntryCorrected(date(2012, 1, 1), "e2", {"person": "two words"}, ""))])
    assert holders(network, "horten", "2012-03-01") == ["two words"]
    when(network, correct("e2", function="leder"))
    assert holders(network, "horten", "2012-03-01") == ["two words"]


def test_an_entry_nobody_made_is_not_corrected() -> None:
    refused(given(plo()), correct("e9", person="x"), by=MustBeKnown, quote=None, accepted="samverk entries")
    refused(given(plo()), annul("e9"), by=MustBeKnown, quote=None, accepted="samverk entries")


def test_lists_and_values_within_values_are_corrected_whole() -> None:
    network = given(plo(), schedule("2012-03-09"), hold("2012-03-09", Attendee("siv", "member", "horten")))
    when(network, correct("e3", attendance=[{"person": "odd", "capacity": "guest", "digital": True}]))
    held = meeting(network).held
    assert held is not None
    assert held.attendance == (Attendee("odd", "guest", None, True),)


@pytest.mark.parametrize(
    "attendance",
    [
        [{"person": "odd", "capacity": "king"}],
        [{"person": "odd"}],
        [{"person": "odd", "capacity": "guest", "seat": "x"}],
        ["odd"],
        {"person": "odd"},
        "odd",
        [{"person": "odd", "capacity": "guest", "digital": 1}],
    ],
)
def test_a_value_within_a_value_must_fit_too(attendance: Any) -> None:
    refused(
        given(plo(), schedule("2012-03-09"), hold("2012-03-09")),
        correct("e3", attendance=attendance),
        by=CorrectionMustFit,
        quote=None,
        accepted="`samverk schema events MeetingHeld`",
    )


def test_the_rules_of_a_founding_are_corrected_by_family() -> None:
    plain = {"id": "x", "force": "should", "quote": "fortrinnsvis", "section": "2"}
    network = given(silent())
    rules = [
        {**plain, "family": "statements", "topic": "members", "rows": [54]},
        {**plain, "id": "y", "family": "counts", "what": "meetings", "per": "year", "count": 5},
    ]
    when(network, correct("e1", rules=rules))
    assert network.mandate_on(date(2012, 1, 1)).rules.all == (
        StatementRule(id="x", force="should", quote="fortrinnsvis", section="2", topic="members", rows=(54,)),
        CountRule(
            id="y", force="should", quote="fortrinnsvis", section="2", what="meetings", per="year", count=5
        ),
    )


@pytest.mark.parametrize("rule", [{"family": "wishes"}, {"id": "x"}, {"family": "terms"}, {"family": []}, 7])
def test_a_rule_of_no_family_or_not_whole_is_refused(rule: Any) -> None:
    refused(
        given(silent()),
        correct("e1", rules=[rule]),
        by=CorrectionMustFit,
        quote=None,
        accepted="samverk schema events NetworkFounded",
    )


def test_changes_of_a_proposal_are_corrected_as_they_were_made() -> None:
    network = given(plo(), propose("r", "2013-10-01", "2014-01-01"))
    when(network, correct("e2", changes={"sunset": "2017-12-31", "rules": {"term": None}}))
    proposed = network.standing("e2")
    assert proposed is not None
    assert proposed.event.changes == MandateChanges(sunset=date(2017, 12, 31), rules={"term": None})


# annulling


def test_an_annulled_entry_is_in_no_answer() -> None:
    network = given(plo())
    before = said(network)
    when(network, appoint("siv", "horten", "2012-03-01"), annul("e2"))
    then(network, EntryAnnulled(date(2012, 1, 1), "e2", "Ført to ganger"))
    assert said(network) == before
    assert network.standing("e2") is None


def test_an_annulled_annulment_puts_the_entry_back() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"))
    before = said(network)
    when(network, annul("e2"), annul("e3"))
    assert said(network) == before
    when(network, annul("e4"))
    assert holders(network, "horten", "2012-03-01") == []


def test_an_annulled_correction_leaves_the_entry_as_it_was() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), correct("e2", person="odd"), annul("e3"))
    assert holders(network, "horten", "2012-03-01") == ["siv"]


def test_an_annulled_entry_is_neither_corrected_nor_annulled_again() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), annul("e2"))
    for command in (
        correct("e2", person="odd"),
        lambda known: corrections.annul_entry(known, date(2020, 1, 1), "e2", "Igjen"),
    ):
        refused(
            network,
            command,
            by=EntryIsAnnulled,
            quote=None,
            accepted="Annul the annulment first",
            against="e2",
        )


def test_repeating_an_annulment_records_nothing() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), annul("e2"))
    assert when(network, annul("e2")) == []


def test_an_annulment_that_was_annulled_can_be_made_again() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-03-01"), annul("e2"), annul("e3"))
    assert when(network, annul("e2")) == ["e5"]
    assert holders(network, "horten", "2012-03-01") == []


def test_a_founding_is_not_annulled() -> None:
    refused(
        given(plo(), appoint("siv", "horten", "2012-03-01")),
        annul("e1"),
        by=FoundingStands,
        quote=None,
        accepted="the dissolution of the network",
        against="e1",
    )


# corrections are judged by the same rules


def test_a_correction_that_makes_a_second_holder_is_refused_and_names_the_first() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01", until="2012-06-01"),
        appoint("odd", "horten", "2012-06-01"),
    )
    refused(
        network,
        correct("e2", until="2012-06-02"),
        by=OneHolderPerSeat,
        quote=PLO_SEATS,
        accepted="“siv” holding it until 2012-06-01",
        against="e3",
    )


def test_a_correction_that_leaves_a_later_entry_nothing_to_end_is_refused_unless_both_are_corrected() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), stand_down("siv", "horten", "2012-06-01"))
    refused(
        network,
        correct("e2", person="odd"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="The person",
        against="e3",
    )
    together(network, correct("e2", person="odd"), correct("e3", person="odd"))
    assert holders(network, "horten", "2012-03-01") == ["odd"]


def test_a_batch_is_refused_whole_when_its_end_breaks_a_rule() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"))
    refused(
        network,
        correct("e2", person="odd"),
        appoint("tore", "horten", "2012-03-01"),
        by=OneHolderPerSeat,
        quote=PLO_SEATS,
        accepted="“odd”",
        against=None,
    )


def test_a_correction_of_the_day_of_an_election_moves_the_term_whole() -> None:
    network = given(plo(), elect("siv", "2012-03-09"))
    when(network, correct("e2", effective="2012-03-07", until="2013-03-07"))
    assert terms(network) == [("siv", "2012-03-07", "2013-03-07", "expiry")]


def test_an_entry_moved_by_a_succession_can_still_be_corrected_and_annulled() -> None:
    network = given(
        silent(),
        appoint("siv", "re", "2012-02-01"),
        succeed("re", "andebu", "2013-01-01"),
        correct("e2", person="odd"),
    )
    assert holders(network, "andebu", "2013-01-01") == ["odd"]
    when(network, annul("e2"))
    assert holders(network, "andebu", "2013-01-01") == []
