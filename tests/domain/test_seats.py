from __future__ import annotations

import pytest

from domain.chapters import seats
from domain.chapters.seats import (
    DeputyAppointed,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SubstitutionBegan,
)
from domain.refusals import (
    EndsAfterItStarts,
    OneDeputyPerSeat,
    OneHolderPerSeat,
    OnlyAHolderStandsDown,
    SeatBelongsToAConstituency,
    SeatMustExist,
    StandInMustBeOfAKindTheMandateAllows,
    StandInNeedsAHolder,
)
from domain.rules import SeatRule
from tests.domain.commands import (
    admit,
    annul,
    appoint,
    decide,
    deputise,
    dissolve,
    stand_down,
    substitute,
    succeed,
    withdraw,
)
from tests.domain.networks import (
    HEADS_SUBSTITUTES,
    LAN_CITIES,
    LAN_SEATS,
    PLO_SEATS,
    PREPARERS,
    SEATS,
    heads,
    lan,
    namnd,
    plo,
    preparers,
    silent,
)
from tests.domain.story import (
    asking,
    day,
    given,
    holders,
    refused,
    then,
    together,
    vacancies,
    when,
)

# who holds a seat


def test_an_appointment_gives_the_first_seat_open_to_the_constituency() -> None:
    network = given(lan())
    when(
        network,
        asking(
            "AppointRepresentative",
            "2012-02-01",
            person="ebba",
            constituency="gotland",
            function="anhörigkonsulent",
            decided_by="länsnätverket",
        ),
        appoint("folke", "skaraborg", "2012-02-01"),
    )
    then(
        network,
        RepresentativeAppointed(
            day("2012-02-01"),
            "ebba",
            "gotland",
            "representative",
            None,
            "anhörigkonsulent",
            "länsnätverket",
        ),
        RepresentativeAppointed(day("2012-02-01"), "folke", "skaraborg", "metropolitan", None, None, None),
    )


def test_a_holding_runs_from_its_first_day_until_the_day_of_standing_down() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), stand_down("siv", "horten", "2012-06-01"))
    days = ("2012-01-31", "2012-02-01", "2012-05-31", "2012-06-01")
    assert [holders(network, "horten", on) for on in days] == [[], ["siv"], ["siv"], []]


def test_a_holding_may_be_given_its_end_from_the_start() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01", until="2012-02-02"))
    days = ("2012-02-01", "2012-02-02")
    assert [holders(network, "horten", on) for on in days] == [["siv"], []]


def test_a_seat_is_handed_over_on_one_day() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01"),
        stand_down("siv", "horten", "2012-06-01"),
        appoint("tore", "horten", "2012-06-01"),
    )
    days = ("2012-05-31", "2012-06-01")
    assert [holders(network, "horten", on) for on in days] == [["siv"], ["tore"]]


def test_a_handover_is_judged_when_it_is_whole_whichever_half_comes_first() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"))
    together(network, appoint("tore", "horten", "2012-06-01"), stand_down("siv", "horten", "2012-06-01"))
    assert holders(network, "horten", "2012-06-01") == ["tore"]


def test_a_second_holder_of_a_single_seat_is_refused() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"))
    refused(
        network,
        appoint("tore", "horten", "2012-06-01"),
        by=OneHolderPerSeat,
        quote=PLO_SEATS,
        accepted="“siv” holding it until 2012-06-01 at the latest",
        against="e2",
    )


def test_one_representative_per_county_is_the_sentence_a_second_one_breaks() -> None:
    network = given(lan(), appoint("ebba", "gotland", "2012-02-01"))
    refused(
        network,
        appoint("folke", "gotland", "2012-02-01"),
        by=OneHolderPerSeat,
        quote=LAN_SEATS,
        accepted="StandDownRepresentative",
    )


def test_a_city_may_send_one_more_for_each_former_county_and_no_second_one() -> None:
    network = given(
        lan(), appoint("ebba", "vastra-gotaland", "2012-02-01"), appoint("folke", "skaraborg", "2012-02-01")
    )
    assert holders(network, "skaraborg", "2012-02-01") == ["folke"]
    refused(
        network,
        appoint("gull", "skaraborg", "2012-02-01"),
        by=OneHolderPerSeat,
        quote=LAN_CITIES,
        accepted="“folke”",
    )


