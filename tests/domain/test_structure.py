from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.chapters import seats, structure
from domain.chapters.structure import (
    BodySucceeded,
    Constituency,
    ConstituencyAdmitted,
    ConstituencySucceeded,
    ConstituencyWithdrawn,
    NetworkDissolved,
)
from domain.refusals import (
    KeyNamesOneThing,
    MembershipEndsOnce,
    MustBeKnown,
    NetworkIsDissolved,
    OneHolderPerSeat,
    OnlyAHolderStandsDown,
    SeatBelongsToAConstituency,
)
from tests.domain.commands import (
    admit,
    annul,
    appoint,
    correct,
    deputise,
    dissolve,
    elect,
    stand_down,
    substitute,
    succeed,
    withdraw,
)
from tests.domain.networks import RESCUE_SEATS, founded, heads, plo, rescue, silent
from tests.domain.story import (
    answers,
    asking,
    day,
    given,
    holders,
    refused,
    terms,
    then,
    together,
    vacancies,
    when,
)
from tests.domain.test_meetings import schedule

if TYPE_CHECKING:
    from tests.domain.story import Command


# founding


def test_a_network_is_founded_with_its_members_bodies_and_mandate() -> None:
    network = given(plo())
    frame = network.structure
    assert network.founded
    assert (network.key, frame.key, frame.founded) == ("12k-plo", "12k-plo", day("2012-01-01"))
    assert frame.members_on(day("1990-01-01")) == ["hof", "horten", "re"]
    assert sorted(frame.bodies) == ["lederforum-helse", "radmannsgruppen", "styret"]
    assert network.mandate_on(day("2012-01-01")).number == 1


def test_a_network_is_founded_once() -> None:
    network = given(plo())
    refused(
        network,
        lambda _: (plo(on="2013-01-01"),),
        by=KeyNamesOneThing,
        quote=None,
        accepted="A correction of that entry",
    )


def test_a_refused_founding_leaves_no_network() -> None:
    network = type(given(plo()))("networks/12k-plo")
    event = seats.RepresentativeAppointed(day("2012-02-01"), "a", "oslo", "representative", None, None, None)
    with pytest.raises(SeatBelongsToAConstituency):
        network.admit([("e1", plo()), ("e2", event)])
    assert not network.founded
    assert network.version == 0


def test_a_founding_that_names_a_constituency_twice_is_refused() -> None:
    twice = (Constituency("hof", "Hof", "municipality"), Constituency("hof", "Hof", "municipality"))
    with pytest.raises(KeyNamesOneThing, match="“hof” would belong to the network twice"):
        given(silent(constituencies=twice))


def test_a_founding_corrected_changes_every_answer_that_hangs_on_it() -> None:
    network = given(plo())
    when(network, correct("e1", effective="2011-01-01"))
    assert vacancies(network, "hof") == [("2011-01-01", None)]


def test_a_founding_corrected_to_leave_out_a_constituency_with_a_holder_is_refused_and_names_it() -> None:
    network = given(plo(), appoint("siv", "re", "2012-02-01"))
    refused(
        network,
        correct("e1", constituencies=[{"key": "hof", "name": "Hof", "kind": "municipality"}]),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="One of: hof.",
        against="e2",
    )


# constituencies come and go


def test_a_constituency_is_admitted_and_its_seat_expected_from_that_day() -> None:
    network = given(plo(), admit("andebu", "2012-03-01"))
    then(network, ConstituencyAdmitted(day("2012-03-01"), "andebu", "Andebu", "municipality"))
    assert vacancies(network, "andebu") == [("2012-03-01", None)]
    refused(
        network,
        appoint("siv", "andebu", "2012-02-29"),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="One of: hof, horten, re.",
    )


