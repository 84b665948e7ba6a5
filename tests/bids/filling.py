"""Bid forms filled in as a bidder would, through openpyxl: at the floor, but for some cells."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.core.bid_sheets import INTRODUCTION
from sanicost.embedded.canonical import Run
from sanicost.writers.workbook import annex_sets, workbook_bytes
from sanicost.writers.workbook.bid_form import BIDDER, bid_form_bytes
from sanicost.writers.workbook.bids import PLACES

RATES = ("management_fee", "profit", "tax")
SUMS = ("labour_cost", "total", "capitals", "ceiling")
Planted = Mapping[tuple[str, str, str], object]
"""What stands otherwise: by sheet, key of the row and key of the column."""


def pack_of(run: Run, folder: Path) -> Path:
    """Write a tender's workbook into a folder; return its path."""
    path = folder / "测算.xlsx"
    path.write_bytes(workbook_bytes(run))
    return path


def blank_of(run: Run) -> bytes:
    """Return the form of a tender as it is sent out."""
    return bid_form_bytes(run, annex_sets(run.result))


def filled(blank: bytes, path: Path, name: str, planted: Planted | None = None) -> Path:
    """Write a form filled in at the floor and at the tender's amounts and rates, but for some."""
    book = load_workbook(BytesIO(blank))
    introduction = book[INTRODUCTION]
    introduction[name_place(introduction)].value = name
    for sheet in book.worksheets[1:]:
        for key, row in rows_of(sheet).items():
            _fill(sheet, key, row)
    rows = {sheet.title: rows_of(sheet) for sheet in book.worksheets[1:]}
    for (title, key, column), value in (planted or {}).items():
        cell = book[title].cell(rows[title][key], PLACES[column] + 1)
        cell.value = value  # type: ignore[assignment]
    book.save(path)
    return path


def _fill(sheet: Worksheet, key: str, row: int) -> None:
    """Fill in the open cells of a row with what the tender has beside them."""
    pairs: tuple[tuple[str, str], ...] = (("cost", "floor_cost"),)
    if key in SUMS:
        pairs = ()
    elif "@" in key:
        pairs = (("income", "floor_income"), ("employer", "floor_employer"))
    elif key in RATES:
        pairs = (("employer", "floor_employer"),)
    for column, floor in pairs:
        value = sheet.cell(row, PLACES[floor] + 1).value
        sheet.cell(row, PLACES[column] + 1).value = value


def emptied(path: Path, title: str) -> Path:
    """Take every amount out of one sheet of a filled form."""
    book = load_workbook(path)
    sheet = book[title]
    for key, row in rows_of(sheet).items():
        for column in ("income", "employer", "cost"):
            cell = sheet.cell(row, PLACES[column] + 1)
            if key not in SUMS and not cell.protection.locked:
                cell.value = None
    book.save(path)
    return path


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """Return the row of each key of a form's sheet."""
    column = PLACES["key"] + 1
    found: dict[str, int] = {}
    for row in range(4, sheet.max_row + 1):
        key = str(sheet.cell(row, column).value or "")
        if key.startswith("识别"):
            break
        if key:
            found[key] = row
    return found


def name_place(sheet: Worksheet) -> str:
    """Return the cell into which the bidder's name goes."""
    [row] = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == BIDDER[0]]
    return f"B{row}"
