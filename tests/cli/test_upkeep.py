"""Setting up and looking after: init, charters, founding, status, rebuild, verify, copy."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from projections.catalogue import PROJECTIONS
from tests.cli.program import ELECTION, ROOT, Program


def test_a_register_is_created_once(program: Program) -> None:
    assert program("init").err == "Created a register.\n"
    again = program("init")
    assert (again.code, again.err) == (
        2,
        "samverk.db already holds a register; name another database, or use the one that is there.\n",
    )


def test_a_register_is_not_created_beside_the_keys_of_another(program: Program) -> None:
    """Or it would be one that could not be opened."""
    program("init")
    (program.folder / "samverk.db").unlink()
    refused = program("init")
    assert refused.code == 2
    assert "samverk.keys.db exists" in refused.err
    (program.folder / "samverk.keys.db").unlink()
    assert program("init").code == 0
    assert program("networks").code == 0


def test_a_whole_charter_passes_and_every_fault_of_another_is_told(program: Program) -> None:
    whole = str(ROOT / "charters" / "12k-plo.toml")
    Path("bad.toml").write_text('format = 2\n[network]\nkey = "X"\n')
    assert program("charter", "check", whole).code == 0
    said = program("charter", "check", "bad.toml", whole)
    assert said.code == 1
    assert "bad.toml: format is 2; expected 1." in said.out
    assert "bad.toml: network.name is missing; expected text." in said.out
    checked = program("--json", "charter", "check", "bad.toml", whole).json
    assert [charter["ok"] for charter in checked["charters"]] == [False, True]
    assert checked["ok"] is False
    assert program("charter", "check", "nix.toml").code == 2


def test_networks_are_founded_from_files_and_keys(program: Program) -> None:
    program("init", "--sandbox")
    said = program("--json", "found", str(ROOT / "charters" / "12k-plo.toml"), "lanssamordnare")
    assert [(result["network"], result["ok"]) for result in said.results] == [
        ("12k-plo", True),
        ("lanssamordnare", True),
    ]
    again = program("--json", "found", "12k-plo")
    assert (again.code, again.json["events"]) == (0, [])
    otherwise = program("--json", "found", "12k-plo", "--effective", "2012-01-01")
    assert (otherwise.code, otherwise.json["refusal"]["rule"]) == (1, "KeyNamesOneThing")
    assert "was not founded" in program("found", "12k-plo", "--effective", "2012-01-01").out


def test_no_network_is_founded_when_one_of_the_charters_has_a_fault(program: Program) -> None:
    program("init")
    Path("bad.toml").write_text("format = 2\n")
    said = program("found", "12k-plo", "bad.toml")
    assert (said.code, said.out) == (2, "")
    assert "bad.toml: network is missing" in said.err
    assert program("--json", "networks").json["networks"] == []


def test_status_tells_where_log_and_read_models_stand(network: Program) -> None:
    before = network("--json", "status").json
    assert before["position"] == 6
    assert {projection["position"] for projection in before["projections"]} == {0}
    network("networks")
    after = network("--json", "status").json
    assert after["projections"] == [
        {"name": projection.name, "version": projection.version, "position": 6, "parked": []}
        for projection in PROJECTIONS
    ]


def test_a_stream_that_cannot_be_read_is_parked_and_named(network: Program) -> None:
    with closing(apsw.Connection("samverk.db")) as database:
        database.execute("UPDATE event SET schema_version = 99 WHERE position = 5")
    assert network("networks").code == 0
    (parked,) = network("--json", "status").json["projections"][0]["parked"]
    assert (parked["stream"], parked["position"]) == ("networks/12k-plo", 5)
    assert "networks/12k-plo" in network("status").out
    recorded = network.record({**ELECTION, "person": "tore"})
    assert recorded.code == 2
    assert "cannot be read" in recorded.results[0]["fault"]["detail"]


def test_read_models_are_rebuilt_and_answer_the_same(network: Program) -> None:
    answers = [network("--json", *words.split()).out for words in ("members 12k-plo", "chairs 12k-plo")]
    assert network("--json", "rebuild", "membership", "offices").json["projections"][0]["position"] == 6
    assert [
        network("--json", *words.split()).out for words in ("members 12k-plo", "chairs 12k-plo")
    ] == answers


def test_a_log_that_was_tampered_with_is_found_out(network: Program) -> None:
    whole = network("--json", "verify")
    assert (whole.code, whole.json["ok"], whole.json["entries"]) == (0, True, 6)
    assert whole.json["root"] in network("verify").out.replace("\n", "")
    with closing(apsw.Connection("samverk.db")) as database:
        database.execute("UPDATE event SET actor = 'other' WHERE position = 4")
    bad = network("--json", "verify")
    assert (bad.code, bad.json["ok"], bad.json["first_bad"], bad.json["root"]) == (1, False, 4, None)
    assert "not whole at position 4: the entry is not what was recorded" in network("verify").out


def test_verify_says_where_an_entry_stands(network: Program) -> None:
    entries = network("--json", "entries").json["entries"]
    leaves = {}
    for entry in entries:
        said = network("--json", "verify", "--entry", entry["id"])
        assert said.code == 0
        assert (said.json["entry"]["id"], said.json["entry"]["position"]) == (entry["id"], entry["position"])
        leaves[entry["position"]] = said.json["entry"]["leaf"]
    assert {len(bytes.fromhex(leaf)) for leaf in leaves.values()} == {32}
    assert len(set(leaves.values())) == 6
    page = network("verify", "--entry", entries[3]["id"]).out
    assert f"Entry {entries[3]['id']} stands at position 4.\n" in page
    assert leaves[4] in page.replace("\n", "")
    assert "entry" not in network("--json", "verify").json


def test_verify_does_not_find_an_entry_that_is_not_there(network: Program) -> None:
    said = network("--json", "verify", "--entry", "0197")
    assert (said.code, said.err) == (1, "No entry 0197 in this log.\n")
    assert (said.json["ok"], said.json["entry"]) == (True, None)
    page = network("verify", "--entry", "0197")
    assert (page.code, "The log is whole: 6 entries." in page.out) == (1, True)


def test_verify_vouches_for_no_entry_from_the_first_bad_one_on(network: Program) -> None:
    ids = [entry["id"] for entry in network("--json", "entries").json["entries"]]
    with closing(apsw.Connection("samverk.db")) as database:
        database.execute("UPDATE event SET actor = 'other' WHERE position = 4")
    answers = [network("--json", "verify", "--entry", id_) for id_ in ids]
    assert [said.code for said in answers] == [1] * 6
    assert [said.json["entry"] and said.json["entry"]["position"] for said in answers] == [
        1,
        2,
        3,
        None,
        None,
        None,
    ]
    assert answers[5].err == f"Entry {ids[5]} is not among the entries before position 4.\n"


def test_a_wrong_hash_kept_of_a_run_of_entries_is_found_out(
    network: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("adapters.log.tree.RUN", "adapters.log.reader.RUN"):
        monkeypatch.setattr(name, 2)
    monkeypatch.setattr("adapters.log.tree.RUN_LEVEL", 1)
    with closing(apsw.Connection("samverk.db")) as database:
        database.execute("INSERT INTO tile VALUES (1, x'00')")
    said = network("--json", "verify")
    assert (said.code, said.json["first_bad"], said.json["entries"]) == (1, 3, 2)
    assert said.json["reason"] == "the hash kept of the entries 3 to 4 is not theirs"


def test_a_copy_has_the_same_root_and_answers_with_the_same_keys(network: Program) -> None:
    said = network("--json", "copy", "sqlite:///samverk.db", "sqlite:///copy.db")
    assert said.json == {"entries": 6, "root": network("--json", "verify").json["root"]}
    assert "keys were not copied" in said.err
    Path("copy.keys.db").write_bytes(Path("samverk.keys.db").read_bytes())
    answers = [
        network("--database", f"sqlite:///{name}.db", "--json", "members", "12k-plo").out
        for name in ("samverk", "copy")
    ]
    assert answers[0] == answers[1]
    again = network("copy", "sqlite:///samverk.db", "sqlite:///copy.db")
    assert (again.code, again.out) == (2, "")


def test_a_register_moves_to_a_server_and_answers_there_as_before(
    network: Program, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERK_KEYS", "samverk.keys.db")
    questions = ["members 12k-plo", "chairs 12k-plo", "mandates 12k-plo", "entries", "verify", "networks"]
    before = [network("--json", *words.split()).out for words in questions]
    assert network("copy", "sqlite:///samverk.db", postgres_url).code == 0
    monkeypatch.setenv("SAMVERK_DATABASE", postgres_url)
    assert [network("--json", *words.split()).out for words in questions] == before
    recorded = network.record({**ELECTION, "effective": "2012-03-09"})
    assert recorded.results[0]["events"][0]["position"] == 7
    assert [term["from"] for term in network("--json", "chairs", "12k-plo").json["terms"]] == [
        "2011-03-09",
        "2012-03-09",
    ]
