"""Following the log live, from another process and through broken connections."""

from __future__ import annotations

from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING

import psycopg

from adapters.database.engine import init, open_engine
from adapters.log.entries import LoggedEvent
from adapters.log.recorder import LogRecorder
from tests.log.samples import Clock, connections_taken, some
from tests.log.writer import start
from tests.waiting import GIVE_UP, ended

if TYPE_CHECKING:
    import pytest


def test_entries_of_another_process_arrive_in_order(recorder: LogRecorder, url: str) -> None:
    recorder.insert_events(some(2))
    with recorder.subscribe(gt=1) as subscription:
        assert next(subscription).id == 2
        writer = start(url, "networks/b", 20)
        assert [notification.id for notification in islice(subscription, 20)] == list(range(3, 23))
        assert writer.wait(GIVE_UP) == 0


def test_a_subscriber_that_waits_can_be_stopped_from_another_thread(recorder: LogRecorder) -> None:
    with recorder.subscribe() as subscription:
        seen: list[LoggedEvent] = []
        follower = Thread(target=lambda: seen.extend(one for one in subscription), daemon=True)
        follower.start()
        recorder.insert_events(some(1))
        subscription.stop()
        ended(follower)


def test_a_type_not_asked_for_is_passed_over_for_good(
    recorder: LogRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.log.subscription.AT_A_TIME", 2)
    recorder.insert_events([*some(5), LoggedEvent("networks/a", 6, "MeetingHeld", b"{}")])
    with recorder.subscribe(topics=["MeetingHeld"]) as subscription:
        assert next(subscription).id == 6


def test_a_subscriber_left_before_it_began_holds_nothing(recorder: LogRecorder) -> None:
    recorder.subscribe().stop()
    assert connections_taken(recorder) == 0


def test_a_subscriber_gives_its_connection_back(recorder: LogRecorder) -> None:
    recorder.insert_events(some(1))
    with recorder.subscribe() as subscription:
        assert next(subscription).id == 1
    assert connections_taken(recorder) == 0


def test_a_subscriber_whose_connection_was_killed_misses_nothing(postgres_url: str, clock: Clock) -> None:
    init(postgres_url, sandbox=True)
    recorder = LogRecorder(open_engine(postgres_url), clock)
    recorder.insert_events(some(1))
    with recorder.subscribe() as subscription:
        assert next(subscription).id == 1
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        recorder.insert_events(some(1, first=2))
        assert next(subscription).id == 2
        recorder.insert_events(some(1, first=3))
        assert next(subscription).id == 3
    recorder.close()


def test_an_append_wakes_a_listener_before_it_would_look_again(
    recorder: LogRecorder, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.database.bell.LOOK", 3600.0)
    with recorder.subscribe() as subscription:
        seen: list[LoggedEvent] = []
        follower = Thread(target=lambda: seen.extend(islice((one for one in subscription), 3)), daemon=True)
        follower.start()
        writer = start(url, "networks/b", 3)
        ended(follower)
        assert [notification.id for notification in seen] == [1, 2, 3]
        assert writer.wait() == 0
