"""What a mandate requires so many times a year or at every meeting, and how it stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.amendments import EntryAnnulled
from domain.chapters.mandates import MandateRevisionApproved
from domain.chapters.meetings import (
    ActivityListReviewed,
    AgendaIssued,
    Attendee,
    MeetingCancelled,
    MeetingRescheduled,
    NoteTakersAppointed,
    PlaceDecided,
    ProgrammeGroupAppointed,
)
from domain.chapters.reports import FollowUpHeld
from domain.chapters.structure import NetworkDissolved
from domain.obligations import Obligation, obligations
from domain.rules import ApprovalRule, CountRule
from tests.domain.builders_obligations import (
    FIVE_A_YEAR,
    MINUTES,
    NOTE_TAKERS,
    REPORT,
    TWICE_A_YEAR,
    asked,
    held,
    minutes,
    network,
    revised,
    scheduled,
    stand,
)
from tests.domain.story import day

TWO = replace(FIVE_A_YEAR, count=2)


def at_meetings(what: Any, count: int = 1) -> CountRule:
    return CountRule(
        id="each", force="must", quote="Varje träff.", section="", what=what, per="meeting", count=count
    )


# so many a year


def test_a_year_with_every_meeting_is_fulfilled_by_the_entries_that_say_they_were_held() -> None:
    of = network(held("a", "2012-01-01"), held("b", "2012-12-31"), rules=(TWO,))
    assert asked(of, "meetings", "2012-12-31", until="2013-01-01") == [
        Obligation(
            rule="meetings",
            quote="Nätverket träffas fem gånger per år.",
            force="must",
            due=date(2012, 12, 31),
            status="fulfilled",
            days_late=None,
            evidence=("e2", "e3"),
            mandate_version=1,
            what="meetings",
            subject=("2012",),
        )
    ]


@pytest.mark.parametrize(
    ("today", "status"),
    [("2012-12-31", "upcoming"), ("2013-01-01", "due"), ("2013-12-31", "due"), ("2014-01-01", "missed")],
)
def test_a_year_short_of_a_meeting_is_due_until_31_december_and_missed_from_1_january(
    today: str, status: str
) -> None:
    of = network(held("a", "2012-12-31"), held("b", "2013-12-31"), held("c", "2014-01-01"), rules=(TWO,))
    assert stand(of, "meetings", today, "2013-06-01", "2013-06-02") == [("2013", "2013-12-31", status, None)]


def test_a_meeting_after_the_day_asked_about_does_not_count_yet() -> None:
    of = network(held("a", "2012-03-01"), held("b", "2012-09-01"), rules=(TWO,))
    assert asked(of, "meetings", "2012-08-31", until="2013-01-01")[0].status == "due"
    assert asked(of, "meetings", "2012-08-31", until="2013-01-01")[0].evidence == ("e2",)
    assert asked(of, "meetings", "2012-09-01", until="2013-01-01")[0].status == "fulfilled"


def test_a_cancelled_meeting_and_an_annulled_entry_do_not_count() -> None:
    of = network(
        scheduled("a", "2012-03-01"),
        MeetingCancelled(day("2012-02-01"), "a", "snöstorm"),
        held("b", "2012-09-01"),
        EntryAnnulled(day("2012-10-01"), "e4", "fel nätverk"),
        rules=(TWO,),
    )
    assert asked(of, "meetings", "2012-12-31", until="2013-01-01")[0].evidence == ()


def test_one_meeting_is_due_in_each_half_of_the_year_that_the_mandate_names() -> None:
    of = network(held("a", "2012-06-30"), held("b", "2013-07-01"), rules=(TWICE_A_YEAR,))
    assert stand(of, "meetings", "2013-10-01", until="2014-01-01") == [
        ("2012 spring", "2012-06-30", "fulfilled", None),
        ("2012 autumn", "2012-12-31", "missed", None),
        ("2013 spring", "2013-06-30", "missed", None),
        ("2013 autumn", "2013-12-31", "fulfilled", None),
    ]


def test_a_count_beyond_one_each_half_is_asked_of_the_year_as_well() -> None:
    of = network(rules=(replace(TWICE_A_YEAR, count=3, seasons=("spring",)),))
    assert stand(of, "meetings", "2012-01-01", until="2013-01-01") == [
        ("2012 spring", "2012-06-30", "due", None),
        ("2012", "2012-12-31", "due", None),
    ]


def test_only_meetings_with_the_named_network_count_as_joint() -> None:
    rule = replace(TWO, id="joint", what="joint-meetings", count=1, jointly_with="socialchefsnatverket")
    of = network(
        scheduled("a", "2012-05-05", joint=("network", "socialchefsnatverket")),
        held("a", "2012-05-05"),
        scheduled("b", "2013-05-05", joint=("network", "lanssamordnare")),
        held("b", "2013-05-05"),
        held("c", "2014-05-05"),
        rules=(rule, replace(rule, id="any", jointly_with=None)),
    )
    statuses = [(one.about, one.rule, one.status) for one in asked(of, "joint-meetings", "2015-01-01")]
    assert statuses[:6] == [
        ("2012", "any", "fulfilled"),
        ("2012", "joint", "fulfilled"),
        ("2013", "any", "fulfilled"),
        ("2013", "joint", "missed"),
        ("2014", "any", "missed"),
        ("2014", "joint", "missed"),
    ]


@pytest.mark.parametrize(("days", "fulfilled"), [(None, True), (2, True), (3, False)])
def test_a_lunch_to_lunch_meeting_lasts_two_days_or_as_many_as_are_stated(
    days: int | None, fulfilled: bool
) -> None:
    rule = replace(TWO, what="long-meetings", count=1, days=days)
    of = network(
        scheduled("a", "2012-12-31", "2013-01-02"),
        held("a", "2012-12-31"),
        held("b", "2013-03-01"),
        rules=(rule,),
    )
    assert stand(of, "long-meetings", "2015-01-01", until="2014-01-01") == [
        ("2012", "2012-12-31", "fulfilled" if fulfilled else "missed", None),
        ("2013", "2013-12-31", "missed", None),
    ]


def test_what_is_asked_of_a_meeting_can_be_asked_of_some_meetings_a_year() -> None:
    rule = replace(TWO, what="list-reviewed", count=1)
    of = network(
        held("a", "2012-03-01"),
        held("b", "2012-04-01"),
        ActivityListReviewed(day("2012-04-01"), "b"),
        rules=(rule,),
    )
    assert [one.evidence for one in asked(of, "list-reviewed", "2015-01-01", until="2013-01-01")] == [("e3",)]


@pytest.mark.parametrize(
    ("today", "status", "late"),
    [
        ("2012-12-31", "due", None),
        ("2013-01-01", "late", 1),
        ("2013-01-15", "late", 15),
        ("2013-01-16", "fulfilled", 16),
    ],
)
def test_a_year_is_followed_up_by_its_end_and_late_until_then(
    today: str, status: str, late: int | None
) -> None:
    of = network(
        FollowUpHeld(day("2013-01-16"), 2012, day("2013-01-16")),
        rules=(replace(TWO, id="follow-up", what="follow-up", count=1),),
    )
    assert stand(of, "follow-up", today, until="2013-01-01") == [("2012", "2012-12-31", status, late)]


def test_the_first_of_several_follow_ups_is_what_makes_the_year_followed_up() -> None:
    of = network(
        FollowUpHeld(day("2012-11-14"), 2012, day("2012-11-14")),
        FollowUpHeld(day("2013-01-16"), 2012, day("2013-01-16")),
        rules=(replace(TWO, id="follow-up", what="follow-up", count=1),),
    )
    assert stand(of, "follow-up", "2013-02-01", until="2013-01-01") == [
        ("2012", "2012-12-31", "fulfilled", None)
    ]


def test_a_meeting_counts_whose_agenda_was_sent_in_time_where_that_is_asked_of_some_a_year() -> None:
    of = network(
        *(one for key in ("a", "b") for one in (scheduled(key, "2012-03-01"), held(key, "2012-03-01"))),
        AgendaIssued(day("2012-02-01"), "a", day("2012-02-01"), ("ada",)),
        AgendaIssued(day("2012-03-02"), "b", day("2012-03-02"), ("ada",)),
        rules=(replace(TWO, what="agenda-prepared", count=1),),
    )
    assert [one.evidence for one in asked(of, "agenda-prepared", "2013-01-01", until="2013-01-01")] == [
        ("e3",)
    ]


@pytest.mark.parametrize(
    ("what", "told", "evidence"),
    [
        ("note-takers", [NoteTakersAppointed(day("2012-02-01"), "a", ("ada",))] * 2, ("e5",)),
        ("note-takers", [NoteTakersAppointed(day("2012-02-01"), "a", ("ada",))], ("e4",)),
        ("programme-group", [ProgrammeGroupAppointed(day("2012-02-01"), "a", ("ada",))] * 2, ("e5",)),
        ("minutes-taken", [minutes("a", "2012-03-05"), minutes("a", "2012-03-06")], ("e4", "e5")),
    ],
)
def test_what_a_meeting_was_asked_for_is_shown_by_the_entries_that_say_so(
    what: str, told: list[Any], evidence: tuple[str, ...]
) -> None:
    meeting = scheduled("a", "2012-03-01"), held("a", "2012-03-01")
    of = network(*meeting, *told, rules=(at_meetings(what),))
    assert [one.evidence for one in asked(of, what, "2012-04-01")] == [evidence]


# which version asks


def test_the_version_in_force_on_the_last_day_of_the_year_counts_the_whole_year() -> None:
    of = network(
        held("a", "2012-03-01"),
        held("b", "2012-09-01"),
        *revised("2012-07-01", TWO),
        *revised("2013-12-31", FIVE_A_YEAR),
        *revised("2015-01-01", gone=("meetings",)),
        rules=(FIVE_A_YEAR,),
    )
    asked_for = asked(of, "meetings", "2015-06-01")
    assert [(one.about, one.mandate_version, one.status) for one in asked_for] == [
        ("2012", 2, "fulfilled"),
        ("2013", 3, "missed"),
        ("2014", 3, "missed"),
    ]


def test_a_revision_counts_from_the_day_it_was_decided_whenever_it_comes_into_force() -> None:
    proposed, in_force = revised("2012-07-01", TWO)
    of = network(
        replace(proposed, effective=day("2012-04-01")),
        in_force,
        held("a", "2012-03-01"),
        rules=(FIVE_A_YEAR,),
    )
    versions = {
        today: asked(of, "meetings", today, until="2013-01-01")[0].mandate_version
        for today in ("2012-03-31", "2012-04-01")
    }
    assert versions == {"2012-03-31": 1, "2012-04-01": 2}


def test_a_revision_that_a_body_has_to_approve_counts_from_the_day_it_did() -> None:
    approval = ApprovalRule(
        id="revision", force="must", quote="Styret.", section="", of="mandate-revision", bodies=("styret",)
    )
    proposed, in_force = revised("2012-07-01", TWO)
    of = network(
        replace(proposed, effective=day("2012-04-01")),
        MandateRevisionApproved(day("2012-05-01"), "2012-07-01", "styret", day("2012-05-01"), "sak 7"),
        in_force,
        rules=(FIVE_A_YEAR, approval),
    )
    versions = {
        today: asked(of, "meetings", today, until="2013-01-01")[0].mandate_version
        for today in ("2012-04-30", "2012-05-01")
    }
    assert versions == {"2012-04-30": 1, "2012-05-01": 2}


def test_rules_that_say_may_ask_for_nothing() -> None:
    rules = (replace(FIVE_A_YEAR, force="may"), replace(MINUTES, force="may"), replace(REPORT, force="may"))
    of = network(held("a", "2012-03-01"), rules=rules)
    assert obligations(of, day("2012-01-01"), day("2014-01-01"), day("2013-01-01")) == []


def test_rules_that_say_should_ask_and_say_so() -> None:
    of = network(rules=(replace(FIVE_A_YEAR, force="should"),))
    assert [one.force for one in asked(of, "meetings", "2012-02-01", until="2013-01-01")] == ["should"]


# at every meeting


def test_what_a_meeting_over_new_year_asks_for_belongs_to_the_year_it_is_due_in() -> None:
    """An agenda is due when it begins, the note takers' choice by its last day."""
    meeting = scheduled("a", "2012-12-31", "2013-01-02")
    of = network(meeting, rules=(NOTE_TAKERS, at_meetings("agenda-prepared")))
    years = {"2012": ("2012-01-01", "2013-01-01"), "2013": ("2013-01-01", "2014-01-01")}
    due = {
        (what, year)
        for what in ("note-takers", "agenda-prepared")
        for year, (start, until) in years.items()
        if asked(of, what, "2012-06-01", start, until)
    }
    assert due == {("agenda-prepared", "2012"), ("note-takers", "2013")}


