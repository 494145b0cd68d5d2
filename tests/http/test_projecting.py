"""One process of all keeps the read models, on either database, until it goes."""

from __future__ import annotations

from contextlib import closing, contextmanager
from threading import Event
from typing import TYPE_CHECKING

from adapters.database.lock import lead
from adapters.http.projecting import Projecting
from tests.waiting import GIVE_UP, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from adapters.bootstrap import Samverk


@contextmanager
def projecting(samverk: Samverk) -> Iterator[Projecting]:
    """Keeps the read models of a register meanwhile, or watches who does."""
    one = Projecting(samverk)
    one.start()
    try:
        yield one
    finally:
        one.stop()


def test_one_at_a_time_leads_and_another_once_it_left(instance: Callable[[], Samverk]) -> None:
    one, other = instance(), instance()
    first = lead(one.engine)
    assert first is not None
    with closing(first):
        assert first.held()
        assert lead(other.engine) is None
        assert lead(one.engine) is None
    # A server needs a moment to see that a connection has ended.
    second = until(lambda: lead(other.engine))
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
    again = until(lambda: lead(samverk.engine))
    assert again is not None
    again.close()


def test_when_the_leader_stops_another_takes_over(instance: Callable[[], Samverk]) -> None:
    with projecting(instance()) as one:
        until(lambda: one.standing().leading)
        with projecting(instance()) as other:
            ages = [other.standing().looked]

            def looked_again() -> bool:
                ages.append(other.standing().looked)
                return ages[-1] < ages[-2]

            until(looked_again)
            assert not other.standing().leading
            one.stop()
            until(lambda: other.standing().leading)


def test_what_another_process_records_is_projected_without_waiting_for_a_beat(
    instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.database.leading.BEAT", 2 * GIVE_UP)
    served, writer = instance(), instance()
    with projecting(served) as keeping:
        until(lambda: keeping.standing().leading)
        from adapters.wire.charters import own, read

        writer.register.found(read(own()["12k-plo"]).founding(None, lambda _: writer.clock().date()))
        until(lambda: keeping.standing().projected == 1)


def test_a_projector_that_fails_goes_on_once_it_can(
    instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    samverk = instance()
    monkeypatch.setattr("adapters.database.leading.BEAT", 0.02)
    mended, tries = Event(), []
    catch_up = samverk.projector.catch_up

    def sometimes(*arguments: object) -> int:
        tries.append(arguments)
        if not mended.is_set():
            raise ZeroDivisionError
        return catch_up()

    monkeypatch.setattr(samverk.projector, "catch_up", sometimes)
    with projecting(samverk) as keeping:
        until(lambda: len(tries) > 2)
        before = keeping.standing().looked
        # It has not looked since it began, however often it has tried.
        assert until(lambda: keeping.standing().looked > before)
        mended.set()
        until(lambda: keeping.standing().looked < before)
