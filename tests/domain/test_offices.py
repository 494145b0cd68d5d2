from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.chapters import offices
from domain.chapters.offices import (
    ChairElected,
    OfficeAssigned,
    OfficeTermExtended,
    OfficeVacated,
    ViceChairElected,
)
from domain.refusals import (
    EndsAfterItStarts,
    ExtensionMustLengthenARunningTerm,
    OfficeIsFilledAsTheMandateSays,
    OneHolderPerOffice,
    OnlyAHolderStandsDown,
    ReplacedMustHoldTheOffice,
    TermFollowsTheMandate,
)
from domain.rules import OfficeRule
from tests.domain.commands import (
    annul,
    appoint,
    approve,
    correct,
    deputise,
    dissolve,
    elect,
    extend,
    propose,
    stand_down,
    step_down,
    succeed,
)
from tests.domain.networks import (
    HEADS_CHAIR,
    PLO_CONTACT,
    PLO_LEADERS,
    PLO_TERM,
    RESCUE_CHAIR,
    SOC_CHAIR,
    TERM,
    heads,
    namnd,
    plo,
    rescue,
    silent,
)
from tests.domain.story import asking, day, given, in_office, refused, terms, then, together, when

if TYPE_CHECKING:
    from domain.chapters.structure import NetworkFounded
    from tests.domain.story import Command


def elect_vice(person: str, effective: str, replaces: str | None = None) -> Command:
    return asking("ElectViceChair", effective, person=person, replaces=replaces)


def assign(office: str, person: str, basis: str, effective: str, until: str | None = None) -> Command:
    return asking("AssignOffice", effective, office=office, person=person, basis=basis, until=until)


def renewals(office_terms: list[offices.Term]) -> list[str | None]:
    return [None if term.renewal_of is None else str(term.renewal_of) for term in office_terms]


# elections and their terms


def test_an_election_runs_for_the_mandates_term_from_the_day_it_takes_effect() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect_vice("tore", "2012-03-09"))
    then(
        network,
        ChairElected(day("2012-03-09"), "siv", None, None, day("2013-03-09")),
        ViceChairElected(day("2012-03-09"), "tore", None, None, day("2013-03-09")),
    )
    assert terms(network) == [("siv", "2012-03-09", "2013-03-09", "expiry")]
    assert [
        in_office(network, "chair", on) for on in ("2012-03-08", "2012-03-09", "2013-03-08", "2013-03-09")
    ] == [
        [],
        ["siv"],
        ["siv"],
        [],
    ]


def test_a_year_from_a_leap_day_ends_on_the_first_of_march() -> None:
    network = given(plo(), elect("siv", "2012-02-29"))
    assert terms(network) == [("siv", "2012-02-29", "2013-03-01", "expiry")]


def test_a_term_without_a_stated_length_is_open() -> None:
    network = given(silent(), elect("siv", "2012-03-09"))
    assert terms(network) == [("siv", "2012-03-09", None, None)]


def test_an_election_may_be_for_less_than_the_mandates_term() -> None:
    network = given(plo(), elect("siv", "2012-03-09", until="2012-06-01"))
    assert terms(network) == [("siv", "2012-03-09", "2012-06-01", "expiry")]


@pytest.mark.parametrize(
    ("founding", "quote"), [(plo(), PLO_TERM), (namnd(), SOC_CHAIR), (heads(), HEADS_CHAIR)]
)
def test_an_election_for_longer_than_the_mandates_term_is_refused(
    founding: NetworkFounded, quote: str
) -> None:
    refused(
        given(founding),
        elect("siv", "2012-03-09", until="2013-03-10"),
        by=TermFollowsTheMandate,
        quote=quote,
        accepted="no later than 2013-03-09",
    )


def test_correcting_the_end_of_a_term_away_is_refused_where_the_mandate_sets_one() -> None:
    refused(
        given(plo(), elect("siv", "2012-03-09")),
        correct("e2", until=None),
        by=TermFollowsTheMandate,
        quote=PLO_TERM,
        accepted="no later than 2013-03-09",
    )


@pytest.mark.parametrize("until", ["2012-03-09", "2011-03-09"])
def test_a_term_that_ends_before_it_starts_is_refused(until: str) -> None:
    refused(
        given(plo()),
        elect("siv", "2012-03-09", until=until),
        by=EndsAfterItStarts,
        quote=None,
        accepted="after 2012-03-09",
    )


