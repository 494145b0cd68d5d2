"""What was done in fact against the rules, with the sentence it breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.extract import extract_from_dir

import domain.findings
from domain.amendments import EntryAnnulled, EntryCorrected
from domain.chapters.groups import CostAgreed, ExternalRepresentativeNamed, WorkingGroupFormed
from domain.chapters.matters import (
    MatterAssigned,
    MatterClosed,
    MatterRaised,
    MatterReported,
)
from domain.chapters.meetings import (
    AgendaItemAdded,
    Attendee,
    GuestInvited,
    NoteTakersAppointed,
)
from domain.chapters.offices import (
    ChairElected,
    OfficeAssigned,
    OfficeTermExtended,
    ViceChairElected,
)
from domain.chapters.projects import ProjectApproved, ProjectSketched, ProjectStarted
from domain.chapters.seats import (
    DeputyAppointed,
    ObserverInvited,
    RepresentativeAppointed,
    RepresentativeStoodDown,
    SubstitutionBegan,
)
from domain.chapters.structure import ConstituencySucceeded
from domain.findings import Finding, findings
from domain.findings.finding import said
from domain.rules import GuestRule, SeatRule, StandInRule, StatementRule
from tests.domain.builders_obligations import (
    FIVE_A_YEAR,
    MINUTES,
    NOTE_TAKERS,
    found,
    held,
    minutes,
    network,
    revised,
    scheduled,
)
from tests.domain.networks import PROJECTS, SEATS, SOC_GUESTS, SUNSET
from tests.domain.story import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.network import Network

PYTHON = [("**.py", "python")]
DEPUTIES = StandInRule(
    id="deputies", force="may", quote="en fast vararepresentant", section="", kinds=("deputy",)
)
ACTING = StandInRule(
    id="acting",
    force="must",
    quote="till förordnad socialchef",
    section="",
    kinds=("acting",),
    exclusive=True,
)
GUESTS = GuestRule(id="guests", force="may", quote=SOC_GUESTS, section="", needs="agenda-item", guests=1)


def came(person: str, capacity: Any, constituency: str | None = None) -> Attendee:
    return Attendee(person, capacity, constituency)


def appointed(
    person: str, on: str, until: str | None = None, seat: str = "representative"
) -> RepresentativeAppointed:
    return RepresentativeAppointed(day(on), person, "horten", seat, day(until) if until else None, None, None)


def lacking(*told: Any, **other: Any) -> list[tuple[str, str | None]]:
    """What those lacked who came, each in a sentence, with the mandate's."""
    of = network(*told, **{"rules": (SEATS, DEPUTIES), **other})
    return [(finding.detail, finding.quote) for finding in found(of, "attendance")]


# attendance


def test_a_member_without_a_seat_that_day_is_found_with_the_sentence_on_seats() -> None:
    of = network(held("a", "2012-03-01", came("ada", "member", "horten")), rules=(SEATS,))
    (finding,) = findings(of, day("2012-03-01"))
    assert finding.detail == "“ada” came to “a” as member without a seat for horten."
    assert [finding] == [
        Finding(
            kind="attendance",
            message="“{person}” came to “{meeting}” as member without a seat for {constituency}.",
            values={"person": "ada", "meeting": "a", "constituency": "horten"},
            quote=SEATS.quote,
            day=date(2012, 3, 1),
            evidence=("e2",),
        )
    ]


def test_a_meeting_to_come_shows_nothing_yet() -> None:
    of = network(held("a", "2012-03-01", came("ada", "member")), rules=(SEATS,))
    assert findings(of, day("2012-02-29")) == []


@pytest.mark.parametrize(
    ("first", "until", "well"),
    [
        ("2012-03-01", None, True),
        ("2012-03-02", None, True),
        ("2012-03-03", None, False),
        ("2012-02-01", "2012-03-02", True),
        ("2012-02-01", "2012-03-01", False),
    ],
)
def test_a_seat_on_one_of_the_days_of_a_meeting_is_enough(first: str, until: str | None, well: bool) -> None:
    meeting = scheduled("a", "2012-03-01", "2012-03-03")
    lacked = lacking(appointed("ada", first, until), meeting, held("a", "2012-03-01", came("ada", "member")))
    assert (lacked == []) is well


def test_a_seat_for_another_constituency_is_none_for_the_one_named() -> None:
    told = [appointed("ada", "2012-01-01"), held("a", "2012-03-01", came("ada", "member", "hof"))]
    assert lacking(*told) == [("“ada” came to “a” as member without a seat for hof.", SEATS.quote)]


