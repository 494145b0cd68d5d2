"""Commands over HTTP: recorded once, by whom the token says, on the version that was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from adapters.access.roles import Role
from adapters.http.batching import Waiting, Writer
from adapters.wire.commands import LONGEST
from application.outcomes import Faulty, Recorded
from tests.http.caller import LATER, Caller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from application.commands import Command
    from application.outcomes import Outcome

NETWORK, OTHER = "12k-plo", "socialchefsnatverket"
SEAT = {"person": "siv", "constituency": "horten", "effective": "2021-02-01"}
MEETING = {"meeting": "m1", "on": "2021-05-01", "digital": True}


def last_entry(caller: Caller) -> Any:
    head = caller.samverk.log.head()[0]
    return caller.get(f"/entries?after={head - 1}").json()["entries"][0]


def head(caller: Caller) -> int:
    return caller.samverk.log.head()[0]


def test_a_command_is_recorded_and_answered_with_its_events_and_the_version(caller: Caller) -> None:
    assert caller.register("siv").status_code == 200
    said = caller.record("AppointRepresentative", **SEAT)
    assert said.status_code == 200
    assert said.json()["events"] == [
        {
            "type": "RepresentativeAppointed",
            "position": head(caller),
            "id": last_entry(caller)["id"],
        }
    ]
    assert said.headers["ETag"] == f'"v{said.json()["version"]}"'


def test_actor_authority_and_correlation_of_an_entry_come_from_the_token_and_the_request(
    caller: Caller,
) -> None:
    said = caller.post("ScheduleMeeting", MEETING, headers={"If-Match": "*", "X-Correlation-ID": "case-17"})
    assert said.headers["X-Correlation-ID"] == "case-17"
    entry = last_entry(caller)
    assert (entry["actor"], entry["authority"]) == ("some-keeper", "§ 1")
    (logged,) = caller.samverk.recorder.page(head(caller) - 1, 1)
    assert logged.correlation == "case-17"


@pytest.mark.parametrize(
    "name",
    ["actor", "authority", "id", "expected_version", "correlation", "command", "network"],
)
def test_a_body_that_says_what_is_not_its_to_say_is_refused(caller: Caller, name: str) -> None:
    before = head(caller)
    said = caller.post("ScheduleMeeting", {**MEETING, name: "x"}, headers={"If-Match": "*"})
    assert (said.status_code, said.json()["field"]) == (400, name)
    assert head(caller) == before


def test_a_refusal_carries_the_rule_and_its_quote(caller: Caller) -> None:
    caller.register("siv")
    caller.record("AppointRepresentative", **SEAT)
    term = {"person": "siv", "effective": "2021-02-02", "until": "2023-02-02"}
    said = caller.record("ElectChair", **term)
    assert (said.status_code, said.headers["Content-Type"]) == (409, "application/problem+json")
    assert said.json()["rule"] == "TermFollowsTheMandate"
    assert said.json()["quote"] == "Funksjonstiden er ett år."
    assert said.json()["accepted"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"meeting": "m1", "on": "2021-02-30", "digital": True}, 422, "on"),
        ({"meeting": "m1", "digital": True}, 422, "on"),
        ({**MEETING, "plase": "x"}, 422, "plase"),
        ({**MEETING, "meeting": "a b"}, 422, "meeting"),
        ([], 400, None),
        ("text", 400, None),
        ({**MEETING, "digital": 1.5}, 422, None),
    ],
)
def test_a_body_that_is_no_command_is_told_where_and_why(
    caller: Caller, body: Any, status: int, field: str | None
) -> None:
    before = head(caller)
    said = caller.post("ScheduleMeeting", body, headers={"If-Match": "*"})
    assert (said.status_code, said.json().get("field")) == (status, field)
    assert head(caller) == before


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_told_so(demo: Caller, body: bytes) -> None:
    said = demo(
        "POST",
        f"/networks/{NETWORK}/commands/ScheduleMeeting",
        content=body,
        headers={"If-Match": "*", "Content-Type": "application/json; charset=utf-8"},
    )
    assert said.status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "", "application/json; charset=latin-1", "application/xml"])
def test_a_body_of_another_format_is_not_read(demo: Caller, kind: str) -> None:
    path = f"/networks/{NETWORK}/commands/ScheduleMeeting"
    said = demo("POST", path, content=b"{}", headers={"If-Match": "*", "Content-Type": kind})
    assert said.status_code == 415


def test_a_body_that_is_too_long_is_not_read_to_its_end(demo: Caller) -> None:
    said = demo.post("ScheduleMeeting", {"place": "x" * LONGEST}, headers={"If-Match": "*"})
    assert said.status_code == 413


def test_a_network_that_is_not_there_takes_no_commands(demo: Caller) -> None:
    said = demo.post("ScheduleMeeting", MEETING, network="no-such-network", headers={"If-Match": "*"})
    assert said.status_code == 404


def test_a_command_about_a_network_names_the_version_that_was_seen(caller: Caller) -> None:
    seen = caller.get(f"/networks/{NETWORK}/commands")
    assert seen.headers["ETag"] == f'"v{seen.json()["version"]}"'
    assert caller.post("ScheduleMeeting", MEETING).status_code == 428
    first = caller.post("ScheduleMeeting", MEETING, headers={"If-Match": seen.headers["ETag"]})
    assert first.status_code == 200
    late = caller.post(
        "ScheduleMeeting", {**MEETING, "meeting": "m2"}, headers={"If-Match": seen.headers["ETag"]}
    )
    assert (late.status_code, late.json()["version"]) == (412, first.json()["version"])


@pytest.mark.parametrize("version", ["v1", '"1"', 'W/"v1"', '"v1", "v2"', "", '"v1234567890123456"'])
def test_a_version_that_is_none_is_told_so(demo: Caller, version: str) -> None:
    said = demo.post("ScheduleMeeting", MEETING, headers={"If-Match": version})
    assert (said.status_code, said.json()["field"]) == (400, "If-Match")


def test_the_same_command_sent_again_is_recorded_once_and_answered_the_same(caller: Caller) -> None:
    seen = caller.get(f"/networks/{NETWORK}/commands").headers["ETag"]
    headers = {"If-Match": seen, "Idempotency-Key": "meeting-1"}
    first = caller.post("ScheduleMeeting", MEETING, headers=headers)
    again = caller.post("ScheduleMeeting", MEETING, headers=headers)
    assert first.status_code == again.status_code == 200
    assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"])
    another = caller.post("ScheduleMeeting", {**MEETING, "meeting": "m2"}, headers=headers)
    assert (another.status_code, another.json()["field"]) == (422, "id")


def test_nobody_is_answered_with_what_somebody_else_recorded_under_the_same_id(caller: Caller) -> None:
    headers = {"If-Match": "*", "Idempotency-Key": "meeting-1"}
    assert caller.post("ScheduleMeeting", MEETING, headers=headers).status_code == 200
    other = caller.token(Role.OFFICIAL)
    assert caller.post("ScheduleMeeting", MEETING, headers=headers, token=other).status_code == 422


def test_the_commands_listed_for_a_token_are_those_it_may_send(caller: Caller) -> None:
    listed = caller.get(f"/networks/{NETWORK}/commands", token=caller.token(Role.CHAIR)).json()["commands"]
    assert "CallMeeting" in listed
    assert "ElectChair" not in listed
    auditor = caller.token(Role.AUDITOR)
    assert caller.get(f"/networks/{NETWORK}/commands", token=auditor).json()["commands"] == []


def test_a_joint_meeting_takes_a_token_for_every_network_it_is_of(caller: Caller) -> None:
    joint = {**MEETING, "jointly_with": [OTHER]}
    narrow, wide = caller.token(Role.KEEPER, NETWORK), caller.token(Role.KEEPER, NETWORK, OTHER)
    before = head(caller)
    refused = caller.post("ScheduleMeeting", joint, token=narrow, headers={"If-Match": "*"})
    assert (refused.status_code, head(caller)) == (403, before)
    assert caller.post("ScheduleMeeting", joint, token=wide, headers={"If-Match": "*"}).status_code == 200
    called = {"meeting": "m1", "sent_on": "2021-04-01"}
    assert caller.post("CallMeeting", called, token=narrow, headers={"If-Match": "*"}).status_code == 403
    assert caller.post("CallMeeting", called, token=wide, headers={"If-Match": "*"}).status_code == 200
    entry = last_entry(caller)["id"]
    annul = {"entry": entry, "reason": "Fel"}
    other = {"If-Match": "*"}
    assert caller.post("AnnulEntry", annul, token=narrow, headers=other, network=OTHER).status_code == 403
    own = caller.token(Role.KEEPER, OTHER)
    assert caller.post("AnnulEntry", annul, token=own, headers=other, network=OTHER).status_code == 403


def test_an_erasure_is_confirmed_by_another_than_who_asked_for_it(caller: Caller) -> None:
    caller.register("siv")
    body = {"decision": "§ 3", "reason": "På begäran"}
    other, _ = caller.service.tokens.create(Role.KEEPER, None, actor="another", expires=LATER)
    asked = caller("POST", "/people/siv/commands/RequestErasure", json=body)
    alone = caller("POST", "/people/siv/commands/ConfirmErasure", json=body)
    both = caller("POST", "/people/siv/commands/ConfirmErasure", json=body, token=other)
    assert [asked.status_code, alone.status_code, both.status_code] == [200, 409, 200]


def test_many_commands_at_once_are_each_recorded_once_and_answered_with_their_own(caller: Caller) -> None:
    bodies = [{**MEETING, "meeting": f"m{at}"} for at in range(48)]
    said = caller.at_once(f"/networks/{NETWORK}/commands/ScheduleMeeting", bodies, **{"If-Match": "*"})
    positions = [one.json()["events"][0]["position"] for one in said]
    assert sorted(positions) == list(range(min(positions), min(positions) + 48))
    listed = caller.get(f"/entries?after={min(positions) - 1}").json()["entries"]
    by_position = {entry["position"]: entry["data"]["meeting"] for entry in listed}
    assert [by_position[position] for position in positions] == [f"m{at}" for at in range(48)]


def test_of_many_who_saw_one_version_exactly_one_is_recorded(caller: Caller) -> None:
    seen = caller.get(f"/networks/{NETWORK}/commands").headers["ETag"]
    bodies = [{**MEETING, "meeting": f"m{at}"} for at in range(16)]
    said = caller.at_once(f"/networks/{NETWORK}/commands/ScheduleMeeting", bodies, **{"If-Match": seen})
    assert sorted(one.status_code for one in said) == [200] + [412] * 15


def test_the_same_command_sent_many_times_at_once_has_one_effect_and_one_answer(caller: Caller) -> None:
    path = f"/networks/{NETWORK}/commands/ScheduleMeeting"
    before = head(caller)
    said = caller.at_once(path, [MEETING] * 16, **{"If-Match": "*", "Idempotency-Key": "once"})
    assert {one.content for one in said} == {said[0].content}
    assert head(caller) == before + 1


def test_commands_that_wait_for_their_turn_are_made_durable_together(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = caller.samverk.register
    batches: list[int] = []
    record = register.record

    def counted(commands: Sequence[Command | Faulty]) -> list[Outcome]:
        batches.append(len(commands))
        return record(commands)

    monkeypatch.setattr(type(register), "record", lambda _, commands: counted(commands))
    writer = Writer(caller.samverk)
    said = {"command": "ScheduleMeeting", "network": NETWORK, "on": "2021-05-01", "digital": True}
    waiting = [Waiting({**said, "meeting": f"m{at}"}, "c") for at in range(5)]
    writer._waiting.extend(waiting[:4])
    assert isinstance(writer.carry_out(waiting[4]), Recorded)
    assert batches == [5]
    assert all(isinstance(one.outcome, Recorded) for one in waiting)


def test_a_command_that_is_none_leaves_those_beside_it_alone(caller: Caller) -> None:
    writer = Writer(caller.samverk)
    said = {"command": "ScheduleMeeting", "network": NETWORK, "on": "2021-05-01", "digital": True}
    bad = Waiting({**said, "meeting": "a b"}, "c")
    nowhere = Waiting({**said, "meeting": "m2", "network": "no-such-network"}, "c")
    writer._waiting.extend([bad, nowhere])
    assert isinstance(writer.carry_out(Waiting({**said, "meeting": "m1"}, "c")), Recorded)
    assert isinstance(bad.outcome, Faulty)
    assert getattr(nowhere.outcome, "status", None) == 404
