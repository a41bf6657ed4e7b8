"""Reports as files: CSV, JSON and XLSX, in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qa.domain.codec import to_json
from qa.stages.reporting.export import Cell, Sheet, sheets_of
from qa.stages.reporting.report import Report
from qa.stages.reporting.scope import Scope

FORMS = {
    "csv": "application/zip",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST_NAME = 31
_STAMP = (1980, 1, 1, 0, 0, 0)


def safe_cell(cell: Cell) -> Cell:
    """Return a cell of a CSV file; text that a spreadsheet would compute gets a quote mark before it."""
    if isinstance(cell, str) and cell.startswith(_FORMULAS):
        return f"'{cell}"
    return cell


def csv_text(sheet: Sheet) -> str:
    """Write one table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in sheet.rows)
    return text.getvalue()


def report_json(report: Report, scope: Scope, *, made_at: str) -> dict[str, Any]:
    """Return a report as one JSON object, with what it is of and when it was made."""
    return {
        "period": scope.period,
        "date_from": scope.date_from.isoformat(),
        "date_to": scope.date_to.isoformat(),
        "team": scope.team_id,
        "channel": scope.channel,
        "language": scope.language,
        "reason": scope.reason,
        "made_at": made_at,
        **to_json(report),
    }


def write_csv_folder(report: Report, folder: Path) -> list[Path]:
    """Write one CSV file a table into a folder, making it; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sheet in sheets_of(report):
        path = folder / f"{sheet.name}.csv"
        path.write_text(csv_text(sheet), encoding="utf-8", newline="")
        written.append(path)
    return written


def csv_archive(report: Report) -> bytes:
    """Return a ZIP archive of one CSV file a table; the same report gives the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets_of(report):
            archive.writestr(zipfile.ZipInfo(f"{sheet.name}.csv", _STAMP), csv_text(sheet).encode("utf-8"))
    return content.getvalue()


def workbook(report: Report) -> bytes:
    """Return an XLSX workbook of one sheet a table; text is stored as text, whatever it begins with."""
    import xlsxwriter

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for name, sheet in _named(sheets_of(report)):
            page = book.add_worksheet(name)
            page.freeze_panes(1, 1)
            page.write_row(0, 0, sheet.columns, head)
            page.set_column(0, max(0, len(sheet.columns) - 1), 18)
            for row, cells in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        page.write_string(row, column, cell)
                    elif cell is not None:
                        page.write(row, column, cell)
    return content.getvalue()


def _named(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, Sheet]]:
    """Yield sheets with names a workbook takes: at most 31 characters, each once."""
    taken: set[str] = set()
    for sheet in sheets:
        name, number = sheet.name[:_LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{sheet.name[: _LONGEST_NAME - 3]}-{number}"
        taken.add(name.lower())
        yield name, sheet
