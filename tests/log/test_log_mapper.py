"""Entries become rows and come back, and a person's data is sealed on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from eventsourcing.persistence import StoredEvent

from adapters.log.mapper import LogMapper
from adapters.log.recorder import LogRecorder
from application.entries import Entry
from tests.log.samples import CODEC, ChairElected, PersonRegistered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.log.mapper import Unseal

ELECTED = ChairElected(date(2013, 1, 15), "kari", None)
REGISTERED = PersonRegistered(date(2013, 1, 15), "kari", "Kari Nordmann")


class Reversing:
    """Seals by reversing the bytes behind the entry's id, until a stream's key is destroyed."""

    def __init__(self) -> None:
        self.destroyed: set[str] = set()

    def seal(self, stream: str, event_id: str, plaintext: bytes) -> bytes:
        return event_id.encode() + plaintext[::-1]

    def unseal(self, stream: str, event_id: str, ciphertext: bytes) -> bytes | None:
        assert ciphertext.startswith(event_id.encode())
        return None if stream in self.destroyed else ciphertext[len(event_id) :][::-1]

    def unsealing(self, streams: Iterable[str]) -> Unseal:
        return self.unseal


PERSONAL = frozenset({"PersonRegistered"})


def test_an_entry_comes_back_with_its_position_and_instant(recorder: LogRecorder) -> None:
    mapper = LogMapper(CODEC)
    sent = Entry("networks/a", 1, ELECTED, "id-1", "keeper", "board", "c-1", "c-0")
    recorder.insert_events([mapper.to_stored_event(sent)])
    expected = Entry(
        *("networks/a", 1, ELECTED, "id-1", "keeper", "board", "c-1", "c-0", 1), "2026-11-22T02:11:00.000000Z"
    )
    assert mapper.to_domain_event(recorder.select_events("networks/a")[0]) == expected
    assert mapper.entry(recorder.page(0, 1)[0]) == expected


def test_an_entry_not_yet_recorded_has_no_position() -> None:
    mapper = LogMapper(CODEC)
    sent = Entry("networks/a", 1, ELECTED, "id-1")
    back = mapper.to_domain_event(mapper.to_stored_event(sent))
    assert back == sent
    assert (back.position, back.recorded) == (None, None)


def test_a_persons_data_is_stored_sealed(recorder: LogRecorder) -> None:
    mapper = LogMapper(CODEC, Reversing(), PERSONAL)
    recorder.insert_events([mapper.to_stored_event(Entry("people/kari", 1, REGISTERED, "id-1"))])
    (entry,) = recorder.entries()
    assert b"Nordmann" not in entry.data
    assert mapper.entry(entry).event == REGISTERED


def test_only_personal_types_in_the_streams_of_persons_are_sealed() -> None:
    mapper = LogMapper(CODEC, Reversing(), PERSONAL)
    assert b"kari" in mapper.to_stored_event(Entry("people/kari", 1, ELECTED, "id-1")).state
    assert b"kari" in mapper.to_stored_event(Entry("networks/a", 1, REGISTERED, "id-1")).state


def test_an_entry_whose_key_is_destroyed_has_no_event() -> None:
    seal = Reversing()
    mapper = LogMapper(CODEC, seal, PERSONAL)
    stored = mapper.to_stored_event(Entry("people/kari", 1, REGISTERED, "id-1", actor="keeper"))
    seal.destroyed.add("people/kari")
    back = mapper.to_domain_event(stored)
    assert (back.event, back.actor) == (None, "keeper")


def test_personal_types_without_a_seal_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^Nothing seals the personal data of PersonRegistered\.$"):
        LogMapper(CODEC, None, PERSONAL)


def test_only_envelopes_and_entries_of_the_log_are_mapped() -> None:
    mapper = LogMapper(CODEC)
    with pytest.raises(TypeError, match="not a bare ChairElected"):
        mapper.to_stored_event(ELECTED)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not a bare StoredEvent"):
        mapper.to_domain_event(StoredEvent("networks/a", 1, "ChairElected", b"{}"))