def test_a_member_may_go_by_the_name_of_the_constituency_that_was_succeeded() -> None:
    told = [
        appointed("ada", "2012-01-01"),
        ConstituencySucceeded(day("2012-02-01"), "horten", "nye-horten", "Nye Horten", "municipality"),
        held("a", "2012-03-01", came("ada", "member", "horten"), came("ada", "member", "nye-horten")),
    ]
    assert lacking(*told) == []


def test_a_correction_of_the_appointment_gives_the_member_standing_again() -> None:
    of = network(
        held("a", "2012-03-01", came("ada", "member")), appointed("ada", "2012-04-01"), rules=(SEATS,)
    )
    assert len(found(of, "attendance")) == 1
    of.admit([("e4", EntryCorrected(day("2012-05-01"), "e3", {"effective": "2012-02-01"}, "skrivfel"))])
    assert found(of, "attendance") == []


@pytest.mark.parametrize(
    ("constituency", "quote"), [("horten", "first"), ("re", "second"), ("nowhere", "first"), (None, "first")]
)
def test_the_sentence_is_the_one_on_the_seat_that_is_open_to_the_constituency(
    constituency: str | None, quote: str
) -> None:
    rules = (
        replace(SEATS, id="first", quote="first"),
        SeatRule(id="second", force="must", quote="second", section="", seat="second", basis="ex-officio"),
    )
    of = network(held("a", "2012-03-01", came("ada", "member", constituency)), rules=rules)
    of.admit([("e3", ConstituencySucceeded(day("2012-01-01"), "hof", "re", "Re", "project"))])
    assert [finding.quote for finding in found(of, "attendance")] == [quote]


def test_a_member_where_no_seat_is_regulated_for_them_breaks_no_sentence() -> None:
    rules = (replace(SEATS, kinds=("project",)),)
    told = held("a", "2012-03-01", came("ada", "member", "horten"))
    assert lacking(told, rules=rules) == [("“ada” came to “a” as member without a seat for horten.", None)]


def test_a_deputy_without_a_deputy_s_place_is_found_and_one_with_it_is_not() -> None:
    told = [
        DeputyAppointed(day("2012-02-01"), "bo", "horten", "representative", None),
        held("a", "2012-03-01", came("bo", "deputy", "horten"), came("cy", "deputy")),
    ]
    assert lacking(*told) == [("“cy” came to “a” as deputy without being a deputy.", DEPUTIES.quote)]


def test_a_substitute_stands_in_for_somebody_on_the_day_or_was_named_for_the_meeting() -> None:
    told = [
        appointed("ada", "2012-01-01"),
        SubstitutionBegan(day("2012-02-01"), "bo", "ada", "acting", None),
        SubstitutionBegan(day("2012-02-01"), "cy", "ada", "one-meeting", "a"),
        SubstitutionBegan(day("2012-02-01"), "dag", "ada", "one-meeting", "b"),
        held("a", "2012-03-01", *(came(person, "substitute") for person in ("bo", "cy", "dag", "ada"))),
    ]
    assert lacking(*told) == [
        (f"“{person}” came to “a” as substitute without standing in for anybody.", None)
        for person in ("ada", "dag")
    ]


def test_the_sentence_on_stand_ins_speaks_of_their_kind_or_excludes_it() -> None:
    told = held("a", "2012-03-01", came("bo", "deputy"), came("cy", "substitute"))
    assert [quote for _, quote in lacking(told, rules=(ACTING,))] == [ACTING.quote, ACTING.quote]
    assert [quote for _, quote in lacking(told, rules=(DEPUTIES, ACTING))] == [DEPUTIES.quote, ACTING.quote]


@pytest.mark.parametrize("kind", ["acting", "one-meeting", "personal"])
def test_the_sentence_on_any_kind_of_substitute_is_the_one_for_whoever_is_none(kind: Any) -> None:
    told = held("a", "2012-03-01", came("cy", "substitute"))
    rule = replace(DEPUTIES, id=kind, quote="Ersättare.", kinds=(kind,))
    assert [quote for _, quote in lacking(told, rules=(DEPUTIES, rule))] == ["Ersättare."]