def test_a_vice_chair_and_a_chair_hold_different_offices() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect_vice("siv", "2012-03-09"))
    assert in_office(network, "vice-chair", "2012-03-09") == ["siv"]
    refused(
        network,
        elect_vice("tore", "2012-05-01"),
        by=OneHolderPerOffice,
        quote=PLO_LEADERS,
        accepted="“siv”",
    )


# one at a time


def test_a_second_chair_on_the_same_day_is_refused() -> None:
    refused(
        given(plo(), elect("siv", "2012-03-09")),
        elect("tore", "2012-03-09"),
        by=OneHolderPerOffice,
        quote=PLO_LEADERS,
        accepted="`replaces`, “siv”",
        against="e2",
    )


def test_two_chairs_are_refused_where_the_mandate_is_silent_too() -> None:
    refused(
        given(silent(), elect("siv", "2012-03-09")),
        elect("tore", "2014-03-09"),
        by=OneHolderPerOffice,
        quote=None,
        accepted="`replaces`, “siv”",
    )


def test_a_successor_is_elected_on_the_day_the_term_runs_out() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect("tore", "2013-03-09"))
    assert in_office(network, "chair", "2013-03-09") == ["tore"]


def test_an_early_election_that_names_whom_it_replaces_ends_that_term_by_succession() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect("tore", "2012-09-01", replaces="siv"))
    assert terms(network) == [
        ("siv", "2012-03-09", "2012-09-01", "succession"),
        ("tore", "2012-09-01", "2013-09-01", "expiry"),
    ]
    assert renewals(offices.terms(network, offices.OFFICE("chair"))) == [None, None]


def test_two_elections_on_one_day_leave_the_second_one_standing() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect("tore", "2012-03-09", replaces="siv"))
    assert terms(network) == [("tore", "2012-03-09", "2013-03-09", "expiry")]


def test_naming_whom_one_replaces_on_the_day_their_term_runs_out_leaves_it_ended_by_expiry() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect("tore", "2013-03-09", replaces="siv"))
    assert terms(network)[0] == ("siv", "2012-03-09", "2013-03-09", "expiry")


@pytest.mark.parametrize(
    ("replaced", "on"), [("odd", "2012-09-01"), ("siv", "2013-03-10"), ("siv", "2012-03-08")]
)
def test_an_election_replaces_nobody_who_does_not_hold_the_office(replaced: str, on: str) -> None:
    refused(
        given(plo(), elect("siv", "2012-03-09")),
        elect("tore", on, replaces=replaced),
        by=ReplacedMustHoldTheOffice,
        quote=None,
        accepted="or no `replaces`",
    )


def test_who_has_stepped_down_is_not_replaced() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), step_down("siv", "2012-09-01"))
    refused(
        network,
        elect("tore", "2012-09-01", replaces="siv"),
        by=ReplacedMustHoldTheOffice,
        quote=None,
        accepted="no `replaces`",
    )
    when(network, elect("tore", "2012-09-01"))
    assert in_office(network, "chair", "2012-09-01") == ["tore"]


# renewal, extension, leaving


def test_electing_the_same_person_for_the_next_term_is_a_renewal() -> None:
    network = given(
        namnd(), elect("siv", "2012-03-09"), elect("siv", "2013-03-09"), elect("siv", "2014-04-01")
    )
    assert renewals(offices.terms(network, offices.OFFICE("chair"))) == [None, "2012-03-09", None]


def test_electing_the_same_person_anew_before_the_term_is_out_is_a_renewal_too() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect("siv", "2012-10-01", replaces="siv"))
    assert terms(network)[0] == ("siv", "2012-03-09", "2012-10-01", "succession")
    assert renewals(offices.terms(network, offices.OFFICE("chair"))) == [None, "2012-03-09"]


def test_electing_the_same_person_twice_without_replacing_them_is_refused() -> None:
    refused(
        given(plo(), elect("siv", "2012-03-09")),
        elect("siv", "2012-10-01"),
        by=OneHolderPerOffice,
        quote=None,
        accepted="`replaces`, “siv”",
    )


@pytest.mark.parametrize("on", ["2012-10-01", "2013-03-09"])
def test_a_term_is_extended_while_it_runs_and_on_the_day_it_runs_out(on: str) -> None:
    network = given(namnd(), elect("siv", "2012-03-09"), extend("siv", on, "2014-03-09"))
    then(network, OfficeTermExtended(day(on), "chair", "siv", day("2014-03-09")))
    assert terms(network) == [("siv", "2012-03-09", "2014-03-09", "expiry")]


