"""The views: however they were brought up to date, they are the same, and never half of anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from threading import Barrier, Event
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from adapters import bootstrap
from adapters.database.faults import DatabaseFault
from adapters.database.statements import placed
from adapters.log.copy import copy
from application import projector
from projections.bitemporal import Changes
from tests.asking import ask
from tests.conftest import MORNING
from tests.random_histories import FOUNDING, Recording, recordings
from tests.register.story import tell_story
from tests.register.telling import VIEWS, accepted, append, contents, found, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.bootstrap import Samverk

ON = date(2020, 6, 1)
TABLES = (*VIEWS, "projection", "parked")


def views(samverk: Samverk, network: str | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the live views, of one network where it is named."""
    if network is None:
        return contents(samverk, TABLES)
    return {
        table: [row for row in rows if row[0] == network] for table, rows in contents(samverk, VIEWS).items()
    }


def rebuilt(samverk: Samverk) -> dict[str, list[tuple[Any, ...]]]:
    samverk.projector.rebuild()
    return views(samverk)


def empty(samverk: Samverk) -> None:
    """Puts the live views back to before the first entry."""
    with samverk.engine.begin() as connection:
        for table in (*VIEWS, "parked"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("UPDATE projection SET position = 0")


# every tempo gives the same


def test_entry_by_entry_in_one_go_by_pages_and_rebuilt_are_the_same_row_for_row(
    samverk: Samverk, instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_story(samverk, samverk.projector.catch_up)
    entry_by_entry = views(samverk)
    assert all(entry_by_entry[table] for table in ("membership", "offices", "mandates", "attendance"))
    assert any(row[3] is not None for row in entry_by_entry["membership"])
    assert rebuilt(samverk) == entry_by_entry
    empty(samverk)
    instance().projector.catch_up()
    assert views(samverk) == entry_by_entry
    monkeypatch.setattr(projector, "PAGE", 3)
    monkeypatch.setattr(projector, "HELD", 0)
    empty(samverk)
    instance().projector.catch_up()
    assert views(samverk) == entry_by_entry
    monkeypatch.setattr(projector, "BULK", 1)
    assert rebuilt(samverk) == entry_by_entry


def test_the_views_of_one_log_are_the_same_on_both_databases(
    sqlite_url: str, postgres_url: str, keys: Path
) -> None:
    bootstrap.create(sqlite_url, sandbox=True)
    source = bootstrap.open_register(sqlite_url, MORNING)
    tell_story(source, source.projector.catch_up)
    copy(sqlite_url, postgres_url)
    target = bootstrap.open_register(postgres_url, MORNING)
    target.projector.catch_up()
    assert views(target) == views(source)
    source.close()
    target.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(recordings(most=15))
def test_random_histories_with_corrections_give_the_same_rows_at_every_tempo(
    many: Samverk, recording: Recording
) -> None:
    key = f"net-{many.log.head()[0]}"
    append(many, recording, key, many.projector.catch_up)
    one_by_one = views(many, key)
    many.projector.rebuild()
    assert views(many, key) == one_by_one


# rebuilding beside the live tables


@pytest.mark.parametrize("also_live", [False, True])
def test_a_rebuild_takes_in_what_another_instance_appends_meanwhile(
    samverk: Samverk, instance: Callable[[], Samverk], *, also_live: bool
) -> None:
    found(samverk)
    samverk.projector.catch_up()
    other = instance()
    days = iter(range(1, 9))

    def meanwhile(done: int, total: int) -> None:
        day = next(days, None)
        if day is not None:
            accepted(other, line("InviteObserver", person="bo", body=f"b{day}", effective=f"2020-02-0{day}"))
            accepted(other, line("WithdrawObserver", person="bo", effective=f"2020-02-0{day + 1}"))
            if also_live:
                other.projector.catch_up()

    assert samverk.projector.rebuild(meanwhile) == samverk.log.head()[0]
    live = views(samverk)
    assert [row[4] for row in live["membership"]].count("observer") == samverk.log.head()[0] - 5 > 0
    assert rebuilt(samverk) == live


def test_an_interrupted_rebuild_leaves_the_live_tables_as_they_were(
    samverk: Samverk, instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BULK", 1)
    tell_story(samverk)
    samverk.projector.catch_up()
    before = views(samverk)
    answer = ask(samverk.book, "members", "small", ON)

    def interrupted(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        samverk.projector.rebuild(interrupted)
    assert views(samverk) == before
    assert ask(instance().book, "members", "small", ON) == answer
    accepted(samverk, line("InviteObserver", person="anna", effective="2020-12-01"))
    samverk.projector.catch_up()
    live = views(samverk)
    assert live != before
    assert rebuilt(samverk) == live


def test_views_of_which_nothing_says_what_made_them_are_made_anew(samverk: Samverk) -> None:
    tell_story(samverk)
    samverk.projector.catch_up()
    right = views(samverk)
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM projection")
        connection.exec_driver_sql("DELETE FROM offices")
    samverk.projector.catch_up()
    assert views(samverk) == right


def test_views_made_by_another_version_of_a_projection_wait_for_a_rebuild(samverk: Samverk) -> None:
    tell_story(samverk)
    samverk.projector.catch_up()
    right = views(samverk)
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE projection SET version = 0 WHERE name = 'offices'")
        connection.exec_driver_sql("DELETE FROM offices")
    with pytest.raises(DatabaseFault, match="run `samverk upgrade`"):
        samverk.projector.catch_up()
    assert views(samverk)["offices"] == []
    samverk.projector.rebuild()
    assert views(samverk) == right


def test_views_of_the_right_version_are_not_rebuilt(samverk: Samverk) -> None:
    """The control of the test before: what was taken out of tables of the right version stays out."""
    tell_story(samverk)
    samverk.projector.catch_up()
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM offices")
    samverk.projector.catch_up()
    assert views(samverk)["offices"] == []


# several at once


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """What each piece of work returns when all begin at the same moment."""
    barrier = Barrier(len(work))

    def begin(one: Callable[[], Any]) -> Any:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(begin, work))


def test_projectors_that_all_find_no_views_make_them_once_and_whole(
    samverk: Samverk, instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BULK", 1)
    tell_story(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    head = samverk.log.head()[0]
    assert at_once(*(instance().projector.catch_up for _ in range(4))) == [head] * 4
    made = views(samverk)
    assert rebuilt(samverk) == made


def test_rebuilding_twice_at_once_gives_whole_views(
    samverk: Samverk, instance: Callable[[], Samverk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "BULK", 1)
    tell_story(samverk)
    samverk.projector.catch_up()
    right = views(samverk)
    builders = [instance().projector for _ in range(3)]
    for _ in range(3):
        at_once(*(builder.rebuild for builder in builders))
        assert views(samverk) == right


def test_projectors_that_catch_up_at_once_write_every_row_once(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    samverk.projector.catch_up()
    projectors = [samverk.projector, *(instance().projector for _ in range(3))]
    for day in range(1, 7):
        accepted(
            samverk,
            line("InviteObserver", person="bo", effective=f"2020-02-0{day}"),
            line("WithdrawObserver", person="bo", effective=f"2020-02-0{day + 1}"),
        )
        head = samverk.log.head()[0]
        assert at_once(*(one.catch_up for one in projectors)) == [head] * 4
    live = views(samverk)
    assert rebuilt(samverk) == live


def test_of_two_who_move_the_position_from_the_same_place_one_does(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    found(samverk)
    samverk.projector.catch_up()
    both = [samverk.views.live, instance().views.live]
    for after in range(5, 45):
        moved = at_once(*(partial(tables.write, Changes(), after, after + 1, ()) for tables in both))
        assert sorted(moved) == [False, True]
        assert samverk.views.live.position() == after + 1


def test_a_position_never_goes_back(samverk: Samverk) -> None:
    found(samverk)
    samverk.projector.catch_up()
    assert not samverk.views.live.write(Changes(), 2, 3, ())
    assert samverk.views.live.position() == 5
    samverk.views.beside()
    assert not samverk.views.switch(4)
    assert samverk.views.live.position() == 5


def test_who_asks_while_others_rebuild_is_answered_all_the_time(
    samverk: Samverk, instance: Callable[[], Samverk]
) -> None:
    tell_story(samverk)
    samverk.projector.catch_up()
    reader = instance()
    answer = ask(reader.book, "members", "small", ON)
    done = Event()

    def asked_again() -> int:
        asked = 0
        while not done.is_set():
            assert ask(reader.book, "members", "small", ON) == answer
            asked += 1
        return asked

    def rebuild() -> int:
        try:
            for _ in range(5):
                samverk.projector.rebuild()
        finally:
            done.set()
        return 5

    asked, _ = at_once(asked_again, rebuild)
    assert asked > 0


# rows and position together


def test_a_write_that_fails_leaves_rows_and_position_and_loses_nothing(samverk: Samverk) -> None:
    tell_story(samverk)
    samverk.projector.catch_up()
    accepted(
        samverk,
        line("InviteObserver", person="anna", effective="2020-12-01"),
        line("ElectChair", person="cato", replaces="dag", effective="2020-12-02"),
    )
    before = views(samverk)
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE offices RENAME TO elsewhere")
    with pytest.raises(DatabaseFault):
        samverk.projector.catch_up()
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO offices")
    assert views(samverk) == before
    samverk.projector.catch_up()
    live = views(samverk)
    assert live != before
    assert rebuilt(samverk) == live


# streams that stop

POISONS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown type": ({"type": "KingCrowned"}, "KingCrowned"),
    "a newer version": ({"schema_version": 9}, "version 9"),
    "bad JSON": ({"data": b"{"}, "JSON"),
    "a missing field": ({"data": b'{"effective":"2020-09-01","person":"cato"}'}, "constituency"),
    "a wrong type": ({"data": b'{"effective":"soon"}'}, "effective"),
    "a fold that fails": (
        {"type": "EntryAnnulled", "data": b'{"effective":"2020-09-01","entry":"gone","reason":"?"}'},
        "gone",
    ),
}


def alter(samverk: Samverk, position: int, cells: dict[str, Any]) -> None:
    """Alters an entry as only somebody with the database in their hands can."""
    columns = ", ".join(f"{column} = ?" for column in cells)
    with samverk.engine.begin() as connection:
        update = placed(f"UPDATE event SET {columns} WHERE position = ?", connection.dialect)
        connection.exec_driver_sql(update, (*cells.values(), position))


@pytest.mark.parametrize("kind", POISONS)
def test_an_entry_that_cannot_be_read_stops_its_stream_only_until_it_can(
    samverk: Samverk, instance: Callable[[], Samverk], kind: str
) -> None:
    tell_story(samverk)
    samverk.register.found(replace(FOUNDING, network="other"))
    samverk.projector.catch_up()
    whole = {key: views(samverk, key) for key in ("small", "other")}
    position = 16
    (kept,) = (row for row in contents(samverk, ("event",))["event"] if row[0] == position)
    assert kept[2] == "networks/small"
    cells, reason = POISONS[kind]
    alter(samverk, position, cells)
    empty(samverk)
    for tempo in (instance().projector.catch_up, instance().projector.rebuild):
        assert tempo() == samverk.log.head()[0]
        (stop,) = samverk.views.live.parked()
        assert (stop.stream, stop.position) == ("networks/small", position)
        assert reason in stop.reason
        assert views(samverk, "other") == whole["other"]
        assert views(samverk, "small") == as_known_before(position, whole["small"])
    accepted(samverk, line("InviteObserver", "other", person="bo", effective="2020-02-02"))
    samverk.projector.catch_up()
    assert [stop.stream for stop in samverk.views.live.parked()] == ["networks/small"]
    assert [row[4] for row in views(samverk, "other")["membership"]].count("observer") == 1
    alter(samverk, position, {"type": kept[4], "schema_version": kept[5], "data": kept[6]})
    instance().projector.catch_up()
    assert samverk.views.live.parked() == []
    assert views(samverk, "small") == whole["small"]
    live = views(samverk)
    assert rebuilt(samverk) == live


def as_known_before(
    position: int, tables: dict[str, list[tuple[Any, ...]]]
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows as they were when the entry at a position had not been taken in."""
    return {
        table: [
            (*row[:3], None if row[3] is None or row[3] >= position else row[3], *row[4:])
            for row in rows
            if row[1] < position
        ]
        for table, rows in tables.items()
    }
