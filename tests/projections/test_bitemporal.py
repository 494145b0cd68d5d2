"""The bitemporal engine against its oracle: at every position, the rows of the stream folded anew to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import Any

from hypothesis import given

from domain.network import Network
from projections.bitemporal import Changes, KnownNetwork
from projections.catalogue import BY_KIND, PROJECTIONS
from tests.random_histories import STREAM, Recording, recordings


def folded_anew(recording: Recording, position: int) -> Counter[tuple[str, Any]]:
    """Every row a fresh fold of the first `position` entries stands for."""
    network = Network(STREAM)
    touched = set()
    for entry, event in recording.entries[:position]:
        touched |= network.apply(entry, event)
    return Counter(
        (projection.name, row)
        for subject in touched
        for projection in BY_KIND.get(subject[0], ())
        for row in projection.rows(network, subject)
    )


@given(recordings())
def test_what_was_known_at_any_position_is_the_fold_of_the_entries_up_to_it(recording: Recording) -> None:
    known, changes = KnownNetwork(STREAM), Changes()
    for position, (entry, event) in enumerate(recording.entries, start=1):
        known.take(position, entry, event, changes)
    for position in range(len(recording.entries) + 1):
        rows = Counter(
            (opened.projection, opened.row)
            for (known_from, _), opened in changes.opened.items()
            if known_from <= position and (opened.known_to is None or opened.known_to > position)
        )
        assert rows == folded_anew(recording, position)


@given(recordings())
def test_writing_after_every_entry_or_once_at_the_end_gives_the_same_rows(recording: Recording) -> None:
    known, changes, written = KnownNetwork(STREAM), Changes(), {}
    together, all_changes = KnownNetwork(STREAM), Changes()
    for position, (entry, event) in enumerate(recording.entries, start=1):
        known.take(position, entry, event, changes)
        together.take(position, entry, event, all_changes)
        for id_, opened in changes.opened.items():
            written[id_] = (opened.projection, opened.row, opened.known_to)
        for id_, (projection, _, known_to) in changes.closed.items():
            written[id_] = (projection, written[id_][1], known_to)
        changes.forget()
    assert written == {
        id_: (opened.projection, opened.row, opened.known_to) for id_, opened in all_changes.opened.items()
    }


@given(recordings())
def test_no_row_is_opened_and_closed_by_the_same_entry(recording: Recording) -> None:
    known, changes = KnownNetwork(STREAM), Changes()
    for position, (entry, event) in enumerate(recording.entries, start=1):
        known.take(position, entry, event, changes)
    assert all(opened.known_to is None or opened.known_to > id_[0] for id_, opened in changes.opened.items())


def test_every_row_type_names_its_network_first() -> None:
    assert all(fields(projection.row)[0].name == "network" for projection in PROJECTIONS)