@pytest.mark.parametrize(
    ("people", "today", "status"),
    [
        (("ada", "bo"), "2012-03-01", "fulfilled"),
        (("ada",), "2012-03-01", "due"),
        (("ada", "ada"), "2012-03-02", "missed"),
    ],
)
def test_two_people_take_the_notes_of_a_meeting(people: tuple[str, ...], today: str, status: str) -> None:
    of = network(
        scheduled("a", "2012-03-01"),
        NoteTakersAppointed(day("2012-02-01"), "a", ("old",)),
        NoteTakersAppointed(day("2012-03-01"), "a", people),
        held("a", "2012-03-01"),
        rules=(NOTE_TAKERS,),
    )
    assert stand(of, "note-takers", today) == [("a", "2012-03-01", status, None)]
    assert asked(of, "note-takers", today)[0].evidence == ("e4",)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("programme-group", ProgrammeGroupAppointed(day("2012-03-02"), "a", ("ada", "bo"))),
        ("place-decided", PlaceDecided(day("2012-03-02"), "a", "Umeå", "b")),
        ("list-reviewed", ActivityListReviewed(day("2012-03-02"), "a")),
    ],
)
def test_what_a_meeting_is_to_do_is_due_by_its_last_day_and_missed_after(what: str, told: Any) -> None:
    meeting = scheduled("a", "2012-03-01", "2012-03-03")
    rule = at_meetings(what)
    without = network(meeting, held("a", "2012-03-01"), rules=(rule,))
    statuses = [stand(without, what, f"2012-{on}")[0] for on in ("02-28", "03-01", "03-02", "03-03")]
    assert statuses == [("a", "2012-03-02", status, None) for status in ("upcoming", "due", "due", "missed")]
    done = network(meeting, held("a", "2012-03-01"), told, rules=(rule,))
    assert stand(done, what, "2012-03-03") == [("a", "2012-03-02", "fulfilled", None)]
    assert asked(done, what, "2012-03-03")[0].evidence == ("e4",)


