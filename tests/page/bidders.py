"""Bid forms as bidders send them back: filled in by another program, at the floor or below it."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

NAME = "B6"
"""Where the bidder's name stands on the first sheet."""
HEADINGS = 3
TITLE, FLOORS, OFFERS, COST, KEY = 2, (7, 8), (10, 11), 12, 16
"""Columns of the form: the post, both floors, both offers, what a row comes to, its key."""


def filled(form: bytes, folder: Path, name: str, below: int = 0) -> Path:
    """Return a form in which all is offered at its floor, the first row's income `below` it."""
    book = load_workbook(BytesIO(form))
    book.worksheets[0][NAME] = name
    for sheet in book.worksheets[1:]:
        _fill(sheet, below)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def _fill(sheet: Worksheet, below: int) -> None:
    """Fill in one lot: the floors, and nothing for every other item."""
    for row in range(HEADINGS + 1, sheet.max_row + 1):
        for column in (*OFFERS, COST):
            cell = sheet.cell(row, column)
            if cell.protection.locked:
                continue
            is_post = column in OFFERS and "@" in str(sheet.cell(row, KEY).value)
            floor = sheet.cell(row, FLOORS[OFFERS.index(column)]).value if is_post else 0
            is_first = is_post and (row, column) == (HEADINGS + 1, OFFERS[0])
            assert isinstance(floor, int | float)
            cell.value = round(floor - (below if is_first else 0), 2)
