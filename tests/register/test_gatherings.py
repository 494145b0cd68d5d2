"""Meetings as the register answers: where they are, who missed them, what went against the rules at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.findings.presence import Run, absences
from domain.obligations import unregulated
from tests.asking import ask
from tests.domain.story import day
from tests.random_histories import FOUNDING
from tests.register.telling import accepted, found, line

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk
    from domain.network import Network


def places(samverk: Samverk, network: str = "small") -> dict[str, str | None]:
    samverk.projector.catch_up()
    answer = ask(samverk.book, "meetings", network, day("2020-12-31"))
    return {row["meeting"]: row["place"] for row in answer["meetings"]}


def told(samverk: Samverk, key: str = "small") -> Network:
    network = samverk.log.network(key)
    assert network is not None
    return network


def scheduled(meeting: str, on: str, **fields: Any) -> dict[str, Any]:
    return line("ScheduleMeeting", meeting=meeting, on=on, digital=False, effective="2020-01-10", **fields)


DECIDED = line("DecidePlace", meeting="m1", place="Umeå", for_meeting="m2", effective="2020-03-10")


def test_a_meeting_is_where_an_earlier_one_decided_until_it_is_moved(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, scheduled("m1", "2020-03-10", place="Visby"), DECIDED)
    assert places(samverk) == {"m1": "Visby"}
    accepted(samverk, scheduled("m2", "2020-09-10"))
    assert places(samverk) == {"m1": "Visby", "m2": "Umeå"}
    accepted(samverk, line("RescheduleMeeting", meeting="m2", on="2020-10-10", place="Kiruna"))
    assert places(samverk) == {"m1": "Visby", "m2": "Kiruna"}


def test_a_decided_place_is_taken_back_with_its_entry(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, scheduled("m1", "2020-03-10"), scheduled("m2", "2020-09-10"))
    ((decided,),) = accepted(samverk, DECIDED)
    assert places(samverk)["m2"] == "Umeå"
    accepted(samverk, line("AnnulEntry", entry=decided["id"], reason="Inget beslut"))
    assert places(samverk) == {"m1": None, "m2": None}


def test_a_place_decided_at_a_joint_meeting_stands_in_both_streams(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    accepted(samverk, scheduled("m1", "2020-03-10", jointly_with=["other"]), DECIDED)
    for network in ("small", "other"):
        accepted(samverk, line("ScheduleMeeting", network, meeting="m2", on="2020-09-10", digital=False))
        assert places(samverk, network)["m2"] == "Umeå"


def test_constituencies_that_missed_two_meetings_in_a_row_are_found(samverk: Samverk) -> None:
    found(samverk)
    anna = [{"person": "anna", "capacity": "member", "constituency": "re"}]
    absent = [{"person": "bo", "capacity": "absent", "constituency": "hof"}]
    accepted(
        samverk,
        line("AppointRepresentative", person="anna", constituency="re", effective="2020-01-10"),
        line("HoldMeeting", meeting="m1", on="2020-03-10", attendance=anna),
        line("HoldMeeting", meeting="m2", on="2020-05-10", attendance=[*anna, *absent]),
        line("HoldMeeting", meeting="m3", on="2021-01-10", attendance=anna),
    )
    assert absences(told(samverk), day("2020-01-01"), day("2021-01-01")) == [
        Run("hof", ("m1", "m2"), (day("2020-03-10"), day("2020-05-10")))
    ]


def test_a_revision_that_sets_a_number_of_meetings_takes_them_off_what_is_not_regulated(
    samverk: Samverk,
) -> None:
    found(samverk)
    rule = {
        "family": "counts",
        "id": "meetings",
        "force": "must",
        "quote": "Nätverket möts fyra gånger per år.",
        "section": "1",
        "what": "meetings",
        "per": "year",
        "count": 4,
    }
    accepted(
        samverk,
        line(
            "ProposeMandateRevision",
            revision="r1",
            proposed_by="anna",
            changes={"rules": {"meetings": rule}},
            in_force_from="2020-06-01",
            effective="2020-04-01",
        ),
        line("ApproveMandateRevision", revision="r1", body="styrelsen", on="2020-05-01", reference="§ 7"),
    )
    samverk.projector.catch_up()
    asked = {on: ask(samverk.book, "obligations", "small", day(on)) for on in ("2020-05-31", "2020-06-01")}
    assert ["meetings" in answer["unregulated"] for answer in asked.values()] == [True, False]
    assert asked["2020-06-01"]["unregulated"] == list(unregulated(told(samverk), day("2020-06-01")))


def test_a_finding_is_told_in_one_sentence(samverk: Samverk) -> None:
    found(samverk)
    accepted(
        samverk,
        line(
            "HoldMeeting",
            meeting="m1",
            on="2020-03-10",
            attendance=[{"person": "bo", "capacity": "member", "constituency": "hof"}],
        ),
    )
    samverk.projector.catch_up()
    (finding,) = ask(samverk.book, "show", "small", day("2020-12-31"))["findings"]
    assert finding["detail"] == "“bo” came to “m1” as member without a seat for hof."