def test_an_area_that_sends_one_or_two_may_send_two_and_not_three() -> None:
    network = given(
        preparers(), appoint("aino", "nyland", "2012-02-01"), appoint("bertta", "nyland", "2012-03-01")
    )
    assert holders(network, "nyland", "2012-03-01") == ["aino", "bertta"]
    refused(
        network,
        appoint("celia", "nyland", "2012-04-01"),
        by=OneHolderPerSeat,
        quote=PREPARERS,
        accepted="“bertta”",
    )


def test_nobody_holds_the_same_seat_twice_even_where_there_is_room() -> None:
    network = given(preparers(), appoint("aino", "nyland", "2012-02-01"))
    refused(
        network,
        appoint("aino", "nyland", "2012-03-01"),
        by=OneHolderPerSeat,
        quote=None,
        accepted="“aino” holding it until 2012-03-01",
    )


def test_a_mandate_that_sets_no_number_lets_any_number_in() -> None:
    network = given(silent(), appoint("a", "horten", "2012-02-01"), appoint("b", "horten", "2012-02-01"))
    assert holders(network, "horten", "2012-02-01") == ["a", "b"]
    (holding, _) = seats.holdings(network, seats.SEAT("representative", "horten"))
    assert holding.basis == ""


def test_a_holding_carries_the_basis_and_the_function() -> None:
    network = given(
        heads(),
        RepresentativeAppointed(day("2012-02-01"), "a", "orust", "representative", None, "chef", None),
    )
    (holding,) = seats.holdings(network, seats.SEAT("representative", "orust"))
    assert (holding.basis, holding.function, holding.entry) == ("ex-officio", "chef", "e2")


def test_an_appointment_that_ends_before_it_starts_is_refused() -> None:
    refused(
        given(plo()),
        appoint("siv", "horten", "2012-02-01", until="2012-02-01"),
        by=EndsAfterItStarts,
        quote=None,
        accepted="after 2012-02-01",
        against=None,
    )


def test_a_seat_is_held_for_a_constituency_of_the_network() -> None:
    refused(
        given(plo()),
        appoint("siv", "oslo", "2012-02-01"),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="One of: hof, horten, re.",
    )


def test_a_seat_the_mandate_does_not_name_is_refused() -> None:
    refused(
        given(plo()),
        appoint("siv", "horten", "2012-02-01", seat="ekstra"),
        by=SeatMustExist,
        quote=None,
        accepted="One of: representative (municipality).",
    )


def test_a_seat_closed_to_the_constituencys_kind_is_refused_by_its_sentence() -> None:
    refused(
        given(lan()),
        appoint("ebba", "gotland", "2012-02-01", seat="metropolitan"),
        by=SeatMustExist,
        quote=LAN_CITIES,
        accepted="representative (county), metropolitan (former-county)",
    )


def test_a_seat_open_to_no_kind_in_particular_is_open_to_all() -> None:
    rule = SeatRule(id="any", force="may", quote="x", section="y", seat="member", basis="invited")
    network = given(silent(rules=(rule,)))
    when(network, appoint("siv", "horten", "2012-02-01"))
    assert holders(network, "horten", "2012-02-01") == ["siv"]
    refused(
        network,
        appoint("tore", "horten", "2012-02-01", seat="other"),
        by=SeatMustExist,
        quote=None,
        accepted="member (any kind)",
    )


def test_an_unknown_constituency_is_asked_about_under_the_mandates_first_seat() -> None:
    event = seats.appoint_representative(given(lan()), day("2012-02-01"), "ebba", "oland")[0]
    assert event.seat == "representative"
    foreign = given(lan(), withdraw("gotland", "2012-02-01"))
    assert seats.appoint_deputy(foreign, day("2012-03-01"), "x", "gotland")[0].seat == "representative"


def test_a_constituency_of_a_kind_no_seat_is_open_to_is_refused() -> None:
    network = given(
        lan(),
        admit("goteborg", "2012-02-01"),
    )
    refused(
        network,
        appoint("ebba", "goteborg", "2012-03-01"),
        by=SeatMustExist,
        quote=LAN_SEATS,
        accepted="representative (county)",
    )


