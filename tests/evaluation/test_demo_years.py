"""The years of the demonstration networks, against what their histories say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from application.evaluation.canonical import digest
from application.evaluation.plain import plain
from application.moments import Unanswerable
from domain.chapters.reports import AnnualReportCompiled
from tests.evaluation.asking import earlier_figures, evaluated, evaluations, figures

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk

SWEDISH = ["lanssamordnare", "socialchefsnatverket", "socialnamndsrepresentanter"]
FINNISH = ["ansvariga-beredare", "projektdirektorer", "raddning-beredning", "raddning-ledning"]


def test_a_year_is_listed_for_the_networks_that_existed_in_it(demo: Samverk) -> None:
    """Of the Finnish ones all but two end at New Year 2024 or before."""
    position = demo.log.head()[0]
    listed = {year: evaluations(demo).networks(year, position) for year in (2010, 2018, 2019, 2022, 2025)}
    assert listed == {
        2010: [],
        2018: ["12k-plo"],
        2019: ["12k-plo", *SWEDISH],
        2022: sorted(["12k-plo", *SWEDISH, *FINNISH]),
        2025: [],
    }
    assert "12k-plo" in evaluations(demo).networks(2025, position, date(2025, 1, 1))
    assert evaluations(demo).networks(2022, 1) == []


@pytest.mark.parametrize("network", ["12k-plo", *SWEDISH, *FINNISH])
def test_every_year_a_network_is_listed_for_can_be_evaluated_and_no_other(
    demo: Samverk, network: str
) -> None:
    position, told = demo.log.head()[0], 0
    for year in range(2009, 2027):
        if network in evaluations(demo).networks(year, position):
            found = evaluated(demo, year, network)
            assert found.from_.year == year
            assert found.hash == digest(found)
            told += 1
        else:
            with pytest.raises(Unanswerable, match=str(year)):
                evaluated(demo, year, network)
    assert told >= 3


@pytest.fixture(scope="module")
def plo(demo: Samverk) -> dict[int, Any]:
    return {year: evaluated(demo, year, "12k-plo") for year in (2011, 2012, 2013, 2014)}


def test_vacancies_are_counted_in_days_of_the_year_leap_day_included(plo: dict[int, Any]) -> None:
    """Hof is empty from January to September 2012, Svelvik until 15 August; 2012 is a leap year."""
    members = plo[2012].membership
    assert [(one.constituency, one.from_, one.until, one.days) for one in members.vacancies] == [
        ("hof", date(2012, 1, 1), date(2012, 9, 1), 244),
        ("svelvik", date(2011, 1, 1), date(2012, 8, 15), 227),
    ]
    assert (members.seat_days, members.vacant_days) == (12 * 366, 471)
    assert plo[2011].membership.vacant_days == 8 * 31 + 44 + 90 + 273 + 365


def test_continuity_is_the_share_of_those_there_when_the_year_began_who_are_there_on_its_last_day(
    plo: dict[int, Any],
) -> None:
    assert (plo[2011].membership.members_before, plo[2011].membership.continuity) == (0, None)
    members = plo[2012].membership
    assert (members.members_before, members.stayed, members.continuity) == (11, 9, 0.8182)
    assert members.members_last_day == 12
    assert plo[2013].membership.continuity == round(10 / 12, 4)


def test_a_handover_at_new_year_belongs_to_the_new_year(plo: dict[int, Any]) -> None:
    changes = [(one.on, one.what, one.person) for one in plo[2013].membership.changes]
    assert changes == [
        (date(2013, 1, 1), "left", "kari-holmskjaer"),
        (date(2013, 1, 1), "came", "geir-oddeskogen"),
        (date(2013, 10, 1), "left", "hilde-borgskansen"),
        (date(2013, 12, 1), "came", "wenche-dalsrudlia"),
    ]
    assert "kari-holmskjaer" not in {one.person for one in plo[2012].membership.changes}


def test_the_terms_of_the_year_are_told_with_what_ended_them_and_the_gaps_between(
    plo: dict[int, Any],
) -> None:
    terms = [
        (one.person, one.from_, one.until, one.status, one.ended_by)
        for one in plo[2013].offices.terms
        if one.office == "chair"
    ]
    assert terms == [
        ("borghild-tjernlien", date(2012, 11, 14), date(2013, 3, 9), "ended", "expiry"),
        ("borghild-tjernlien", date(2013, 3, 9), date(2013, 5, 22), "ended", "succession"),
        ("hilde-borgskansen", date(2013, 5, 22), date(2013, 10, 1), "ended", "lost-seat"),
        ("ragnhild-elvestolen", date(2013, 11, 20), date(2014, 11, 20), "running", None),
    ]
    gaps = [(one.office, one.from_, one.until, one.days) for one in plo[2013].offices.gaps]
    assert gaps == [
        ("chair", date(2013, 10, 1), date(2013, 11, 20), 50),
        ("vice-chair", date(2013, 3, 9), date(2013, 5, 22), 74),
        ("vice-chair", date(2013, 11, 20), date(2014, 1, 15), 42),
    ]
    assert plo[2014].offices.gaps[0].days == 42


def test_the_mandates_of_the_year_say_what_changed_and_who_approved_it(plo: dict[int, Any]) -> None:
    first, second = plo[2012].mandate.versions
    assert (first.version, first.status, first.until) == (1, "superseded", date(2012, 7, 1))
    assert [(one.rule, one.before, one.after) for one in second.changes] == [
        ("meetings", None, "Nettverket bør møtes fem ganger i året.")
    ]
    assert [(one.body, one.on, one.reference) for one in second.approvals] == [
        ("radmannsgruppen", date(2012, 6, 7), "RG-sak 23/12")
    ]
    assert (second.text_changed, second.sunset_changed, second.until) == (False, False, date(2014, 1, 1))
    assert [(one.revision, one.status) for one in plo[2012].mandate.proposals] == [
        ("2012-fjorten-kommuner", "rejected")
    ]
    assert [(one.revision, one.status, one.missing) for one in plo[2013].mandate.proposals] == [
        ("2013-to-ar", "proposed", ("radmannsgruppen",))
    ]


def test_a_mandate_that_ran_out_says_since_when(plo: dict[int, Any]) -> None:
    assert plo[2013].mandate.expired_since is None
    assert plo[2014].mandate.expired_since == date(2014, 1, 1)
    before, after = plo[2014].mandate.versions
    assert (before.version, before.status, before.until) == (2, "superseded", date(2014, 1, 1))
    assert (after.version, after.sunset_changed, after.in_force_from) == (3, True, date(2014, 2, 13))
    assert {one.kind for one in plo[2014].findings} == {"expired-mandate"}


def test_a_regulation_added_in_the_year_takes_its_topic_off_what_is_not_regulated(
    plo: dict[int, Any],
) -> None:
    assert plo[2011].unregulated == ("quorum", "meetings", "notice", "minutes")
    assert plo[2012].unregulated == ("quorum", "notice", "minutes")
    assert (plo[2011].meetings.regulated, plo[2012].meetings.regulated) == (False, True)
    assert [(one.required, one.held, one.status) for one in plo[2013].meetings.counts] == [
        (5, 5, "fulfilled")
    ]


def test_attendance_follows_what_corrections_left_standing(plo: dict[int, Any]) -> None:
    """Tjøme's representative was entered as present in May 2013 and had sent her apologies."""
    came = {
        one.constituency: (one.represented, one.missed_in_a_row) for one in plo[2013].meetings.constituencies
    }
    assert (came["tjome"], came["svelvik"], came["re"]) == ((2, 3), (3, 2), (4, 1))
    assert [(one.constituency, len(one.meetings)) for one in plo[2013].meetings.absences] == [
        ("svelvik", 2),
        ("tjome", 3),
    ]
    assert plo[2013].meetings.attendance_rate == round(50 / 60, 4)
    capacities = {one.capacity: (one.times, one.people) for one in plo[2013].meetings.capacities}
    assert capacities["substitute"] == (2, 1)
    assert capacities["absent"] == (11, 7)