@pytest.mark.parametrize(
    ("for_meeting", "status"),
    [("b", "fulfilled"), ("extra", "fulfilled"), ("not-set-yet", "fulfilled")]
    + [(key, "missed") for key in ("before", "a", "c")],
)
def test_a_meeting_decides_the_place_of_the_next_one(for_meeting: str, status: str) -> None:
    of = network(
        held("before", "2012-02-01"),
        held("a", "2012-03-01"),
        scheduled("extra", "2012-04-01", kind="extraordinary"),
        scheduled("b", "2012-05-01"),
        scheduled("c", "2012-09-01"),
        PlaceDecided(day("2012-03-01"), "a", "Umeå", for_meeting),
        rules=(at_meetings("place-decided"),),
    )
    standing = {about: how for about, _, how, _ in stand(of, "place-decided", "2012-03-02")}
    assert standing == {
        "before": "missed",
        "a": status,
        "extra": "upcoming",
        "b": "upcoming",
        "c": "upcoming",
    }


def test_a_place_decided_at_one_meeting_is_not_decided_at_the_one_it_is_of() -> None:
    of = network(
        held("a", "2012-03-01"),
        held("b", "2012-05-01"),
        PlaceDecided(day("2012-03-01"), "a", "Umeå", "b"),
        rules=(at_meetings("place-decided"),),
    )
    assert [how for _, _, how, _ in stand(of, "place-decided", "2012-06-01")] == ["fulfilled", "missed"]


