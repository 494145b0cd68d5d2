"""Commands in, entries out: what is recorded, what is not, and that an answer is never taken back."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest

from application.outcomes import Faulty, Recorded, Refused
from domain.chapters.meetings import MEETING, MeetingHeld
from domain.network import Network
from tests import processes
from tests.domain.story import answers
from tests.random_histories import FOUNDING
from tests.register.telling import LOG, accepted, at, contents, found, line, person, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk

WRITERS = 16
ANNA = line("AppointRepresentative", person="anna", constituency="re", effective="2020-02-01")
BO = line("AppointRepresentative", person="bo", constituency="hof", effective="2020-02-01")
SECOND_IN_RE = line("AppointRepresentative", person="cato", constituency="re", effective="2020-03-01")
HELD = (
    line("ScheduleMeeting", meeting="m1", on="2020-03-10", digital=True, effective="2020-02-10"),
    line("HoldMeeting", meeting="m1", on="2020-03-10", attendance=[{"person": "anna", "capacity": "member"}]),
    line("PublishMinutes", meeting="m1", published_on="2020-03-20", channel="email"),
)


def told_as_one(results: list[dict[str, Any]]) -> bytes:
    return json.dumps(results, sort_keys=True).encode()


def entries(samverk: Samverk, stream: str = "networks/small") -> list[tuple[int, int, str, str]]:
    """Position, version, type and id of a stream's entries, as the table of the log has them."""
    return [
        (row[0], row[3], row[4], row[1]) for row in contents(samverk, ("event",))["event"] if row[2] == stream
    ]


def folded(samverk: Samverk, key: str = "small") -> Any:
    """What a network's entries, read anew from the log, leave standing."""
    network = Network(f"networks/{key}")
    for entry in samverk.log.of_stream(network.id, samverk.log.head()[0]):
        network.apply(entry.id, entry.event)
    return standing(network)


def standing(network: Network | None) -> Any:
    assert network is not None
    return answers(network)


# founding


def test_founding_again_the_same_way_records_nothing_new(samverk: Samverk) -> None:
    assert [kind for kind, _, _ in found(samverk).events] == ["NetworkFounded"]
    again = samverk.register.found(FOUNDING)
    assert again == Recorded((), 1)


def test_founding_a_taken_key_otherwise_is_refused_and_changes_nothing(samverk: Samverk) -> None:
    found(samverk)
    before = contents(samverk, LOG)
    outcome = samverk.register.found(replace(FOUNDING, name="Ett annat nätverk"))
    assert isinstance(outcome, Refused)
    assert outcome.refusal.rule == "KeyNamesOneThing"
    assert "small" in outcome.refusal.detail
    assert contents(samverk, LOG) == before


def test_a_key_whose_entries_cannot_be_read_is_not_founded_again(samverk: Samverk) -> None:
    found(samverk)
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET type = 'NetworkPlanned' WHERE position = 1")
    samverk.log.forget(["small"])
    outcome = samverk.register.found(FOUNDING)
    assert isinstance(outcome, Faulty)
    assert "NetworkPlanned" in outcome.detail


# one command


def test_an_answer_names_every_event_with_the_position_and_the_id_it_has_in_the_log(samverk: Samverk) -> None:
    found(samverk)
    (result,) = tell(samverk, ANNA)
    ((position, version, kind, id_),) = entries(samverk)[1:]
    assert result == {
        "ok": True,
        "events": [{"type": kind, "position": position, "id": id_}],
        "version": version,
    }
    assert kind == "RepresentativeAppointed"
    assert (position, version) == (6, 2)


def test_a_command_that_makes_several_events_names_them_all(samverk: Samverk) -> None:
    found(samverk)
    accepted(
        samverk,
        line(
            "ProposeMandateRevision",
            revision="r1",
            proposed_by="bo",
            changes={"text": "Att mötas oftare."},
            in_force_from="2020-06-01",
            effective="2020-04-01",
        ),
    )
    (events,) = accepted(
        samverk,
        line("ApproveMandateRevision", revision="r1", body="styrelsen", on="2020-05-01", reference="§ 4"),
    )
    assert [(event["position"], event["type"], event["id"]) for event in events] == [
        (position, kind, id_) for position, _, kind, id_ in entries(samverk)[2:]
    ]
    assert [event["type"] for event in events] == ["MandateRevisionApproved", "MandateRevised"]


