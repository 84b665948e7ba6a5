"""Which heading stands above a cell: looked up once for each sheet, however long it is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from sanicost.writers.workbook.record import Cell, Place, Recorded


class Headings:
    """The headings of one workbook."""

    def __init__(self, book: Recorded) -> None:
        self._sheets = {name: _Sheet(cells) for name, cells in book.sheets.items()}

    def above(self, place: Place) -> Place | None:
        """Return the cell of the heading above, None where the column has none."""
        row = self._sheets[place.sheet].above(place.row, place.column)
        return None if row is None else Place(place.sheet, row, place.column)


class _Sheet:
    """The headings of one sheet."""

    def __init__(self, cells: Mapping[tuple[int, int], Cell]) -> None:
        self._cells = cells

    def above(self, row: int, column: int) -> int | None:
        """Return the row of the last heading above; one beyond the table's end does not count."""
        rows = self._rows.get(column, [])
        at = bisect_left(rows, row)
        end = bisect_left(self._ends, row)
        if at == 0 or (end and self._ends[end - 1] > rows[at - 1]):
            return None
        return rows[at - 1]

    @cached_property
    def _rows(self) -> dict[int, list[int]]:
        """The rows of the headings, column by column, in order."""
        rows: dict[int, list[int]] = defaultdict(list)
        for (row, column), cell in sorted(self._cells.items()):
            if cell.style == "heading":
                rows[column].append(row)
        return rows

    @cached_property
    def _ends(self) -> list[int]:
        """The empty rows with which tables end: no part with a title of its own follows."""
        filled = sorted({row for row, column in self._cells if column <= 1})
        ends = []
        for row, after in pairwise(filled):
            first = self._cells.get((after, 0))
            if after > row + 1 and not (first and first.style == "section"):
                ends.append(after - 1)
        return ends