@pytest.mark.parametrize(
    ("key", "on"), [("hof", "2012-03-01"), ("andebu", "2012-04-01"), ("andebu", "2012-01-01")]
)
def test_a_constituency_belongs_to_the_network_once_at_a_time(key: str, on: str) -> None:
    refused(
        given(plo(), admit("andebu", "2012-03-01")),
        admit(key, on),
        by=KeyNamesOneThing,
        quote=None,
        accepted="a day on which it does not belong",
    )


def test_repeating_an_admission_or_a_dissolution_records_nothing() -> None:
    network = given(plo(), admit("andebu", "2012-03-01"), dissolve("2013-01-01"))
    assert when(network, admit("andebu", "2012-03-01"), dissolve("2013-01-01")) == []


def test_a_constituency_that_leaves_takes_its_holders_places_and_may_come_back() -> None:
    network = given(
        plo(),
        appoint("siv", "re", "2012-02-01"),
        deputise("odd", "re", "2012-02-01"),
        withdraw("re", "2012-06-01"),
        admit("re", "2013-01-01"),
    )
    then(
        network,
        ConstituencyWithdrawn(day("2012-06-01"), "re", "Utmeldt"),
        ConstituencyAdmitted(day("2013-01-01"), "re", "Re", "municipality"),
    )
    assert [holders(network, "re", on) for on in ("2012-05-31", "2012-06-01", "2013-01-01")] == [
        ["siv"],
        [],
        [],
    ]
    assert holders(network, "re", "2012-06-01", "deputy") == []
    assert vacancies(network, "re") == [("2012-01-01", "2012-02-01"), ("2013-01-01", None)]


def test_a_voluntary_member_may_leave_at_will() -> None:
    network = given(rescue(), appoint("a", "nyland", "2012-02-01"), stand_down("a", "nyland", "2012-03-01"))
    assert vacancies(network, "nyland") == [("2012-01-01", "2012-02-01"), ("2012-03-01", None)]


@pytest.mark.parametrize(("key", "on"), [("oslo", "2012-03-01"), ("re", "2012-06-02"), ("re", "2013-06-01")])
def test_only_a_constituency_of_the_network_leaves_it(key: str, on: str) -> None:
    refused(
        given(plo(), withdraw("re", "2012-06-01")),
        withdraw(key, on),
        by=MustBeKnown,
        quote=None,
        accepted="One of: hof, horten",
    )


@pytest.mark.parametrize("late", [withdraw("re", "2012-05-01"), succeed("re", "andebu", "2012-05-01")])
def test_a_constituency_that_leaves_later_does_not_leave_sooner_too(late: Command) -> None:
    network = given(plo(), succeed("re", "tonsberg", "2012-06-01"))
    refused(
        network,
        late,
        by=MembershipEndsOnce,
        quote=None,
        accepted="its annulment in the same batch",
        against="e2",
    )
    together(network, annul("e2"), late)
    assert vacancies(network, "re") == [("2012-01-01", "2012-05-01")]


def test_a_late_membership_before_a_recorded_one_is_entered_with_its_end() -> None:
    network = given(plo(), admit("andebu", "2014-01-01"))
    together(network, admit("andebu", "2012-03-01"), withdraw("andebu", "2013-01-01"))
    assert vacancies(network, "andebu") == [("2012-03-01", "2013-01-01"), ("2014-01-01", None)]


def test_a_withdrawal_that_leaves_an_appointment_without_a_constituency_is_refused_and_names_it() -> None:
    refused(
        given(plo(), appoint("siv", "re", "2012-09-01")),
        withdraw("re", "2012-06-01"),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="hof, horten",
        against="e2",
    )


# succession