def test_who_recorded_on_whose_authority_stands_beside_the_entry(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, {**ANNA, "actor": "keeper", "authority": "Brev 4", "correlation": "post-17"})
    entry = next(samverk.log.of_stream("networks/small", 6, 1))
    assert (entry.actor, entry.authority, entry.correlation) == ("keeper", "Brev 4", "post-17")


def test_a_refused_command_changes_nothing(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, ANNA)
    before = contents(samverk, LOG)
    (result,) = tell(samverk, {**SECOND_IN_RE, "id": "x"})
    assert result["refusal"]["rule"] == "OneHolderPerSeat"
    assert result["refusal"]["quote"] == "Så står det."
    assert contents(samverk, LOG) == before
    assert standing(samverk.log.network("small")) == folded(samverk)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"network": "larger"}, "network"),
        ({"person": "nobody"}, "person"),
        ({"constituency": 7}, "constituency"),
        ({"effective": "2020-02-30"}, "effective"),
        ({"command": "AppointKing"}, "command"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_faulty_line_names_its_field_and_leaves_the_others_alone(
    samverk: Samverk, wrong: dict[str, Any], field: str
) -> None:
    found(samverk)
    results = tell(samverk, ANNA, {**BO, **wrong}, HELD[0])
    assert [result["ok"] for result in results] == [True, False, True]
    assert results[1]["fault"]["field"] == field
    assert [kind for _, _, kind, _ in entries(samverk)[1:]] == ["RepresentativeAppointed", "MeetingScheduled"]


def test_a_correction_of_an_entry_the_network_does_not_have_is_refused(samverk: Samverk) -> None:
    found(samverk)
    (result,) = tell(samverk, line("AnnulEntry", entry="0190-nothing", reason="Fel"))
    assert result["refusal"]["rule"] == "MustBeKnown"


@pytest.mark.parametrize(
    ("wrong", "changes"),
    [
        (ANNA, {"person": "ghost"}),
        (
            line("ElectChair", person="anna", effective="2020-02-01", until="2020-12-31"),
            {"replaces": "ghost"},
        ),
        (
            HELD[1],
            {
                "attendance": [
                    {"person": "anna", "capacity": "member"},
                    {"person": "ghost", "capacity": "guest"},
                ]
            },
        ),
        (line("AppointNoteTakers", meeting="m1", people=["anna"]), {"people": ["anna", "ghost"]}),
        (
            line("IssueAgenda", meeting="m1", sent_on="2020-03-01", prepared_by=["anna"]),
            {"prepared_by": ["ghost"]},
        ),
        (
            line("BeginSubstitution", person="bo", for_="anna", kind="acting", effective="2020-02-01"),
            {"holder": "ghost"},
        ),
    ],
)
def test_a_correction_cannot_bring_in_somebody_nobody_registered(
    samverk: Samverk, wrong: dict[str, Any], changes: dict[str, Any]
) -> None:
    found(samverk)
    if wrong is not ANNA:
        accepted(samverk, ANNA)
    accepted(samverk, HELD[0])
    ((event,),) = accepted(samverk, wrong)
    before = contents(samverk, LOG)
    correction = line("CorrectEntry", entry=event["id"], changes=changes, reason="Fel")
    (result,) = tell(samverk, correction)
    assert result["fault"]["field"] == "changes"
    assert result["fault"]["detail"] == "Nobody is registered as “ghost”; RegisterPerson comes first."
    assert contents(samverk, LOG) == before


def test_a_correction_of_a_correction_cannot_bring_in_somebody_nobody_registered_either(
    samverk: Samverk,
) -> None:
    found(samverk)
    ((event,),) = accepted(samverk, ANNA)
    ((correction,),) = accepted(
        samverk, line("CorrectEntry", entry=event["id"], changes={"person": "bo"}, reason="Fel")
    )
    again = line(
        "CorrectEntry", entry=correction["id"], changes={"changes": {"person": "ghost"}}, reason="Fel"
    )
    (result,) = tell(samverk, again)
    assert result["fault"]["field"] == "changes"
    accepted(samverk, person("RegisterPerson", "ghost", name="Gast"), again)


def test_an_entry_of_another_network_cannot_be_corrected_from_this_one(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    ((event,),) = accepted(samverk, ANNA)
    (result,) = tell(samverk, line("AnnulEntry", network="other", entry=event["id"], reason="Fel"))
    assert result["refusal"]["rule"] == "MustBeKnown"


def test_a_person_who_was_refused_in_the_same_batch_is_still_nobody(samverk: Samverk) -> None:
    found(samverk)
    results = tell(samverk, person("ChangeContactDetails", "ghost", name="Gast"), {**ANNA, "person": "ghost"})
    assert results[0]["refusal"]["rule"] == "PersonMustBeRegistered"
    assert results[1]["fault"]["field"] == "person"


def test_a_person_registered_in_the_same_batch_is_known(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, person("RegisterPerson", "eva", name="Eva"), {**ANNA, "person": "eva"}, atomic=True)


def test_the_same_fact_without_an_id_says_that_nothing_was_new(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, ANNA, *HELD)
    before = contents(samverk, LOG)
    results = tell(samverk, ANNA, *HELD, person("RegisterPerson", "anna", name="Anna Åsgård"))
    assert [(result["ok"], result["events"]) for result in results] == [(True, [])] * 5
    assert [result["version"] for result in results] == [5, 5, 5, 5, 1]
    assert contents(samverk, LOG) == before


# what the day defaults to


def test_the_day_defaults_to_the_one_the_command_names(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, *HELD)
    days = [entry.event.effective for entry in samverk.log.of_stream("networks/small", 9, 1)]
    assert days == [date(2020, 2, 10), date(2020, 3, 10), date(2020, 3, 20)]


def test_the_day_defaults_to_today_where_the_network_is(samverk: Samverk) -> None:
    found(samverk)
    at(samverk, "2021-03-01T23:30:00+00:00")
    change = person("ChangeContactDetails", "anna", email="anna@example.org")
    accepted(samverk, line("ElectChair", person="anna"), change)
    (election,) = samverk.log.of_stream("networks/small", 7, 1)
    (changed,) = samverk.log.of_stream("people/anna", 7, 1)
    assert election.event.effective == date(2021, 3, 2)
    assert changed.event.effective == date(2021, 3, 1)


def test_a_network_that_cannot_be_read_takes_no_entry_and_the_others_go_on(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET schema_version = 2 WHERE position = 1")
    samverk.log.forget(["small"])
    results = tell(samverk, line("ElectChair", person="anna"), line("ElectChair", "other", person="anna"))
    assert [result["ok"] for result in results] == [False, True]
    assert "NetworkFounded version 2" in results[0]["fault"]["detail"]


# the same command again


def test_a_repeated_id_gives_the_first_answer_again_byte_for_byte(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    once = {**ANNA, "id": "12"}
    first = tell(samverk, once)
    accepted(samverk, BO)
    before = contents(samverk, LOG)
    assert told_as_one(tell(samverk, once)) == told_as_one(first)
    assert told_as_one(tell(instance(), once)) == told_as_one(first)
    assert contents(samverk, LOG) == before


def test_a_repeated_id_is_answered_alike_by_another_process(
    samverk: Samverk, url: str, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    told = json.dumps({**ANNA, "id": "12"}).encode() + b"\n"
    program = "import sys; from adapters.cli.main import main; sys.exit(main(sys.argv[1:]))"

    def other_process() -> bytes:
        words = [sys.executable, "-c", program, "--database", url, "record", "-"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        said: bytes = processes.run(words, told, env=environment).stdout
        return said

    first = other_process()
    assert json.loads(first)["events"][0]["position"] == 6
    assert other_process() == first
    assert tell(instance(), {**ANNA, "id": "12"}) == [json.loads(first)]


def test_a_repeated_id_within_one_batch_has_one_effect_and_one_answer(samverk: Samverk) -> None:
    found(samverk)
    once = {**ANNA, "id": "12"}
    for atomic in (False, True):
        first, between, again = tell(samverk, once, BO, once, atomic=atomic)
        assert first == again
        assert between["ok"]
    assert len(entries(samverk)) == 3


def test_an_id_whose_command_had_nothing_new_to_say_keeps_that_answer(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, ANNA)
    first = tell(samverk, {**ANNA, "id": "12"})
    assert first == [{"ok": True, "events": [], "version": 2}]
    accepted(samverk, BO)
    assert tell(samverk, {**ANNA, "id": "12"}) == first


def test_an_id_that_came_with_another_command_is_a_fault(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, {**ANNA, "id": "12"})
    before = contents(samverk, LOG)
    results = tell(samverk, {**BO, "id": "12"}, {**BO, "id": "13"}, {**ANNA, "id": "13"})
    assert [result.get("fault", {}).get("field") for result in results] == ["id", None, "id"]
    assert len(contents(samverk, LOG)["event"]) == len(before["event"]) + 1


def test_an_id_of_a_refused_command_may_come_again(samverk: Samverk) -> None:
    found(samverk)
    accepted(samverk, {**ANNA, "until": "2020-04-01"})
    assert not tell(samverk, {**SECOND_IN_RE, "id": "12"})[0]["ok"]
    accepted(samverk, {**SECOND_IN_RE, "id": "12", "effective": "2020-04-01"})


def at_once(instance: Callable[[], Samverk], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each of several instances answers when all record a line each at the same moment."""
    barrier = Barrier(len(lines))
    instances = [instance() for _ in lines]

    def tell_one(samverk: Samverk, one: dict[str, Any]) -> dict[str, Any]:
        barrier.wait()
        return tell(samverk, one)[0]

    with ThreadPoolExecutor(len(lines)) as pool:
        return list(pool.map(tell_one, instances, lines))


def test_the_same_id_sixteen_times_at_once_has_one_effect_and_one_answer(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    results = at_once(instance, [{**ANNA, "id": "12"}] * WRITERS)
    assert results == [results[0]] * WRITERS
    assert len(entries(samverk)) == 2


def test_of_sixteen_who_expect_one_version_one_wins_and_the_others_are_told_the_version(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    lines = [
        line("RaiseMatter", matter=f"m{number}", title="Sak", raised_by="anna", expected_version=1)
        for number in range(WRITERS)
    ]
    results = at_once(instance, lines)
    assert sum(result["ok"] for result in results) == 1
    told = [result["refusal"] for result in results if not result["ok"]]
    assert {refusal["rule"] for refusal in told} == {"VersionIsAsExpected"}
    assert all("at version 2" in refusal["detail"] for refusal in told)
    assert len(entries(samverk)) == 2


def test_of_sixteen_who_expect_nothing_all_are_recorded_one_after_the_other(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    """The control of the test before: the sixteen do meet, and only their expectation keeps fifteen out."""
    found(samverk)
    lines = [
        line("RaiseMatter", matter=f"m{number}", title="Sak", raised_by="anna") for number in range(WRITERS)
    ]
    results = at_once(instance, lines)
    assert sorted(result["version"] for result in results) == list(range(2, WRITERS + 2))
    assert sorted((result["events"][0]["position"], result["version"]) for result in results) == [
        (position, version) for position, version, _, _ in entries(samverk)[1:]
    ]


def test_an_expected_version_of_a_person_is_that_of_the_person(samverk: Samverk) -> None:
    found(samverk)
    change = person("ChangeContactDetails", "anna", phone="000-1", expected_version=1)
    assert tell(samverk, change)[0]["version"] == 2
    assert tell(samverk, {**change, "phone": "000-2"})[0]["refusal"]["rule"] == "VersionIsAsExpected"


# batches


def test_an_atomic_batch_with_one_refused_command_records_none(samverk: Samverk) -> None:
    found(samverk)
    before = contents(samverk, LOG)
    results = tell(samverk, {**ANNA, "id": "1"}, SECOND_IN_RE, BO, atomic=True)
    assert [next(iter(result.keys() - {"ok"})) for result in results] == ["fault", "refusal", "fault"]
    assert "command 2" in results[0]["fault"]["detail"]
    assert contents(samverk, LOG) == before
    assert standing(samverk.log.network("small")) == folded(samverk)
    apart = tell(samverk, {**ANNA, "id": "1"}, SECOND_IN_RE, BO)
    assert [result["ok"] for result in apart] == [True, False, True]


def test_an_atomic_batch_with_a_faulty_line_records_none(samverk: Samverk) -> None:
    found(samverk)
    before = contents(samverk, LOG)
    results = tell(samverk, ANNA, {**BO, "effective": "soon"}, HELD[0], atomic=True)
    assert [result["ok"] for result in results] == [False] * 3
    assert results[1]["fault"]["field"] == "effective"
    assert contents(samverk, LOG) == before


def test_an_atomic_batch_is_whole_across_networks_and_people(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    before = contents(samverk, LOG)
    lines = (
        person("RegisterPerson", "eva", name="Eva"),
        ANNA,
        {**ANNA, "network": "other"},
        {**SECOND_IN_RE, "network": "other"},
    )
    results = tell(samverk, *lines, atomic=True)
    assert [result["ok"] for result in results] == [False] * 4
    assert results[3]["refusal"]["rule"] == "OneHolderPerSeat"
    assert contents(samverk, LOG) == before
    positions = [events[0]["position"] for events in accepted(samverk, *lines[:3], atomic=True)]
    assert positions == [7, 8, 9]


def test_a_meeting_and_its_minutes_are_annulled_together_or_the_minutes_first(samverk: Samverk) -> None:
    found(samverk)
    _, ((held,), (minutes,)) = (accepted(samverk, HELD[0]), accepted(samverk, *HELD[1:]))
    annul_meeting = line("AnnulEntry", entry=held["id"], reason="Mötet hölls aldrig")
    annul_minutes = line("AnnulEntry", entry=minutes["id"], reason="Mötet hölls aldrig")
    alone = tell(samverk, annul_meeting)[0]["refusal"]
    assert alone["rule"] == "MinutesNeedAHeldMeeting"
    assert alone["entry"] == minutes["id"]
    assert tell(samverk, annul_meeting, annul_minutes)[0]["refusal"] == alone
    accepted(samverk, line("AnnulEntry", entry=entries(samverk)[-1][3], reason="Tillbaka"))
    results = tell(samverk, annul_meeting, annul_minutes, atomic=True)
    assert [result["ok"] for result in results] == [True, True]


def test_a_batch_may_pass_through_what_no_rule_would_allow_at_its_end(samverk: Samverk) -> None:
    """A handover entered in the wrong order: one by one the first is refused, together both are right."""
    found(samverk)
    accepted(samverk, ANNA)
    gone = line(
        "StandDownRepresentative", person="anna", constituency="re", reason="Slutat", effective="2020-03-01"
    )
    assert not tell(samverk, SECOND_IN_RE)[0]["ok"]
    accepted(samverk, SECOND_IN_RE, gone, atomic=True)


# joint meetings


JOINT = line("ScheduleMeeting", meeting="j1", on="2020-03-10", digital=True, jointly_with=["other"])


def test_a_joint_meeting_stands_in_both_streams_from_one_append(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    (events,) = accepted(samverk, JOINT)
    assert [event["position"] for event in events] == [7, 8]
    assert [position for position, _, _, _ in entries(samverk)] == [1, 7]
    assert [position for position, _, _, _ in entries(samverk, "networks/other")] == [6, 8]
    results = tell(samverk, line("HoldMeeting", meeting="j1", on="2020-03-10", attendance=[]))
    assert [event["position"] for event in results[0]["events"]] == [9, 10]
    assert results[0]["version"] == 3


def test_a_joint_meeting_one_network_refuses_is_recorded_in_neither(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    accepted(samverk, line("ScheduleMeeting", "other", meeting="j1", on="2020-04-01", digital=False))
    before = contents(samverk, LOG)
    results = tell(samverk, JOINT)
    assert results[0]["refusal"]["rule"] == "MeetingIsScheduledOnce"
    assert contents(samverk, LOG) == before
    assert standing(samverk.log.network("small")) == folded(samverk)


def test_a_joint_meeting_with_a_network_that_is_not_there_is_recorded_nowhere(samverk: Samverk) -> None:
    found(samverk)
    before = contents(samverk, LOG)
    results = tell(samverk, JOINT, line("ElectChair", person="anna", effective="2020-03-01"))
    assert results[0]["fault"]["field"] == "network"
    assert results[1]["events"][0]["position"] == 6
    assert contents(samverk, LOG)["event"][:5] == before["event"]
    assert len(entries(samverk)) == 2
    assert standing(samverk.log.network("small")) == folded(samverk)


HELD_JOINTLY = line(
    "HoldMeeting",
    meeting="j1",
    on="2020-03-10",
    attendance=[{"person": "anna", "capacity": "member"}, {"person": "bo", "capacity": "member"}],
)


def test_a_correction_of_a_joint_meeting_corrects_it_in_both_streams(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    accepted(samverk, JOINT, HELD_JOINTLY)
    (in_small,) = [id_ for _, _, id_, event in told_of(samverk, "small") if isinstance(event, MeetingHeld)]
    only_anna = {"attendance": [{"person": "anna", "capacity": "member"}]}
    (corrected,) = accepted(samverk, line("CorrectEntry", entry=in_small, changes=only_anna, reason="Fel"))
    assert len(corrected) == 2
    for key in ("small", "other"):
        network = samverk.log.network(key)
        assert network is not None
        held = network.timeline(MEETING("j1")).held
        assert held is not None
        assert [one.person for one in held.attendance] == ["anna"]


def test_annulling_the_correction_of_a_joint_meeting_undoes_it_in_both_streams(samverk: Samverk) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    accepted(samverk, JOINT, HELD_JOINTLY)
    (held,) = [id_ for _, _, id_, event in told_of(samverk, "small") if isinstance(event, MeetingHeld)]
    (corrected,) = accepted(
        samverk, line("CorrectEntry", entry=held, changes={"attendance": []}, reason="Fel")
    )
    accepted(samverk, line("AnnulEntry", entry=corrected[0]["id"], reason="Rätt från början"))
    for key in ("small", "other"):
        network = samverk.log.network(key)
        assert network is not None
        event = network.timeline(MEETING("j1")).held
        assert event is not None
        assert len(event.attendance) == 2


def test_a_correction_of_a_meeting_that_became_joint_afterwards_is_entered_where_its_entries_are(
    samverk: Samverk,
) -> None:
    found(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    (alone,) = accepted(samverk, line("ScheduleMeeting", meeting="j1", on="2020-03-10", digital=True))
    named = alone[0]["id"]
    for changes in ({"joint": ["other", "small"]}, {"place": "Rådhuset"}):
        (corrected,) = accepted(samverk, line("CorrectEntry", entry=named, changes=changes, reason="Fel"))
        assert len(corrected) == 1
    assert len(told_of(samverk, "other")) == 1


def told_of(samverk: Samverk, key: str) -> list[tuple[int, int, str, Any]]:
    """A network's entries: position, version, id and event."""
    head, _ = samverk.log.head()
    return [
        (entry.position or 0, entry.version, entry.id, entry.event)
        for entry in samverk.log.of_stream(f"networks/{key}", head)
    ]


# several instances


def test_an_instance_sees_what_another_wrote_before_it_decides(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    other = instance()
    accepted(samverk, ANNA)
    assert tell(other, SECOND_IN_RE)[0]["refusal"]["rule"] == "OneHolderPerSeat"
    accepted(other, BO)
    assert tell(samverk, BO) == [{"ok": True, "events": [], "version": 3}]


def test_two_instances_that_write_to_one_network_at_once_stay_of_one_mind(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    """Both appoint to the same seat, batch after batch: exactly one of each pair of rivals gets it."""
    found(samverk)
    writers = (samverk, instance())
    barrier = Barrier(2)

    def write(number: int) -> list[bool]:
        mine = ("anna", "bo")[number]
        accepted_ones = []
        for month in range(1, 13):
            barrier.wait()
            day, until = f"2022-{month:02}-01", f"2022-{month:02}-20"
            results = tell(
                writers[number],
                line("RaiseMatter", matter=f"{mine}-{month}", title="Sak", raised_by=mine),
                line("AppointRepresentative", person=mine, constituency="re", effective=day, until=until),
            )
            assert results[0]["ok"]
            accepted_ones.append(results[1]["ok"])
        return accepted_ones

    with ThreadPoolExecutor(2) as pool:
        mine, theirs = pool.map(write, (0, 1))
    assert [one != other for one, other in zip(mine, theirs, strict=True)] == [True] * 12
    found_entries = entries(samverk)
    assert [version for _, version, _, _ in found_entries] == list(range(1, 1 + 1 + 24 + 12))
    positions = [row[0] for row in contents(samverk, ("event",))["event"]]
    assert positions == list(range(1, len(positions) + 1))
    for writer in writers:
        assert standing(writer.log.network("small")) == folded(samverk)
