"""Which constituencies came to the meetings that were held, and which missed two or more in a row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.chapters.meetings import Attendee
from domain.chapters.seats import DeputyAppointed, RepresentativeAppointed, SubstitutionBegan
from domain.chapters.structure import ConstituencyAdmitted, ConstituencySucceeded, ConstituencyWithdrawn
from domain.findings.presence import Run, absences, presences
from tests.domain.builders_obligations import held, network, revised, scheduled
from tests.domain.networks import SEATS
from tests.domain.story import day

if TYPE_CHECKING:
    from datetime import date

    from domain.network import Network

MAY = replace(SEATS, expected=False)


def came(constituency: str | None, capacity: Any = "member", person: str = "somebody") -> Attendee:
    return Attendee(person, capacity, constituency)


def appointed(person: str, constituency: str, on: str = "2012-01-01") -> RepresentativeAppointed:
    return RepresentativeAppointed(day(on), person, constituency, "representative", None, None, None)


def year(of: Network) -> tuple[Network, date, date]:
    return of, day("2012-01-01"), day("2013-01-01")


def capacities(of: Network, constituency: str = "hof") -> list[tuple[str, str]]:
    return [(one.meeting, one.capacity) for one in presences(*year(of)) if one.constituency == constituency]


def missed(of: Network) -> list[tuple[str, tuple[str, ...]]]:
    return [(run.constituency, run.meetings) for run in absences(*year(of))]


def meetings(*who: tuple[str, ...], month: int = 1) -> list[Any]:
    """Meetings of a month each, with members for these constituencies; a guest came to every one."""
    return [
        held(f"m{at}", f"2012-{at:02}-10", *map(came, constituencies), came(None, "guest"))
        for at, constituencies in enumerate(who, start=month)
    ]


def test_two_meetings_missed_in_a_row_are_found_with_their_days_and_one_is_not() -> None:
    of = network(*meetings(("horten",), ("horten", "hof"), (), ("horten",), ("hof",)), rules=(SEATS,))
    assert absences(*year(of)) == [Run("hof", ("m3", "m4"), (day("2012-03-10"), day("2012-04-10")))]


def test_runs_come_by_constituency_and_then_by_day_and_never_span_two_of_them() -> None:
    of = network(*meetings(("horten",), ("horten",), ("hof",), (), ("hof",), (), ()), rules=(SEATS,))
    assert missed(of) == [
        ("hof", ("m1", "m2")),
        ("hof", ("m6", "m7")),
        ("horten", ("m3", "m4", "m5", "m6", "m7")),
    ]


def test_only_meetings_of_the_period_count_and_in_the_order_of_their_days() -> None:
    of = network(
        held("late", "2012-12-31", came("horten")),
        held("after", "2013-01-01", came("horten")),
        held("before", "2011-12-31", came("horten")),
        held("early", "2012-01-01", came("horten")),
        scheduled("never-held", "2012-06-01"),
        rules=(SEATS,),
    )
    assert missed(of) == [("hof", ("early", "late"))]


def test_a_member_a_deputy_or_a_substitute_comes_for_a_constituency_and_others_do_not() -> None:
    told = [
        held(str(at), f"2012-0{at}-01", came("hof", capacity), came("horten"))
        for at, capacity in enumerate(
            ("member", "deputy", "substitute", "guest", "observer", "official", "absent"), start=1
        )
    ]
    assert [capacity for _, capacity in capacities(network(*told, rules=(SEATS,)))] == [
        *("member", "deputy", "substitute", "none", "none", "none", "absent")
    ]


def test_of_several_who_came_the_member_is_told_first() -> None:
    of = network(
        held("a", "2012-03-01", came("hof", "absent"), came("hof", "substitute"), came("hof", "deputy")),
        held("b", "2012-04-01", came("hof", "deputy"), came("hof", "member")),
        rules=(SEATS,),
    )
    assert capacities(of) == [("a", "deputy"), ("b", "member")]


def test_who_is_listed_without_a_constituency_comes_for_the_one_they_sit_or_stand_in_for() -> None:
    of = network(
        appointed("ada", "hof"),
        DeputyAppointed(day("2012-01-01"), "bo", "hof", "representative", None),
        SubstitutionBegan(day("2012-03-01"), "cy", "ada", "one-meeting", None),
        SubstitutionBegan(day("2012-02-01"), "dag", "ada", "one-meeting", "d"),
        held("a", "2012-02-01", came(None, "member", "ada")),
        held("b", "2012-02-02", came(None, "deputy", "bo")),
        held("c", "2012-03-01", came(None, "substitute", "cy")),
        held("d", "2012-03-02", came(None, "substitute", "dag")),
        held("e", "2012-03-03", came(None, "substitute", "cy")),
        held("f", "2012-03-04", came(None, "member", "stranger")),
        rules=(SEATS,),
    )
    assert capacities(of) == [
        ("a", "member"),
        ("b", "deputy"),
        ("c", "substitute"),
        ("d", "substitute"),
        ("e", "none"),
        ("f", "none"),
    ]


def test_a_meeting_of_which_no_attendance_is_recorded_tells_nothing() -> None:
    of = network(
        *meetings(("horten",)), held("m", "2012-01-20"), *meetings(("horten",), month=2), rules=(SEATS,)
    )
    assert missed(of) == [("hof", ("m1", "m2"))]


def test_at_a_joint_meeting_only_people_with_a_place_in_this_network_come_for_its_constituencies() -> None:
    of = network(
        appointed("ada", "hof"),
        scheduled("a", "2012-03-01", joint=("network", "other")),
        held("a", "2012-03-01", came("hof", person="theirs"), came("horten", person="theirs")),
        scheduled("b", "2012-04-01", joint=("network", "other")),
        held("b", "2012-04-01", came("hof", person="ada")),
        rules=(SEATS,),
    )
    assert capacities(of) == [("a", "none"), ("b", "member")]
    assert missed(of) == [("horten", ("a", "b"))]


def test_a_meeting_counts_for_a_constituency_only_on_days_on_which_it_belongs() -> None:
    of = network(
        ConstituencyWithdrawn(day("2012-03-01"), "hof", "Trådte ut"),
        ConstituencyAdmitted(day("2012-05-01"), "hof", "Hof", "municipality"),
        *meetings(*[("horten",)] * 6),
        rules=(SEATS,),
    )
    assert missed(of) == [("hof", ("m1", "m2")), ("hof", ("m5", "m6"))]


def test_a_seat_a_constituency_merely_may_fill_counts_while_somebody_sits() -> None:
    of = network(appointed("ada", "hof", "2012-03-01"), *meetings(*[("re",)] * 4), rules=(MAY,))
    assert [(one.constituency, one.meeting) for one in presences(*year(of))] == [("hof", "m3"), ("hof", "m4")]


def test_and_no_longer_once_nobody_does() -> None:
    sat = replace(appointed("ada", "hof"), until=day("2012-03-10"))
    of = network(sat, *meetings(*[("re",)] * 3), rules=(MAY,))
    assert [(one.constituency, one.meeting) for one in presences(*year(of))] == [("hof", "m1"), ("hof", "m2")]


def test_who_is_listed_without_a_constituency_comes_for_none_they_did_not_sit_for_at_that_meeting() -> None:
    of = network(
        replace(appointed("ada", "hof"), until=day("2012-03-01")),
        appointed("bo", "hof", "2012-03-11"),
        appointed("cy", "horten", "2012-03-02"),
        scheduled("long", "2012-03-01", "2012-03-03"),
        held("long", "2012-03-01", *(came(None, person=person) for person in ("ada", "bo", "cy"))),
        rules=(SEATS,),
    )
    assert [(one.constituency, one.capacity) for one in presences(*year(of))] == [
        ("hof", "none"),
        ("horten", "member"),
    ]


def test_a_seat_of_another_kind_of_constituency_is_not_expected_to_be_filled() -> None:
    of = network(*meetings(("horten",)), rules=(replace(SEATS, kinds=("project",)),))
    assert presences(*year(of)) == []


def test_a_meeting_that_does_not_count_for_the_constituency_ends_a_run() -> None:
    of = network(
        *revised("2012-02-01", MAY),
        *revised("2012-03-01", SEATS),
        *meetings(*[("horten",)] * 4),
        rules=(SEATS,),
    )
    assert missed(of) == [("hof", ("m3", "m4"))]


def test_after_a_succession_the_old_name_still_stands_for_the_new_one_and_before_it_for_itself() -> None:
    of = network(
        ConstituencySucceeded(day("2012-03-01"), "hof", "nye-holmestrand", "Nye Holmestrand", "municipality"),
        ConstituencySucceeded(day("2012-03-01"), "horten", "nye-holmestrand", "Nye", "municipality"),
        *meetings(("hof",), ("hof",), ("hof",), ("nye-holmestrand",)),
        rules=(SEATS,),
    )
    assert capacities(of, "hof") == [("m1", "member"), ("m2", "member")]
    assert capacities(of, "horten") == [("m1", "none"), ("m2", "none")]
    assert capacities(of, "nye-holmestrand") == [("m3", "member"), ("m4", "member")]