def test_a_term_can_be_extended_again() -> None:
    network = given(
        namnd(),
        elect("siv", "2012-03-09"),
        extend("siv", "2013-01-01", "2013-06-01"),
        extend("siv", "2013-05-01", "2013-09-01"),
    )
    assert terms(network) == [("siv", "2012-03-09", "2013-09-01", "expiry")]


@pytest.mark.parametrize(
    ("person", "on", "until"),
    [
        ("tore", "2012-10-01", "2014-03-09"),
        ("siv", "2013-03-10", "2014-03-09"),
        ("siv", "2012-10-01", "2013-03-09"),
        ("siv", "2012-10-01", "2012-12-01"),
    ],
)
def test_only_a_running_term_is_extended_and_only_to_a_later_day(person: str, on: str, until: str) -> None:
    refused(
        given(namnd(), elect("siv", "2012-03-09")),
        extend(person, on, until),
        by=ExtensionMustLengthenARunningTerm,
        quote=None,
        accepted="while the term runs",
    )


def test_a_term_without_an_end_is_not_extended() -> None:
    refused(
        given(silent(), elect("siv", "2012-03-09")),
        extend("siv", "2012-10-01", "2014-03-09"),
        by=ExtensionMustLengthenARunningTerm,
        quote=None,
        accepted="while the term runs",
    )


def test_a_term_that_was_given_up_is_not_extended() -> None:
    refused(
        given(plo(), elect("siv", "2012-03-09"), step_down("siv", "2012-09-01")),
        extend("siv", "2012-09-01", "2014-03-09"),
        by=ExtensionMustLengthenARunningTerm,
        quote=None,
        accepted="while the term runs",
    )


def test_an_extension_into_a_successors_term_is_refused() -> None:
    refused(
        given(namnd(), elect("siv", "2012-03-09"), elect("tore", "2013-03-09")),
        extend("siv", "2013-01-01", "2013-06-01"),
        by=OneHolderPerOffice,
        quote=SOC_CHAIR,
        accepted="the term of “siv” ending by 2013-03-09",
        against="e3",
    )


def test_stepping_down_ends_the_term_that_day() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), step_down("siv", "2012-10-01"))
    then(network, OfficeVacated(day("2012-10-01"), "chair", "siv", "Etter eget ønske"))
    assert terms(network) == [("siv", "2012-03-09", "2012-10-01", "stepped-down")]


@pytest.mark.parametrize(
    ("person", "on"), [("tore", "2012-10-01"), ("siv", "2013-03-09"), ("siv", "2012-01-01")]
)
def test_only_the_holder_steps_down_while_the_term_runs(person: str, on: str) -> None:
    refused(
        given(plo(), elect("siv", "2012-03-09")),
        step_down(person, on),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="whose term is running",
    )


# losing the seat, dissolution


def test_a_chair_who_loses_the_seat_loses_the_office() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01"),
        elect("siv", "2012-03-09"),
        stand_down("siv", "horten", "2012-06-01"),
    )
    assert terms(network) == [("siv", "2012-03-09", "2012-06-01", "lost-seat")]
    when(network, elect("tore", "2012-06-01"))
    assert in_office(network, "chair", "2012-06-01") == ["tore"]


def test_a_chair_elected_from_outside_has_no_seat_to_lose() -> None:
    network = given(
        plo(), elect("siv", "2012-03-09"), appoint("siv", "horten", "2012-04-01", until="2012-05-01")
    )
    assert terms(network) == [("siv", "2012-03-09", "2013-03-09", "expiry")]


def test_a_chair_who_goes_from_seat_to_deputy_without_a_day_between_stays_chair() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01", until="2012-06-01"),
        deputise("siv", "horten", "2012-06-01", until="2012-09-01"),
        elect("siv", "2012-03-09"),
    )
    assert terms(network) == [("siv", "2012-03-09", "2012-09-01", "lost-seat")]


def test_the_seat_that_goes_on_under_a_successor_is_not_lost() -> None:
    network = given(
        plo(),
        appoint("siv", "re", "2012-02-01"),
        elect("siv", "2012-03-09"),
        succeed("re", "andebu", "2012-06-01"),
    )
    assert terms(network) == [("siv", "2012-03-09", "2013-03-09", "expiry")]