# standing down


def test_only_a_holder_stands_down() -> None:
    refused(
        given(plo(), appoint("siv", "horten", "2012-02-01")),
        stand_down("tore", "horten", "2012-06-01"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="a day on which they do",
        against=None,
    )


@pytest.mark.parametrize("effective", ["2012-01-31", "2012-06-01", "2012-07-01"])
def test_nobody_stands_down_on_a_day_they_do_not_hold_the_seat(effective: str) -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01", until="2012-06-01"))
    refused(
        network,
        stand_down("siv", "horten", effective),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="The person",
    )


def test_a_holding_given_up_the_day_it_began_is_no_holding_and_no_breach() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), stand_down("siv", "horten", "2012-02-01"))
    assert seats.holdings(network, seats.SEAT("representative", "horten")) == []


def test_who_stands_down_and_comes_back_the_same_day_goes_on_with_a_new_holding() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01"),
        stand_down("siv", "horten", "2012-06-01"),
        appoint("siv", "horten", "2012-06-01"),
    )
    assert [str(held.start) for held in seats.holdings(network, seats.SEAT("representative", "horten"))] == [
        "2012-02-01",
        "2012-06-01",
    ]


def test_of_two_holdings_the_one_begun_before_the_day_is_the_one_ended() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"))
    together(network, appoint("siv", "horten", "2012-06-01"), stand_down("siv", "horten", "2012-06-01"))
    assert holders(network, "horten", "2012-06-01") == ["siv"]


def test_an_early_end_overrides_the_one_an_appointment_was_given() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01", until="2013-02-01"),
        stand_down("siv", "horten", "2012-06-01"),
    )
    assert holders(network, "horten", "2012-06-01") == []


# late and future entries


def test_a_late_entry_before_all_others_takes_its_place() -> None:
    network = given(plo(), appoint("tore", "horten", "2012-06-01"))
    when(network, appoint("siv", "horten", "2012-02-01", until="2012-06-01"))
    assert holders(network, "horten", "2012-03-01") == ["siv"]
    assert [held.person for held in seats.holdings(network, seats.SEAT("representative", "horten"))] == [
        "siv",
        "tore",
    ]


def test_a_late_entry_between_two_others_takes_its_place() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01", until="2012-03-01"),
        appoint("odd", "horten", "2012-06-01"),
    )
    when(network, appoint("tore", "horten", "2012-03-01", until="2012-06-01"))
    assert vacancies(network, "horten") == [("2012-01-01", "2012-02-01")]


def test_a_late_entry_that_overlaps_a_later_one_is_refused_and_names_it() -> None:
    network = given(plo(), appoint("tore", "horten", "2012-06-01"))
    refused(
        network,
        appoint("siv", "horten", "2012-02-01"),
        by=OneHolderPerSeat,
        quote=PLO_SEATS,
        accepted="“siv” holding it until 2012-06-01",
        against="e2",
    )


