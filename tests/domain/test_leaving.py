"""Nobody leaves a place that has ended with the constituency it spoke for."""

from __future__ import annotations

from domain.refusals import OnlyAHolderStandsDown
from tests.domain.commands import appoint, deputise, stand_down, succeed, withdraw
from tests.domain.networks import plo
from tests.domain.story import asking, given, refused, when

WAY_OUT = "Nothing: the place ended with the constituency; or a day no later than 2013-01-01."


def test_a_stand_down_after_the_constituency_left_is_refused() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-01-01"), withdraw("horten", "2013-01-01"))
    refused(
        network,
        stand_down("siv", "horten", "2013-01-20"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted=WAY_OUT,
    )


def test_a_stand_down_on_the_day_the_constituency_left_says_the_same_and_is_recorded() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-01-01"), withdraw("horten", "2013-01-01"))
    assert when(network, stand_down("siv", "horten", "2013-01-01")) == ["e4"]


def test_a_stand_down_after_a_successor_took_the_seat_over_is_recorded() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-01-01"), succeed("horten", "vest", "2013-01-01"))
    assert when(network, stand_down("siv", "vest", "2013-01-20")) == ["e4"]


def test_a_withdrawal_before_a_recorded_stand_down_is_refused_with_that_entry_named() -> None:
    network = given(plo(), appoint("siv", "horten", "2012-01-01"), stand_down("siv", "horten", "2013-01-20"))
    refused(
        network,
        withdraw("horten", "2013-01-01"),
        by=OnlyAHolderStandsDown,
        quote=None,
        accepted=WAY_OUT,
        against="e3",
    )


def test_a_deputy_leaves_no_place_that_has_ended() -> None:
    network = given(plo(), deputise("ole", "horten", "2012-01-01"), withdraw("horten", "2013-01-01"))
    leaving = asking(
        "StandDownDeputy", "2013-01-20", person="ole", constituency="horten", reason="Ny stilling"
    )
    refused(network, leaving, by=OnlyAHolderStandsDown, quote=None, accepted=WAY_OUT)
