"""Who may do what: the whole table, asked of the service itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.access.roles import Role
from adapters.http import access
from adapters.http.access import ACCESS, Reach, Ungoverned
from adapters.http.app import ROUTES, application
from adapters.http.service import Service
from application.commands import COMMANDS

if TYPE_CHECKING:
    from adapters.http.routes import Route
    from tests.http.caller import Caller

OWN, OTHER = "12k-plo", "socialchefsnatverket"
CONTENT = {name for name, grant in ACCESS.items() if grant.reach is not Reach.PUBLIC} - {
    "status",
    "metrics",
    "tokens",
    "revoke-token",
}


def address(route: Route, network: str) -> str:
    path = route.path.replace("{network}", network).replace("{person}", "siv-fjellheim")
    return path.replace("{token}", "unknown") + ("?from=1&to=2" if route.name == "changes" else "")


@pytest.mark.parametrize("role", Role)
def test_every_operation_lets_in_whom_the_table_names_for_their_own_network_and_nobody_else(
    demo: Caller, role: Role
) -> None:
    token = demo.token(role, OWN)
    wrong = []
    for route in ROUTES:
        grant = ACCESS[route.name]
        for network in (OWN, OTHER):
            # A command without a body is none, and is told so only once it is known that it may be sent.
            status = demo(route.method, address(route, network), token=token).status_code
            may = grant.reach is Reach.PUBLIC or (
                role in grant.roles
                and (grant.reach is Reach.OWN or (grant.reach is Reach.NETWORK and network == OWN))
            )
            # Nobody keeps the read models here, so `ready` may say that it is not.
            failed = status >= 500 and not (route.name == "ready" and status == 503)
            if (status in (401, 403)) == may or failed:
                wrong.append((route.name, network, status))
    assert wrong == []


@pytest.mark.parametrize("role", Role)
def test_a_token_for_every_network_opens_what_its_role_may_do_in_each(demo: Caller, role: Role) -> None:
    wrong = []
    for route in ROUTES:
        grant = ACCESS[route.name]
        status = demo(route.method, address(route, OTHER), token=demo.token(role)).status_code
        if (status == 403) == (role in grant.roles or grant.reach is Reach.PUBLIC):
            wrong.append((route.name, status))
    assert wrong == []


def test_without_a_token_only_health_and_the_description_answer(demo: Caller) -> None:
    answered = {
        route.name for route in ROUTES if demo(route.method, address(route, OWN), token="").status_code != 401
    }
    assert answered == {"live", "ready", "openapi", "asyncapi"}


def test_what_each_role_may_do_is_what_its_name_says() -> None:
    """The same as the table, said the other way round and by hand."""

    def of(role: Role) -> set[str]:
        return {name for name, grant in ACCESS.items() if role in grant.roles}

    about_people = {"RegisterPerson", "ChangeContactDetails", "RequestErasure", "ConfirmErasure"}
    service = {"metrics", "tokens", "revoke-token"}
    streams = {"feed", "events"}
    assert of(Role.SUBSCRIBER) == streams
    assert of(Role.ADMIN) == {*service, "status"}
    assert of(Role.AUDITOR) == CONTENT - COMMANDS.keys() | {"status"}
    assert of(Role.KEEPER) == CONTENT | {"status"}
    assert of(Role.OFFICIAL) == CONTENT - about_people - {"person", "entries", "all-entries"} - streams
    assert of(Role.CHAIR) & COMMANDS.keys() == {
        "ScheduleMeeting",
        "RescheduleMeeting",
        "CancelMeeting",
        "CallMeeting",
        "AddAgendaItem",
        "IssueAgenda",
        "InviteGuest",
        "AppointNoteTakers",
        "AppointProgrammeGroup",
        "HoldMeeting",
        "DecidePlace",
        "PublishMinutes",
        "ApproveMinutes",
        "ReviewActivityList",
    }
    assert of(Role.CHAIR) - COMMANDS.keys() == of(Role.OFFICIAL) - COMMANDS.keys()


def test_a_service_with_an_operation_that_the_table_lacks_does_not_start(
    demo: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(access.ACCESS, "members")
    with pytest.raises(Ungoverned, match="members"):
        application(Service(demo.samverk))


def test_a_service_does_not_start_when_the_table_takes_a_network_for_what_is_about_none(
    demo: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(access.ACCESS, "members", ACCESS["networks"])
    with pytest.raises(Ungoverned, match="members"):
        application(Service(demo.samverk))


def test_lists_over_several_networks_keep_to_the_tokens_own(demo: Caller) -> None:
    token = demo.token(Role.OFFICIAL, OWN)
    assert [one["network"] for one in demo.get("/networks", token=token).json()["networks"]] == [OWN]
    found = demo.get("/obligations?on=2013-06-01", token=token).json()["obligations"]
    assert {one["network"] for one in found} == {OWN}


def test_an_auditor_of_one_network_sees_of_a_person_what_is_of_that_network_and_nobody_elses_people(
    demo: Caller,
) -> None:
    own, other = demo.token(Role.AUDITOR, OWN), demo.token(Role.AUDITOR, OTHER)
    seen = demo.get("/people/siv-fjellheim", token=own).json()
    assert {one["network"] for one in seen["holdings"]} == {OWN}
    stranger = demo.get("/people/siv-fjellheim", token=other)
    nobody = demo.get("/people/nobody-at-all", token=other)
    assert stranger.status_code == nobody.status_code == 404
    assert stranger.json()["detail"] == nobody.json()["detail"].replace("nobody-at-all", "siv-fjellheim")


def test_a_foreign_network_and_one_that_is_not_there_are_refused_alike(demo: Caller) -> None:
    token = demo.token(Role.OFFICIAL, OWN)
    there = demo.get(f"/networks/{OTHER}", token=token)
    not_there = demo.get("/networks/no-such-network", token=token)
    assert there.status_code == not_there.status_code == 403
    assert there.json()["detail"].replace(OTHER, "…") == not_there.json()["detail"].replace(
        "no-such-network", "…"
    )


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer smv_unknown", "Basic c2VjcmV0", "smv_x", "Bearer " + "x" * 5000],
)
def test_a_header_that_is_no_known_token_opens_nothing_and_says_what_would(demo: Caller, header: str) -> None:
    said = demo.get("/networks", token="", headers={"Authorization": header})
    assert said.status_code == 401
    assert said.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_in_the_address_opens_nothing(demo: Caller) -> None:
    assert demo.get(f"/networks?access_token={demo.token()}", token="").status_code == 401


def test_a_token_opens_nothing_once_it_is_revoked_or_past_its_end(caller: Caller) -> None:
    tokens, clock = caller.service.tokens, caller.samverk.clock
    short, _ = tokens.create(Role.KEEPER, None, actor="a", expires=clock() + timedelta(hours=1))
    long, made = tokens.create(Role.KEEPER, None, actor="b", expires=clock() + timedelta(hours=9))
    assert [caller.get("/networks", token=token).status_code for token in (short, long)] == [200, 200]
    clock.told = clock() + timedelta(hours=1)
    assert [caller.get("/networks", token=token).status_code for token in (short, long)] == [401, 200]
    revoked = caller("DELETE", f"/tokens/{made.id}", token=caller.token(Role.ADMIN))
    assert revoked.status_code == 204
    assert caller.get("/networks", token=long).status_code == 401
    again = caller("DELETE", f"/tokens/{made.id}", token=caller.token(Role.ADMIN))
    assert again.status_code == 404


def test_of_a_token_only_its_hash_is_kept(caller: Caller) -> None:
    token = caller.token(Role.AUDITOR)
    with caller.samverk.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM token").all()
    assert len(rows) == 1
    assert not any(token.removeprefix("smv_") in str(cell) for cell in rows[0])
    listed = caller.get("/tokens", token=caller.token(Role.ADMIN)).json()["tokens"]
    assert {one["role"] for one in listed} == {"auditor", "admin"}
    assert not any("hash" in one for one in listed)
