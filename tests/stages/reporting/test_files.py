"""Reports as files: every table, and no cell that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qa.settings import Settings
from qa.stages.reporting import Report, Sheet, make_report, sheets_of
from qa.stages.reporting.files import csv_archive, csv_text, report_json, safe_cell, workbook, write_csv_folder
from tests.stages.reporting.build import NOW, Reported, may

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def report(shop: Reported, tmp_path: Path) -> Report:
    shop.agent.name = FORMULA
    shop.pair("fail", "pass", times=2)
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    return make_report(shop.session, may(), settings=settings, now=NOW)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+48 22", "'+48 22", id="plus"),
        pytest.param("-cmd", "'-cmd", id="minus"),
        pytest.param("@sum", "'@sum", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("a=1", "a=1", id="inside"),
        pytest.param(-1.5, -1.5, id="a number"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_text_that_would_be_computed_is_marked_as_text(cell: str | float | None, safe: str | float | None) -> None:
    assert safe_cell(cell) == safe


def test_a_csv_file_holds_the_columns_and_safe_rows() -> None:
    text = csv_text(Sheet("s", ("name", "n"), (("=1", 2), ('a "b", c', None))))
    assert list(csv.reader(io.StringIO(text))) == [["name", "n"], ["'=1", "2"], ['a "b", c', ""]]


def test_every_list_is_a_table_and_single_figures_are_one(report: Report) -> None:
    sheets = {sheet.name: sheet for sheet in sheets_of(report)}
    assert {"overview", "criteria-lines", "agents-lines", "trend-points", "machine-lines"} <= set(sheets)
    assert ("score_human_n", 2) in sheets["overview"].rows
    assert {"rate", "rate_low", "rate_high", "rate_n"} <= set(sheets["agents-lines"].columns)


def test_a_workbook_stores_text_as_text(report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    cells = [cell for row in book["agents-lines"].iter_rows() for cell in row if cell.value == FORMULA]
    assert [cell.data_type for cell in cells] == ["s"]


def test_names_of_sheets_fit_a_workbook(report: Report) -> None:
    names = openpyxl.load_workbook(io.BytesIO(workbook(report))).sheetnames
    assert len(names) == len(set(names)) == len(sheets_of(report))
    assert max(len(name) for name in names) <= 31


def test_an_archive_holds_a_file_a_table_and_repeats_byte_for_byte(report: Report) -> None:
    content = csv_archive(report)
    assert content == csv_archive(report)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert set(archive.namelist()) == {f"{sheet.name}.csv" for sheet in sheets_of(report)}
        assert f"'{FORMULA}" in archive.read("agents-lines.csv").decode("utf-8")


def test_a_folder_gets_the_same_files(report: Report, tmp_path: Path) -> None:
    written = write_csv_folder(report, tmp_path / "new" / "folder")
    assert {path.name for path in written} == {f"{sheet.name}.csv" for sheet in sheets_of(report)}


def test_json_says_what_it_is_of(report: Report) -> None:
    found = json.loads(json.dumps(report_json(report, may(), made_at="now")))
    assert (found["period"], found["date_to"], found["made_at"]) == ("2026-05", "2026-05-31", "now")
    assert found["agents"]["lines"][0]["name"] == FORMULA