def test_a_successor_takes_the_seat_over_with_its_holder_and_deputy() -> None:
    network = given(
        rescue(),
        appoint("a", "nyland", "2012-02-01"),
        deputise("b", "nyland", "2012-02-01"),
        succeed("nyland", "ostra-nyland", "2013-01-01", "rescue-area"),
    )
    then(
        network,
        ConstituencySucceeded(day("2013-01-01"), "nyland", "ostra-nyland", "Ostra-Nyland", "rescue-area"),
    )
    spans = [
        (held.constituency, held.person, str(held.start), held.until and str(held.until))
        for held in seats.holdings(network, seats.SEAT("representative", "nyland"))
    ]
    assert spans == [("nyland", "a", "2012-02-01", "2013-01-01"), ("ostra-nyland", "a", "2013-01-01", None)]
    assert holders(network, "ostra-nyland", "2013-01-01", "deputy") == ["b"]
    assert vacancies(network, "ostra-nyland") == []
    refused(
        network,
        appoint("c", "ostra-nyland", "2013-06-01"),
        by=OneHolderPerSeat,
        quote=RESCUE_SEATS,
        accepted="“a”",
        against="e2",
    )


def test_whoever_sat_for_the_predecessor_stands_down_for_the_successor() -> None:
    network = given(
        rescue(),
        appoint("a", "nyland", "2012-02-01"),
        succeed("nyland", "ostra-nyland", "2013-01-01", "rescue-area"),
        stand_down("a", "ostra-nyland", "2013-06-01"),
    )
    assert vacancies(network, "ostra-nyland") == [("2013-06-01", None)]


def test_an_appointment_entered_late_for_the_predecessor_carries_over_too() -> None:
    network = given(
        rescue(),
        succeed("nyland", "ostra-nyland", "2013-01-01", "rescue-area"),
        appoint("a", "nyland", "2012-02-01"),
    )
    assert holders(network, "ostra-nyland", "2013-01-01") == ["a"]
    refused(
        network,
        appoint("b", "nyland", "2013-01-01"),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="kajanaland, lappland, ostra-nyland",
    )


def test_the_holder_of_a_merged_seat_is_known_as_one_who_sits() -> None:
    """Whatever key the line is kept under, an office is lost and a substitution begun with the same seat."""
    network = given(
        heads(),
        appoint("a", "vanersborg", "2012-02-01", until="2014-01-01"),
        elect("a", "2012-03-01"),
        succeed("vanersborg", "alvstad", "2012-06-01"),
        substitute("b", "a", "acting", "2012-09-01"),
        stand_down("a", "alvstad", "2012-12-01"),
    )
    assert terms(network) == [("a", "2012-03-01", "2012-12-01", "lost-seat")]
    (held,) = seats.holdings(network, seats.SUBSTITUTION("a"))
    assert str(held.until) == "2012-12-01"


def test_two_constituencies_merge_into_one_seat_once_one_holder_has_left() -> None:
    network = given(
        rescue(),
        appoint("a", "kajanaland", "2012-02-01"),
        appoint("b", "lappland", "2012-02-01"),
        succeed("kajanaland", "norra", "2013-01-01", "rescue-area"),
    )
    refused(
        network,
        succeed("lappland", "norra", "2013-01-01", "rescue-area"),
        by=OneHolderPerSeat,
        quote=RESCUE_SEATS,
        accepted="“a” holding it until 2013-01-01 at the latest",
    )
    together(
        network,
        succeed("lappland", "norra", "2013-01-01", "rescue-area"),
        stand_down("b", "lappland", "2013-01-01"),
    )
    assert holders(network, "norra", "2013-01-01") == ["a"]
    assert holders(network, "lappland", "2012-12-31") == ["b"]
    assert [vacancies(network, key) for key in ("kajanaland", "lappland", "norra")] == [
        [("2012-01-01", "2012-02-01")],
        [("2012-01-01", "2012-02-01")],
        [],
    ]


def test_a_constituency_may_succeed_another_and_be_succeeded_in_turn() -> None:
    network = given(
        rescue(),
        appoint("a", "nyland", "2012-02-01"),
        succeed("nyland", "ostra", "2013-01-01", "rescue-area"),
        succeed("ostra", "sodra", "2014-01-01", "rescue-area"),
    )
    held = [holders(network, key, on) for key, on in (("ostra", "2013-12-31"), ("sodra", "2014-01-01"))]
    assert held == [["a"], ["a"]]