def test_a_deputy_for_another_constituency_is_none_for_the_one_named() -> None:
    told = [
        appointed("ada", "2012-01-01"),
        DeputyAppointed(day("2012-01-01"), "bo", "horten", "representative", None),
        held("a", "2012-03-01", came("bo", "deputy", "hof")),
    ]
    assert lacking(*told) == [("“bo” came to “a” as deputy without being a deputy for hof.", DEPUTIES.quote)]


def test_an_observer_who_was_not_invited_is_found_without_a_sentence() -> None:
    told = [
        ObserverInvited(day("2012-02-01"), "bo", None),
        held("a", "2012-03-01", came("bo", "observer"), came("cy", "observer")),
    ]
    assert lacking(*told) == [("“cy” came to “a” as observer without being invited.", None)]


def test_a_guest_needs_an_invitation_only_where_the_mandate_asks_for_an_item() -> None:
    told = [
        appointed("ada", "2012-01-01"),
        scheduled("a", "2012-03-01"),
        AgendaItemAdded(day("2012-02-01"), "a", "1", "Ny lag"),
        GuestInvited(day("2012-02-01"), "a", "bo", "1", "ada"),
        held("a", "2012-03-01", came("bo", "guest"), came("cy", "guest")),
    ]
    theme = replace(GUESTS, id="theme", needs="theme")
    assert lacking(*told, rules=(SEATS, theme)) == []
    assert lacking(*told, rules=(SEATS, theme, GUESTS)) == [
        ("“cy” came to “a” as guest without an item of the agenda.", SOC_GUESTS)
    ]


def test_officials_and_the_absent_need_no_standing_and_a_joint_meeting_is_open_to_the_others() -> None:
    told = [
        held("a", "2012-03-01", came("bo", "official"), came("cy", "absent")),
        scheduled("b", "2012-04-01", joint=("network", "other")),
        held("b", "2012-04-01", came("dag", "member"), came("eva", "deputy")),
    ]
    assert lacking(*told) == []


def test_the_sentence_is_the_one_of_the_version_in_force_that_day() -> None:
    later = replace(SEATS, quote="later")
    told = [
        *revised("2012-04-01", later),
        held("a", "2012-03-31", came("ada", "member")),
        held("b", "2012-04-01", came("ada", "member")),
    ]
    assert [quote for _, quote in lacking(*told)] == [SEATS.quote, "later"]


# minutes and notes


@pytest.mark.parametrize(
    ("in_hand", "today", "expected"),
    [
        ("2012-03-15", "2012-04-01", None),
        ("2012-03-16", "2012-04-01", ("reached the members 1 day late.", "2012-03-16", ("e2", "e3"))),
        ("2012-03-22", "2012-04-01", ("reached the members 7 days late.", "2012-03-22", ("e2", "e3"))),
        ("2012-05-01", "2012-03-15", None),
        (
            "2012-05-01",
            "2012-03-16",
            ("have not reached the members and are 1 day late.", "2012-03-16", ("e2",)),
        ),
        (
            "2012-05-01",
            "2012-03-17",
            ("have not reached the members and are 2 days late.", "2012-03-17", ("e2",)),
        ),
    ],
)
def test_minutes_later_than_the_mandate_allows_are_found_with_the_days(
    in_hand: str, today: str, expected: tuple[str, str, tuple[str, ...]] | None
) -> None:
    of = network(held("a", "2012-03-01"), minutes("a", "2012-03-10", in_hand), rules=(MINUTES,))
    late = [(one.detail, one.quote, one.day, one.evidence) for one in found(of, "minutes", today)]
    assert late == (
        []
        if expected is None
        else [(f"The minutes of “a” {expected[0]}", MINUTES.quote, day(expected[1]), expected[2])]
    )


def test_minutes_without_a_day_are_never_found_late() -> None:
    of = network(held("a", "2012-03-01"), rules=(replace(MINUTES, days=None),))
    assert found(of, "minutes") == []


def test_too_few_to_take_the_notes_are_found_once_the_meeting_is_over() -> None:
    told = [
        scheduled("a", "2012-03-01"),
        NoteTakersAppointed(day("2012-02-01"), "a", ("cy",)),
        NoteTakersAppointed(day("2012-03-01"), "a", ("ada",)),
        held("a", "2012-03-01"),
        held("b", "2012-04-01"),
        scheduled("c", "2012-05-01"),
        NoteTakersAppointed(day("2012-05-01"), "c", ("ada", "bo")),
        held("c", "2012-05-01"),
    ]
    of = network(*told, rules=(FIVE_A_YEAR, NOTE_TAKERS))
    assert found(of, "note-takers", "2012-03-01") == []
    assert [(one.detail, one.day, one.evidence) for one in found(of, "note-takers")] == [
        ("“a” had 1 of 2 people to take its notes.", date(2012, 3, 1), ("e5", "e4")),
        ("“b” had 0 of 2 people to take its notes.", date(2012, 4, 1), ("e6",)),
    ]
    assert {one.quote for one in found(of, "note-takers")} == {NOTE_TAKERS.quote}


