"""A language and a format are listed once: one that is added there is taken wherever there is a choice."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tests import processes
from tests.cli.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ADDED = """
from adapters.reports import formats
from adapters.wire import languages

languages.LANGUAGES["fi"] = "fi_FI"
formats.FORMATS["txt"] = formats.Format("txt", "text/plain; charset=utf-8", "markdown")
formats.NAMES = (formats.DATA, *formats.FORMATS)
"""
"""Before anything else is imported: as if the lists had them."""
TAKEN = """
from adapters.cli.commands import COMMANDS
from adapters.cli.parser import parse
from adapters.http.app import ROUTES
from adapters.reports import terms
from adapters.reports.writing import LANGUAGES as written
from adapters.wire.charters import CharterFault, own, read

_, call = parse("evaluate 12k-plo --year 2013 --lang fi --format txt".split(), COMMANDS)
print("command line", call.arguments.lang, call.arguments.format)
(route,) = (route for route in ROUTES if route.name == "evaluation")
(lang,) = (parameter for parameter in route.parameters if parameter.name == "lang")
print("HTTP", lang.read("fi"), "fi" in lang.schema["enum"], "text/plain" in route.produces)
print("reports", written["fi"])
import pathlib
charter = pathlib.Path(CHARTER)
charter.write_text(own()["12k-plo"].read_text().replace('language = "nb"', 'language = "fi"'))
print("charters", read(charter).network.language)
"""


def test_a_language_and_a_format_that_are_added_are_taken_everywhere(tmp_path: Path) -> None:
    code = ADDED + TAKEN.replace("CHARTER)", f"{str(tmp_path)!r} + '/fi.toml')")
    ran = processes.run([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert ran.stdout.splitlines() == [
        "command line fi txt",
        "HTTP fi True True",
        "reports fi_FI",
        "charters fi",
    ]


def test_one_that_is_not_listed_is_taken_nowhere() -> None:
    """The control of the test before."""
    ran = processes.run([sys.executable, "-c", TAKEN], cwd=ROOT, text=True, check=False)
    assert ran.returncode == 1
    assert "“fi” is not one of en, sv, nb" in ran.stderr
