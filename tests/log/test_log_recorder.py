"""What the recorder does beyond what `eventsourcing` asks of any."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError

from adapters.database.engine import open_engine
from adapters.log.entries import Receipt, StoredReceipt
from adapters.log.recorder import LogRecorder
from adapters.log.tree import verify
from tests.log.samples import Clock, some
from tests.log.writer import start
from tests.waiting import GIVE_UP

if TYPE_CHECKING:
    from datetime import datetime


def test_an_empty_log_ends_at_nothing(recorder: LogRecorder) -> None:
    assert recorder.head() == (0, None)
    assert list(recorder.entries()) == []


def test_an_append_of_nothing_changes_nothing(recorder: LogRecorder) -> None:
    assert recorder.insert_events([]) == []
    assert recorder.head() == (0, None)


def test_an_entry_keeps_everything_it_was_given(recorder: LogRecorder) -> None:
    (event,) = some(1)
    recorder.insert_events([event])
    (entry,) = recorder.entries()
    assert entry[:7] == (1, event.event_id, "networks/a", 1, "ChairElected", 1, b'{"person":"p1"}')
    assert entry[7:12] == ("2026-11-22T02:11:00.000000Z", "keeper", None, None, None)
    assert UUID(entry.id).version == 7


def test_positions_have_no_hole_after_a_refused_append(recorder: LogRecorder) -> None:
    recorder.insert_events(some(2))
    with pytest.raises(IntegrityError):
        recorder.insert_events([*some(3, "networks/b"), *some(1)])
    assert recorder.insert_events(some(1, "networks/b")) == [3]
    assert [entry.position for entry in recorder.entries()] == [1, 2, 3]


def test_an_entry_id_is_recorded_once(recorder: LogRecorder) -> None:
    (event,) = some(1)
    recorder.insert_events([event])
    with pytest.raises(IntegrityError):
        recorder.insert_events([type(event).of(recorder.page(0, 1)[0]._replace(stream="networks/b"))])


def test_an_instant_never_goes_back_when_the_clock_does(recorder: LogRecorder, clock: Clock) -> None:
    recorder.insert_events(some(1))
    clock.turn(-3600)
    recorder.insert_events(some(1, first=2))
    clock.turn(7200)
    recorder.insert_events(some(1, first=3))
    assert [entry.recorded[11:19] for entry in recorder.entries()] == ["02:11:00", "02:11:00", "03:11:00"]
    assert recorder.head() == (3, "2026-11-22T03:11:00.000000Z")


def test_an_instant_resolves_to_the_last_position_recorded_by_then(
    recorder: LogRecorder, clock: Clock
) -> None:
    instants: list[datetime] = []
    version = 1
    for count in (1, 3, 1, 7, 2):
        recorder.insert_events(some(count, first=version))
        version += count
        instants.append(clock())
        clock.turn(60)
    assert [recorder.position_at(instant) for instant in instants] == [1, 4, 5, 12, 14]
    clock.turn(-6 * 60)
    assert recorder.position_at(clock()) == 0
    clock.turn(3600)
    assert recorder.position_at(clock()) == 14


def test_an_instant_in_an_empty_log_resolves_to_nothing(recorder: LogRecorder, clock: Clock) -> None:
    assert recorder.position_at(clock()) == 0


def test_a_page_holds_so_many_entries_past_one_position_and_not_past_another(recorder: LogRecorder) -> None:
    recorder.insert_events(some(9))
    assert [entry.position for entry in recorder.page(2, 3)] == [3, 4, 5]
    assert [entry.position for entry in recorder.page(2, 9, upto=4)] == [3, 4]
    assert recorder.page(9, 3) == []


def test_all_entries_come_in_order_whatever_the_pages(
    recorder: LogRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.log.reader.PAGE", 4)
    recorder.insert_events(some(13))
    assert [entry.position for entry in recorder.entries()] == list(range(1, 14))
    assert [entry.position for entry in recorder.entries(after=3, upto=11)] == list(range(4, 12))


def test_a_stream_is_read_past_a_version_and_not_past_a_position(recorder: LogRecorder) -> None:
    recorder.insert_events([*some(2), *some(2, "networks/b"), *some(2, first=3)])
    assert [entry.position for entry in recorder.stream("networks/a")] == [1, 2, 5, 6]
    assert [entry.version for entry in recorder.stream("networks/a", gt=1)] == [2, 3, 4]
    assert [entry.version for entry in recorder.stream("networks/a", gt=1, upto_position=5)] == [2, 3]


def test_the_streams_between_two_positions_are_told_sorted_and_once(recorder: LogRecorder) -> None:
    recorder.insert_events([*some(1, "networks/c"), *some(2, "networks/b"), *some(1, "networks/a")])
    assert recorder.streams_between(1, 4) == ["networks/a", "networks/b"]
    assert recorder.streams_between(4, 9) == []


def test_entries_are_selected_by_every_condition_whatever_the_pages(
    recorder: LogRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.log.reader.PAGE", 2)
    recorder.insert_events([*some(5), *some(3, "networks/b"), *some(2, first=6)])
    of_a = ("stream = ?", "networks/a")
    some_types = ("type IN (?, ?)", ("ChairElected", "MeetingHeld"))
    assert [entry.position for entry in recorder.select([of_a, some_types], 1, 9)] == [2, 3, 4, 5, 9]
    assert list(recorder.select([of_a, ("actor = ?", "nobody")], 0, 10)) == []
    assert [entry.position for entry in recorder.select([], 7, 10)] == [8, 9, 10]


def test_the_instant_of_a_position_is_told(recorder: LogRecorder) -> None:
    recorder.insert_events(some(1))
    assert recorder.recorded_at(1) == "2026-11-22T02:11:00.000000Z"
    assert recorder.recorded_at(2) is None


def test_an_entry_is_found_by_its_id(recorder: LogRecorder) -> None:
    events = some(3)
    recorder.insert_events(events)
    found = recorder.entry(events[1].event_id)
    assert found is not None
    assert found.position == 2
    assert recorder.entry("no such id") is None


def test_notifications_of_some_types_stop_where_asked(recorder: LogRecorder) -> None:
    recorder.insert_events(some(5))
    found = recorder.select_notifications(2, 9, stop=4, topics=["ChairElected"])
    assert [notification.id for notification in found] == [2, 3, 4]


def test_a_receipt_names_the_positions_its_command_led_to(recorder: LogRecorder) -> None:
    recorder.insert_events(some(1))
    receipts = [Receipt("key-1", "digest-1", 0, 1, 2), Receipt("key-2", "digest-2", 1, 2, 4)]
    recorder.insert_events(some(3, first=2), receipts=receipts)
    assert recorder.select_receipt("key-1") == StoredReceipt("key-1", "digest-1", 2, 1, 2)
    assert recorder.select_receipt("key-2") == StoredReceipt("key-2", "digest-2", 3, 2, 4)
    assert recorder.select_receipt("key-3") is None


def test_a_receipt_without_events_is_kept_and_takes_no_position(recorder: LogRecorder) -> None:
    assert recorder.insert_events([], receipts=[Receipt("key", "digest", 0, 0, 7)]) == []
    assert recorder.select_receipt("key") == StoredReceipt("key", "digest", 0, 0, 7)
    assert recorder.head() == (0, None)


def test_a_receipt_given_twice_takes_its_events_with_it(recorder: LogRecorder) -> None:
    receipt = Receipt("key", "digest", 0, 1, 1)
    recorder.insert_events(some(1), receipts=[receipt])
    with pytest.raises(IntegrityError):
        recorder.insert_events(some(1, first=2), receipts=[receipt])
    assert recorder.head()[0] == 1


def test_processes_that_write_at_once_leave_no_hole_and_keep_their_order(
    recorder: LogRecorder, url: str
) -> None:
    writers = [start(url, f"networks/{name}", 25) for name in "abcd"]
    assert [writer.wait(GIVE_UP) for writer in writers] == [0, 0, 0, 0]
    entries = list(recorder.entries())
    assert [entry.position for entry in entries] == list(range(1, 101))
    assert verify(entries, recorder.head).ok


def test_a_log_closed_and_opened_again_is_the_same(recorder: LogRecorder, url: str, clock: Clock) -> None:
    recorder.insert_events(some(3))
    before = recorder.page(0, 9)
    recorder.close()
    again = LogRecorder(open_engine(url), clock)
    assert again.page(0, 9) == before
    again.close()