def test_a_late_standing_down_that_leaves_a_later_one_nothing_to_end_is_refused_and_names_it() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), stand_down("siv", "horten", "2012-09-01"))
    refused(
        network,
        stand_down("siv", "horten", "2012-06-01"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="a day on which they do",
        against="e3",
    )


def test_a_future_appointment_is_held_against_today_only_from_its_day() -> None:
    network = given(
        plo(), appoint("tore", "horten", "2031-01-01"), appoint("siv", "horten", "2012-02-01", "2031-01-01")
    )
    assert holders(network, "horten", "2030-12-31") == ["siv"]
    assert holders(network, "horten", "2031-01-01") == ["tore"]


def test_history_from_before_the_founding_is_recorded() -> None:
    network = given(plo(), appoint("siv", "horten", "1998-02-01"))
    assert holders(network, "horten", "1999-01-01") == ["siv"]
    assert vacancies(network, "horten") == []


def test_a_leap_day_is_a_day_like_others() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-29", until="2012-03-01"))
    days = ("2012-02-28", "2012-02-29", "2012-03-01")
    assert [holders(network, "horten", on) for on in days] == [[], ["siv"], []]


def test_the_last_day_of_the_calendar_can_be_spoken_of() -> None:
    network = given(namnd(), appoint("siv", "orust", "9999-12-31"))
    when(network, substitute("b", "siv", "one-meeting", "9999-12-31"))
    (holding,) = seats.holdings(network, seats.SUBSTITUTION("siv"))
    assert holding.until is None


# vacancies


def test_a_seat_is_vacant_from_the_founding_until_somebody_comes() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"))
    assert vacancies(network, "horten") == [("2012-01-01", "2012-02-01")]
    assert vacancies(network, "hof") == [("2012-01-01", None)]


def test_one_of_two_leaves_no_vacancy() -> None:
    network = given(preparers(), appoint("aino", "nyland", "2012-01-01"))
    assert vacancies(network, "nyland", "preparer") == []


def test_a_seat_that_merely_may_be_taken_is_never_vacant() -> None:
    network = given(lan())
    assert vacancies(network, "skaraborg", "metropolitan") == []
    assert seats.expected_seats(network) == [
        ("seat", "representative", "gotland"),
        ("seat", "representative", "vastra-gotaland"),
    ]


def test_no_seat_is_vacant_after_its_constituency_left_or_the_network_ended() -> None:
    network = given(
        plo(),
        withdraw("horten", "2012-05-01"),
        dissolve("2012-08-01"),
    )
    assert vacancies(network, "horten") == [("2012-01-01", "2012-05-01")]
    assert vacancies(network, "hof") == [("2012-01-01", "2012-08-01")]


def test_a_constituency_that_left_before_the_founding_was_never_missed() -> None:
    network = given(plo(), withdraw("horten", "2011-05-01"))
    assert vacancies(network, "horten") == []


def test_a_revision_changes_from_its_day_on_which_seats_are_expected() -> None:
    network = given(silent(rules=(SEATS,)))
    when(network, decide("a", "2012-03-01", {"seats": None}), decide("b", "2012-06-01", {"seats": SEATS}))
    assert vacancies(network, "horten") == [("2012-01-01", "2012-03-01"), ("2012-06-01", None)]


def test_a_revision_that_leaves_a_seat_alone_does_not_interrupt_its_vacancy() -> None:
    network = given(silent(rules=(SEATS,)))
    when(network, decide("a", "2012-03-01", text="Nye mål"))
    assert vacancies(network, "horten") == [("2012-01-01", None)]


def test_a_revision_adds_a_seat_that_is_expected_and_can_be_held_from_its_day() -> None:
    network = given(silent(rules=(SEATS,)))
    extra = SeatRule(
        id="extra",
        force="must",
        quote="Ett sete til",
        section="1",
        seat="extra",
        basis="appointed",
        holders=1,
    )
    when(network, decide("a", "2012-03-01", {"extra": extra}))
    assert vacancies(network, "horten", "extra") == [("2012-03-01", None)]
    refused(
        network,
        appoint("siv", "horten", "2012-02-29", seat="extra"),
        by=SeatMustExist,
        quote=None,
        accepted="representative",
    )
    when(network, appoint("siv", "horten", "2012-03-01", seat="extra"))
    assert vacancies(network, "horten", "extra") == []


# deputies


def test_representative_and_deputy_may_both_be_there() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), deputise("tore", "horten", "2012-02-01"))
    then(network, DeputyAppointed(day("2012-02-01"), "tore", "horten", "representative", None))
    assert holders(network, "horten", "2012-02-01") == ["siv"]
    assert holders(network, "horten", "2012-02-01", "deputy") == ["tore"]


def test_a_deputy_of_an_empty_seat_is_recorded() -> None:
    network = given(plo(), deputise("tore", "horten", "2012-02-01"))
    assert vacancies(network, "horten") == [("2012-01-01", None)]


def test_a_second_standing_deputy_is_refused() -> None:
    refused(
        given(plo(), deputise("tore", "horten", "2012-02-01")),
        deputise("odd", "horten", "2012-03-01"),
        by=OneDeputyPerSeat,
        quote=PLO_SEATS,
        accepted="StandDownDeputy",
        against="e2",
    )


