"""A register that an older version left is refused until it is upgraded, and then is as one made today."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect

from adapters import bootstrap
from adapters.database import upgrading
from adapters.database.engine import open_engine, read_format
from adapters.database.faults import DatabaseFault
from adapters.database.tables import FORMAT, metadata
from adapters.views.tables import OWN
from tests.cli.conftest import program
from tests.upgrading import older

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.program import Program

__all__ = ["program"]

QUESTIONS = (
    "networks",
    "show 12k-plo",
    "members 12k-plo",
    "chairs 12k-plo --on 2012-01-01",
    "mandates 12k-plo",
    "meetings 12k-plo",
    "matters 12k-plo --on 2012-01-01",
    "person siv",
    "entries",
    "status",
)


@pytest.fixture
def left(program: Program, url: str, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program beside a register that an older version left, on either database."""
    older.make(url, keys)
    monkeypatch.setenv("SAMVERK_DATABASE", url)
    monkeypatch.setenv("SAMVERK_KEYS", str(keys))
    return program


def test_an_older_register_is_refused_in_one_sentence_and_left_as_it_is(left: Program, url: str) -> None:
    before = everything(url)
    for words in (*QUESTIONS, "verify", "found 12k-plo", "record /dev/null", "rebuild", "token list"):
        said = left(*words.split())
        assert (said.code, said.out) == (2, "")
        assert "has format 1, here it is 2; run `samverk upgrade`, which says with --dry-run" in said.err
        assert said.err.count("\n") == 1
    assert everything(url) == before


def test_a_dry_run_says_what_would_be_changed_and_changes_nothing(left: Program, url: str) -> None:
    before = everything(url)
    answer = left("upgrade", "--dry-run", "--json").json
    assert answer["format"] == {"before": 1, "after": FORMAT}
    assert sorted(answer["tables"]) == ["delivery", "tile", "token", "webhook"]
    assert {"name": "matters", "before": 1, "after": OWN["matters"]} in answer["read_models"]
    assert {one["name"] for one in answer["read_models"]} == set(OWN)
    assert answer["done"] is False
    page = left("upgrade", "--dry-run").out.replace("\n", " ")
    assert " would be changed: - from format 1 to 2: tables added: tile, token, webhook, delivery - " in page
    assert "matters (1 → 2)" in page
    assert page.endswith("Nothing was changed. ")
    assert everything(url) == before


def test_an_upgraded_register_answers_from_the_same_log(left: Program, url: str) -> None:
    entries = everything(url)["event"]
    done = left("upgrade", "--json").json
    assert (done["done"], done["format"]) == (True, {"before": 1, "after": FORMAT})
    assert everything(url)["event"] == entries
    verified = left("--json", "verify").json
    assert (verified["entries"], verified["root"]) == (older.ENTRIES, older.ROOT)
    answers = {words: left("--json", *words.split()) for words in QUESTIONS}
    assert {words for words, said in answers.items() if said.code} == set()
    assert answers["members 12k-plo"].json["members"][0]["name"] == "Siv Fjellheim"
    assert answers["matters 12k-plo --on 2012-01-01"].json["matters"][0]["reported_at"] == ["plo-2011-2"]
    models = answers["status"].json["projections"]
    assert {model["name"]: model["version"] for model in models} == OWN
    assert {model["position"] for model in models} == {older.ENTRIES}


def test_an_upgraded_register_has_the_tables_of_a_new_one(
    left: Program, url: str, tmp_path: Path, other_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left("upgrade")
    new = f"sqlite:///{tmp_path}/new.db" if url.startswith("sqlite") else other_postgres_url
    monkeypatch.setenv("SAMVERK_KEYS", str(tmp_path / "new.keys"))
    left("--database", new, "init")
    left("--database", new, "networks")
    assert shape(url) == shape(new)


def test_what_is_as_it_should_be_is_left_alone(left: Program, url: str) -> None:
    left("upgrade")
    before = everything(url)
    again = left("upgrade")
    assert (again.code, again.err) == (0, "")
    assert again.out.replace("\n", " ").endswith("is as this version has it; there is nothing to change. ")
    assert everything(url) == before


def test_an_upgrade_that_was_interrupted_is_finished_by_the_next(left: Program, url: str) -> None:
    engine = open_engine(url, older=True)
    for step in upgrading.outstanding(engine):
        upgrading.carry_out(engine, step)
    engine.dispose()
    refused = left("networks")
    assert (refused.code, refused.out) == (2, "")
    assert "has read models of another version; run `samverk upgrade`" in refused.err
    answer = left("upgrade", "--json").json
    assert answer["tables"] == []
    assert [one["name"] for one in answer["read_models"]] == ["matters"]
    assert left("networks").code == 0


def test_a_step_that_fails_changes_nothing(left: Program, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise DatabaseFault("No room left.")

    before = everything(url)
    monkeypatch.setattr(metadata, "create_all", full)
    said = left("upgrade")
    assert (said.code, said.err) == (2, "No room left.\n")
    assert everything(url) == before


def test_read_models_of_a_newer_version_are_left_to_it(left: Program, url: str) -> None:
    left("upgrade")
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE projection SET version = 99 WHERE name = 'offices'")
    engine.dispose()
    said = left("networks")
    assert (said.code, said.out) == (2, "")
    assert "has read models of another version; use a newer Samverk." in said.err


def test_a_process_that_keeps_read_models_does_not_undo_those_of_another_version(
    left: Program, url: str
) -> None:
    """Or two versions on one register would build them in turns."""
    left("upgrade")
    samverk = bootstrap.open_register(url)
    with samverk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE projection SET version = 99 WHERE name = 'offices'")
    with pytest.raises(DatabaseFault, match="read models of another version"):
        samverk.projector.catch_up()
    assert samverk.views.versions()["offices"] == 99
    samverk.close()


def test_the_steps_lead_from_the_first_format_to_that_of_today() -> None:
    before = [step.before for step in upgrading.STEPS]
    after = [step.after for step in upgrading.STEPS]
    assert before == list(range(1, FORMAT))
    assert after == list(range(2, FORMAT + 1))


def everything(url: str) -> dict[str, Any]:
    """Every row of every table, and the format."""
    engine = open_engine(url, older=True)
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        rows = {
            name: sorted(map(repr, connection.exec_driver_sql(f"SELECT * FROM {name}").all()))
            for name in names
        }
        if engine.dialect.name == "sqlite":
            rows["user_version"] = [repr(connection.exec_driver_sql("PRAGMA user_version").scalar_one())]
    rows["format"] = [repr(read_format(engine))]
    engine.dispose()
    return rows


def shape(url: str) -> str:
    """Every table with its columns and keys."""
    engine = open_engine(url)
    found = inspect(engine)
    shapes = {
        name: [
            [(column["name"], str(column["type"]), column["nullable"]) for column in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(unique["column_names"] for unique in found.get_unique_constraints(name)),
        ]
        for name in sorted(found.get_table_names())
    }
    engine.dispose()
    return json.dumps(shapes)