def test_a_joint_meeting_entered_by_each_network_is_found_as_counted_twice() -> None:
    of = network(
        scheduled("joint", "2012-05-05", joint=("network", "other")),
        held("joint", "2012-05-05"),
        held("own", "2012-05-05"),
        scheduled("alone", "2012-06-05", joint=("network", "other")),
        held("alone", "2012-06-05"),
        held("x", "2012-07-05"),
        held("y", "2012-07-05"),
        rules=(NOTE_TAKERS, FIVE_A_YEAR),
    )
    (twice,) = found(of, "joint-meeting")
    assert (
        twice.detail
        == "Counted more than once if they are one joint meeting, held on one day: “joint”, “own”."
    )
    assert twice.values == {"meetings": ("joint", "own")}
    assert (twice.quote, twice.day, twice.evidence) == (
        FIVE_A_YEAR.quote,
        date(2012, 5, 5),
        ("e3", "e4"),
    )


def test_meetings_counted_twice_are_found_without_a_sentence_where_no_rule_counts_them() -> None:
    of = network(
        scheduled("joint", "2012-05-05", joint=("network", "other")),
        held("joint", "2012-05-05"),
        held("own", "2012-05-05"),
        rules=(NOTE_TAKERS,),
    )
    assert [one.quote for one in found(of, "joint-meeting")] == [None]


# approvals


def project(
    *approvals: tuple[str, str], resources: bool = True, started: str | None = "2012-11-14"
) -> list[Any]:
    return [
        ProjectSketched(day("2012-03-01"), "velferd", "Velferdsteknologi", resources, True),
        *(ProjectApproved(day(on), "velferd", body, day(on), None) for body, on in approvals),
        *([] if started is None else [ProjectStarted(day(started), "velferd", day(started))]),
    ]


@pytest.mark.parametrize(
    ("approvals", "missing"),
    [
        ((), "radmannsgruppen, styret"),
        ((("radmannsgruppen", "2012-11-14"),), "styret"),
        ((("radmannsgruppen", "2012-11-14"), ("styret", "2012-11-15")), "styret"),
        ((("radmannsgruppen", "2012-11-14"), ("styret", "2012-11-14")), None),
    ],
)
def test_a_project_started_before_an_approval_names_the_bodies_that_were_missing(
    approvals: tuple[tuple[str, str], ...], missing: str | None
) -> None:
    of = network(*project(*approvals), rules=(PROJECTS,))
    expected = f"Project “velferd” was started without the approval of {missing}."
    started = f"e{3 + len(approvals)}"
    assert [(one.detail, one.quote, one.day, one.evidence) for one in found(of, "project")] == (
        [] if missing is None else [(expected, PROJECTS.quote, date(2012, 11, 14), (started,))]
    )


def test_a_project_that_needs_no_approval_or_has_not_started_is_not_found() -> None:
    assert found(network(*project(resources=False), rules=(PROJECTS,)), "project") == []
    assert found(network(*project(started=None), rules=(PROJECTS,)), "project") == []


# an expired mandate