@pytest.mark.parametrize(
    ("sent_on", "status"),
    [("2012-02-29", "fulfilled"), ("2012-03-01", "fulfilled"), ("2012-03-02", "missed")],
)
def test_an_agenda_is_sent_by_the_first_day_of_the_meeting(sent_on: str, status: str) -> None:
    of = network(
        scheduled("a", "2012-03-01", "2012-03-03"),
        held("a", "2012-03-01"),
        AgendaIssued(day(sent_on), "a", day(sent_on), ()),
        rules=(at_meetings("agenda-prepared"),),
    )
    assert stand(of, "agenda-prepared", "2012-03-02") == [("a", "2012-03-01", status, None)]


def test_digital_attendance_is_offered_when_the_meeting_is_set_or_used_when_it_is_held() -> None:
    of = network(
        scheduled("a", "2012-03-01", digital=True),
        held("a", "2012-03-01"),
        held("b", "2012-04-01", Attendee("ada", "official", digital=True)),
        scheduled("c", "2012-05-01"),
        held("c", "2012-05-01", Attendee("ada", "official")),
        scheduled("d", "2012-12-01", digital=True),
        scheduled("e", "2012-12-02"),
        rules=(at_meetings("digital-offered"),),
    )
    found = asked(of, "digital-offered", "2012-06-01")
    assert [(one.about, one.status, one.evidence) for one in found] == [
        ("a", "fulfilled", ("e2",)),
        ("b", "fulfilled", ("e4",)),
        ("c", "missed", ()),
        ("d", "fulfilled", ("e7",)),
        ("e", "upcoming", ()),
    ]


