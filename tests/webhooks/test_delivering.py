"""Entries reach receivers in order, one after the other, each until it is accepted."""

from __future__ import annotations

import json
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from standardwebhooks.webhooks import Webhook as Signature
from standardwebhooks.webhooks import WebhookVerificationError

from adapters.log.entries import LoggedEvent
from adapters.log.keys import KeyStoreFault
from adapters.webhooks import store
from tests.waiting import GIVE_UP, ended, until
from tests.webhooks.receiver import answer, hang, receiving
from tests.webhooks.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.bootstrap import Samverk


def test_every_entry_past_the_position_comes_once_and_in_order(world: World) -> None:
    world.record(3)
    ids = world.record(120)
    with receiving(answer(204)) as receiver:
        webhook = world.add(receiver, position=3)
        world.deliver()
        world.deliver()
        assert [one.id for one in receiver.received] == ids
    assert world.again(webhook).position == 123


def test_a_body_is_signed_and_carries_no_data_unless_asked_to(world: World) -> None:
    (id_,) = world.record()
    with receiving(answer(200)) as receiver:
        secret, _ = world.webhooks.add(receiver.url, position=0)
        whole_secret, _ = world.webhooks.add(receiver.url, position=0, whole=True)
        world.deliver()
        thin, whole = sorted(receiver.received, key=lambda one: len(one.body))
    event = Signature(secret).verify(thin.body, thin.headers)
    assert event == {
        "specversion": "1.0",
        "id": id_,
        "source": "/networks/a",
        "type": "samverk.ChairElected.v1",
        "time": event["time"],
        "subject": "a",
        "sequence": "1",
    }
    assert Signature(whole_secret).verify(whole.body, whole.headers)["data"]["person"] == "secret-person"
    assert thin.headers["Content-Type"] == "application/cloudevents+json"
    with pytest.raises(WebhookVerificationError):
        Signature(whole_secret).verify(thin.body, thin.headers)
    with pytest.raises(WebhookVerificationError):
        Signature(secret).verify(thin.body.replace(b"Chair", b"Choir"), thin.headers)


def test_only_what_was_asked_for_comes(world: World) -> None:
    world.record(2)
    wanted = world.record(1, "networks/b", "TermExtended")
    world.record(1, "networks/b", "ChairElected")
    world.record(1, "people/siv", "TermExtended")
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver, networks=("b",), types=("TermExtended",))
        world.deliver()
        assert [one.id for one in receiver.received] == wanted
    assert world.again(webhook).position == 3


def test_the_place_is_noted_where_long_nothing_was_wanted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.webhooks.delivering.FAR", 10)
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver, networks=("b",))
        world.record(9)
        world.deliver()
        assert world.again(webhook).position == 0
        world.record(1)
        world.deliver()
        assert world.again(webhook).position == 10
        assert receiver.received == []


def test_everything_from_a_position_is_sent_again_when_asked(world: World) -> None:
    ids = world.record(5)
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
        world.webhooks.resume(webhook.id, 3)
        world.deliver()
        assert [one.id for one in receiver.received] == ids + ids[3:]


def test_what_is_answered_after_somebody_moved_the_place_does_not_move_it_back(world: World) -> None:
    world.record(5)

    def move(handler: object) -> None:
        world.webhooks.resume(webhook.id, 4)
        answer(200)(handler)  # type: ignore[arg-type]

    with receiving(move, answer(200)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
        world.deliver()
        assert [json.loads(one.body)["sequence"] for one in receiver.received] == ["1", "5"]


def test_a_webhook_removed_while_it_is_told_leaves_nothing(world: World) -> None:
    world.record(3)

    def remove(handler: object) -> None:
        world.webhooks.remove(webhook.id)
        answer(200)(handler)  # type: ignore[arg-type]

    with receiving(remove, answer(200)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
        assert len(receiver.received) == 1
    assert world.webhooks.all() == []
    assert world.webhooks.deliveries(webhook.id) == []


def test_so_many_deliveries_are_kept_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT", 5)
    world.record(12)
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
    assert [one[0] for one in world.outcomes(webhook)] == [8, 9, 10, 11, 12]


def test_an_entry_that_cannot_be_read_is_told_of_and_never_skipped(world: World) -> None:
    world.samverk.recorder.insert_events([LoggedEvent("networks/a", 1, "ChairElected", b"{")])
    world.record()
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver)
        world.deliver()
        assert receiver.received == []
    assert world.outcomes(webhook) == [(1, 1, None, "the entry at position 1 cannot be read")]


def test_a_receiver_that_hangs_holds_up_nobody_else_nor_the_end(world: World) -> None:
    world.record(20)
    with receiving(hang) as hanging, receiving(answer(200)) as quick:
        for _ in range(8):
            world.add(hanging)
        world.add(quick)
        with world.delivering(deadline=2 * GIVE_UP) as deliveries:
            until(lambda: len(hanging.received) == 8)
            until(lambda: len(quick.received) == 20)
            stopping = Thread(target=deliveries.stop, daemon=True)
            stopping.start()
            ended(stopping)


def test_what_is_recorded_while_it_delivers_comes_without_waiting_for_a_beat(
    world: World, another: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.webhooks.delivering.BEAT", 2 * GIVE_UP)
    world.record()
    with receiving(answer(200)) as receiver:
        world.add(receiver)
        with world.delivering():
            until(lambda: len(receiver.received) == 1)
            World(another()).record()
            until(lambda: len(receiver.received) == 2)


def test_a_second_worker_waits_until_the_first_is_gone(world: World, another: Callable[[], Samverk]) -> None:
    other = World(another())
    with receiving(answer(200)) as receiver:
        world.add(receiver)
        with world.delivering() as first:
            until(lambda: not other.deliveries().once())
            with other.delivering():
                world.record(10)
                until(lambda: len(receiver.received) == 10)
                first.stop()
                ids = world.record(1)
                until(lambda: len(receiver.received) == 11)
                assert receiver.received[-1].id == ids[0]


def test_a_secret_is_not_in_the_database_in_clear(world: World) -> None:
    secret, webhook = world.webhooks.add("https://example.org/", position=0)
    with world.samverk.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM webhook").all()
    assert secret.removeprefix("whsec_").encode() not in b"".join(
        bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in rows[0]
    )
    assert world.webhooks.secret(webhook.id) == secret
    assert secret not in repr(world.webhooks.all())


def test_a_secret_that_cannot_be_read_stops_one_webhook_and_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    world.record(3)
    keys = world.samverk.keys
    unseal = keys.unseal

    def lost(stream: str, event_id: str, ciphertext: bytes) -> bytes | None:
        if event_id == broken.id:
            raise KeyStoreFault("The key is lost.")
        return unseal(stream, event_id, ciphertext)

    with receiving(answer(200)) as receiver:
        broken, whole = world.add(receiver), world.add(receiver)
        monkeypatch.setattr(keys, "unseal", lost)
        with world.delivering():
            until(lambda: len(receiver.received) == 3)
    assert f"webhook {broken.id}: The key is lost." in caplog.text
    assert world.again(broken).position == 0
    assert world.again(whole).position == 3


def test_a_webhook_removed_before_its_turn_is_not_called(world: World) -> None:
    world.record()
    with receiving(answer(200)) as receiver:
        webhook = world.add(receiver)
        world.webhooks.remove(webhook.id)
        assert world.webhooks.secret(webhook.id) is None
        world.deliver()
        assert receiver.received == []