def test_each_thing_done_after_the_sunset_and_before_the_extension_is_found() -> None:
    after = "2014-01-15"
    of = network(
        appointed("eva", "2012-01-01"),
        OfficeAssigned(day("2013-12-31"), "contact", "fia", "ex-officio", day("2014-06-01")),
        held("last", "2013-12-31"),
        held("a", "2014-01-01"),
        ChairElected(day(after), "eva", None, None, day("2015-01-15")),
        ViceChairElected(day(after), "eva", None, None, day("2015-01-15")),
        OfficeAssigned(day(after), "secretary", "fia", "appointed", None),
        OfficeTermExtended(day(after), "contact", "fia", day("2015-06-01")),
        RepresentativeAppointed(day(after), "gun", "hof", "representative", None, None, None),
        DeputyAppointed(day(after), "hal", "hof", "representative", None),
        SubstitutionBegan(day(after), "ida", "eva", "personal", None),
        ObserverInvited(day(after), "jon", None),
        WorkingGroupFormed(day(after), "digi", None, ()),
        ExternalRepresentativeNamed(day(after), "eva", "styret"),
        *project(started=after),
        CostAgreed(day(after), "hyra", "Lokal", "12k", "daglig-leder"),
        held("annulled", "2014-01-16"),
        EntryAnnulled(day("2014-01-17"), "e19", "blev inte av"),
        RepresentativeStoodDown(day("2014-01-20"), "gun", "hof", "representative", "flyttar"),
        *revised("2014-02-13", sunset=day("2015-12-31")),
        held("b", "2014-02-13"),
        rules=(SEATS, SUNSET),
        sunset=day("2013-12-31"),
    )
    expired = found(of, "expired-mandate", "2015-01-01")
    assert {one.detail for one in expired} == {
        f"{what} after the mandate's last day, 2013-12-31."
        for what in (
            "Meeting “a” was held",
            "“eva” was elected chair",
            "“eva” was elected vice chair",
            "“fia” became secretary",
            "The term of “fia” as contact was extended",
            "“gun” was appointed for hof",
            "“hal” was appointed deputy for hof",
            "“ida” began to stand in for “eva”",
            "“jon” was invited as an observer",
            "Working group “digi” was formed",
            "“eva” was named for styret",
            "Project “velferd” was started",
            "Cost “hyra” was agreed",
        )
    }
    assert {one.quote for one in expired} == {SUNSET.quote}
    assert (expired[0].day, expired[0].evidence) == (date(2014, 1, 1), ("e5",))


def test_a_sunset_that_no_rule_states_is_found_without_a_sentence() -> None:
    of = network(held("a", "2014-01-01"), rules=(), sunset=day("2013-12-31"))
    assert [one.quote for one in found(of, "expired-mandate")] == [None]


# elections


def test_whoever_is_elected_without_a_seat_is_told_of_without_a_sentence() -> None:
    told = [
        appointed("ada", "2012-03-09"),
        appointed("bo", "2012-01-01", "2012-03-09"),
        ChairElected(day("2012-03-09"), "ada", None, None, day("2013-03-09")),
        ViceChairElected(day("2012-03-09"), "bo", None, None, day("2013-03-09")),
        ChairElected(day("2013-03-09"), "bo", None, None, day("2014-03-09")),
        OfficeAssigned(day("2014-03-09"), "chair", "cy", "ex-officio", None),
    ]
    assert [
        (one.detail, one.quote, one.evidence) for one in found(network(*told, rules=(SEATS,)), "election")
    ] == [
        ("“bo” held no seat on the day of the election as vice-chair.", None, ("e5",)),
        ("“bo” held no seat on the day of the election as chair.", None, ("e6",)),
    ]


def test_where_the_mandate_names_no_seats_an_election_without_one_is_not_told_of() -> None:
    of = network(ChairElected(day("2012-03-09"), "ada", None, None, day("2013-03-09")), rules=())
    assert found(of, "election") == []


# matters


def raised(matter: str, report_due: str | None) -> MatterRaised:
    return MatterRaised(
        day("2012-03-01"),
        matter,
        "Jourverksamhet",
        "ada",
        day(report_due) if report_due else None,
        None,
        None,
    )


def test_a_matter_is_overdue_from_the_day_after_it_was_to_be_reported() -> None:
    activity_list = StatementRule(
        id="list", force="must", quote="när frågan ska rapporteras", section="", topic="activity-list"
    )
    costs = replace(activity_list, id="costs", topic="costs", quote="varje kommun bär sina egna kostnader")
    of = network(
        raised("jour", "2012-05-01"),
        MatterAssigned(day("2012-03-02"), "jour", "bo", None),
        raised("unassigned", "2012-05-01"),
        raised("undated", None),
        rules=(costs, activity_list),
    )
    assert found(of, "matter", "2012-05-01") == []
    assert [(one.detail, one.evidence) for one in found(of, "matter", "2012-05-02")] == [
        ("Matter “jour”, prepared by “bo”, was to be reported by 2012-05-01.", ("e2", "e3")),
        ("Matter “unassigned” was to be reported by 2012-05-01.", ("e4",)),
    ]
    assert {(one.quote, one.day) for one in found(of, "matter")} == {
        ("när frågan ska rapporteras", date(2012, 5, 1))
    }


