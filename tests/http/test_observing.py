"""What the service tells about itself: health, metrics, log lines; and the bounds it keeps."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from adapters.access.roles import Principal, Role
from adapters.database.faults import DatabaseFault
from adapters.http.logs import JsonLines
from adapters.http.problems import Problem
from adapters.http.projecting import Standing
from adapters.http.service import Bounds
from tests.http.caller import Caller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.bootstrap import Samverk


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[dict[str, Any]]]:
    """What the service logs, read back from its JSON lines."""
    found: list[dict[str, Any]] = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(json.loads(JsonLines().format(record)))  # type: ignore[method-assign]
    logger = logging.getLogger("samverk.http")
    logger.addHandler(handler)
    with caplog.at_level(logging.INFO, "samverk.http"):
        yield found
    logger.removeHandler(handler)


def test_a_process_that_answers_is_live(demo: Caller) -> None:
    assert demo.get("/health/live", token="").json() == {"live": True}


def test_a_service_is_ready_while_somebody_keeps_its_read_models(serving: Caller) -> None:
    written = serving.record("ScheduleMeeting", meeting="m1", on="2021-05-01", digital=True).json()
    serving.get(f"/networks?wait={written['events'][0]['position']}")
    said = serving.get("/health/ready", token="").json()
    assert (said["ready"], said["leading"], said["lag"]) == (True, True, 0)
    assert said["looked"] >= 0


def test_a_service_whose_projector_has_not_looked_for_long_is_not_ready(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.http.projecting.STALE", -1.0)
    said = caller.get("/health/ready", token="")
    assert (said.status_code, said.headers["Content-Type"]) == (503, "application/problem+json")
    assert said.json()["detail"] == "Nobody keeps the read models."


def test_read_models_that_are_behind_and_get_no_further_count_as_stale() -> None:
    fine = Standing(10, 5, leading=False, looked=0.5, still=3.0)
    assert not fine.stale
    assert Standing(10, 5, leading=False, looked=0.5, still=60.0).stale
    assert Standing(10, 10, leading=True, looked=60.0, still=0.0).stale


def test_a_service_that_stops_is_not_ready(caller: Caller) -> None:
    caller.service.stopping.set()
    said = caller.get("/health/ready", token="")
    assert (said.status_code, said.json()["stopping"]) == (503, True)


def test_metrics_tell_positions_lag_and_requests(serving: Caller) -> None:
    serving.get("/networks")
    said = serving.get("/metrics", token=serving.token(Role.ADMIN))
    assert said.headers["Content-Type"].startswith("text/plain")
    assert 'samverk_requests_total{operation="networks",status="200"} 1.0' in said.text
    for name in (
        "samverk_log_position 2.0",
        "samverk_projection_position 2.0",
        "samverk_projection_lag 0.0",
        "samverk_projector_looked_seconds",
        "samverk_projector_leading",
    ):
        assert name in said.text


def test_every_request_has_a_line_with_its_correlation_id(demo: Caller, lines: list[dict[str, Any]]) -> None:
    demo.get("/networks", headers={"X-Correlation-ID": "case-17"})
    (line,) = (line for line in lines if line["event"] == "request")
    assert (line["correlation"], line["operation"], line["status"]) == ("case-17", "networks", 200)
    assert line["token"]


@pytest.mark.parametrize("given", ["", "a b", "x" * 101, b"\xc3\xa9"])
def test_a_correlation_id_that_is_none_is_replaced_by_a_new_one(demo: Caller, given: str) -> None:
    made = demo.get("/networks", headers={"X-Correlation-ID": given}).headers["X-Correlation-ID"]
    assert len(made) == 36


def test_reading_names_is_logged_apart_with_who_read_how_many(
    demo: Caller, lines: list[dict[str, Any]]
) -> None:
    demo.get("/networks/12k-plo/members?on=2012-03-01")
    demo.get("/people/siv-fjellheim")
    demo.get("/networks")
    read = [line for line in lines if line["event"] == "personal-data-read"]
    assert [(line["path"], line["keys"], line["actor"]) for line in read] == [
        ("/networks/12k-plo/members", 16, "some-keeper"),
        ("/people/siv-fjellheim", 1, "some-keeper"),
    ]
    assert all(line["token"] for line in read)
    assert "Siv" not in json.dumps(read)


@pytest.mark.parametrize("path", ["/networks", "/nothing", "/health/live"])
def test_every_answer_has_headers_that_keep_browsers_from_guessing(demo: Caller, path: str) -> None:
    headers = demo.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Cache-Control"] in ("private, no-cache", "no-store")
    assert "Access-Control-Allow-Origin" not in headers


def test_a_token_that_asks_for_too_much_waits_and_others_do_not(samverk: Samverk) -> None:
    caller = Caller(samverk, Bounds(requests_a_minute=3))
    samverk.projector.catch_up()
    assert [caller.get("/networks").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert 1 <= int(caller.get("/networks").headers["Retry-After"]) <= 60
    assert caller.get("/networks", token=caller.token(Role.OFFICIAL)).status_code == 200


def test_a_token_has_so_many_streams_and_no_more(caller: Caller) -> None:
    streams = caller.service.streams
    one, other = (Principal(name, Role.SUBSCRIBER, None, "a") for name in ("one", "other"))
    with streams.one(one), streams.one(one), streams.one(other):
        with pytest.raises(Problem) as told, streams.one(one):
            raise AssertionError("unreachable")
        assert told.value.status == 429
    with streams.one(one), streams.one(one):
        pass


def test_a_database_that_fails_is_told_without_saying_where_it_is(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, lines: list[dict[str, Any]]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseFault("postgresql://secret-host/db is shutting down.")

    monkeypatch.setattr(type(caller.samverk.book), "about_all", fail)
    said = caller.get("/networks")
    assert said.status_code == 503
    assert said.headers["Retry-After"] == "5"
    assert "secret-host" not in said.text
    assert any("secret-host" in str(line) for line in lines)


def test_a_defect_is_told_without_a_traceback_and_logged_with_one(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, lines: list[dict[str, Any]]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inner secret")

    monkeypatch.setattr(type(caller.samverk.book), "about_all", fail)
    said = caller.get("/networks")
    assert (said.status_code, said.headers["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in said.text
    assert any("ZeroDivisionError" in line.get("traceback", "") for line in lines)
