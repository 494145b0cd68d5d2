"""A year of the small network, told to a register as it came in, and what it leaves to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.register.telling import accepted, at, found, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk


def tell_story(samverk: Samverk, after_each: Callable[[], object] = lambda: None) -> None:
    """Founds the network (positions 1 to 5) and records the story (6 to 28), each line by itself."""
    at(samverk, "2020-01-07T09:00:00Z")
    found(samverk)
    after_each()
    first: dict[str, str] = {}
    for one in STORY:
        if "now" in one:
            at(samverk, one["now"])
            continue
        entry = first.get(one.get("entry", ""))
        ((event, *_),) = accepted(samverk, one if entry is None else {**one, "entry": entry})
        if "id" in one:
            first["@" + one["id"]] = event["id"]
        after_each()


STORY: tuple[dict[str, Any], ...] = (
    line("AppointRepresentative", person="anna", constituency="re", effective="2020-01-10", id="anna"),
    line(
        "AppointRepresentative",
        person="bo",
        constituency="hof",
        until="2020-07-01",
        effective="2020-01-10",
        id="bo",
    ),
    line("AppointDeputy", person="cato", constituency="re", effective="2020-01-10", id="deputy"),
    line("ElectChair", person="anna", effective="2020-01-15", actor="keeper", authority="§ 1", id="chair"),
    {"now": "2020-03-02T09:00:00Z"},
    line("ScheduleMeeting", meeting="m1", on="2020-03-20", digital=True, effective="2020-03-02"),
    {"now": "2020-04-02T09:00:00Z"},
    line(
        "HoldMeeting",
        meeting="m1",
        on="2020-03-20",
        attendance=[
            {"person": "anna", "capacity": "member", "constituency": "re"},
            {"person": "bo", "capacity": "absent", "constituency": "hof"},
            {"person": "dag", "capacity": "guest", "digital": True},
        ],
        id="held",
    ),
    line("PublishMinutes", meeting="m1", published_on="2020-04-01", channel="email"),
    {"now": "2020-08-20T22:30:00Z"},
    line("AppointRepresentative", person="dag", constituency="hof", effective="2020-08-01", id="dag"),
    line("InviteObserver", person="bo", body="styrelsen", effective="2020-08-01", id="observer"),
    line("StandDownDeputy", person="cato", constituency="re", reason="Byter", effective="2020-09-01"),
    line(
        "StandDownRepresentative",
        person="anna",
        constituency="re",
        reason="Flyttar",
        effective="2020-09-01",
        id="anna-leaves",
    ),
    line("AppointRepresentative", person="cato", constituency="re", effective="2020-09-01", id="cato"),
    {"now": "2020-10-01T10:00:00Z"},
    line("ElectChair", person="dag", effective="2020-10-01", id="second-chair"),
    line(
        "ProposeMandateRevision",
        revision="r1",
        proposed_by="dag",
        changes={"text": "Att mötas oftare.", "sunset": "2021-12-31"},
        in_force_from="2021-01-01",
        effective="2020-10-05",
        id="r1",
    ),
    line(
        "ProposeMandateRevision",
        revision="r2",
        proposed_by="cato",
        changes={"text": "Att sluta."},
        in_force_from="2021-02-01",
        effective="2020-10-06",
    ),
    {"now": "2020-11-05T09:00:00Z"},
    line(
        "CorrectEntry", entry="@dag", changes={"effective": "2020-08-15"}, reason="Fel dag", id="correction"
    ),
    line("AnnulEntry", entry="@observer", reason="Aldrig inbjuden", id="annulment"),
    line(
        "ApproveMandateRevision", revision="r1", body="styrelsen", on="2020-11-01", reference="§ 7", id="yes"
    ),
    line("RejectMandateRevision", revision="r2", body="styrelsen", on="2020-11-01", reference="§ 8"),
    line(
        "BeginSubstitution", person="bo", for_="dag", kind="personal", effective="2020-11-10", id="stand-in"
    ),
    {"now": "2020-12-01T09:00:00Z"},
    line("AnnulEntry", entry="@correction", reason="Dagen var rätt", id="annulled-correction"),
    line(
        "CorrectEntry",
        entry="@chair",
        changes={"effective": "2020-01-14", "until": "2021-01-14"},
        reason="Fel dag",
    ),
)
"""Handover, vacancy, a lost chair, revisions, corrections; `@ID` is the entry of the line so called."""
