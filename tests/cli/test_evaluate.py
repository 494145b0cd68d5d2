"""`samverk evaluate`: what it writes, where, and that the same position gives the same bytes anywhere."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from adapters.cli.main import main
from adapters.reports.formats import NAMES
from adapters.wire import schemas
from adapters.wire.languages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.program import Program

YEARS = {
    "12k-plo": range(2011, 2015),
    "lanssamordnare": range(2019, 2022),
    "socialchefsnatverket": range(2019, 2025),
    "socialnamndsrepresentanter": range(2022, 2025),
    "projektdirektorer": range(2021, 2024),
    "ansvariga-beredare": range(2021, 2024),
    "raddning-beredning": range(2021, 2024),
    "raddning-ledning": range(2021, 2024),
}
"""The years of the demonstration histories."""
EVERY_YEAR = bool(os.environ.get("SAMVERK_EVERY_YEAR"))
BEGINNINGS = {"json": b"{", "md": b"# ", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "xlsx": b"PK"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register that holds the demonstration histories."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("SAMVERK_KEYS", raising=False)
        assert main(["--database", f"sqlite:///{folder}/samverk.db", "demo"]) == 0
    return folder


@pytest.fixture
def demo(kept: Path, program: Program) -> Program:
    """The program beside a copy of that register."""
    for name in ("samverk.db", "samverk.keys.db"):
        shutil.copy(kept / name, program.folder / name)
    return program


def evaluation(program: Program, *words: str) -> Any:
    return program("--json", "evaluate", *words).json


def written(program: Program, network: str, year: int, *words: str) -> dict[str, bytes]:
    """A year in every format, by format."""
    found = {}
    for format_ in NAMES:
        path = program.folder / f"report.{format_}"
        said = program("evaluate", network, "--year", str(year), "--output", str(path), *words)
        assert (said.code, said.out, said.err) == (0, "", "")
        found[format_] = path.read_bytes()
    return found


@pytest.mark.parametrize("network", YEARS)
def test_years_of_the_demonstration_can_be_had_in_every_format_and_language(
    demo: Program, network: str
) -> None:
    """Every year with SAMVERK_EVERY_YEAR, else the last one; the test below has every year once."""
    for year in YEARS[network] if EVERY_YEAR else YEARS[network][-1:]:
        for language in LANGUAGES:
            found = written(demo, network, year, "--lang", language)
            assert all(data.startswith(BEGINNINGS[format_]) for format_, data in found.items())
            said = json.loads(found["json"])
            assert (said["network"], said["year"]) == (network, year)
            assert said["identity"]["name"] in found["md"].decode()


def test_an_evaluation_is_as_its_schema_says_and_its_hash_covers_all_but_the_names(demo: Program) -> None:
    validator = jsonschema.Draft202012Validator(schemas.evaluation())
    for network, years in YEARS.items():
        for year in years:
            said = evaluation(demo, network, "--year", str(year))
            assert list(validator.iter_errors(said)) == []
            told = {name: value for name, value in said.items() if name not in ("hash", "names")}
            text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert said["hash"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_position_gives_the_same_bytes_next_year_and_on_the_other_database(
    demo: Program, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(demo, "12k-plo", 2013)
    position = str(json.loads(before["json"])["position"])
    monkeypatch.setenv("SAMVERK_KEYS", "samverk.keys.db")
    assert demo("copy", "sqlite:///samverk.db", postgres_url).code == 0
    late = {"command": "HoldFollowUp", "network": "12k-plo", "year": 2013, "on": "2013-12-30"}
    for database in ("sqlite:///samverk.db", postgres_url):
        monkeypatch.setenv("SAMVERK_DATABASE", database)
        (demo.folder / "late.jsonl").write_text(json.dumps(late))
        assert demo("--now", "2026-01-10T09:00:00Z", "record", "late.jsonl").code == 0
        assert written(demo, "12k-plo", 2013, "--known-at", position) == before
        now = evaluation(demo, "12k-plo", "--year", "2013")
        assert (now["on"], [one["what"] for one in now["afterwards"]]) == ("2026-01-10", ["entered"])


def test_an_erased_name_is_gone_from_a_pinned_evaluation_and_nothing_else(demo: Program) -> None:
    before = evaluation(demo, "12k-plo", "--year", "2013")
    request = {"person": "siv-fjellheim", "decision": "Sak 1", "reason": "Bedt om det"}
    asked = {"command": "RequestErasure", **request, "actor": "a"}
    confirmed = {"command": "ConfirmErasure", **request, "actor": "b"}
    assert demo.record(asked, confirmed).code == 0
    after = evaluation(demo, "12k-plo", "--year", "2013", "--known-at", str(before["position"]))
    assert before["names"].pop("siv-fjellheim") == "Siv Fjellheim"
    assert after["names"].pop("siv-fjellheim") is None
    assert after == before


def test_every_hash_that_was_recorded_is_that_of_the_evaluation_at_its_position(demo: Program) -> None:
    compiled = demo("--json", "entries", "--type", "AnnualReportCompiled").json["entries"]
    for entry in compiled:
        data = entry["data"]
        words = ("--year", str(data["year"]), "--known-at", str(data["position"]))
        assert evaluation(demo, entry["network"], *words)["hash"] == data["hash"]
    assert [entry["data"]["year"] for entry in compiled] == [2011, 2012, 2013, 2014]


def test_all_networks_of_a_year_are_evaluated_into_a_folder_with_an_overview(demo: Program) -> None:
    said = demo("evaluate", "--all", "--year", "2022", "--format", "json", "--output", "out")
    assert (said.code, said.out, said.err) == (0, "", "8 evaluations and an overview are in out.\n")
    files = {path.name: json.loads(path.read_bytes()) for path in (demo.folder / "out").iterdir()}
    overview = files.pop("overview-2022.json")
    assert sorted(files) == sorted(f"{network}-2022.json" for network in YEARS)
    assert [line["network"] for line in overview["networks"]] == sorted(YEARS)
    for line in overview["networks"]:
        told = files[f"{line['network']}-2022.json"]
        assert [line[name] for name in ("hash", "figures", "on")] == [
            told[name] for name in ("hash", "figures", "on")
        ]
        assert (told["position"], told["root"]) == (overview["position"], overview["root"])


def test_an_overview_can_be_had_in_every_format_and_language(demo: Program) -> None:
    for format_ in NAMES:
        for language in LANGUAGES:
            words = ("--format", format_, "--lang", language, "--output", "out")
            assert demo("evaluate", "--all", "--year", "2012", *words).code == 0
            assert (
                (demo.folder / "out" / f"overview-2012.{format_}")
                .read_bytes()
                .startswith(BEGINNINGS[format_])
            )
    said = demo("evaluate", "--all", "--year", "2012")
    assert said.out.startswith("# Networks 2012\n")
    assert demo("evaluate", "--all", "--year", "1999").out.count("No network existed in the year.") == 1


def test_a_year_is_told_in_the_networks_language_unless_another_is_asked_for(demo: Program) -> None:
    words = ("evaluate", "lanssamordnare", "--year", "2020")
    assert demo(*words).out.startswith("# Nätverk länssamordnare: årsutvärdering 2020\n")
    assert demo(*words, "--lang", "en").out.startswith("# Nätverk länssamordnare: annual evaluation 2020\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--year 2013", "Name one network, or write --all for every one; `samverk networks` lists them."),
        ("12k-plo --all --year 2013", "Name one network, or write --all for every one;"),
        ("12k-plo", "The following arguments are required: --year."),
        ("12k-plo --year 13", "--year: “13” is no year; write 2024."),
        ("12k-plo --year 2010", "“12k-plo” did not exist in 2010: it was founded on 2011-01-01."),
        ("12k-pl --year 2013", "There is no network “12k-pl” at position"),
        ("12k-plo --year 2030", "2030 begins on 2030-01-01 for “12k-plo”; it cannot be judged on 2024-12-10"),
        ("12k-plo --year 2013 --format doc", "--format: “doc” is not one of json, md, html, pdf, xlsx."),
        ("12k-plo --year 2013 --lang de", "--lang: “de” is not one of en, sv, nb"),
        ("12k-plo --year 2013 --output .", ". is a folder; name a file such as ./report.md."),
        (
            "--all --year 2013 --output samverk.db",
            "samverk.db is a file; with --all, --output names a folder.",
        ),
        ("12k-plo --year 2013 --output no/such/file.md", "no/such/file.md"),
        (
            "12k-plo --year 2013 --output report.docx",
            "report.docx would be in no format known here; let it end in .json, .md, .html, .pdf, .xlsx, or"
            " write --format.",
        ),
        ("12k-plo --year 2013 --known-at 99999", "The log ends at position 1057"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_sentence(
    demo: Program, words: str, sentence: str
) -> None:
    said = demo("evaluate", *words.split())
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_no_spreadsheet_is_written_on_a_terminal(demo: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    said = demo("evaluate", "12k-plo", "--year", "2013", "--format", "xlsx")
    assert said.code == 2
    assert "name a file: --output report.xlsx" in said.err
