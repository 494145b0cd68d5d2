"""What a mandate requires by a day: minutes, reports, papers; and what must not run out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.amendments import EntryCorrected
from domain.chapters.groups import GroupPapersShared, WorkingGroupFormed
from domain.chapters.meetings import MeetingRescheduled
from domain.chapters.offices import ChairElected, OfficeAssigned, OfficeVacated
from domain.chapters.reports import AnnualReportSubmitted
from domain.chapters.seats import RepresentativeAppointed, RepresentativeStoodDown
from domain.chapters.structure import (
    BodySucceeded,
    ConstituencyAdmitted,
    ConstituencyWithdrawn,
    NetworkDissolved,
)
from domain.rules import DeadlineRule, SeatRule, TermRule
from tests.domain.builders_obligations import (
    MINUTES,
    REPORT,
    asked,
    held,
    minutes,
    network,
    revised,
    scheduled,
    stand,
)
from tests.domain.networks import LAN_SEATS, SUNSET, TERM
from tests.domain.story import day

SEATS = SeatRule(
    id="representatives",
    force="must",
    quote=LAN_SEATS,
    section="Medlemmar",
    seat="representative",
    basis="elected",
    holders=1,
)
PAPERS = DeadlineRule(
    id="papers",
    force="must",
    quote="Representanterna förankrar och delar dagordning och minnesanteckningar via kommunalförbundet med "
    "nätverkets medlemmar före och efter samverkansgruppernas möten.",
    section="Uppdrag",
    what="group-papers",
)


def submitted(year: int, recipient: str, on: str) -> AnnualReportSubmitted:
    return AnnualReportSubmitted(day(on), year, recipient, day(on))


def appointed(
    constituency: str, on: str, until: str | None = None, person: str = ""
) -> RepresentativeAppointed:
    return RepresentativeAppointed(
        day(on),
        person or f"of-{constituency}",
        constituency,
        "representative",
        day(until) if until else None,
        None,
        None,
    )


def elected(person: str, on: str, until: str, replaces: str | None = None) -> ChairElected:
    return ChairElected(day(on), person, None, replaces, day(until))


def shared(papers: Any, sent_on: str) -> GroupPapersShared:
    return GroupPapersShared(day(sent_on), "sro", day("2012-04-28"), papers, day(sent_on))


@pytest.mark.parametrize(
    ("start", "until"),
    [("2012-01-01", "2012-01-02"), ("2012-01-10", "2012-01-12"), ("2012-12-31", "2013-01-01")],
)
def test_a_report_without_a_day_is_asked_for_on_every_day_of_its_year(start: str, until: str) -> None:
    undated = network(rules=(replace(REPORT, day=None, to=()),))
    assert [one.about for one in asked(undated, "annual-report", "2012-12-31", start, until)] == ["2012"]
    dated = network(rules=(replace(REPORT, day="07-01", to=()),))
    assert asked(dated, "annual-report", "2012-12-31", start, until) == []


def test_a_report_and_papers_are_shown_by_the_first_entry_that_says_they_were_sent() -> None:
    twice = [submitted(2012, "styret", "2012-12-01"), submitted(2012, "styret", "2012-12-02")]
    of = network(*twice, rules=(replace(REPORT, to=("styret",)),))
    assert [one.evidence for one in asked(of, "annual-report", "2013-01-01", until="2013-01-01")] == [("e2",)]
    agendas = [shared("agenda", "2012-04-01"), shared("agenda", "2012-04-02")]
    notes = [shared("notes", "2012-05-01"), shared("notes", "2012-05-02")]
    of = network(*agendas, *notes, rules=(PAPERS,))
    assert [one.evidence for one in asked(of, "group-agenda", "2013-01-01")] == [("e2",)]
    assert [one.evidence for one in asked(of, "group-notes", "2013-01-01")] == [("e4",)]


# minutes


@pytest.mark.parametrize(
    ("in_hand", "late"), [("2012-02-29", None), ("2012-03-01", None), ("2012-03-02", 1), ("2012-03-08", 7)]
)
def test_minutes_are_in_hand_on_the_fourteenth_day_and_late_from_the_fifteenth(
    in_hand: str, late: int | None
) -> None:
    """The fourteenth day after 16 February is 1 March in a leap year."""
    of = network(held("a", "2012-02-16"), minutes("a", "2012-02-20", in_hand), rules=(MINUTES,))
    assert stand(of, "minutes", "2012-06-01") == [("a", "2012-03-01", "fulfilled", late)]


def test_the_fourteen_days_run_from_the_last_day_of_the_meeting() -> None:
    of = network(
        scheduled("a", "2013-02-13", "2013-02-15"),
        held("a", "2013-02-13"),
        minutes("a", "2013-03-01"),
        rules=(MINUTES,),
    )
    assert stand(of, "minutes", "2013-06-01") == [("a", "2013-02-28", "fulfilled", 1)]


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [
        ("2012-02-15", "upcoming", None),
        ("2012-02-16", "due", None),
        ("2012-03-01", "due", None),
        ("2012-03-02", "late", 1),
        ("2012-03-15", "late", 14),
        ("2012-03-16", "fulfilled", 15),
    ],
)
def test_minutes_are_due_once_the_meeting_was_held_and_late_until_they_are_in_hand(
    today: str, status: str, late: int | None
) -> None:
    of = network(
        scheduled("a", "2012-02-16"),
        held("a", "2012-02-16"),
        minutes("a", "2012-02-20", "2012-03-16"),
        rules=(MINUTES,),
    )
    assert stand(of, "minutes", today) == [("a", "2012-03-01", status, late)]


def test_minutes_of_a_moved_meeting_are_due_after_its_new_day() -> None:
    of = network(
        scheduled("a", "2012-02-16"),
        MeetingRescheduled(day("2012-03-20"), "a", day("2012-03-20"), None, None),
        rules=(MINUTES,),
    )
    assert stand(of, "minutes", "2012-01-01") == [("a", "2012-04-03", "upcoming", None)]


def test_a_correction_brings_late_minutes_in_time_again() -> None:
    of = network(held("a", "2012-02-16"), minutes("a", "2012-02-20", "2012-03-04"), rules=(MINUTES,))
    assert stand(of, "minutes", "2012-06-01") == [("a", "2012-03-01", "fulfilled", 3)]
    of.admit([("e4", EntryCorrected(day("2012-04-01"), "e3", {"in_hand_on": "2012-03-01"}, "läsfel"))])
    assert stand(of, "minutes", "2012-06-01") == [("a", "2012-03-01", "fulfilled", None)]
    assert asked(of, "minutes", "2012-06-01")[0].evidence == ("e3",)


def test_the_first_minutes_by_the_rule_s_channel_count_and_any_for_a_joint_meeting() -> None:
    of = network(
        held("a", "2012-02-16"),
        minutes("a", "2012-02-20", channel="email"),
        minutes("a", "2012-03-07", channel="website"),
        minutes("a", "2012-03-06", channel="website"),
        scheduled("b", "2012-05-01", joint=("network", "other")),
        held("b", "2012-05-01"),
        minutes("b", "2012-05-10", channel="email"),
        rules=(replace(MINUTES, channel="website"),),
    )
    assert stand(of, "minutes", "2012-06-01") == [
        ("a", "2012-03-01", "fulfilled", 5),
        ("b", "2012-05-15", "fulfilled", None),
    ]
    assert asked(of, "minutes", "2012-06-01")[0].evidence == ("e5",)


def test_minutes_without_a_day_are_never_late_only_not_there_yet() -> None:
    of = network(
        held("a", "2012-02-16"),
        scheduled("b", "2014-12-01"),
        rules=(replace(MINUTES, days=None),),
    )
    assert stand(of, "minutes", "2014-06-01") == [("a", None, "due", None), ("b", None, "upcoming", None)]
    assert stand(of, "minutes", "2014-06-01", "2012-02-16", "2012-02-17") == [("a", None, "due", None)]


def test_minutes_follow_the_version_in_force_on_the_day_of_the_meeting() -> None:
    of = network(
        held("a", "2012-06-20"),
        *revised("2012-06-21", replace(MINUTES, days=7)),
        held("b", "2012-06-21"),
        rules=(MINUTES,),
    )
    found = [(one.about, one.due, one.mandate_version) for one in asked(of, "minutes", "2012-06-22")]
    assert found == [("b", date(2012, 6, 28), 2), ("a", date(2012, 7, 4), 1)]


def test_only_minutes_due_on_the_days_asked_for_are_told() -> None:
    of = network(held("a", "2012-12-17"), held("b", "2012-12-18"), rules=(MINUTES,))
    assert [about for about, *_ in stand(of, "minutes", "2013-06-01", until="2013-01-01")] == ["a"]
    assert [about for about, *_ in stand(of, "minutes", "2013-06-01", "2013-01-01")] == ["b"]


def test_minutes_that_would_be_due_after_the_calendar_s_end_are_due_on_its_last_day() -> None:
    of = network(
        scheduled("a", "9999-12-18"), rules=(replace(MINUTES, days=10), replace(MINUTES, id="b", days=13))
    )
    found = [(one.rule, str(one.due)) for one in asked(of, "minutes", "2012-06-01", until="9999-12-31")]
    assert found == [("minutes", "9999-12-28")]


# annual reports


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [
        ("2011-12-31", "upcoming", None),
        ("2012-01-01", "due", None),
        ("2012-12-31", "due", None),
        ("2013-01-01", "late", 1),
        ("2013-02-09", "fulfilled", 40),
    ],
)
def test_each_recipient_is_due_the_year_s_report_by_its_day(
    today: str, status: str, late: int | None
) -> None:
    of = network(
        submitted(2012, "lederforum-helse", "2012-12-31"),
        submitted(2012, "styret", "2013-02-20"),
        submitted(2012, "styret", "2013-02-09"),
        submitted(2013, "styret", "2012-12-01"),
        rules=(REPORT,),
        on="2011-06-01",
    )
    assert stand(of, "annual-report", today, until="2013-01-01")[1] == (
        "2012 styret",
        "2012-12-31",
        status,
        late,
    )
    assert stand(of, "annual-report", "2013-03-01", until="2013-01-01")[0] == (
        "2012 lederforum-helse",
        "2012-12-31",
        "fulfilled",
        None,
    )


def test_the_body_that_came_in_a_recipient_s_place_receives_the_report() -> None:
    of = network(
        BodySucceeded(day("2012-06-01"), "styret", "representantskapet", "Representantskapet"),
        submitted(2012, "representantskapet", "2012-12-01"),
        rules=(REPORT,),
    )
    assert stand(of, "annual-report", "2013-03-01", until="2013-01-01")[1][2] == "fulfilled"


def test_a_report_without_recipients_is_due_once_and_without_a_day_is_never_late() -> None:
    of = network(
        submitted(2012, "any", "2013-05-01"), rules=(replace(REPORT, to=(), day=None),), on="2011-06-01"
    )
    assert stand(of, "annual-report", "2013-03-01", until="2013-01-01") == [("2012", None, "due", None)]
    assert stand(of, "annual-report", "2013-05-01", until="2013-01-01") == [("2012", None, "fulfilled", None)]
    assert stand(of, "annual-report", "2011-12-31", until="2013-01-01") == [("2012", None, "upcoming", None)]


def test_a_report_due_on_29_february_is_due_on_1_march_in_a_common_year() -> None:
    of = network(rules=(replace(REPORT, day="02-29", to=()),))
    assert [due for _, due, *_ in stand(of, "annual-report", "2012-01-01", until="2014-01-01")] == [
        "2012-02-29",
        "2013-03-01",
    ]


def test_a_report_comes_from_the_version_in_force_on_its_day() -> None:
    of = network(*revised("2012-12-31", replace(REPORT, to=("styret",))), rules=(REPORT, MINUTES))
    asked_on = {
        today: [
            (one.about, one.mandate_version) for one in asked(of, "annual-report", today, until="2013-01-01")
        ]
        for today in ("2012-12-30", "2012-12-31")
    }
    assert asked_on == {
        "2012-12-30": [("2012 lederforum-helse", 1), ("2012 styret", 1)],
        "2012-12-31": [("2012 styret", 2)],
    }


# papers of other bodies


@pytest.mark.parametrize(("sent_on", "status"), [("2012-04-28", "fulfilled"), ("2012-04-29", "missed")])
def test_another_body_s_agenda_is_shared_by_the_day_it_meets(sent_on: str, status: str) -> None:
    of = network(
        shared("agenda", sent_on), WorkingGroupFormed(day("2012-01-01"), "digi", None, ()), rules=(PAPERS,)
    )
    assert stand(of, "group-agenda", "2012-06-01") == [("sro 2012-04-28", "2012-04-28", status, None)]


def test_another_body_s_notes_are_due_once_it_met_and_by_no_day_unless_the_mandate_sets_one() -> None:
    told = [shared("agenda", "2012-04-20"), shared("notes", "2012-04-27"), shared("notes", "2012-05-28")]
    of = network(*told, rules=(PAPERS,))
    statuses = [stand(of, "group-notes", today)[0][2] for today in ("2012-04-27", "2012-04-28", "2012-05-28")]
    assert statuses == ["upcoming", "due", "fulfilled"]
    dated = network(*told, rules=(replace(PAPERS, days=14),))
    assert stand(dated, "group-notes", "2012-06-01") == [("sro 2012-04-28", "2012-05-12", "fulfilled", 16)]


def test_notes_sent_on_the_very_day_another_body_met_are_notes_of_that_meeting() -> None:
    of = network(shared("notes", "2012-04-28"), rules=(PAPERS,))
    assert stand(of, "group-notes", "2012-04-28")[0][2] == "fulfilled"


def test_papers_are_asked_for_only_where_the_mandate_speaks_of_them_and_on_the_days_asked_for() -> None:
    assert stand(network(shared("notes", "2012-05-01"), rules=(MINUTES,)), "group-notes", "2012-06-01") == []
    of = network(shared("notes", "2012-05-01"), rules=(PAPERS,))
    assert stand(of, "group-notes", "2012-06-01", until="2012-04-28") == []


# terms


def test_an_office_is_filled_from_the_day_a_term_ends() -> None:
    of = network(
        elected("ada", "2012-03-09", "2013-03-09"),
        elected("ada", "2013-03-09", "2014-03-09"),
        elected("bo", "2014-04-01", "2015-04-01"),
        rules=(TERM,),
    )
    assert stand(of, "term", "2015-04-03") == [
        ("chair", "2013-03-09", "fulfilled", None),
        ("chair", "2014-03-09", "fulfilled", 23),
        ("chair", "2015-04-01", "late", 2),
    ]
    assert [one.evidence for one in asked(of, "term", "2015-04-03")] == [("e3",), ("e4",), ()]


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [("2013-03-08", "upcoming", None), ("2013-03-09", "due", None), ("2013-03-10", "late", 1)],
)
def test_a_term_that_runs_out_is_to_be_followed_on_the_day_after_its_last(
    today: str, status: str, late: int | None
) -> None:
    of = network(elected("ada", "2012-03-09", "2013-03-09"), rules=(TERM,))
    assert stand(of, "term", today) == [("chair", "2013-03-09", status, late)]


def test_a_term_cut_short_is_to_be_followed_too_but_not_before_it_was() -> None:
    of = network(
        elected("ada", "2012-03-09", "2013-03-09"),
        OfficeVacated(day("2012-10-01"), "chair", "ada", "flyttar"),
        elected("bo", "2012-11-01", "2013-11-01"),
        elected("cy", "2013-06-01", "2014-06-01", replaces="bo"),
        rules=(TERM,),
    )
    assert stand(of, "term", "2012-09-30") == [("chair", "2013-03-09", "upcoming", None)]
    assert stand(of, "term", "2013-06-02") == [
        ("chair", "2012-10-01", "fulfilled", 31),
        ("chair", "2013-06-01", "fulfilled", None),
        ("chair", "2014-06-01", "upcoming", None),
    ]


def test_offices_without_a_term_in_the_mandate_and_terms_without_an_end_ask_for_nothing() -> None:
    of = network(
        OfficeAssigned(day("2012-03-09"), "contact", "ada", "ex-officio", None),
        OfficeAssigned(day("2012-03-09"), "secretary", "bo", "appointed", day("2013-01-01")),
        rules=(TERM,),
    )
    assert stand(of, "term", "2014-01-01") == []


def test_a_term_that_the_dissolution_ends_needs_no_successor() -> None:
    of = network(
        elected("ada", "2012-03-09", "2013-03-09"), NetworkDissolved(day("2012-12-01"), "slut"), rules=(TERM,)
    )
    assert stand(of, "term", "2014-01-01") == []


# vacant seats


def test_an_expected_seat_is_filled_from_its_first_empty_day() -> None:
    of = network(
        appointed("horten", "2012-02-01"),
        RepresentativeStoodDown(day("2013-02-01"), "of-horten", "horten", "representative", "ny tjänst"),
        appointed("hof", "2012-01-01", "2013-07-01"),
        rules=(SEATS,),
    )
    assert stand(of, "seat", "2013-02-02") == [
        ("representative horten", "2012-01-01", "fulfilled", 31),
        ("representative horten", "2013-02-01", "late", 1),
        ("representative hof", "2013-07-01", "upcoming", None),
    ]
    assert [one.evidence for one in asked(of, "seat", "2013-02-02")] == [("e2",), (), ()]


def test_a_seat_is_asked_for_as_long_as_it_stands_empty() -> None:
    of = network(appointed("horten", "2012-02-01"), appointed("hof", "2012-01-01"), rules=(SEATS,))
    asked_on = [("2012-01-31", "2012-02-01"), ("2012-02-01", "2012-03-01")]
    assert [len(stand(of, "seat", "2013-01-01", *days)) for days in asked_on] == [1, 0]


def test_what_lies_before_the_days_asked_for_hides_nothing_that_comes_in_them() -> None:
    """Of one office, of one seat, and of the versions of one mandate."""
    of = network(
        elected("ada", "2012-03-09", "2013-03-09"),
        elected("bo", "2013-03-09", "2014-03-09"),
        appointed("horten", "2012-02-01", "2013-02-01"),
        *revised("2013-06-01", SUNSET, sunset=day("2014-12-31")),
        rules=(TERM, SEATS),
    )
    assert [one.due for one in asked(of, "term", "2014-01-01", "2013-06-01")] == [date(2014, 3, 9)]
    assert ("representative horten", "2013-02-01", "late", 1) in stand(of, "seat", "2013-02-02", "2012-06-01")
    assert stand(of, "sunset", "2014-01-01") == [("mandate", "2014-12-31", "upcoming", None)]


def test_a_rule_on_something_else_hides_no_rule_on_minutes() -> None:
    of = network(scheduled("a", "2012-03-01"), held("a", "2012-03-01"), rules=(REPORT, MINUTES))
    assert stand(of, "minutes", "2012-03-02") == [("a", "2012-03-15", "due", None)]


def test_a_seat_of_a_constituency_that_left_can_no_longer_be_filled() -> None:
    of = network(
        appointed("horten", "2012-01-01"),
        ConstituencyWithdrawn(day("2012-03-01"), "hof", "egen lösning"),
        rules=(SEATS,),
    )
    assert stand(of, "seat", "2012-02-29") == [("representative hof", "2012-01-01", "late", 59)]
    assert stand(of, "seat", "2012-03-01") == [("representative hof", "2012-01-01", "missed", None)]


def test_a_seat_that_is_only_offered_or_not_expected_is_never_asked_for() -> None:
    for rule in (replace(SEATS, force="may"), replace(SEATS, expected=False)):
        assert stand(network(rules=(rule,)), "seat", "2013-01-01") == []


def test_a_seat_empty_before_the_mandate_required_it_is_due_from_the_day_it_does() -> None:
    other = replace(SEATS, id="second", seat="second")
    of = network(
        appointed("horten", "2012-02-01"),
        *revised("2012-06-01", SEATS, other),
        ConstituencyAdmitted(day("2012-07-01"), "re", "Re", "municipality"),
        appointed("re", "2012-07-01"),
        rules=(replace(SEATS, force="may"),),
    )
    found = {one.about: (one.rule, one.due, one.mandate_version) for one in asked(of, "seat", "2012-08-01")}
    assert found == {
        "representative hof": ("representatives", date(2012, 6, 1), 2),
        "second horten": ("second", date(2012, 6, 1), 2),
        "second hof": ("second", date(2012, 6, 1), 2),
        "second re": ("second", date(2012, 7, 1), 2),
    }


# the mandate's own end


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [
        ("2013-12-30", "upcoming", None),
        ("2013-12-31", "due", None),
        ("2014-01-01", "late", 1),
        ("2014-02-12", "late", 43),
        ("2014-02-13", "fulfilled", 44),
    ],
)
def test_a_mandate_is_extended_by_its_last_day_and_late_until_the_extension_is_in_force(
    today: str, status: str, late: int | None
) -> None:
    of = network(*revised("2014-02-13", sunset=day("2015-12-31")), rules=(SUNSET,), sunset=day("2013-12-31"))
    assert stand(of, "sunset", today, until="2015-01-01") == [("mandate", "2013-12-31", status, late)]


def test_an_extension_in_force_from_the_day_after_the_last_is_in_time() -> None:
    proposed, in_force = revised("2014-01-01", sunset=day("2015-12-31"))
    of = network(
        replace(proposed, effective=day("2013-11-01")), in_force, rules=(SUNSET,), sunset=day("2013-12-31")
    )
    assert stand(of, "sunset", "2013-10-31") == [("mandate", "2013-12-31", "upcoming", None)]
    assert stand(of, "sunset", "2013-11-01") == [
        ("mandate", "2013-12-31", "fulfilled", None),
        ("mandate", "2015-12-31", "upcoming", None),
    ]
    assert asked(of, "sunset", "2013-11-01")[0].evidence == ("e3",)


def test_a_revision_that_takes_the_sunset_away_extends_the_mandate() -> None:
    of = network(*revised("2013-06-01", gone=("sunset",)), rules=(SUNSET,), sunset=day("2013-12-31"))
    assert stand(of, "sunset", "2014-06-01") == [("mandate", "2013-12-31", "fulfilled", None)]


def test_a_revision_that_leaves_the_sunset_alone_extends_nothing_and_an_earlier_one_takes_its_place() -> None:
    of = network(*revised("2013-06-01", TERM), rules=(SUNSET,), sunset=day("2013-12-31"))
    assert [(one.status, one.mandate_version) for one in asked(of, "sunset", "2014-01-02")] == [("late", 2)]
    of = network(*revised("2013-06-01", sunset=day("2013-08-31")), rules=(SUNSET,), sunset=day("2013-12-31"))
    assert stand(of, "sunset", "2013-08-31") == [("mandate", "2013-08-31", "due", None)]


@pytest.mark.parametrize(
    ("dissolved", "today", "found"),
    [
        ("2013-12-31", "2014-01-05", []),
        ("2014-01-01", "2013-12-01", [("mandate", "2013-12-31", "fulfilled", None)]),
        ("2014-01-03", "2014-01-02", [("mandate", "2013-12-31", "late", 2)]),
        ("2014-01-03", "2014-01-03", [("mandate", "2013-12-31", "fulfilled", 3)]),
    ],
)
def test_a_network_that_ends_needs_no_extension(dissolved: str, today: str, found: list[Any]) -> None:
    of = network(
        NetworkDissolved(day(dissolved), "uppdraget slutfört"), rules=(SUNSET,), sunset=day("2013-12-31")
    )
    assert stand(of, "sunset", today) == found


@pytest.mark.parametrize("rules", [(), (replace(SUNSET, force="may"),)])
def test_a_sunset_that_no_rule_requires_asks_for_nothing(rules: tuple[TermRule, ...]) -> None:
    of = network(rules=rules, sunset=day("2013-12-31"))
    assert stand(of, "sunset", "2014-06-01") == []