def test_a_holding_that_ends_before_or_with_the_succession_does_not_go_on() -> None:
    network = given(
        rescue(),
        appoint("a", "nyland", "2012-02-01", until="2013-01-01"),
        succeed("nyland", "ostra", "2013-01-01", "rescue-area"),
    )
    assert holders(network, "ostra", "2013-01-01") == []
    assert vacancies(network, "ostra") == [("2013-01-01", None)]


def test_a_constituency_renamed_under_its_own_key_goes_on_without_a_gap() -> None:
    network = given(rescue(), succeed("nyland", "nyland", "2013-01-01", "rescue-area"))
    assert vacancies(network, "nyland") == [("2012-01-01", None)]
    when(network, appoint("a", "nyland", "2012-02-01"))
    assert holders(network, "nyland", "2013-01-01") == ["a"]


def test_only_a_constituency_of_the_network_is_succeeded() -> None:
    refused(
        given(rescue()),
        succeed("oslo", "norra", "2013-01-01", "rescue-area"),
        by=MustBeKnown,
        quote=None,
        accepted="One of: kajanaland, lappland, nyland.",
    )


def test_an_annulled_succession_parts_the_seats_again() -> None:
    network = given(rescue(), appoint("a", "nyland", "2012-02-01"))
    before = answers(network)
    when(network, succeed("nyland", "ostra", "2013-01-01", "rescue-area"), annul("e3"))
    after = answers(network)
    assert {key: after[key] for key in before if isinstance(key, tuple)} == {
        key: before[key] for key in before if isinstance(key, tuple)
    }


def test_annulling_an_admission_with_the_succession_that_needs_it_leaves_the_rest_in_place() -> None:
    network = given(
        rescue(),
        admit("oland", "2012-02-01", "rescue-area"),
        appoint("a", "nyland", "2012-02-01"),
        succeed("oland", "norra", "2013-01-01", "rescue-area"),
        appoint("b", "norra", "2013-02-01"),
    )
    refused(network, annul("e2"), by=MustBeKnown, quote=None, accepted="One of: kajanaland", against="e4")
    together(network, annul("e2"), correct("e5", constituency="lappland"), annul("e4"))
    assert holders(network, "lappland", "2013-02-01") == ["b"]
    assert network.structure.lineage("oland") == "oland"


def test_a_succession_corrected_to_another_successor_moves_the_seat_there() -> None:
    network = given(
        rescue(),
        appoint("a", "nyland", "2012-02-01"),
        succeed("nyland", "ostra", "2013-01-01", "rescue-area"),
    )
    when(network, correct("e3", by="vastra"))
    assert holders(network, "vastra", "2013-01-01") == ["a"]
    assert network.structure.lineage("ostra") == "ostra"


# bodies


def test_a_body_is_succeeded_from_a_day() -> None:
    network = given(
        plo(), asking("SucceedBody", "2013-01-01", body="styret", by="nytt-styre", name="Nytt styre")
    )
    then(network, BodySucceeded(day("2013-01-01"), "styret", "nytt-styre", "Nytt styre"))
    frame = network.structure
    asked = [
        frame.is_body("styret", "styret", day("2014-01-01")),
        frame.is_body("nytt-styre", "styret", day("2013-01-01")),
        frame.is_body("nytt-styre", "styret", day("2012-12-31")),
        frame.is_body("styret", "nytt-styre", day("2014-01-01")),
    ]
    assert asked == [True, True, False, False]


def test_bodies_that_succeed_each_other_in_a_circle_are_each_other() -> None:
    network = given(
        plo(),
        asking("SucceedBody", "2013-01-01", body="styret", by="nytt-styre", name="Nytt styre"),
        asking("SucceedBody", "2013-01-01", body="nytt-styre", by="styret", name="Styret"),
    )
    frame = network.structure
    assert frame.is_body("nytt-styre", "styret", day("2013-01-01"))
    assert not frame.is_body("radmannsgruppen", "styret", day("2013-01-01"))