def test_an_office_held_otherwise_than_by_election_is_not_lost_with_the_seat() -> None:
    network = given(
        silent(),
        appoint("siv", "re", "2012-02-01", until="2012-06-01"),
        assign("secretary", "siv", "rotation", "2012-03-01", until="2012-09-01"),
    )
    assert terms(network, "secretary") == [("siv", "2012-03-01", "2012-09-01", "expiry")]


def test_nobody_steps_down_from_an_office_that_was_lost_with_the_seat() -> None:
    network = given(
        plo(), appoint("siv", "horten", "2012-02-01", until="2012-06-01"), elect("siv", "2012-03-09")
    )
    refused(
        network,
        step_down("siv", "2012-06-15"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted="a day on which it runs",
    )
    when(network, step_down("siv", "2012-06-01"))
    assert terms(network) == [("siv", "2012-03-09", "2012-06-01", "stepped-down")]


def test_an_election_may_replace_one_whose_term_turned_out_to_have_ended_with_the_seat() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01"),
        elect("siv", "2012-03-09"),
        elect("tore", "2012-09-01", replaces="siv"),
        stand_down("siv", "horten", "2012-06-01"),
    )
    assert terms(network)[0] == ("siv", "2012-03-09", "2012-06-01", "lost-seat")


def test_a_term_cut_short_by_a_lost_seat_is_not_extended() -> None:
    network = given(
        namnd(), appoint("siv", "orust", "2012-02-01", until="2012-06-01"), elect("siv", "2012-03-09")
    )
    refused(
        network,
        extend("siv", "2012-07-01", "2014-03-09"),
        by=ExtensionMustLengthenARunningTerm,
        quote=None,
        accepted="while the term runs",
    )


def test_a_late_loss_of_the_seat_that_a_later_extension_contradicts_is_refused_and_names_it() -> None:
    network = given(
        namnd(),
        appoint("siv", "orust", "2012-02-01"),
        elect("siv", "2012-03-09"),
        extend("siv", "2012-12-01", "2014-03-09"),
    )
    refused(
        network,
        stand_down("siv", "orust", "2012-06-01"),
        by=ExtensionMustLengthenARunningTerm,
        quote=None,
        accepted="while the term runs",
        against="e4",
    )


def test_taking_back_the_end_of_a_seat_gives_the_office_back_and_may_clash() -> None:
    network = given(
        plo(),
        appoint("siv", "horten", "2012-02-01"),
        elect("siv", "2012-03-09"),
        stand_down("siv", "horten", "2012-06-01"),
        elect("tore", "2012-06-01"),
    )
    refused(
        network,
        annul("e4"),
        by=OneHolderPerOffice,
        quote=PLO_LEADERS,
        accepted="the term of “siv” ending by 2012-06-01",
    )


def test_annulling_an_appointment_gives_back_the_term_that_was_lost_with_the_seat() -> None:
    network = given(
        plo(), appoint("siv", "horten", "2012-02-01", until="2012-06-01"), elect("siv", "2012-03-09")
    )
    when(network, annul("e2"))
    assert terms(network) == [("siv", "2012-03-09", "2013-03-09", "expiry")]


def test_a_dissolution_ends_the_term() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), dissolve("2012-12-01"))
    assert terms(network) == [("siv", "2012-03-09", "2012-12-01", "dissolution")]


def test_a_term_that_was_over_before_the_dissolution_keeps_its_end() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), dissolve("2014-12-01"))
    assert terms(network) == [("siv", "2012-03-09", "2013-03-09", "expiry")]


# how an office is filled


def test_an_office_the_mandate_fills_by_election_is_not_assigned() -> None:
    refused(
        given(plo()),
        assign("chair", "siv", "appointed", "2012-03-09"),
        by=OfficeIsFilledAsTheMandateSays,
        quote=PLO_LEADERS,
        accepted="An election.",
    )


def test_an_office_tied_to_a_function_is_not_filled_by_election() -> None:
    refused(
        given(rescue()),
        elect("siv", "2012-03-09"),
        by=OfficeIsFilledAsTheMandateSays,
        quote=RESCUE_CHAIR,
        accepted="AssignOffice, ex-officio.",
    )