def test_a_matter_is_overdue_only_until_it_is_reported_or_closed() -> None:
    of = network(
        raised("jour", "2012-05-01"),
        raised("tolk", "2012-05-01"),
        MatterReported(day("2012-06-01"), "jour", "a"),
        MatterClosed(day("2012-07-01"), "tolk", "avslutad"),
        rules=(),
    )
    overdue = {
        today: [one.detail.split("“")[1][:4] for one in found(of, "matter", today)]
        for today in ("2012-05-31", "2012-06-01", "2012-07-01")
    }
    assert overdue == {"2012-05-31": ["jour", "tolk"], "2012-06-01": ["tolk"], "2012-07-01": []}
    assert found(of, "matter", "2012-05-31")[0].quote is None


# sentences


def test_a_sentence_in_another_language_says_the_same_with_names_for_keys() -> None:
    swedish = "Projektet ”{project}” påbörjades utan godkännande av {bodies: och }."
    (early,) = found(network(*project(), rules=(PROJECTS,)), "project")
    assert said(swedish, early.values) == (
        "Projektet ”velferd” påbörjades utan godkännande av radmannsgruppen och styret."
    )
    assert said(swedish, {**early.values, "project": "Velferd {ny}"}).startswith("Projektet ”Velferd {ny}”")


def test_every_message_is_a_sentence_marked_for_translation_whose_places_are_all_filled() -> None:
    folder = Path(domain.findings.__file__).parent
    marked = {
        message
        for _, _, message, _, _ in extract_from_dir(folder, keywords={"sentence": None}, method_map=PYTHON)
    }
    used = {one.message: one for of in every_kind() for one in findings(of, day("2016-01-01"))}
    assert marked - used.keys() == set()
    assert used.keys() - marked == set()
    assert [one.detail for one in used.values() if "{" in one.detail] == []


def every_kind() -> Iterator[Network]:
    """Networks in which there is something of everything to find."""
    after = "2014-01-15"
    yield network(
        scheduled("joint", "2013-05-05", joint=("network", "other")),
        held("joint", "2013-05-05"),
        held("own", "2013-05-05"),
        minutes("own", "2013-05-20"),
        minutes("joint", "2013-06-20"),
        held("a", "2014-01-01", came("ada", "member"), came("ada", "deputy"), came("ada", "substitute")),
        held("b", "2014-01-02", came("ada", "member", "hof"), came("ada", "deputy", "hof")),
        held("c", "2014-01-03", came("ada", "observer"), came("ada", "guest")),
        ChairElected(day(after), "eva", None, None, day("2015-01-15")),
        ViceChairElected(day(after), "eva", None, None, day("2015-01-15")),
        OfficeAssigned(day(after), "contact", "fia", "appointed", None),
        OfficeTermExtended(day("2014-02-01"), "chair", "eva", day("2015-06-01")),
        RepresentativeAppointed(day(after), "gun", "hof", "representative", None, None, None),
        DeputyAppointed(day(after), "hal", "hof", "representative", None),
        SubstitutionBegan(day(after), "ida", "gun", "personal", None),
        ObserverInvited(day(after), "jon", None),
        WorkingGroupFormed(day(after), "digi", None, ()),
        ExternalRepresentativeNamed(day(after), "eva", "styret"),
        ProjectSketched(day(after), "velferd", "Velferdsteknologi", True, True),
        ProjectStarted(day(after), "velferd", day(after)),
        CostAgreed(day(after), "hyra", "Lokal", "12k", "daglig-leder"),
        raised("jour", "2014-05-01"),
        MatterAssigned(day("2012-03-02"), "jour", "bo", None),
        raised("tolk", "2014-05-01"),
        rules=(SEATS, SUNSET, PROJECTS, GUESTS, MINUTES, NOTE_TAKERS, FIVE_A_YEAR),
        sunset=day("2013-12-31"),
    )
    for on in ("2015-12-17", "2015-12-16"):
        yield network(held("z", on), rules=(MINUTES,))


# all together


def test_findings_come_in_the_order_of_their_days() -> None:
    of = network(
        raised("jour", "2012-02-01"),
        held("b", "2012-04-01", came("ada", "member")),
        held("a", "2012-03-01", came("ada", "member")),
        rules=(NOTE_TAKERS,),
    )
    assert [(one.kind, str(one.day)) for one in findings(of, day("2012-05-01"))] == [
        ("matter", "2012-02-01"),
        ("attendance", "2012-03-01"),
        ("note-takers", "2012-03-01"),
        ("attendance", "2012-04-01"),
        ("note-takers", "2012-04-01"),
    ]
