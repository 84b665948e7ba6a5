"""A sheet, or the one table of a .csv, as a grid of values, whatever file it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sanicost.readers.document import Cell, Notes, Raw
from sanicost.readers.looks import refuse_look, unit_shown
from sanicost.spreadsheet.cells import Cell as Held
from sanicost.spreadsheet.cells import Sheet


@dataclass(frozen=True)
class Grid:
    """A sheet as a grid from its first cell on; rows and columns count from 0.

    `formulas` without a value and formulas in text columns are problems; `merged` ranges are
    (first row, first column, last row, last column). `looks` are the cells that show more than
    their value; `sheet` is where the grid comes from: it knows what is hidden, but no .csv has one.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    place: Callable[[int, int, str], str]
    row_place: Callable[[int], str]
    formulas: frozenset[tuple[int, int]] = frozenset()
    formulas_without_value: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    looks: Mapping[tuple[int, int], Held] = field(default_factory=dict)
    sheet: Sheet | None = None

    @cached_property
    def special(self) -> frozenset[tuple[int, int]]:
        """The cells that are more than their values: they may have to be refused."""
        formulas = self.formulas | self.formulas_without_value
        return formulas.union(self.errors, self.looks)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell's value, None beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def is_filled(self, row: int, column: int) -> bool:
        """Return whether a cell shows anything, be it an error, or holds a formula."""
        place = (row, column)
        silent = place in self.errors or place in self.formulas_without_value
        return silent or is_filled(self.cell(row, column))

    def raw(self, row: int, column: int, where: str, unit: str = "") -> Raw:
        """Return a cell with what it counts: by its own format, else by a unit around it."""
        look = self.looks.get((row, column))
        own = None if look is None else unit_shown(look)
        return Raw(self.cell(row, column), where, unit=unit if own is None else own)

    def refuse(self, row: int, column: int, where: str, notes: Notes) -> bool:
        """Note a cell that shows an error, or a formula without a value; return whether it does."""
        if (row, column) in self.errors:
            notes.problem("cell-shows-error", where, found=self.errors[row, column])
        elif (row, column) in self.formulas_without_value:
            notes.problem("formula-without-value", where)
        else:
            return False
        return True

    def refuse_look(self, row: int, column: int, where: str, notes: Notes) -> bool:
        """Note a cell that does not show what it holds; return whether it does not."""
        look = self.looks.get((row, column))
        return look is not None and refuse_look(look, where, notes)


def is_filled(cell: Cell) -> bool:
    """Return whether a cell holds anything visible."""
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