def test_only_a_body_of_the_charter_or_a_successor_is_succeeded() -> None:
    network = given(plo())
    again = asking("SucceedBody", "2013-06-01", body="nytt-styre", by="enda-nyere", name="Enda nyere")
    refused(
        network,
        again,
        by=MustBeKnown,
        quote=None,
        accepted="lederforum-helse, radmannsgruppen, styret.",
    )
    when(
        network,
        asking("SucceedBody", "2013-01-01", body="styret", by="nytt-styre", name="Nytt styre"),
        again,
    )
    assert network.structure.is_body("enda-nyere", "styret", day("2013-06-01"))


def test_a_body_gives_way_to_one_successor() -> None:
    first, second = (
        asking("SucceedBody", "2013-01-01", body="styret", by=by, name=by) for by in ("nytt-styre", "rad")
    )
    network = given(plo(), first)
    assert when(network, first) == []
    refused(network, second, by=KeyNamesOneThing, quote=None, accepted="A correction of that entry")


# dissolution


def test_a_dissolution_ends_everything_that_runs() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01"),
        deputise("odd", "horten", "2012-02-01"),
        elect("siv", "2012-03-09"),
        dissolve("2012-08-01"),
    )
    then(network, NetworkDissolved(day("2012-08-01"), "Samarbeidet er avsluttet"))
    assert network.structure.dissolved == day("2012-08-01")
    assert [holders(network, "horten", on) for on in ("2012-07-31", "2012-08-01")] == [["siv"], []]
    assert holders(network, "horten", "2012-08-01", "deputy") == []
    assert terms(network) == [("siv", "2012-03-09", "2012-08-01", "dissolution")]


@pytest.mark.parametrize("on", ["2012-08-01", "2015-01-01"])
def test_nothing_takes_effect_on_or_after_a_dissolution(on: str) -> None:
    network = given(plo(), dissolve("2012-08-01"))
    for command in (appoint("siv", "horten", on), admit("andebu", on), schedule(on)):
        refused(
            network,
            command,
            by=NetworkIsDissolved,
            quote=None,
            accepted="A day before 2012-08-01",
            against="e2",
        )


def test_what_took_effect_before_the_dissolution_is_entered_late() -> None:
    network = given(plo(), dissolve("2012-08-01"))
    when(network, appoint("siv", "horten", "2012-02-01"), annul("e3"))
    assert holders(network, "horten", "2012-03-01") == []


def test_a_dissolution_before_something_recorded_is_refused_and_names_it() -> None:
    refused(
        given(plo(), appoint("siv", "horten", "2012-09-01")),
        dissolve("2012-08-01"),
        by=NetworkIsDissolved,
        quote=None,
        accepted="A day before 2012-08-01",
        against="e2",
    )


def test_a_meeting_planned_beyond_the_dissolution_does_not_stand_against_it() -> None:
    network = given(plo(), schedule("2012-09-01"), dissolve("2012-08-01"))
    assert network.structure.dissolved == day("2012-08-01")


def test_a_network_is_dissolved_once() -> None:
    refused(
        given(plo(), dissolve("2012-08-01")),
        dissolve("2012-07-01"),
        by=NetworkIsDissolved,
        quote=None,
        accepted="A correction of that entry",
    )


def test_an_annulled_dissolution_gives_everything_back() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), dissolve("2012-08-01"), annul("e3"))
    assert holders(network, "horten", "2015-01-01") == ["siv"]
    when(network, stand_down("siv", "horten", "2015-01-01"))
    refused(
        network,
        annul("e4"),
        by=NetworkIsDissolved,
        quote=None,
        accepted="A day before 2012-08-01",
        against="e5",
    )
    refused(
        network,
        stand_down("siv", "horten", "2015-02-01"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="a day on which they do",
    )


def test_a_founding_may_have_no_members_yet() -> None:
    assert seats.expected_seats(given(founded("ny"))) == []
    assert structure.Structure().dissolved is None
