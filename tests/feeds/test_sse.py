"""Server-sent events: the same log, as it grows."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from adapters.access.roles import Role
from tests.feeds.serving import Listener, Served, block, served
from tests.http.conftest import caller, demo
from tests.http.waiting import waiting
from tests.waiting import GIVE_UP, ended, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from tests.http.caller import Caller

__all__ = ["caller", "demo"]

READERS = 12


def told(one: Caller, path: str, **more: Any) -> list[dict[str, str]]:
    """The blocks of a stream, up to where it ends by itself."""
    return blocks_of(one.get(path, **more))


def blocks_of(said: httpx.Response) -> list[dict[str, str]]:
    assert said.status_code == 200, said.text
    assert said.headers["Content-Type"].startswith("text/event-stream")
    return [block(text) for text in said.text.split("\n\n")[:-1]]


def events(blocks: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [json.loads(one["data"]) for one in blocks if "data" in one]


@pytest.fixture
def live(url: str, keys: Path) -> Iterator[Served]:
    """A service in a process of its own, on each database."""
    with served(url, keys) as one:
        yield one


def arrived(listeners: list[Listener], count: int) -> bool:
    """Waits until each was told of so many events."""
    return until(lambda: all(len(one.ids) >= count for one in listeners))


def test_a_stream_holds_every_entry_once_in_the_order_of_the_log_each_with_its_cursor(demo: Caller) -> None:
    blocks = told(demo, "/events")
    entries = list(demo.samverk.recorder.entries())
    assert [event["id"] for event in events(blocks)] == [entry.id for entry in entries]
    first = next(one for one in blocks if "data" in one)
    assert first["event"] == "samverk.NetworkFounded.v1"
    following = told(demo, f"/events?after={first['id']}")
    assert events(following) == events(blocks)[1:]


def test_a_stream_says_how_soon_to_come_back_and_when_it_ends(demo: Caller) -> None:
    blocks = told(demo, "/events?after=1057")
    assert blocks == [{"retry": "2000"}, {"": "come back with the last id"}]


def test_the_id_of_the_last_event_goes_before_after(demo: Caller) -> None:
    blocks = told(demo, "/events?after=0", headers={"Last-Event-ID": "1050"})
    assert [event["sequence"] for event in events(blocks)] == [str(n) for n in range(1051, 1058)]


def test_filters_are_those_of_the_feed(demo: Caller) -> None:
    query = "network=12k-plo&type=ChairElected&type=ViceChairElected"
    assert events(told(demo, f"/events?{query}")) == demo.get(f"/feed?{query}").json() != []


def test_a_token_for_one_network_is_told_of_that_network_alone(demo: Caller) -> None:
    token = demo.token(Role.SUBSCRIBER, "lanssamordnare")
    assert {event["source"] for event in events(told(demo, "/events", token=token))} == {
        "/networks/lanssamordnare"
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("after=999999", 410),
        ("after=x", 400),
        ("network=12k-plu", 404),
        ("type=Chair", 400),
        ("limit=1", 400),
    ],
)
def test_what_no_stream_can_be_begun_with_is_said_instead(demo: Caller, query: str, status: int) -> None:
    assert demo.get(f"/events?{query}").status_code == status


def test_a_question_for_the_headers_alone_opens_no_stream(demo: Caller) -> None:
    said = demo("HEAD", "/events")
    assert (said.status_code, said.content) == (200, b"")


def test_a_heartbeat_says_up_to_where_the_log_was_looked_through(
    demo: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.http.operations.sse.BEAT", 0.05)
    cursor = demo.get("/feed?type=NetworkDissolved").headers["Samverk-Cursor"]
    beats = [
        one for one in told(demo, f"/events?after={cursor}&type=ChairElected") if one.get("") == "still here"
    ]
    assert beats
    assert {one["id"] for one in beats} == {cursor}


def test_a_stream_ends_once_its_token_was_revoked(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.http.operations.sse.BEAT", 0.05)
    monkeypatch.setattr(caller.service, "stream_lasts", 2 * GIVE_UP)
    token = caller.token(Role.SUBSCRIBER)
    somebody = caller.service.tokens.principal(token)
    assert somebody is not None
    with waiting(caller, "/events", token=token) as said:
        caller.service.tokens.revoke(somebody.token)
        assert events(blocks_of(said.result(GIVE_UP)))
    assert caller.get("/events", token=token).status_code == 401


def test_a_token_has_so_many_streams_and_no_more(caller: Caller) -> None:
    token = caller.token(Role.SUBSCRIBER)
    somebody = caller.service.tokens.principal(token)
    assert somebody is not None
    with caller.service.streams.one(somebody), caller.service.streams.one(somebody):
        assert caller.get("/events", token=token).status_code == 429
    assert caller.get("/events", token=token).status_code == 200


def test_a_reader_that_takes_nothing_is_left(
    demo: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("adapters.http.operations.sse.SLOW", 0.1)
    sent = []

    async def take(message: dict[str, Any]) -> None:
        sent.append(message)
        if len(sent) == 3:
            await anyio.sleep_forever()

    async def never() -> dict[str, Any]:
        await anyio.sleep_forever()
        raise AssertionError

    headers = [(b"authorization", f"Bearer {demo.token()}".encode())]
    scope = {"type": "http", "method": "GET", "path": "/events", "query_string": b"", "headers": headers}
    with caplog.at_level(logging.INFO, "samverk.http"):
        anyio.run(demo.app, scope, never, take)  # type: ignore[arg-type]
    assert len(sent) == 3
    assert sent[2]["more_body"]
    assert "slow-reader" in caplog.text


def test_readers_that_come_at_any_time_are_told_of_everything_once_and_in_order(live: Served) -> None:
    """Each catches up from the log while it grows, and then goes on with what is read once for all."""
    token, other = live.token(), live.token()
    listeners = []
    for number in range(READERS):
        live.register_people(20)
        listeners.append(Listener(live.address, (token, other)[number % 2]))
        live.register_people(5)
    recorded = live.ids()
    assert arrived(listeners, len(recorded))
    assert [one.ids == recorded for one in listeners] == [True] * READERS


def test_a_service_that_stops_ends_its_streams_politely(live: Served) -> None:
    listener = Listener(live.address, live.token())
    assert arrived([listener], 1)
    assert live.process.stop() == 0
    ended(listener)
    assert listener.blocks[-1] == {"": "come back with the last id"}
