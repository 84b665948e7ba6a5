"""A workbook of the attendance → its sheets, each a table by worker and month or a daily sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sanicost.city.vocabulary import word_key
from sanicost.core.text import column_letters, plain
from sanicost.readers.document import Cell, Notes
from sanicost.readers.grid import Grid
from sanicost.readers.xlsx_file import read_grids
from sanicost.settlement.tables import (
    HEADING_ROWS,
    RawTable,
    field_columns,
    is_heading,
    sheet_place,
)
from sanicost.settlement.words import AttendanceWords

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""The endings of workbooks."""
_FEWEST_DAYS = 28
_DAY = re.compile(r"(\d{1,2})[日号]?")


@dataclass(frozen=True, kw_only=True)
class SheetGrid:
    """One sheet as a grid of values from its first cell on; rows and columns count from 0."""

    file: str
    name: str
    grid: Grid

    @property
    def rows(self) -> Sequence[Sequence[Cell]]:
        """The values of the sheet, row by row."""
        return self.grid.rows

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell's value, None for a blank and beyond the end of the sheet."""
        if not 0 <= row < len(self.rows):
            return None
        value = self.grid.cell(row, column)
        return None if isinstance(value, str) and not value.strip() else value

    def text(self, row: int, column: int) -> str:
        """Return a cell as text, empty for a blank."""
        value = self.cell(row, column)
        if isinstance(value, Decimal):
            return plain(value)
        return "" if value is None else str(value).strip()

    def width(self) -> int:
        """Return how many columns the sheet has."""
        return max((len(row) for row in self.rows), default=0)

    def where(self, row: int, column: int) -> str:
        """Return the place of a cell."""
        return f"{self.file} {self.name}!{column_letters(column + 1)}{row + 1}"


def sheets_of(path: Path, notes: Notes) -> list[SheetGrid]:
    """Return the sheets of a workbook; raise FileRefused where it cannot be read."""
    return [
        SheetGrid(file=path.name, name=grid.name, grid=grid) for grid in read_grids(path, notes)
    ]


def table_of(sheet: SheetGrid, words: AttendanceWords, notes: Notes) -> RawTable | None:
    """Return a sheet as a table by worker and month, None where it has no such headings."""
    first_rows = range(min(HEADING_ROWS, len(sheet.rows)))
    if any(day_columns(sheet, row) for row in first_rows):
        return None
    head = next((row for row in first_rows if is_heading(sheet.rows[row], words)), None)
    if head is None:
        return None
    headings = [sheet.text(head, column) for column in range(sheet.width())]
    fields = field_columns(
        headings, words, notes, lambda text: f"{sheet.file} {sheet.name} {text}".strip()
    )
    below = [row for row in range(head + 1, len(sheet.rows)) if _is_filled(sheet, row, words)]
    place = sheet_place(sheet.file, sheet.name, [row + 1 for row in below], fields)
    columns = {
        field: series([sheet.cell(row, column) for row in below])
        for field, column in fields.items()
    }
    refuse_cells(sheet, below, list(fields.values()), notes)
    return RawTable(columns=columns, place=place, rows=len(below))


def day_columns(sheet: SheetGrid, row: int) -> dict[int, int]:
    """Return the column of each day of a row of days: 1, 2, 3 and so on, at least 28 of them."""
    days: dict[int, int] = {}
    for column in range(sheet.width()):
        found = _DAY.fullmatch(sheet.text(row, column))
        if found and int(found[1]) == len(days) + 1:
            days[len(days) + 1] = column
    return days if len(days) >= _FEWEST_DAYS else {}


def series(values: Sequence[object]) -> "pd.Series":
    """Return cells as a column of objects."""
    import pandas as pd  # noqa: PLC0415 - only a settlement pays for it

    return pd.Series(values, dtype=object)


def _is_filled(sheet: SheetGrid, row: int, words: AttendanceWords) -> bool:
    """Return whether a row holds anything, and is no row of totals."""
    texts = [sheet.text(row, column) for column in range(sheet.width())]
    return any(texts) and not is_total(texts, words)


def is_total(texts: Sequence[str], words: AttendanceWords) -> bool:
    """Return whether a row is one of totals: its first text says so."""
    first = next((text for text in texts if text), "")
    return word_key(first) in words.total_words


def refuse_cells(
    sheet: SheetGrid, rows: Sequence[int], columns: Sequence[int], notes: Notes
) -> None:
    """Note each cell of a table that shows an error, or is a formula without a value."""
    wanted_rows, wanted, grid = set(rows), set(columns), sheet.grid
    for row, column in sorted({*grid.errors, *grid.formulas_without_value}):
        if row in wanted_rows and column in wanted:
            grid.refuse(row, column, sheet.where(row, column), notes)


def tables_of(path: Path, words: AttendanceWords, notes: Notes) -> Iterator[RawTable | SheetGrid]:
    """Yield each sheet of a workbook: a table by worker and month, else the sheet as it is."""
    for sheet in sheets_of(path, notes):
        table = table_of(sheet, words, notes)
        yield sheet if table is None else table
