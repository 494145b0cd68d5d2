"""Questions over HTTP: the same answers as everywhere, for any day and position, a page at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from adapters.access.roles import Role
from adapters.http.app import ROUTES
from adapters.http.openapi import document
from adapters.http.routes import JSON
from adapters.wire.json import plain
from tests.asking import ask
from tests.http.caller import LATER

if TYPE_CHECKING:
    import httpx

    from tests.http.caller import Caller

NETWORK = "12k-plo"
OF_A_NETWORK = ("show", "members", "chairs", "mandates", "meetings", "matters", "obligations")

OF_THE_SERVICE = ("openapi", "asyncapi", "tokens")


def path_of(question: str, network: str = NETWORK) -> str:
    return f"/networks/{network}" + ("" if question == "show" else f"/{question}")


@pytest.mark.parametrize("question", OF_A_NETWORK)
@pytest.mark.parametrize("known_at", [None, "700", "2013-12-01", "2013-12-01T08:00:00Z"])
def test_an_answer_is_the_one_the_register_gives(demo: Caller, question: str, known_at: str | None) -> None:
    asked = {"on": "2013-06-01", **({"known_at": known_at} if known_at else {})}
    said = demo.get(path_of(question), params=asked)
    expected = ask(demo.samverk.book, question, NETWORK, on=date(2013, 6, 1), known_at=known_at)
    assert said.json() == plain(expected)


def test_the_questions_about_no_network_in_the_path_are_answered_alike(demo: Caller) -> None:
    book = demo.samverk.book
    assert demo.get("/networks?on=2014-01-01").json() == plain(ask(book, "networks", on=date(2014, 1, 1)))
    assert demo.get("/people/siv-fjellheim?on=2014-01-01").json() == plain(
        ask(book, "person", "siv-fjellheim", on=date(2014, 1, 1))
    )
    expected = plain(ask(book, "obligations", on=date(2014, 1, 1), within=90))
    assert demo.get("/obligations?on=2014-01-01&within=90").json() == expected
    assert demo.get(f"{path_of('mandates')}?diff=1,2&on=2014-01-01").json() == plain(
        ask(book, "mandates", NETWORK, on=date(2014, 1, 1), diff=(1, 2))
    )
    expected = plain(ask(book, "changes", NETWORK, 40, 60))
    assert demo.get(f"{path_of('changes')}?from=40&to=60").json() == expected
    filters = {"network": NETWORK, "type": "ChairElected", "person": "siv-fjellheim"}
    said = demo.get(f"{path_of('entries')}?type=ChairElected&person=siv-fjellheim")
    assert said.json() == plain(ask(book, "entries", **filters))


def test_every_answer_of_every_network_is_as_the_description_says(demo: Caller) -> None:
    """The description is drawn from types written by hand; here they meet the answers themselves."""
    networks = [one["network"] for one in demo.get("/networks").json()["networks"]]
    assert len(networks) == 8
    asked = 0
    for route in ROUTES:
        if route.method != "GET" or route.produces != (JSON,) or route.name in OF_THE_SERVICE:
            continue
        for network in networks if "{network}" in route.path else networks[:1]:
            for on in ("2012-03-01", "2019-03-01"):
                path = route.path.replace("{network}", network).replace("{person}", "siv-fjellheim")
                parameters = {parameter.name for parameter in route.parameters}
                query = (
                    f"?on={on}" if "on" in parameters else "?from=0&to=1057" if "from" in parameters else ""
                )
                said = demo.get(path + query)
                if route.name != "ready":
                    assert said.status_code == 200, (path, said.text)
                    validate(route.name, said)
                    asked += 1
    assert asked > 100


def validate(operation: str, said: httpx.Response) -> None:
    """Raises when an answer is not as the description says."""
    described = document(ROUTES)
    for methods in described["paths"].values():
        for one in methods.values():
            if one["operationId"] == operation:
                schema = one["responses"][str(said.status_code)]["content"]["application/json"]["schema"]
                whole = {**schema, "components": described["components"]}
                jsonschema.Draft202012Validator(whole).validate(said.json())


def test_what_has_not_changed_is_not_sent_again(caller: Caller) -> None:
    path = f"{path_of('members')}?on=2021-03-01"
    first = caller.get(path)
    position = first.json()["position"]
    assert first.headers["ETag"].startswith(f'"{position}-')
    again = caller.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert caller.get(path, headers={"If-None-Match": f'"x", W/{first.headers["ETag"]}'}).status_code == 304
    caller.record("ScheduleMeeting", meeting="m1", on="2021-05-01", digital=True)
    caller.samverk.projector.catch_up()
    changed = caller.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.json()["position"] == position + 1


def test_an_answer_of_an_earlier_position_is_sent_again_once_somebody_in_it_was_erased(
    caller: Caller,
) -> None:
    """A client that is told its copy is good would keep the name."""
    caller.register("siv")
    caller.record("AppointRepresentative", person="siv", constituency="horten", effective="2021-02-01")
    caller.samverk.projector.catch_up()
    pinned = f"{path_of('members')}?on=2021-03-01&known_at={caller.samverk.log.head()[0]}"
    before = caller.get(pinned)
    assert before.json()["members"][0]["name"] == "Siv"
    keepers = [
        caller.service.tokens.create(Role.KEEPER, None, actor=who, expires=LATER)[0] for who in ("a", "b")
    ]
    for name, token in zip(("RequestErasure", "ConfirmErasure"), keepers, strict=True):
        said = caller(
            "POST",
            f"/people/siv/commands/{name}",
            json={"decision": "§ 3", "reason": "På begäran"},
            token=token,
        )
        assert said.status_code == 200, said.text
    after = caller.get(pinned, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.json()["members"][0]["name"] is None


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("/networks", "networks"),
        ("/obligations?on=2019-03-01", "obligations"),
        (f"/networks/{NETWORK}/meetings", "meetings"),
        (f"/networks/{NETWORK}/obligations?on=2013-06-01", "obligations"),
        (f"/networks/{NETWORK}/changes?from=40&to=60", "changes"),
        (f"/networks/{NETWORK}/entries?type=MeetingHeld", "entries"),
        ("/entries?since=2019-01-01&until=2019-03-01", "entries"),
    ],
)
def test_pages_that_follow_each_other_are_the_whole(demo: Caller, path: str, listed: str) -> None:
    whole = demo.get(path).json()[listed]
    assert len(whole) > 3
    found: list[Any] = []
    following: str | None = path + ("&" if "?" in path else "?") + "limit=3"
    while following:
        said = demo.get(following)
        found += said.json()[listed]
        following = said.links.get("next", {}).get("url")
    assert found == whole


def test_a_page_of_entries_is_of_the_position_of_the_first_one(caller: Caller) -> None:
    for at in range(3):
        caller.record("ScheduleMeeting", meeting=f"m{at}", on="2021-05-01", digital=True)
    first = caller.get("/entries?limit=2")
    caller.record("ScheduleMeeting", meeting="m-late", on="2021-05-01", digital=True)
    caller.samverk.projector.catch_up()
    second = caller.get(first.links["next"]["url"])
    assert second.json()["position"] == first.json()["position"]


def test_a_read_that_waits_sees_what_was_written_before_it(serving: Caller) -> None:
    for at in range(10):
        written = serving.record("ScheduleMeeting", meeting=f"m{at}", on="2021-05-01", digital=True).json()
        position = written["events"][-1]["position"]
        said = serving.get(f"{path_of('meetings')}?wait={position}").json()
        assert said["position"] >= position
        assert f"m{at}" in [meeting["meeting"] for meeting in said["meetings"]]


def test_a_read_pinned_to_what_was_just_written_waits_for_it_too(serving: Caller) -> None:
    written = serving.record("ScheduleMeeting", meeting="m1", on="2021-05-01", digital=True).json()
    position = written["events"][-1]["position"]
    assert serving.get(f"{path_of('meetings')}?known_at={position}").json()["position"] == position


def test_a_read_that_waits_in_vain_is_told_to_come_again(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.http.service.PATIENCE", 0.05)
    written = caller.record("ScheduleMeeting", meeting="m1", on="2021-05-01", digital=True).json()
    said = caller.get(f"{path_of('meetings')}?wait={written['events'][-1]['position']}")
    assert (said.status_code, said.headers["Retry-After"]) == (503, "1")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/networks?on=2013-02-30", "on"),
        ("/networks?on=2013-W09-4", "on"),
        ("/networks?on=", "on"),
        ("/networks?known_at=xyz", "known_at"),
        ("/networks?known_at=2013-13-01T00:00:00Z", "known_at"),
        ("/networks?known_at=1234567890123456", "known_at"),
        ("/networks?limit=0", "limit"),
        ("/networks?limit=1001", "limit"),
        ("/networks?limit=-1", "limit"),
        ("/networks?offset=x", "offset"),
        ("/networks?on=2013-01-01&on=2013-01-02", "on"),
        ("/networks?onn=2013-01-01", "onn"),
        ("/networks?wait=1.5", "wait"),
        (f"/networks/{NETWORK}/mandates?diff=1", "diff"),
        (f"/networks/{NETWORK}/changes?from=1", "to"),
        (f"/networks/{NETWORK}/entries?type=%00", "type"),
        (f"/networks/{NETWORK}/entries?actor=%ED%A0%80%0A", "actor"),
        (f"/networks/{NETWORK}/entries?person=a%20b", "person"),
    ],
)
def test_a_query_that_cannot_be_read_is_told_which_parameter_and_why(
    demo: Caller, path: str, field: str
) -> None:
    said = demo.get(path)
    assert (said.status_code, said.json()["field"]) == (400, field)
    assert said.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "/networks/no-such-network",
        "/networks/no-such-network/commands",
        "/networks/x%00y/members",
        "/networks/a%20b/members",
        f"/networks/{'x' * 101}/members",
        "/people/nobody-at-all",
        f"/networks/{NETWORK}/mandates?diff=1,99",
        f"/networks/{NETWORK}/members?known_at=999999",
        "/nothing",
        "/networks/",
        "/",
        "//networks",
    ],
)
def test_what_is_not_there_is_told_as_a_problem(demo: Caller, path: str) -> None:
    said = demo.get(path)
    assert said.status_code == 404
    assert said.headers["Content-Type"] == "application/problem+json"
    assert set(said.json()) >= {"type", "title", "status", "detail"}


def test_what_cannot_be_done_at_an_address_is_told_with_what_can(demo: Caller) -> None:
    said = demo("PATCH", "/networks")
    assert (said.status_code, said.headers["Content-Type"]) == (405, "application/problem+json")
    assert set(said.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("application/*;q=0.5, text/html", 200),
        ("*/*;q=0.1", 200),
        ("text/html", 406),
        ("application/json;q=0, */*", 406),
        ("application/json;q=nan", 406),
        ("nonsense", 406),
    ],
)
def test_a_client_that_takes_no_json_is_told_so(demo: Caller, accept: str, status: int) -> None:
    assert demo.get("/networks", headers={"Accept": accept}).status_code == status


def test_a_question_may_be_asked_for_its_headers_alone(demo: Caller) -> None:
    said = demo("HEAD", "/networks")
    assert said.status_code == 200
    assert said.headers["ETag"]
