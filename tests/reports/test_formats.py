"""What holds for every format of a report."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.reports.document import Chapter, Paragraph, Table
from adapters.reports.formats import FORMATS
from adapters.reports.texts import printable, spelled
from tests import processes
from tests.reports.documents import BARE, UNPRINTABLE, USUAL, hostile

ROOT = Path(__file__).parent.parent.parent

ANOTHER = """
import hashlib, importlib.util, sys
spec = importlib.util.spec_from_file_location("documents", "tests/reports/documents.py")
documents = sys.modules["documents"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(documents)
from adapters.reports.formats import FORMATS
for format_ in FORMATS.values():
    for document in (documents.USUAL, documents.BARE, documents.hostile()):
        print(hashlib.sha256(format_.write(document)).hexdigest())
"""


def test_a_report_can_be_had_in_four_formats() -> None:
    assert [(key, format_.name) for key, format_ in FORMATS.items()] == [
        ("md", "md"),
        ("html", "html"),
        ("pdf", "pdf"),
        ("xlsx", "xlsx"),
    ]
    assert {format_.media_type.partition("/")[0] for format_ in FORMATS.values()} == {"text", "application"}


def test_the_same_document_gives_the_same_bytes_in_another_place_at_another_time() -> None:
    """In another process, with other hashes, in another time zone, language and folder for its files."""
    here = [
        hashlib.sha256(format_.write(document)).hexdigest()
        for format_ in FORMATS.values()
        for document in (USUAL, BARE, hostile())
    ]
    elsewhere = {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "86400",
        "HOME": "/",
    }
    environment = {**os.environ, **elsewhere}
    ran = processes.run([sys.executable, "-c", ANOTHER], cwd=ROOT, env=environment, text=True)
    assert ran.stdout.split() == here


@pytest.mark.parametrize("name", FORMATS)
def test_another_document_gives_other_bytes(name: str) -> None:
    write = FORMATS[name].write
    assert write(USUAL) != write(replace(USUAL, identifier="sha256:other"))
    assert write(USUAL) != write(replace(USUAL, chapters=USUAL.chapters[:-1]))


def test_control_characters_and_turns_of_direction_are_marked_and_breaks_are_one_kind() -> None:
    assert printable(UNPRINTABLE) == "\ufffd[2Jred\ufffd \ufffdturned \ufffdaround\ufffd \ufffd\nline\nline"
    assert printable("plain åäö שלום\u200f 😀\n") == "plain åäö שלום\u200f 😀\n"


@pytest.mark.parametrize("name", ["md", "html"])
def test_no_control_character_reaches_a_terminal_or_a_browser(name: str) -> None:
    """Wherever in the document it stands."""
    (table, *_) = USUAL.chapters[2].blocks
    assert isinstance(table, Table)
    chapter = Chapter(
        "c",
        UNPRINTABLE,
        (Paragraph(UNPRINTABLE), Table(UNPRINTABLE, table.columns, ((UNPRINTABLE,),))),
    )
    facts = ((UNPRINTABLE, UNPRINTABLE),)
    document = replace(USUAL, title=UNPRINTABLE, facts=facts, network=UNPRINTABLE, chapters=(chapter,))
    written = FORMATS[name].write(document).decode()
    assert written.count("2Jred\ufffd \ufffdturned") >= 7
    assert [character for character in written if character != "\n" and not character.isprintable()] == []


def test_a_character_without_a_glyph_is_spelled_and_nothing_else_is() -> None:
    def drawable(character: str) -> bool:
        return ord(character) < 0x2000

    assert spelled("Åsa 😀 e\u0301 q\u0323 a\u200db\n", drawable) == "Åsa [U+1F600] é q[U+0323] ab\n"