def test_a_project_is_told_in_every_year_in_which_something_was_decided_about_it(
    plo: dict[int, Any],
) -> None:
    told = {
        year: {one.project: (one.status, one.missing, one.missing_at_start) for one in found.matters.projects}
        for year, found in plo.items()
    }
    assert told[2011] == {"velferdsteknologi": ("started", ("styret",), ("styret",))}
    assert told[2012]["velferdsteknologi"] == ("started", (), ("styret",))
    assert told[2013]["vikarpool"] == ("declined", ("styret",), ())
    assert "velferdsteknologi" not in told[2013]
    assert "demensteam" in told[2012].keys() & told[2013].keys()


def test_the_reports_of_a_year_tell_who_got_them_when_also_after_its_end(plo: dict[int, Any]) -> None:
    reports = plo[2013].reports
    assert [(one.recipient, one.on) for one in reports.submissions] == [
        ("lederforum-helse", date(2013, 12, 18)),
        ("radmannsgruppen", date(2013, 12, 19)),
        ("styret", date(2014, 1, 31)),
    ]
    late = [one for one in plo[2013].obligations if one.what == "annual-report" and one.days_late]
    assert [(one.about, one.days_late, one.holiday) for one in late] == [("2013 styret", 31, "NO nb")]
    assert (reports.regulated, reports.follow_up_regulated) == (True, False)


def test_a_recorded_report_is_made_again_from_the_position_it_names(demo: Samverk) -> None:
    compiled = [
        entry.event
        for entry in demo.log.of_stream("networks/12k-plo", demo.log.head()[0])
        if isinstance(entry.event, AnnualReportCompiled)
    ]
    assert [event.year for event in compiled] == [2011, 2012, 2013, 2014]
    for event in compiled:
        assert event.position is not None
        again = demo.evaluations.evaluate("12k-plo", event.year, event.position)
        assert (again.hash, again.format) == (event.hash, event.format)