def test_a_chair_ex_officio_has_no_term() -> None:
    network = given(rescue(), assign("chair", "siv", "ex-officio", "2012-03-09"))
    then(network, OfficeAssigned(day("2012-03-09"), "chair", "siv", "ex-officio", None))
    assert terms(network) == [("siv", "2012-03-09", None, None)]
    refused(
        network,
        assign("chair", "tore", "ex-officio", "2014-03-09"),
        by=OneHolderPerOffice,
        quote=RESCUE_CHAIR,
        accepted="Instead the term of “siv” ending by 2014-03-09",
    )


def test_an_appointment_to_an_office_held_ex_officio_is_recorded() -> None:
    network = given(plo(), assign("contact", "gunnar", "appointed", "2012-03-09"))
    assert in_office(network, "contact", "2012-03-09") == ["gunnar"]


def test_the_one_contact_person_is_followed_by_the_next() -> None:
    network = given(plo(), assign("contact", "gunnar", "ex-officio", "2012-03-09"))
    refused(
        network,
        assign("contact", "astrid", "ex-officio", "2013-08-01"),
        by=OneHolderPerOffice,
        quote=PLO_CONTACT,
        accepted="“gunnar” ending by 2013-08-01",
    )
    when(
        network,
        step_down("gunnar", "2013-06-01", "contact"),
        assign("contact", "astrid", "ex-officio", "2013-08-01"),
    )
    assert in_office(network, "contact", "2013-07-01") == []


def test_an_office_the_mandate_says_nothing_of_may_have_several_holders() -> None:
    network = given(
        plo(),
        assign("secretary", "a", "appointed", "2012-03-09"),
        assign("secretary", "b", "rotation", "2012-03-09"),
    )
    assert in_office(network, "secretary", "2012-03-09") == ["a", "b"]
    refused(
        network,
        assign("secretary", "a", "appointed", "2012-05-01"),
        by=OneHolderPerOffice,
        quote=None,
        accepted="“a” ending by 2012-05-01",
    )


def test_an_office_has_as_many_holders_as_the_mandate_gives_it() -> None:
    rule = OfficeRule(
        id="contacts",
        force="must",
        quote="Kontaktpersoner",
        section="Kontaktpersoner",
        office="contact",
        basis="appointed",
        holders=2,
    )
    network = given(
        silent(rules=(rule,)),
        assign("contact", "a", "appointed", "2012-03-09"),
        assign("contact", "b", "appointed", "2012-03-09"),
    )
    refused(
        network,
        assign("contact", "c", "appointed", "2012-03-09"),
        by=OneHolderPerOffice,
        quote="Kontaktpersoner",
        accepted="“b”",
    )


# late entries


def test_a_late_election_before_a_recorded_one_takes_its_place() -> None:
    network = given(plo(), elect("tore", "2013-03-09"))
    when(network, elect("siv", "2012-03-09"))
    assert [term[0] for term in terms(network)] == ["siv", "tore"]


def test_a_late_election_that_runs_into_a_recorded_one_is_refused_and_names_it() -> None:
    refused(
        given(plo(), elect("tore", "2012-12-01")),
        elect("siv", "2012-03-09"),
        by=OneHolderPerOffice,
        quote=PLO_LEADERS,
        accepted="“siv” ending by 2012-12-01",
        against="e2",
    )


def test_a_late_stepping_down_frees_the_days_after_it() -> None:
    network = given(plo(), elect("siv", "2012-03-09"))
    together(network, elect("tore", "2012-09-01"), step_down("siv", "2012-06-01"))
    assert in_office(network, "chair", "2012-07-01") == []


def test_an_annulled_election_leaves_a_later_replacement_nobody_to_replace() -> None:
    network = given(plo(), elect("siv", "2012-03-09"), elect("tore", "2012-09-01", replaces="siv"))
    refused(
        network, annul("e2"), by=ReplacedMustHoldTheOffice, quote=None, accepted="no `replaces`", against="e3"
    )
    together(network, annul("e2"), correct("e3", replaces=None))
    assert terms(network) == [("tore", "2012-09-01", "2013-09-01", "expiry")]


def test_a_term_follows_the_mandate_in_force_when_it_begins() -> None:
    network = given(
        plo(),
        propose("r", "2012-05-01", "2012-06-01", {"term": replace(TERM, years=2)}),
        approve("r", "radmannsgruppen", "2012-05-20"),
        elect("siv", "2012-05-31", until="2012-06-01"),
        elect("tore", "2012-06-01"),
    )
    assert terms(network)[1] == ("tore", "2012-06-01", "2014-06-01", "expiry")
