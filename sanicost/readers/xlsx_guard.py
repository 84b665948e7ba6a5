"""One bounded streaming pass over an .xlsx before any library loads it.

The library that reads values cannot see formulas, and it allocates the box around all cells with
a value: a single one at XFD1048576 would abort the process. So this pass refuses what is no
workbook, what swells beyond bounds or declares entities, and notes formulas, merged cells and
how far each sheet reaches. Style-only cells do not count: officers' sheets are full of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sanicost.core.text import column_letters
from sanicost.readers.xlsx_package import Handler, Package, UnreadableWorkbook, Worksheet, opened

MAX_CELLS = 500_000
MAX_BOX = 4_000_000
MAX_ERROR_LENGTH = 20


@dataclass(frozen=True, kw_only=True)
class SheetScan:
    """What the XML of one sheet says; rows and columns count from 1."""

    name: str
    last_row: int
    last_column: int
    formulas: frozenset[tuple[int, int]]
    formulas_without_value: frozenset[tuple[int, int]]
    errors: Mapping[tuple[int, int], str]
    merged: tuple[tuple[int, int, int, int], ...]


def scan_workbook(path: Path) -> tuple[SheetScan, ...]:
    """Return the scan of every worksheet in workbook order; raise UnreadableWorkbook."""
    with opened(path) as package:
        sheets = package.worksheets()
        package.parse_shared_strings(Handler())
        return tuple(_scan(package, sheet) for sheet in sheets)


def _scan(package: Package, sheet: Worksheet) -> SheetScan:
    """Return the scan of one worksheet."""
    cells = Cells(sheet.name)
    package.parse(sheet.part, cells)
    return SheetScan(
        name=sheet.name,
        last_row=cells.last_row,
        last_column=cells.last_column,
        formulas=frozenset(cells.formulas),
        formulas_without_value=frozenset(cells.without_value),
        errors=cells.errors,
        merged=tuple(cells.merged),
    )


class Cells(Handler):
    """The cells of a sheet: how far they reach, formulas, merged ranges."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self.last_row = self.last_column = 0
        self.formulas: set[tuple[int, int]] = set()
        self.without_value: set[tuple[int, int]] = set()
        self.errors: dict[tuple[int, int], str] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.row = self.column = self._cells = 0
        self._element = ""
        self._has_formula = self._has_value = self._in_value = self._is_error = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells; a cell without a place takes the next one."""
        element = name.rpartition(":")[2]
        if element == "c":
            self._begin_cell(attributes.get("r"))
            self._is_error = attributes.get("t") == "e"
        elif element == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif element == "f":
            self._has_formula = True
        elif element in ("v", "t"):
            self._in_value = True
        elif element == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self.merged.append((*place_of(first), *place_of(last or first)))
            if len(self.merged) > MAX_CELLS:
                raise UnreadableWorkbook("sheet-too-large", sheet=self._sheet, cell=last)

    def _begin_cell(self, reference: str | None) -> None:
        self._has_formula = self._has_value = False
        if reference:
            self.row, self.column = place_of(reference)
        else:
            self.column += 1

    def text(self, data: str) -> None:
        """Note that a value is not empty."""
        if self._in_value and data:
            self._has_value = True
            if self._is_error:
                self.errors[self.row, self.column] = data[:MAX_ERROR_LENGTH]

    def end(self, name: str) -> None:
        """Close a cell: only one with a value or a formula counts."""
        element = name.rpartition(":")[2]
        if element in ("v", "t"):
            self._in_value = False
        elif element == "c" and (self._has_formula or self._has_value):
            self._count()

    def _count(self) -> None:
        """Count a cell that holds something, and refuse a sheet that reaches too far."""
        place = self.row, self.column
        if self._has_formula:
            self.formulas.add(place)
            if not self._has_value:
                self.without_value.add(place)
        self._cells += 1
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self._cells > MAX_CELLS or self.last_row * self.last_column > MAX_BOX:
            cell = f"{column_letters(self.column)}{self.row}"
            raise UnreadableWorkbook("sheet-too-large", sheet=self._sheet, cell=cell)


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a reference.

    >>> place_of("XFD1048576")
    (1048576, 16384)
    """
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.replace("$", ""):
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(reference[len(letters) :]), column