def test_figures_stand_beside_those_of_the_year_before(plo: dict[int, Any]) -> None:
    for year in (2012, 2013, 2014):
        assert earlier_figures(plo[year]) == figures(plo[year - 1])
    assert set(earlier_figures(plo[2011]).values()) == {None}
    assert figures(plo[2012]) == {
        "members_last_day": 12,
        "seats_vacant_last_day": 0,
        "vacant_days": 471,
        "continuity": 0.8182,
        "chair_gap_days": 44,
        "meetings_held": 5,
        "joint_meetings": 0,
        "digital_meetings": 0,
        "attendance_rate": round(53 / 60, 4),
        "minutes_late": None,
        "minutes_median_days": 8.0,
        "matters_raised": 0,
        "matters_overdue": 0,
        "projects_started": 0,
        "obligations_fulfilled": 6,
        "obligations_late": 1,
        "obligations_missed": 0,
        "findings": 1,
    }


def test_joint_meetings_count_only_those_who_speak_for_this_network(demo: Samverk) -> None:
    """Five meetings of 2024, two of them joint; 14, 12, 11, 12 and 12 of fourteen chairs of boards came."""
    met = evaluated(demo, 2024, "socialnamndsrepresentanter").meetings
    assert (met.held, met.joint, met.digital_offered, met.digital_used) == (5, 2, 5, 2)
    assert met.attendance_rate == round(61 / 70, 4)
    assert [(one.what, one.about, one.required, one.held, one.status) for one in met.counts] == [
        ("joint-meetings", "2024 spring", 1, 1, "fulfilled"),
        ("joint-meetings", "2024 autumn", 1, 1, "fulfilled"),
        ("meetings", "2024", 5, 5, "fulfilled"),
    ]
    assert [line.joint_with for line in met.meetings if line.joint_with] == [("socialchefsnatverket",)] * 2


def test_a_term_that_was_extended_runs_on(demo: Samverk) -> None:
    """Elected for a year on 16 February 2023, extended by another; nobody had led since the new year."""
    found = evaluated(demo, 2023, "socialnamndsrepresentanter")
    assert [(one.from_, one.until, one.days) for one in found.offices.gaps] == [
        (date(2023, 1, 1), date(2023, 2, 16), 46)
    ]
    chair = found.offices.terms[0]
    assert (chair.person, chair.until, chair.status) == ("malin-vargonslid", date(2025, 2, 16), "running")


@pytest.mark.parametrize(
    ("year", "vacant", "late", "in_time", "gone_without"),
    [(2019, 243 + 365 + 31, 1, 1, 1), (2020, 152 + 184, 1, 1, 0), (2021, 59 + 184, 0, 2, 1)],
)
def test_the_coordinators_years_are_as_their_history_tells(
    demo: Samverk, year: int, vacant: int, late: int, in_time: int, gone_without: int
) -> None:
    found = evaluated(demo, year, "lanssamordnare")
    counted = figures(found)
    assert (counted["vacant_days"], counted["seats_vacant_last_day"]) == (vacant, gone_without)
    assert (counted["minutes_late"], found.meetings.minutes_in_time) == (late, in_time)
    assert counted["chair_gap_days"] is None
    assert len(found.meetings.counts) == 2


def test_a_finding_of_late_minutes_is_of_the_year_they_were_due_in(demo: Samverk) -> None:
    found = [one for one in evaluated(demo, 2020, "lanssamordnare").findings if one.kind == "minutes"]
    assert [(one.detail, len(one.evidence)) for one in found] == [
        ("The minutes of “host-2020” reached the members 2 days late.", 2)
    ]


def test_where_nothing_of_a_kind_is_regulated_the_evaluation_says_so(demo: Samverk) -> None:
    found = evaluated(demo, 2022, "projektdirektorer")
    said = plain(found)
    silent = [
        said["mandate"]["revision_regulated"],
        said["meetings"]["regulated"],
        said["meetings"]["minutes_regulated"],
        said["meetings"]["notice_regulated"],
        said["matters"]["list_regulated"],
        said["matters"]["projects_regulated"],
        said["reports"]["regulated"],
        said["reports"]["follow_up_regulated"],
    ]
    assert not any(silent)
    assert (found.offices.regulated, found.obligations, len(found.unregulated)) == ((), (), 13)
    counted = figures(found)
    assert counted["vacant_days"] is counted["chair_gap_days"] is counted["minutes_late"] is None
    assert counted["meetings_held"] == 4


def test_an_erased_person_stands_by_key_without_a_name(demo: Samverk) -> None:
    found = evaluated(demo, 2019, "lanssamordnare")
    assert found.names["inga-lill-sundsbro"] is None
    assert "inga-lill-sundsbro" in {one.person for one in found.membership.tenures}
    assert [key for key, name in found.names.items() if name is None] == ["inga-lill-sundsbro"]
