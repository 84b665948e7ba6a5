"""What is read although it is hidden or struck out: priced as it stands, and named in a finding."""

from collections.abc import Iterable, Mapping

from sanicost.core.text import column_letters
from sanicost.readers.document import Notes
from sanicost.readers.grid import Grid


def note_hidden(grid: Grid, rows: Iterable[int], columns: Mapping[int, str], notes: Notes) -> None:
    """Note the sheet, the rows and the columns that are read and cannot be seen.

    A row counts as struck out where a cell of it is that has a meaning for us.
    """
    sheet = grid.sheet
    if sheet is None:
        return
    if not sheet.is_visible:
        notes.warning("sheet-hidden", grid.name)
    read = [row + 1 for row in rows]
    if hidden := [row for row in read if row in sheet.hidden_rows]:
        notes.warning("rows-hidden", grid.name, rows=in_ranges(hidden), count=len(hidden))
    if unseen := [column + 1 for column in columns if column + 1 in sheet.hidden_columns]:
        letters = "、".join(map(column_letters, sorted(unseen)))
        notes.warning("columns-hidden", grid.name, columns=letters)
    struck = {row for (row, _), look in grid.looks.items() if look.style.is_struck}
    if struck and (lines := [row for row in read if row - 1 in struck]):
        notes.warning("rows-struck", grid.name, rows=in_ranges(lines), count=len(lines))


def in_ranges(rows: Iterable[int]) -> str:
    """Return numbers of rows as an officer would list them.

    >>> in_ranges([3, 5, 6, 7, 9])
    '3、5-7、9'
    """
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return "、".join(str(one) if one == last else f"{one}-{last}" for one, last in runs)
