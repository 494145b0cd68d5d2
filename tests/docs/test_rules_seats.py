"""Rows on who sits for whom, tried on the networks as their charters found them."""

from __future__ import annotations

import pytest

from domain.chapters import seats
from domain.refusals import OneHolderPerSeat, SeatBelongsToAConstituency, SeatMustExist
from domain.rules import SeatRule
from tests.docs.chartered import network, quote, rules, sends
from tests.domain.commands import appoint, stand_down, succeed, withdraw
from tests.domain.story import asking, holders, refused, vacancies, when

LIMITED = [(key, rule) for key, rule in rules(SeatRule) if rule.holders is not None]


@pytest.mark.parametrize(("key", "rule"), LIMITED, ids=[f"{key}#{rule.id}" for key, rule in LIMITED])
def test_a_constituency_sends_as_many_as_its_mandate_says_and_the_next_is_refused(
    key: str, rule: SeatRule
) -> None:
    assert rule.holders
    constituency = sends(key, rule.kinds[0])
    lets = [appoint(f"person-{at}", constituency, "2022-03-01") for at in range(rule.holders)]
    of = network(key, *lets)
    held = seats.holdings(of, seats.SEAT(rule.seat, of.structure.lineage(constituency)))
    assert [(one.person, one.basis) for one in held] == [
        (f"person-{at}", rule.basis) for at in range(rule.holders)
    ]
    refused(
        of,
        appoint("one-too-many", constituency, "2022-04-01"),
        by=OneHolderPerSeat,
        quote=rule.quote,
        accepted="StandDownRepresentative",
    )


def test_who_chose_a_countys_representative_is_recorded_whoever_it_was() -> None:
    chosen = asking(
        "AppointRepresentative",
        "2019-02-01",
        person="ebba",
        constituency="gotland",
        decided_by="anhörigföreningarnas samråd",
    )
    of = network("lanssamordnare", chosen)
    assert of.entries["e2"].event.decided_by == "anhörigföreningarnas samråd"
    assert holders(of, "gotland", "2019-02-01") == ["ebba"]


def test_a_function_below_the_level_a_mandate_names_is_recorded_and_left_to_people_to_judge() -> None:
    named = asking(
        "AppointRepresentative",
        "2012-02-01",
        person="tore",
        constituency="horten",
        function="vikar",
    )
    of = network("12k-plo", named)
    (held,) = seats.holdings(of, seats.SEAT("representative", "horten"))
    assert (held.person, held.function) == ("tore", "vikar")


def test_a_project_sends_its_head_and_its_director_and_whoever_leaves_is_not_missed() -> None:
    project = sends("projektdirektorer", "project")
    of = network(
        "projektdirektorer",
        appoint("chef", project, "2021-02-01"),
        appoint("direktor", project, "2021-02-01"),
    )
    assert holders(of, project, "2021-02-01") == ["chef", "direktor"]
    when(of, stand_down("chef", project, "2021-03-01"), stand_down("direktor", project, "2021-03-01"))
    assert holders(of, project, "2021-03-01") == []
    assert vacancies(of, project, "project-head") == []


def test_nobody_sits_for_a_project_that_has_ended() -> None:
    project = sends("projektdirektorer", "project")
    of = network("projektdirektorer", appoint("chef", project, "2021-02-01"), withdraw(project, "2023-01-01"))
    assert holders(of, project, "2022-12-31") == ["chef"]
    assert holders(of, project, "2023-01-01") == []
    refused(
        of,
        appoint("ny-chef", project, "2023-01-16"),
        by=SeatBelongsToAConstituency,
        quote=None,
        accepted="One of: ",
    )


def test_a_preparer_leaves_at_will_and_the_area_is_shown_without_one() -> None:
    area = sends("ansvariga-beredare", "welfare-area")
    of = network(
        "ansvariga-beredare", appoint("aino", area, "2021-02-01"), stand_down("aino", area, "2021-03-01")
    )
    assert holders(of, area, "2021-03-01") == []
    assert vacancies(of, area, "preparer")[-1] == ("2021-03-01", None)


@pytest.mark.parametrize(
    ("key", "seat", "kind"),
    [
        ("ansvariga-beredare", "preparer", "welfare-area"),
        ("raddning-beredning", "representative", "rescue-area"),
        ("raddning-ledning", "rescue-director", "rescue-area"),
    ],
)
def test_a_seat_goes_over_to_the_welfare_area_that_is_formed(key: str, seat: str, kind: str) -> None:
    area = sends(key, kind)
    of = network(
        key,
        appoint("aino", area, "2021-02-01"),
        succeed(area, "nytt-omrade", "2023-01-01", "welfare-area"),
    )
    assert holders(of, "nytt-omrade", "2023-01-01") == ["aino"]
    assert vacancies(of, "nytt-omrade", seat) == []


def test_a_rescue_director_does_not_sit_for_a_unit_of_the_ministry() -> None:
    area = sends("raddning-ledning", "rescue-area")
    refused(
        network("raddning-ledning"),
        appoint("direktor", area, "2021-02-01", seat="unit-head"),
        by=SeatMustExist,
        quote=quote("raddning-ledning", "unit-heads"),
        accepted="rescue-director (rescue-area or welfare-area)",
    )