def test_a_deputy_is_handed_over_on_one_day() -> None:
    network = given(plo(), deputise("tore", "horten", "2012-02-01"))
    leave = asking("StandDownDeputy", "2012-03-01", person="tore", constituency="horten", reason="Permisjon")
    when(network, leave, deputise("odd", "horten", "2012-03-01"))
    assert holders(network, "horten", "2012-03-01", "deputy") == ["odd"]


def test_a_mandate_that_sets_no_number_of_deputies_lets_several_be_named() -> None:
    network = given(lan(), deputise("a", "gotland", "2012-02-01"), deputise("b", "gotland", "2012-02-01"))
    assert holders(network, "gotland", "2012-02-01", "deputy") == ["a", "b"]


def test_a_deputy_stands_for_a_constituency_and_a_seat_of_the_network() -> None:
    network = given(plo())
    refused(
        network,
        deputise("odd", "oslo", "2012-03-01"),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="horten",
    )
    refused(
        network,
        asking("AppointDeputy", "2012-03-01", person="odd", constituency="hof", seat="ekstra"),
        by=SeatMustExist,
        quote=None,
        accepted="representative",
    )


def test_a_standing_deputy_is_refused_where_only_an_acting_head_stands_in() -> None:
    refused(
        given(heads()),
        deputise("b", "orust", "2012-03-01"),
        by=StandInMustBeOfAKindTheMandateAllows,
        quote=HEADS_SUBSTITUTES,
        accepted="Only: acting.",
    )


