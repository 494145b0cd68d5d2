"""One process of all keeps the read models, on either database, until it goes."""

from __future__ import annotations

from contextlib import closing
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from adapters.database.lock import lead
from adapters.http.projecting import Projecting

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether a condition comes to hold in some seconds."""
    end = monotonic() + seconds
    while not condition():
        if monotonic() > end:
            return False
        sleep(0.01)
    return True


def test_one_at_a_time_leads_and_another_once_it_left(instance: Callable[[], Samverk]) -> None:
    one, other = instance(), instance()
    first = lead(one.engine)
    assert first is not None
    with closing(first):
        assert first.held()
        assert lead(other.engine) is None
        assert lead(one.engine) is None
    second = lead(other.engine)
    assert second is not None
    second.close()


def test_a_leader_whose_connection_the_server_ended_leads_no_more(
    postgres_url: str, instance: Callable[[], Samverk], url: str
) -> None:
    samverk = instance()
    found = lead(samverk.engine)
    assert found is not None
    if samverk.engine.dialect.name == "postgresql":
        with samverk.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            )
        assert not found.held()
    found.close()
    again = lead(samverk.engine)
    assert again is not None
    again.close()


def test_when_the_leader_stops_another_takes_over_within_seconds(instance: Callable[[], Samverk]) -> None:
    one, other = Projecting(instance()), Projecting(instance())
    one.start()
    assert until(lambda: one.standing().leading)
    other.start()
    sleep(0.1)
    assert not other.standing().leading
    one.stop()
    assert until(lambda: other.standing().leading, 5)
    other.stop()


def test_what_another_process_records_is_projected_at_once(
    instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    served, writer = instance(), instance()
    projecting = Projecting(served)
    projecting.start()
    assert until(lambda: projecting.standing().leading)
    from adapters.wire.charters import own, read

    writer.register.found(read(own()["12k-plo"]).founding(None, lambda _: writer.clock().date()))
    assert until(lambda: projecting.standing().projected == 1, 5)
    projecting.stop()


def test_a_projector_that_fails_goes_on_once_it_can(
    instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    samverk = instance()
    monkeypatch.setattr("adapters.database.leading.BEAT", 0.02)
    failing = True
    catch_up = samverk.projector.catch_up

    def sometimes(*arguments: object) -> int:
        if failing:
            raise ZeroDivisionError
        return catch_up()

    monkeypatch.setattr(samverk.projector, "catch_up", sometimes)
    projecting = Projecting(samverk)
    projecting.start()
    sleep(0.2)
    assert projecting.standing().looked >= 0.15
    failing = False
    assert until(lambda: projecting.standing().looked < 0.1)
    projecting.stop()
