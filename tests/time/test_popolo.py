"""A second opinion that is not ours: a library for Popolo files says who sat in random networks on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from popolo_data.importer import Popolo

from tests.asking import ask
from tests.random_histories import PEOPLE, Recording, recordings
from tests.register.telling import append, person, tell
from tests.time import popolo

if TYPE_CHECKING:
    from adapters.bootstrap import Samverk

SIZED = settings(
    max_examples=25,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def recorded(samverk: Samverk, recording: Recording) -> tuple[str, int]:
    """A random history, recorded under a key of its own: the key, and the position before its first entry."""
    if samverk.log.head()[0] == 0:
        tell(samverk, *(person("RegisterPerson", key, name=key.title()) for key in PEOPLE))
    before = samverk.log.head()[0]
    append(samverk, recording, f"net-{before}")
    samverk.projector.catch_up()
    return f"net-{before}", before


def differences(samverk: Samverk, network: str, position: int) -> list[tuple[date, set[Any], set[Any]]]:
    """The days, of those on which something changes and their neighbours, on which the two disagree."""
    exported = popolo.exported(samverk.book, network, PEOPLE, str(position))
    memberships = Popolo(exported).memberships
    named = {date.fromisoformat(one["start_date"]) for one in exported["memberships"]}
    named |= {date.fromisoformat(one["end_date"]) for one in exported["memberships"] if "end_date" in one}
    found = []
    for day in sorted({day + timedelta(days=near) for day in named for near in (-1, 0, 1)}):
        theirs = {
            (one.role, one.person_id, one.on_behalf_of_id) for one in memberships if one.current_at(day)
        }
        said = ask(samverk.book, "members", network, day, str(position))
        ours = {("member", row["person"], row["constituency"]) for row in said["members"]}
        ours |= {("deputy", row["person"], row["constituency"]) for row in said["deputies"]}
        if ours != theirs:
            found.append((day, ours, theirs))
    return found


@SIZED
@given(recordings(most=15), st.integers(0, 1000))
def test_a_popolo_library_names_the_same_members_for_every_day(
    many: Samverk, recording: Recording, some: int
) -> None:
    """At the last position, and at some other: positions go on from example to example."""
    network, before = recorded(many, recording)
    count = len(recording.entries)
    for position in {before + count, before + 1 + some % count}:
        assert differences(many, network, position) == []


def test_an_export_that_names_the_first_day_without_the_seat_as_the_last_with_it_is_found_out(
    many: Samverk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: Popolo's last day taken for our first day after."""
    monkeypatch.setattr(
        popolo, "_end", lambda until: {} if until is None else {"end_date": until.isoformat()}
    )

    @settings(SIZED, derandomize=True, database=None, phases=[Phase.generate])
    @given(recordings(most=15))
    def agree(recording: Recording) -> None:
        network, before = recorded(many, recording)
        assert differences(many, network, before + len(recording.entries)) == []

    with pytest.raises(AssertionError):
        agree()