def test_only_a_deputy_stands_down_as_one() -> None:
    refused(
        given(plo()),
        asking("StandDownDeputy", "2012-03-01", person="x", constituency="hof", reason="-"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="The person",
    )


# substitutions


def test_an_acting_head_stands_in_until_it_ends() -> None:
    network = given(
        heads(), appoint("a", "orust", "2012-02-01"), substitute("b", "a", "acting", "2012-03-01")
    )
    then(network, SubstitutionBegan(day("2012-03-01"), "b", "a", "acting", None))
    when(network, asking("EndSubstitution", "2012-06-01", person="b", holder="a"))
    (held,) = seats.holdings(network, seats.SUBSTITUTION("a"))
    assert (held.person, held.holder, held.kind, str(held.until)) == ("b", "a", "acting", "2012-06-01")


def test_a_substitute_for_one_missed_meeting_is_refused_where_only_an_acting_head_stands_in() -> None:
    refused(
        given(heads(), appoint("a", "orust", "2012-02-01")),
        substitute("b", "a", "one-meeting", "2012-03-01"),
        by=StandInMustBeOfAKindTheMandateAllows,
        quote=HEADS_SUBSTITUTES,
        accepted="Only: acting.",
    )


@pytest.mark.parametrize("kind", ["personal", "one-meeting", "acting"])
def test_a_sentence_that_excludes_nothing_lets_every_kind_of_substitute_in(kind: str) -> None:
    network = given(namnd(), appoint("a", "orust", "2012-02-01"), substitute("b", "a", kind, "2012-03-01"))
    assert [held.kind for held in seats.holdings(network, seats.SUBSTITUTION("a"))] == [kind]


def test_a_substitute_for_one_meeting_is_that_for_one_day() -> None:
    network = given(
        namnd(), appoint("a", "orust", "2012-02-01"), substitute("b", "a", "one-meeting", "2012-02-29")
    )
    (held,) = seats.holdings(network, seats.SUBSTITUTION("a"))
    assert (str(held.start), str(held.until)) == ("2012-02-29", "2012-03-01")


@pytest.mark.parametrize("effective", ["2012-01-31", "2012-06-01"])
def test_nobody_stands_in_for_somebody_who_holds_no_seat_that_day(effective: str) -> None:
    refused(
        given(namnd(), appoint("a", "orust", "2012-02-01", until="2012-06-01")),
        substitute("b", "a", "personal", effective),
        by=StandInNeedsAHolder,
        quote=None,
        accepted="holds a seat on that day",
    )


def test_nobody_stands_in_for_a_deputy() -> None:
    refused(
        given(plo(), deputise("a", "horten", "2012-02-01")),
        substitute("b", "a", "personal", "2012-03-01"),
        by=StandInNeedsAHolder,
        quote=None,
        accepted="holds a seat",
    )


def test_a_substitution_ends_with_the_seat_of_the_one_stood_in_for() -> None:
    network = given(
        heads(),
        appoint("a", "orust", "2012-02-01"),
        substitute("b", "a", "acting", "2012-03-01"),
        stand_down("a", "orust", "2012-05-01"),
        appoint("b", "orust", "2012-05-01"),
    )
    (held,) = seats.holdings(network, seats.SUBSTITUTION("a"))
    assert str(held.until) == "2012-05-01"


def test_taking_away_the_appointment_a_substitution_hangs_on_is_refused_and_names_it() -> None:
    network = given(
        heads(), appoint("a", "orust", "2012-02-01"), substitute("b", "a", "acting", "2012-03-01")
    )
    refused(
        network,
        annul("e2"),
        by=StandInNeedsAHolder,
        quote=None,
        accepted="holds a seat on that day",
        against="e3",
    )


def test_only_a_stand_in_ends_a_substitution_and_may_do_so_the_day_it_began() -> None:
    network = given(
        namnd(), appoint("a", "orust", "2012-02-01"), substitute("b", "a", "personal", "2012-03-01")
    )
    end = asking("EndSubstitution", "2012-03-01", person="b", holder="a")
    when(network, end)
    assert seats.holdings(network, seats.SUBSTITUTION("a")) == []
    refused(
        network,
        asking("EndSubstitution", "2012-04-01", person="b", holder="a"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="a day on which they do",
    )


# observers


def test_an_observer_follows_from_the_invitation_until_it_is_withdrawn() -> None:
    network = given(
        plo(),
        asking("InviteObserver", "2012-02-01", person="o", body="styret"),
        asking("WithdrawObserver", "2012-06-01", person="o", body="styret"),
    )
    (held,) = seats.holdings(network, seats.OBSERVER("o"))
    assert (held.holder, str(held.start), str(held.until)) == ("styret", "2012-02-01", "2012-06-01")


def test_only_an_observer_withdraws_as_one() -> None:
    refused(
        given(plo()),
        asking("WithdrawObserver", "2012-06-01", person="o"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="a day on which they do",
    )


def test_an_observer_leaves_with_the_network() -> None:
    network = given(
        plo(),
        asking("InviteObserver", "2012-02-01", person="o"),
        dissolve("2012-08-01"),
    )
    (held,) = seats.holdings(network, seats.OBSERVER("o"))
    assert str(held.until) == "2012-08-01"


# leaving the network


def test_a_person_has_left_on_the_day_the_last_of_adjoining_places_ends() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01", until="2012-06-01"),
        deputise("siv", "hof", "2012-05-01", until="2012-09-01"),
        appoint("siv", "re", "2012-10-01"),
    )
    assert seats.left_on(network, "siv", day("2012-02-01")) == day("2012-09-01")
    assert seats.left_on(network, "siv", day("2012-02-01"), ("seat",)) == day("2012-06-01")


@pytest.mark.parametrize("on", ["2012-01-31", "2012-06-01"])
def test_who_holds_no_place_or_an_endless_one_has_no_day_of_leaving(on: str) -> None:
    network = given(plo(), appoint("siv", "horten", "2012-06-01"))
    assert seats.left_on(network, "siv", day(on)) is None


def test_a_late_standing_down_for_one_of_two_merged_constituencies_ends_the_holding_for_that_one() -> None:
    network = given(
        silent(),
        appoint("siv", "horten", "2012-02-01"),
        appoint("siv", "hof", "2012-02-01", until="2014-06-01"),
        succeed("horten", "nye-horten", "2015-01-01"),
        succeed("hof", "nye-horten", "2015-01-01"),
    )
    when(network, stand_down("siv", "hof", "2013-01-01"))
    assert holders(network, "horten", "2013-01-01") == ["siv"]
    assert holders(network, "hof", "2013-01-01") == []


def test_repeating_a_fact_that_stands_records_nothing() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-02-01"), stand_down("siv", "horten", "2012-06-01"))
    assert when(network, appoint("siv", "horten", "2012-02-01")) == []
    assert when(network, stand_down("siv", "horten", "2012-06-01")) == []
    assert not network.stands(
        RepresentativeStoodDown(day("2012-06-02"), "siv", "horten", "representative", "Ny stilling")
    )