def test_notes_are_seen_to_be_taken_once_minutes_are_published_and_no_day_makes_that_late() -> None:
    of = network(
        held("a", "2012-03-01"),
        minutes("a", "2012-09-01"),
        scheduled("b", "2012-12-01"),
        rules=(at_meetings("minutes-taken"),),
    )
    assert stand(of, "minutes-taken", "2012-08-31") == [
        ("a", None, "due", None),
        ("b", None, "upcoming", None),
    ]
    assert stand(of, "minutes-taken", "2012-09-01")[0] == ("a", None, "fulfilled", None)


@pytest.mark.parametrize(
    ("until", "kind", "status"),
    [
        ("2012-03-03", "ordinary", [("a", "2012-03-02", "fulfilled", None)]),
        ("2012-03-02", "ordinary", [("a", "2012-03-01", "missed", None)]),
        (None, "ordinary", [("a", "2012-03-01", "missed", None)]),
        (None, "extraordinary", []),
    ],
)
def test_each_ordinary_meeting_lasts_the_days_that_the_mandate_sets_aside(
    until: str | None, kind: str, status: list[Any]
) -> None:
    of = network(
        scheduled("a", "2012-03-01", until, kind=kind), held("a", "2012-03-01"), rules=(TWICE_A_YEAR,)
    )
    assert stand(of, "meeting-days", "2012-04-01") == status


def test_a_meeting_held_without_having_been_set_is_an_ordinary_one_of_a_day() -> None:
    of = network(held("a", "2012-03-01"), rules=(TWICE_A_YEAR,))
    assert stand(of, "meeting-days", "2012-04-01") == [("a", "2012-03-01", "missed", None)]


def test_meetings_of_a_full_day_are_asked_for_nothing_more() -> None:
    of = network(held("a", "2012-03-01"), rules=(replace(FIVE_A_YEAR, days=1),))
    assert stand(of, "meeting-days", "2012-04-01") == []


def test_what_is_counted_a_year_is_not_asked_of_each_meeting() -> None:
    of = network(held("a", "2012-03-01"), rules=(at_meetings("follow-up"), replace(NOTE_TAKERS, per="year")))
    found = obligations(of, day("2012-01-01"), day("2013-01-01"), day("2012-04-01"))
    assert [(one.what, one.about) for one in found] == [("note-takers", "2012")]


def test_only_meetings_on_the_days_asked_for_are_asked_about() -> None:
    of = network(
        held("a", "2012-12-31"), held("b", "2013-01-01"), held("c", "2014-01-01"), rules=(NOTE_TAKERS,)
    )
    assert [about for about, *_ in stand(of, "note-takers", "2014-06-01", "2013-01-01", "2014-01-01")] == [
        "b"
    ]


# meetings to come


def test_a_moved_meeting_is_due_on_its_new_day_and_a_cancelled_one_asks_for_nothing() -> None:
    told = [
        scheduled("a", "2012-03-01"),
        MeetingRescheduled(day("2012-05-01"), "a", day("2012-05-01"), None, None),
        MeetingCancelled(day("2012-04-01"), "a", "för få anmälda"),
    ]
    assert stand(network(*told[:1], rules=(NOTE_TAKERS,)), "note-takers", "2012-01-01")[0][1] == "2012-03-01"
    of = network(*told, rules=(NOTE_TAKERS,))
    assert stand(of, "note-takers", "2012-03-31") == [("a", "2012-05-01", "upcoming", None)]
    assert stand(of, "note-takers", "2012-04-01") == []


