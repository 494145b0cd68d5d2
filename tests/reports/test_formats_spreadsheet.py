"""Reports as spreadsheets, read back with openpyxl."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from openpyxl import load_workbook

from adapters.reports.document import Chapter, Column, Document, Paragraph, Table
from adapters.reports.formats import FORMATS
from adapters.reports.spreadsheet import sheet_names
from tests.reports.documents import BARE, HOSTILE_TEXTS, USUAL, Plain, hostile, texts


def written(document: Document) -> bytes:
    """The file; what its writer warns of, such as a cell it leaves out, is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return FORMATS["xlsx"].write(document)


def book(document: Document) -> Any:
    return load_workbook(BytesIO(written(document)))


@cache
def usual() -> Any:
    return book(USUAL)


@cache
def harmful() -> Any:
    return book(hostile())


def cells(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}


def values(sheet: Any) -> list[Any]:
    return [cell.value for cell in cells(sheet).values()]


def test_the_facts_stand_first_and_every_chapter_has_a_sheet() -> None:
    assert usual().sheetnames == ["12k-plo", "Oversikt", "Møter", "Etterpå"]
    facts = [value for fact in USUAL.facts for value in fact]
    assert values(usual()["12k-plo"]) == [USUAL.title, USUAL.subtitle, *facts]


def test_days_figures_and_shares_are_what_they_are_and_not_text() -> None:
    table = usual()["Møter"].tables["Table1"]
    assert table.ref == "A4:E8"
    rows = [[cell.value for cell in row] for row in usual()["Møter"][table.ref]]
    assert rows == [
        ["Møte", "Dag", "Dager til referat", "Representert", "Titel på svenska"],
        ["plo-2013-1", datetime(2013, 1, 16), 12, 0.9167, "Höstens möte"],
        ["plo-2013-2", datetime(2013, 3, 13), 34, 1, "Vårens möte"],
        ["plo-2013-3", datetime(2013, 5, 22), None, 0.75, None],
        ["plo-2013-4", None, 1200, None, "Möte – inställt"],
    ]
    formats = [cell.number_format for cell in usual()["Møter"]["A5:E5"][0]]
    assert formats == ["General", "yyyy-mm-dd", "General", "0.0%", "General"]


def test_heads_of_tables_are_bold_and_the_title_stays_when_one_scrolls() -> None:
    sheet = usual()["Møter"]
    assert [cell.font.bold for cell in sheet["A4:E4"][0]] == [True] * 5
    assert sheet.freeze_panes == "A2"
    assert (sheet["A1"].value, sheet["A1"].font.bold) == ("Møter", True)


def test_every_table_is_one_that_can_be_sorted_and_has_a_description() -> None:
    tables = usual()["Møter"].tables.values()
    assert [table.ref for table in tables] == ["A4:E8", "A16:P22", "A27:C147"]
    assert [column.name for column in list(tables)[2].tableColumns] == ["Kommune", "Fra", "Dager"]
    assert b'altTextSummary="Kommuner"' in ZipFile(BytesIO(written(USUAL))).read("xl/tables/table3.xml")


def test_texts_are_wrapped_over_several_columns_in_rows_that_are_high_enough() -> None:
    text = "Nettverket har møttes. " * 40
    document = replace(USUAL, chapters=(Chapter("c", "C", (Paragraph(text),)),))
    sheet = book(document)["C"]
    assert sheet["A3"].value == text.strip()
    assert sheet["A3"].alignment.wrap_text
    (merged,) = sheet.merged_cells.ranges
    columns = merged.max_col - merged.min_col + 1
    assert columns > 5
    assert sheet.row_dimensions[3].height >= 15 * len(text) / (columns * 9)


def test_a_table_without_rows_says_so() -> None:
    assert values(usual()["Etterpå"]) == ["Etterpå", "Rettelser", "–"]


def test_no_text_is_taken_for_a_formula_a_link_or_an_escape() -> None:
    held = [cell for sheet in harmful() for cell in cells(sheet).values()]
    assert {cell.data_type for cell in held} == {"s"}
    assert [cell.coordinate for cell in held if cell.hyperlink] == []
    said = {cell.value for cell in held}
    lines = {line.strip() for text in HOSTILE_TEXTS for line in text.replace("\t", " ").split("\n")} - {""}
    assert lines - {"_x0041_"} <= said
    packed = ZipFile(BytesIO(written(hostile())))
    assert "_x005F_x0041_" in packed.read("xl/sharedStrings.xml").decode()
    assert [name for name in packed.namelist() if b"<f>" in packed.read(name)] == []


def test_every_text_of_the_report_is_in_the_spreadsheet() -> None:
    """Days and figures stand as values, and texts line by line."""
    said = {str(value) for sheet in usual() for value in values(sheet)}
    figures = {"–", "1\N{NO-BREAK SPACE}200", USUAL.network, USUAL.identifier}
    missing = {
        line
        for text in texts(USUAL)
        for line in text.split("\n")
        if line not in said and not line.endswith(("2013", "%"))
    }
    assert missing - figures == set()


def test_names_of_sheets_are_short_and_differ_and_hold_nothing_forbidden() -> None:
    long = "Oppfølging av saker og prosjekter i året"
    titles = ("a/b:c", long, long.upper(), "'quoted'", "History", "", "[]", "é" * 40, "😀" * 20)
    names = sheet_names(titles, Plain("nb"))
    assert names == [
        "a b c",
        "Oppfølging av saker og prosjekt",
        "OPPFØLGING AV SAKER OG PROSJE 2",
        "quoted",
        "History –",
        "–",
        "– 2",
        "é" * 31,
        "😀" * 15,
    ]


@pytest.mark.parametrize("document", [USUAL, BARE, hostile()], ids=["usual", "bare", "hostile"])
def test_the_properties_hold_the_title_and_a_day_that_never_changes(document: Document) -> None:
    held = book(document).properties
    assert held.title == document.title
    assert held.created == held.modified == datetime(1980, 1, 1)
    assert (held.keywords or "") == document.identifier


def test_the_archive_is_not_compressed_and_has_no_time_of_its_own() -> None:
    """Compressors differ from one machine to another, and the bytes of a report must not."""
    entries = ZipFile(BytesIO(written(USUAL))).infolist()
    assert {(entry.compress_type, entry.date_time) for entry in entries} == {
        (ZIP_STORED, (1980, 1, 1, 0, 0, 0))
    }


def test_days_before_a_spreadsheet_can_count_are_text() -> None:
    days = (date(1899, 12, 31), date(1900, 2, 28), date(1900, 3, 1))
    table = Table("Days", (Column("Day", "day"),), tuple((day,) for day in days))
    sheet = book(replace(USUAL, chapters=(Chapter("c", "C", (table,)),)))["C"]
    assert values(sheet)[3:] == ["1899-12-31", "1900-02-28", datetime(1900, 3, 1)]


def test_columns_of_the_same_or_of_no_title_are_told_apart() -> None:
    table = Table("T", (Column("A"), Column("a"), Column(""), Column("")), (("1", "2", "3", "4"),))
    sheet = book(replace(USUAL, chapters=(Chapter("c", "C", (table,)),)))["C"]
    assert values(sheet)[2:] == ["A", "a 2", "–", "– 2", "1", "2", "3", "4"]
