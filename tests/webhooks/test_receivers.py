"""Receivers that fail, lie, send elsewhere, hang or ask to wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.webhooks.retrying import GIVE_UP_AFTER, LONGEST_PAUSE, State, pause
from tests.waiting import GIVE_UP
from tests.webhooks.receiver import answer, drop, flood, hang, receiving, trickle
from tests.webhooks.world import World

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def url(sqlite_url: str) -> str:
    """One kind of database: what receivers do has nothing to do with it."""
    return sqlite_url


BAD = [
    (answer(500), 500, "answered 500"),
    (answer(400), 400, "answered 400"),
    (answer(302, Location="/elsewhere"), 302, "no redirect is followed"),
    (answer(307, Location="http://169.254.169.254/"), 307, "no redirect is followed"),
    (answer(200, b"short", Content_Length="500"), None, "broke off"),
    (drop, None, "broke off"),
    (hang, None, "no whole answer within 0.3 seconds"),
    (trickle, None, "no whole answer within 0.3 seconds"),
]


@pytest.mark.parametrize(("behaviour", "status", "error"), BAD)
def test_what_is_not_accepted_is_sent_again_before_anything_else(
    world: World, behaviour: Callable[..., None], status: int | None, error: str
) -> None:
    first, second = world.record(2)
    with receiving(behaviour, answer(200)) as receiver:
        webhook = world.add(receiver)
        deadline = 0.3 if behaviour in (hang, trickle) else GIVE_UP
        world.deliver(deadline=deadline)
        world.deliver(deadline=deadline)
        assert len(receiver.received) == 1
        world.turn(5)
        world.deliver()
        assert [one.id for one in receiver.received] == [first, first, second]
    failed, *rest = world.outcomes(webhook)
    assert failed[:3] == (1, 1, status)
    assert error in str(failed[3])
    assert rest == [(1, 2, 200, None), (2, 1, 200, None)]
    assert world.again(webhook).failures == 0


def test_an_endless_answer_is_read_to_a_bound(world: World) -> None:
    world.record()
    with receiving(flood) as receiver:
        webhook = world.add(receiver)
        world.deliver()
    assert world.outcomes(webhook) == [(1, 1, 200, None)]


def test_nobody_at_the_address_is_a_failure_like_others(world: World) -> None:
    world.record()
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver)
    world.deliver()
    (failed,) = world.outcomes(webhook)
    assert failed[2] is None
    assert str(failed[3]).startswith("no connection")


def test_a_receiver_that_is_gone_is_told_nothing_more(world: World) -> None:
    world.record(2)
    with receiving(answer(410)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
        world.turn(10**6)
        world.webhooks.resume(webhook.id)
        world.deliver()
        assert len(receiver.received) == 1
    ended = world.again(webhook)
    assert (ended.state, ended.reason, ended.position) == (State.ENDED, "the receiver answered 410", 0)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_receiver_that_asks_to_wait_is_left_in_peace_for_so_long(
    world: World, status: int, form: str
) -> None:
    world.record()
    asked = "120" if form == "seconds" else f"{world.now + timedelta(minutes=2):%a, %d %b %Y %H:%M:%S} GMT"
    with receiving(answer(status, Retry_After=asked), answer(200)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
        world.turn(118)
        world.deliver()
        assert len(receiver.received) == 1
        world.turn(3)
        world.deliver()
        assert len(receiver.received) == 2
    assert world.again(webhook).position == 1


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("99999999999999999999", 86400.0), ("0", 5.0), ("-5", 5.0), ("soon", 5.0), ("", 5.0), ("¹", 5.0)],
)
def test_what_a_receiver_asks_for_is_bounded(world: World, asked: str, seconds: float) -> None:
    world.record()
    with receiving(answer(429, Retry_After=asked)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
    next_try = world.again(webhook).next_try
    assert next_try is not None
    assert (next_try - world.now).total_seconds() == seconds


def test_attempts_go_on_for_three_days_then_it_waits_for_somebody(world: World) -> None:
    world.record(2)
    began = world.now
    with receiving(answer(500)) as receiver:
        webhook = world.add(receiver)
        for attempt in range(1, 100):
            world.deliver(pause=pause)
            now = world.again(webhook)
            assert len(receiver.received) == attempt
            if now.next_try is None:
                break
            assert (now.next_try - world.now).total_seconds() <= LONGEST_PAUSE * 1.2
            world.now = now.next_try
        assert world.now - began == GIVE_UP_AFTER
        assert 18 < attempt < 30
        assert now.state is State.PAUSED
        assert now.reason == "position 1 was not accepted for three days: answered 500"
        receiver.behaviours[:] = [answer(200)]
        world.turn(10**6)
        world.deliver()
        assert len(receiver.received) == attempt
        world.webhooks.resume(webhook.id)
        world.deliver()
        assert len(receiver.received) == attempt + 2
    assert world.again(webhook).state is State.ACTIVE


def test_pauses_double_and_differ() -> None:
    assert 4 <= pause(1) <= 6
    assert 32 <= pause(4) <= 48
    assert 0.8 * LONGEST_PAUSE <= pause(10_000) <= 1.2 * LONGEST_PAUSE
    assert len({pause(3) for _ in range(10)}) > 1