def test_a_meeting_whose_day_passed_without_being_held_asks_for_nothing_more() -> None:
    of = network(scheduled("a", "2012-03-01", "2012-03-03"), rules=(NOTE_TAKERS,))
    assert stand(of, "note-takers", "2012-03-02") == [("a", "2012-03-02", "due", None)]
    assert stand(of, "note-takers", "2012-03-03") == []


def test_words_about_a_meeting_that_nobody_set_ask_for_nothing() -> None:
    of = network(rules=(NOTE_TAKERS,))
    of.apply("e2", NoteTakersAppointed(day("2012-03-01"), "a", ("ada",)))
    assert stand(of, "note-takers", "2012-03-01") == []


# when a network exists


def test_a_period_that_began_before_the_founding_is_not_counted() -> None:
    of = network(rules=(TWICE_A_YEAR, FIVE_A_YEAR), on="2012-02-01")
    found = [(one.due, one.about) for one in asked(of, "meetings", "2012-03-01", until="2013-06-01")]
    assert found == [
        (date(2012, 12, 31), "2012 autumn"),
        (date(2013, 6, 30), "2013 spring"),
        (date(2013, 12, 31), "2013"),
    ]


def test_nothing_is_due_before_the_founding_and_from_the_dissolution_on() -> None:
    of = network(
        held("before", "2011-12-31"),
        held("first", "2012-01-01"),
        held("last", "2013-12-30"),
        NetworkDissolved(day("2013-12-31"), "uppdraget slutfört"),
        rules=(FIVE_A_YEAR, NOTE_TAKERS),
    )
    assert stand(of, "meetings", "2014-06-01") == [("2012", "2012-12-31", "missed", None)]
    assert [about for about, *_ in stand(of, "note-takers", "2014-06-01", "2011-01-01")] == ["first", "last"]


def test_what_was_late_when_the_network_was_dissolved_can_no_longer_be_done() -> None:
    rule = replace(TWO, id="follow-up", what="follow-up", count=1)
    of = network(NetworkDissolved(day("2013-02-01"), "slut"), rules=(rule,))
    assert stand(of, "follow-up", "2013-01-31") == [("2012", "2012-12-31", "late", 31)]
    assert stand(of, "follow-up", "2013-02-01") == [("2012", "2012-12-31", "missed", None)]


def test_nothing_is_due_under_an_expired_mandate() -> None:
    of = network(
        held("a", "2012-12-31"),
        held("b", "2013-01-01"),
        rules=(FIVE_A_YEAR, NOTE_TAKERS),
        sunset=day("2012-12-31"),
    )
    assert stand(of, "meetings", "2014-01-01") == [("2012", "2012-12-31", "missed", None)]
    assert stand(of, "note-takers", "2014-01-01") == [("a", "2012-12-31", "missed", None)]


# the answer as a whole


def test_obligations_come_by_their_due_days_with_those_without_one_at_the_end() -> None:
    undated = replace(MINUTES, id="a-rule", days=None)
    of = network(held("a", "2012-03-01"), rules=(FIVE_A_YEAR, undated, NOTE_TAKERS, REPORT))
    found = obligations(of, day("2012-01-01"), day("2013-01-01"), day("2012-04-01"))
    assert [(one.rule, one.about) for one in found] == [
        ("note-takers", "a"),
        ("annual-report", "2012 lederforum-helse"),
        ("annual-report", "2012 styret"),
        ("meetings", "2012"),
        ("a-rule", "a"),
    ]


def test_asking_about_a_day_leaves_the_network_as_it_was() -> None:
    of = network(held("a", "2012-03-01"), held("b", "2012-09-01"), rules=(FIVE_A_YEAR,))
    before = (of.version, list(of.entries), dict(of.timelines))
    obligations(of, day("2012-01-01"), day("2013-01-01"), day("2012-04-01"))
    assert (of.version, list(of.entries), dict(of.timelines)) == before
