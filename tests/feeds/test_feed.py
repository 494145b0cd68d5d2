"""The feed over HTTP: the log in batches, which never say more than was looked at."""

from __future__ import annotations

import re
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import pytest

from adapters.access.roles import Role
from adapters.feeds.cloudevents import BATCH_MEDIA_TYPE
from tests.http.conftest import caller, demo
from tests.http.waiting import waiting
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.http.caller import Caller

__all__ = ["caller", "demo"]

OWN, OTHER = "12k-plo", "socialchefsnatverket"


def following(one: Caller, path: str, **more: Any) -> Iterator[httpx.Response]:
    """A page of the feed and all that its links lead to, up to the first that is caught up."""
    while True:
        said = one.get(path, **more)
        assert said.status_code == 200, said.text
        yield said
        if said.headers["Samverk-Caught-Up"] == "true":
            return
        found = re.fullmatch(r'<(/feed\?[^>]+)>; rel="next"', said.headers["Link"])
        assert found is not None
        path = found[1]


def ids(pages: Iterator[httpx.Response]) -> list[str]:
    return [event["id"] for page in pages for event in page.json()]


def test_whoever_follows_the_links_gets_every_entry_once_in_the_order_of_the_log(demo: Caller) -> None:
    pages = list(following(demo, "/feed?limit=100"))
    events = [event for page in pages for event in page.json()]
    entries = list(demo.samverk.recorder.entries())
    assert [event["id"] for event in events] == [entry.id for entry in entries]
    assert [int(event["sequence"]) for event in events] == list(range(1, len(entries) + 1))
    assert {page.headers["Content-Type"] for page in pages} == {BATCH_MEDIA_TYPE}
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}


def test_an_event_tells_what_its_entry_says_and_when_and_where_it_stands(demo: Caller) -> None:
    (event,) = demo.get("/feed?limit=1").json()
    (entry,) = demo.samverk.recorder.page(0, 1)
    assert event.pop("data")["effective"] == event["effective"]
    assert event == {
        "specversion": "1.0",
        "id": entry.id,
        "source": f"/{entry.stream}",
        "type": f"samverk.{entry.type}.v1",
        "time": entry.recorded,
        "subject": entry.stream.partition("/")[2],
        "sequence": "1",
        "datacontenttype": "application/json",
        "effective": event["effective"],
    }


def test_of_people_only_the_key_is_told(demo: Caller) -> None:
    (event, *_) = demo.get("/feed?type=PersonRegistered").json()
    key = event["subject"]
    assert (event["source"], event["data"]) == (f"/people/{key}", {"person": key})


def test_filters_leave_what_was_asked_for_and_the_links_keep_them(demo: Caller) -> None:
    path = f"/feed?limit=2&network={OWN}&network={OTHER}&type=ChairElected&type=samverk.MinutesPublished.v1"
    wanted = [
        entry.id
        for entry in demo.samverk.recorder.entries()
        if entry.stream in (f"networks/{OWN}", f"networks/{OTHER}")
        and entry.type in ("ChairElected", "MinutesPublished")
    ]
    assert len(wanted) > 10
    assert ids(following(demo, path)) == wanted


def test_a_filtered_batch_is_caught_up_only_where_the_end_was_looked_at(demo: Caller) -> None:
    head, _ = demo.samverk.recorder.head()
    *before, last = following(demo, "/feed?limit=3&type=ChairElected")
    assert {page.headers["Samverk-Caught-Up"] for page in before} == {"false"}
    assert all(len(page.json()) == 3 for page in before)
    assert int(last.headers["Samverk-Position"]) == int(last.headers["Samverk-Head"]) == head


def test_an_answer_without_events_leads_past_all_that_was_looked_through(demo: Caller) -> None:
    head, _ = demo.samverk.recorder.head()
    said = demo.get("/feed?type=ChairElected&after=1000&network=lanssamordnare")
    assert said.json() == []
    assert said.headers["Samverk-Cursor"].startswith(f"{head}-")


def test_a_token_for_one_network_is_told_of_that_network_and_of_no_people(demo: Caller) -> None:
    token = demo.token(Role.SUBSCRIBER, OWN)
    sources = {event["source"] for event in demo.get("/feed", token=token).json()}
    assert sources == {f"/networks/{OWN}"}
    assert demo.get(f"/feed?network={OTHER}", token=token).status_code == 403
    assert demo.get(f"/feed?network={OWN}&network={OTHER}", token=token).status_code == 403


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.CHAIR, Role.ADMIN])
def test_other_roles_are_not_told(demo: Caller, role: Role) -> None:
    assert demo.get("/feed", token=demo.token(role)).status_code == 403


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("after=x", 400, "no place in the log"),
        ("type=ChairElectd", 400, "did you mean ChairElected?"),
        ("network=12k-plu", 404, "no network “12k-plu”"),
        ("limit=0", 400, "limit"),
        ("limit=1001", 400, "limit"),
        ("timeout=31", 400, "timeout"),
        ("after=1&after=2", 400, "twice"),
    ],
)
def test_what_cannot_be_answered_is_said(demo: Caller, query: str, status: int, said: str) -> None:
    answer = demo.get(f"/feed?{query}")
    assert answer.status_code == status
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("cursor", ["999999", "5-0123456789abcdef"])
def test_a_cursor_of_another_log_is_gone_and_the_answer_says_how_to_go_on(demo: Caller, cursor: str) -> None:
    head, _ = demo.samverk.recorder.head()
    said = demo.get(f"/feed?after={cursor}")
    assert (said.status_code, said.json()["head"]) == (410, head)
    assert "or from 0" in said.json()["detail"]


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request's time-out is over long after the test has given up."""
    clock = chain([2 * GIVE_UP], repeat(0.0))
    monkeypatch.setattr("adapters.http.operations.feed.monotonic", lambda: next(clock))


@pytest.mark.usefixtures("endless")
def test_whoever_waits_is_answered_as_soon_as_something_is_recorded(caller: Caller) -> None:
    head, _ = caller.samverk.recorder.head()
    with waiting(caller, f"/feed?after={head}&timeout=30") as said:
        caller.register("siv")
        assert [event["subject"] for event in said.result(GIVE_UP).json()] == ["siv"]


def test_whoever_waits_for_something_else_waits_on_and_is_told_how_far_it_was_looked(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("adapters.http.operations.feed.monotonic", lambda: now[0])
    head, _ = caller.samverk.recorder.head()
    with waiting(caller, f"/feed?after={head}&timeout=1&type=ChairElected") as asked:
        caller.register("siv")
        now[0] = 1.0
        said = asked.result(GIVE_UP)
    assert (said.json(), said.headers["Samverk-Caught-Up"]) == ([], "true")
    assert said.headers["Samverk-Position"] == str(head + 1)


@pytest.mark.usefixtures("endless")
def test_whoever_waits_when_the_service_stops_is_answered_at_once(caller: Caller) -> None:
    head, _ = caller.samverk.recorder.head()
    with waiting(caller, f"/feed?after={head}&timeout=30") as said:
        caller.service.stop()
        assert said.result(GIVE_UP).json() == []


def test_waiting_counts_among_the_streams_of_a_token(caller: Caller) -> None:
    token = caller.token(Role.SUBSCRIBER)
    somebody = caller.service.tokens.principal(token)
    assert somebody is not None
    with caller.service.streams.one(somebody), caller.service.streams.one(somebody):
        head, _ = caller.samverk.recorder.head()
        assert caller.get(f"/feed?after={head}&timeout=1", token=token).status_code == 429
        assert caller.get("/feed?timeout=1", token=token).status_code == 200
