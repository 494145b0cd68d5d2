"""Evaluations of a small network: which day they are judged on, what pins them, what is told afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from adapters import bootstrap
from adapters.log.copy import copy
from application.evaluation.canonical import canonical, digest
from application.evaluation.evaluations import Compiler
from application.evaluation.plain import plain
from application.evaluation.shape import FORMAT
from application.moments import Unanswerable
from domain.chapters.reports import Compiled
from domain.rules import DeadlineRule
from tests.evaluation.asking import evaluated, evaluations, figures
from tests.random_histories import FOUNDING
from tests.register.telling import accepted, at, found, line, person

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.bootstrap import Samverk
    from application.evaluation.shape import Evaluation

REPRESENTATIVES = (
    line("AppointRepresentative", person="anna", constituency="re", effective="2020-01-01", id="anna"),
    line("AppointRepresentative", person="bo", constituency="hof", effective="2020-03-01", id="bo"),
)


def founded(samverk: Samverk, **changes: Any) -> Samverk:
    """The small network, from New Year 2020 if nothing else is said, told in January."""
    at(samverk, "2020-01-07T09:00:00Z")
    found(samverk, **changes)
    return samverk


def told(samverk: Samverk, instant: str, *lines: dict[str, Any]) -> list[str]:
    """Records lines at an instant; returns the id of the first entry of each."""
    at(samverk, instant)
    return [events[0]["id"] for events in accepted(samverk, *lines)]


def as_bytes(evaluation: Evaluation) -> bytes:
    return json.dumps(plain(evaluation), sort_keys=True).encode()


def nameless(evaluation: Evaluation) -> Evaluation:
    return replace(evaluation, names={})


# pinned


def test_what_is_evaluated_at_a_position_is_the_same_after_anything_that_follows(samverk: Samverk) -> None:
    told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    position = samverk.log.head()[0]
    before = as_bytes(evaluated(samverk, 2020))
    told(
        samverk,
        "2021-02-01T09:00:00Z",
        line(
            "StandDownRepresentative", person="bo", constituency="hof", reason="Byter", effective="2020-06-01"
        ),
        line("HoldMeeting", meeting="m", on="2020-05-01", attendance=[]),
    )
    assert as_bytes(evaluated(samverk, 2020, position=position)) == before
    assert as_bytes(evaluated(samverk, 2020)) != before


def test_a_correction_after_the_year_changes_what_is_known_now_but_not_what_is_pinned(
    samverk: Samverk,
) -> None:
    _, bo = told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    told(samverk, "2021-01-15T09:00:00Z", person("RegisterPerson", "eva", name="Eva"))
    position = samverk.log.head()[0]
    told(
        samverk,
        "2021-03-01T09:00:00Z",
        line("CorrectEntry", entry=bo, changes={"effective": "2020-02-01"}, reason="Fel dag"),
    )
    assert evaluated(samverk, 2020, position=position).membership.vacant_days == 31 + 29
    assert evaluated(samverk, 2020).membership.vacant_days == 31


def test_an_evaluation_names_the_root_of_the_log_at_its_position(samverk: Samverk) -> None:
    told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    said = evaluated(samverk, 2020, position=6)
    assert (said.position, said.root) == (6, samverk.log.root(6))
    assert said.known_at == "2020-03-10T09:00:00.000000Z"
    assert said.root != evaluated(samverk, 2020).root


def test_both_databases_give_the_same_bytes_for_the_same_log(
    sqlite_url: str, postgres_url: str, keys: Path
) -> None:
    bootstrap.create(sqlite_url, sandbox=True)
    source = bootstrap.open_register(sqlite_url)
    told(founded(source), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    told(source, "2021-01-15T09:00:00Z", line("AnnulEntry", entry=first_id(source), reason="Fel"))
    copy(sqlite_url, postgres_url)
    target = bootstrap.open_register(postgres_url)
    try:
        assert as_bytes(evaluated(target, 2020)) == as_bytes(evaluated(source, 2020))
    finally:
        source.close()
        target.close()


def first_id(samverk: Samverk) -> str:
    """The id of the first entry after the founding of the small network."""
    return [entry.id for entry in samverk.log.of_stream("networks/small", samverk.log.head()[0])][1]


def test_the_name_of_an_erased_person_is_gone_from_an_old_position_and_nothing_else_is(
    samverk: Samverk,
) -> None:
    told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    position = samverk.log.head()[0]
    before = evaluated(samverk, 2020)
    assert before.names == {"anna": "Anna Åsgård", "bo": "Bo Ölander"}
    asked = {"decision": "D 1", "reason": "Begärt"}
    told(samverk, "2020-04-01T09:00:00Z", person("RequestErasure", "bo", actor="x", **asked))
    told(samverk, "2020-04-02T09:00:00Z", person("ConfirmErasure", "bo", actor="y", **asked))
    after = evaluated(samverk, 2020, position=position)
    assert after.names == {"anna": "Anna Åsgård", "bo": None}
    assert nameless(after) == nameless(before)


def test_the_hash_covers_everything_but_the_hash_and_the_names(samverk: Samverk) -> None:
    told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    said = evaluated(samverk, 2020)
    assert said.hash == digest(said) == digest(replace(said, names={}, hash=""))
    assert said.hash != digest(replace(said, sandbox=False))
    read = json.loads(canonical(said))
    assert read.keys() == plain(said).keys() - {"hash", "names"}
    assert canonical(said).decode() == json.dumps(
        read, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def test_who_is_named_in_words_of_others_has_a_name_too_and_a_body_has_none(samverk: Samverk) -> None:
    told(
        founded(samverk),
        "2020-03-10T09:00:00Z",
        line("RaiseMatter", matter="a", title="A", raised_by="cato", effective="2020-02-01"),
        line("RaiseMatter", matter="b", title="B", raised_by="styrelsen", effective="2020-02-01"),
        line(
            "ProposeMandateRevision",
            revision="r",
            proposed_by="dag",
            changes={"text": "Nytt"},
            in_force_from="2020-04-01",
            effective="2020-03-01",
        ),
    )
    assert evaluated(samverk, 2020).names == {"cato": "Cato Ærø", "dag": "Dag Østby"}


# the day it is judged on


def test_a_year_is_judged_on_the_day_its_position_was_recorded_where_the_network_is(
    samverk: Samverk,
) -> None:
    told(founded(samverk), "2020-12-31T23:30:00Z", *REPRESENTATIVES)
    said = evaluated(samverk, 2020)
    assert said.on == date(2021, 1, 1)
    assert said.membership.seat_days == 2 * 366
    earlier = evaluated(samverk, 2020, on="2020-03-31")
    assert earlier.on == date(2020, 3, 31)
    assert (earlier.membership.seat_days, earlier.membership.vacant_days) == (2 * 91, 60)


def test_a_year_that_is_not_over_is_evaluated_up_to_its_day_and_plans_are_told(samverk: Samverk) -> None:
    told(
        founded(samverk),
        "2020-03-10T09:00:00Z",
        *REPRESENTATIVES,
        line("ScheduleMeeting", meeting="later", on="2020-06-01", digital=True, effective="2020-03-10"),
        line("StandDownRepresentative", person="anna", constituency="re", reason="-", effective="2020-05-01"),
    )
    said = evaluated(samverk, 2020)
    assert (said.until, said.on) == (date(2021, 1, 1), date(2020, 3, 10))
    assert said.membership.seat_days == 2 * (31 + 29 + 10)
    assert [one.until for one in said.membership.tenures] == [None, None]
    assert [(one.meeting, one.status) for one in said.meetings.meetings] == [("later", "scheduled")]
    assert figures(said)["meetings_held"] == 0


def test_the_years_of_a_network_are_cut_to_its_founding_and_its_dissolution(samverk: Samverk) -> None:
    founded(samverk, effective=date(2020, 7, 1))
    told(
        samverk,
        "2021-04-01T09:00:00Z",
        line("AppointRepresentative", person="anna", constituency="re", effective="2020-07-01"),
        line("DissolveNetwork", reason="Klart", effective="2021-03-01"),
    )
    first, second = evaluated(samverk, 2020), evaluated(samverk, 2021)
    assert (first.from_, first.until) == (date(2020, 7, 1), date(2021, 1, 1))
    assert (first.membership.seat_days, first.membership.vacant_days) == (2 * 184, 184)
    assert (second.from_, second.until) == (date(2021, 1, 1), date(2021, 3, 1))
    assert (second.membership.seat_days, second.membership.vacant_days) == (2 * 59, 59)
    assert second.membership.changes == ()
    assert {one.before for one in first.figures} == {None}
    assert second.figures[2].before == first.membership.vacant_days


def test_a_year_outside_the_networks_own_a_year_to_come_and_a_network_unknown_are_told_apart(
    samverk: Samverk,
) -> None:
    founded(samverk)
    for year, network, said in (
        (2019, "small", "did not exist in 2019: it was founded on 2020-01-01"),
        (2021, "small", "2021 begins on 2021-01-01 for “small”; it cannot be judged on 2020-01-07"),
        (9999, "small", "9999 begins on 9999-01-01"),
        (2020, "smaller", "no network “smaller” at position 5"),
    ):
        with pytest.raises(Unanswerable, match=said):
            evaluated(samverk, year, network)
    with pytest.raises(Unanswerable, match="no network “small” at position 0"):
        evaluated(samverk, 2020, position=0)
    told(samverk, "2020-06-02T09:00:00Z", line("DissolveNetwork", reason="-", effective="2020-06-01"))
    with pytest.raises(Unanswerable, match="founded on 2020-01-01 and dissolved on 2020-06-01"):
        evaluated(samverk, 2021)


def test_the_last_year_of_the_calendar_can_be_asked_for(samverk: Samverk) -> None:
    assert evaluated(founded(samverk), 9999, on="9999-12-31").year == 9999


# membership


def test_a_handover_on_new_years_eve_leaves_no_vacant_day(samverk: Samverk) -> None:
    told(
        founded(samverk),
        "2021-06-01T09:00:00Z",
        REPRESENTATIVES[0],
        line("StandDownRepresentative", person="anna", constituency="re", reason="-", effective="2021-01-01"),
        line("AppointRepresentative", person="cato", constituency="re", effective="2021-01-01"),
    )
    years = [evaluated(samverk, year).membership for year in (2020, 2021)]
    assert [one.constituency for year in years for one in year.vacancies] == ["hof", "hof"]
    assert [[one.what for one in year.changes] for year in years] == [["came"], ["left", "came"]]
    assert [year.continuity for year in years] == [1.0, 0.0]


def test_whoever_goes_on_in_a_seat_neither_left_nor_came(samverk: Samverk) -> None:
    told(
        founded(samverk),
        "2020-12-01T09:00:00Z",
        line(
            "AppointRepresentative",
            person="anna",
            constituency="re",
            until="2020-05-01",
            effective="2020-02-01",
        ),
        line("AppointRepresentative", person="anna", constituency="re", effective="2020-05-01"),
        line(
            "SucceedConstituency",
            constituency="re",
            by="ny",
            name="Ny",
            kind="municipality",
            effective="2020-08-01",
        ),
    )
    said = evaluated(samverk, 2020)
    assert [(one.on, one.what, one.constituency) for one in said.membership.changes] == [
        (date(2020, 2, 1), "came", "re")
    ]
    assert [one.key for one in said.identity.constituencies] == ["hof", "ny", "re"]


# afterwards


def test_what_was_corrected_annulled_or_entered_after_the_year_is_told(samverk: Samverk) -> None:
    anna, bo = told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    start = samverk.log.head()[0]
    told(
        samverk,
        "2020-12-31T22:59:00Z",
        line("CorrectEntry", entry=anna, changes={"function": "chef"}, reason="I tid"),
    )
    (late, _, _) = told(
        samverk,
        "2020-12-31T23:00:00Z",
        line("CorrectEntry", entry=bo, changes={"effective": "2020-02-01"}, reason="Fel dag", actor="cato"),
        line("HoldMeeting", meeting="m", on="2020-05-01", attendance=[], effective="2021-01-01"),
        line("HoldMeeting", meeting="n", on="2021-01-01", attendance=[]),
    )
    told(
        samverk,
        "2021-02-01T09:00:00Z",
        line("CorrectEntry", entry=late, changes={"changes": {"effective": "2020-02-10"}}, reason="Igen"),
    )
    told(samverk, "2021-02-02T09:00:00Z", line("AnnulEntry", entry=late, reason="Dagen var rätt"))
    told(
        samverk, "2021-02-03T09:00:00Z", line("AnnulEntry", entry=bo, reason="Aldrig utsedd", authority="§ 9")
    )
    said = evaluated(samverk, 2020).afterwards
    assert [(one.what, one.type, one.effective, one.changes) for one in said] == [
        ("corrected", "RepresentativeAppointed", date(2020, 2, 1), {"effective": "2020-02-01"}),
        ("entered", "MeetingHeld", date(2021, 1, 1), None),
        ("corrected", "RepresentativeAppointed", date(2020, 2, 10), {"effective": "2020-02-10"}),
        ("annulled", "RepresentativeAppointed", date(2020, 3, 1), {"effective": "2020-03-01"}),
        ("annulled", "RepresentativeAppointed", date(2020, 3, 1), None),
    ]
    assert [one.of_position for one in said] == [start, None, start, start, start]
    assert [one.reason for one in said] == ["Fel dag", None, "Igen", "Dagen var rätt", "Aldrig utsedd"]
    assert (said[0].actor, said[4].authority) == ("cato", "§ 9")
    assert said[0].recorded == "2020-12-31T23:00:00.000000Z"
    assert evaluated(samverk, 2020).names["cato"] == "Cato Ærø"


def test_an_entry_that_a_correction_moves_into_another_year_is_told_in_both(samverk: Samverk) -> None:
    _, bo = told(founded(samverk), "2020-03-10T09:00:00Z", *REPRESENTATIVES)
    told(
        samverk,
        "2022-02-01T09:00:00Z",
        line("CorrectEntry", entry=bo, changes={"effective": "2021-02-01"}, reason="Fel år"),
    )
    told_of = {year: evaluated(samverk, year).afterwards for year in (2020, 2021, 2022)}
    assert [len(told_of[year]) for year in (2020, 2021, 2022)] == [1, 1, 0]
    assert told_of[2020] == told_of[2021]


# matters and minutes


def test_a_matter_is_told_in_the_years_in_which_it_was_open_as_it_stood_at_their_ends(
    samverk: Samverk,
) -> None:
    told(
        founded(samverk),
        "2022-06-01T09:00:00Z",
        line(
            "RaiseMatter",
            matter="a",
            title="A",
            raised_by="anna",
            report_due="2020-06-01",
            effective="2020-02-01",
        ),
        line("RaiseMatter", matter="b", title="B", raised_by="bo", effective="2020-12-31"),
        line("AssignMatter", matter="a", prepared_by="cato", effective="2020-02-01"),
        line("CloseMatter", matter="b", outcome="Klar", effective="2021-01-01"),
        line("ReportMatter", matter="a", meeting="m", effective="2021-03-01"),
        line("EscalateMatter", matter="a", body="styrelsen", effective="2021-03-01"),
    )
    years = [evaluated(samverk, year).matters for year in (2020, 2021, 2022)]
    assert [[(one.matter, one.status) for one in year.matters] for year in years] == [
        [("a", "overdue"), ("b", "open")],
        [("a", "reported"), ("b", "closed")],
        [],
    ]
    counts = [(year.raised, year.reported, year.escalated, year.closed, year.overdue) for year in years]
    assert counts == [(2, 0, 0, 0, 1), (0, 1, 1, 1, 0), (0, 0, 0, 0, 0)]
    assert years[0].matters[0].prepared_by == ("cato",)
    assert (years[0].matters[0].reported_at, years[1].matters[0].escalated_to) == ((), ("styrelsen",))
    assert [(one.closed_on, one.outcome) for year in years[:2] for one in year.matters[1:]] == [
        (None, None),
        (date(2021, 1, 1), "Klar"),
    ]


def test_minutes_that_never_came_are_missing_at_their_meeting_and_a_finding_of_the_year_they_were_due(
    samverk: Samverk,
) -> None:
    deadline = DeadlineRule(
        id="minutes", force="must", quote="Inom fjorton dagar.", section="1", what="minutes", days=14
    )
    told(
        founded(samverk, rules=(*FOUNDING.rules, deadline)),
        "2022-06-01T09:00:00Z",
        line("ScheduleMeeting", meeting="m", on="2020-12-20", digital=False, effective="2020-11-01"),
        line("CallMeeting", meeting="m", sent_on="2020-12-01"),
        line("HoldMeeting", meeting="m", on="2020-12-20", attendance=[]),
    )
    years = {year: evaluated(samverk, year) for year in (2020, 2021, 2022)}
    met = years[2020].meetings
    assert (met.minutes_missing, met.minutes_late, met.minutes_in_time, met.notice_median_days) == (
        1,
        1,
        0,
        19.0,
    )
    (meeting,) = met.meetings
    assert (meeting.minutes_due, meeting.minutes_days) == (date(2021, 1, 3), None)
    assert meeting.minutes_days_late == (date(2022, 6, 1) - date(2021, 1, 3)).days
    assert {year: [one.kind for one in said.findings] for year, said in years.items()} == {
        2020: [],
        2021: ["minutes"],
        2022: [],
    }
    assert [one.status for one in years[2021].obligations if one.what == "minutes"] == ["late"]


# compiling


def test_a_report_is_compiled_from_all_that_is_recorded(samverk: Samverk) -> None:
    told(founded(samverk), "2020-12-20T09:00:00Z", *REPRESENTATIVES)
    position = samverk.log.head()[0]
    assert Compiler(evaluations(samverk), samverk.log.head).compile("small", 2020) == Compiled(
        position, evaluated(samverk, 2020).hash, FORMAT
    )


def test_a_report_of_a_year_of_which_nothing_is_recorded_yet_is_judged_on_its_first_day(
    samverk: Samverk,
) -> None:
    told(founded(samverk), "2020-12-20T09:00:00Z", *REPRESENTATIVES)
    compiler = Compiler(evaluations(samverk), samverk.log.head)
    assert compiler.compile("small", 2021).hash == evaluated(samverk, 2021, on="2021-01-01").hash


@pytest.mark.parametrize("year", [1, 2019])
def test_a_report_of_a_year_before_the_founding_has_no_hash(samverk: Samverk, year: int) -> None:
    compiler = Compiler(evaluations(founded(samverk)), samverk.log.head)
    assert compiler.compile("small", year) == Compiled(5, "", FORMAT)
