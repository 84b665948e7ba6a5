"""A grid with headings somewhere → rows of named fields below them."""

from collections.abc import Mapping, Set
from typing import NamedTuple

from sanicost.readers.document import Cell, Item, Notes, Raw, shown
from sanicost.readers.grid import Grid, is_filled
from sanicost.readers.headings import Columns, Headed, find_headings, note_missing, read_headings
from sanicost.readers.hidden import note_hidden


class TableRow(NamedTuple):
    """One row below the headings: its fields, and all texts in it, known column or not."""

    item: Item
    texts: tuple[str, ...]


def read_table(grid: Grid, headed: Headed, notes: Notes) -> list[TableRow]:
    """Return the rows below the heading row; blank rows are passed over."""
    heading = find_headings(grid, headed)
    if heading is None:
        note_missing(grid, headed, notes)
        return []
    columns = read_headings(grid, heading, headed, notes)
    filled = _filled_down(grid, columns, headed, notes)
    layout = _Layout(columns, headed, filled, grid.special | filled.keys())
    rows, read = [], []
    width = max(len(cells) for cells in grid.rows)
    for row in range(columns.last_row + 1, len(grid.rows)):
        texts = tuple(shown(cell).strip() for cell in grid.rows[row] if is_filled(cell))
        if texts or any(grid.is_filled(row, column) for column in range(width)):
            rows.append(TableRow(_item(grid, row, layout, notes), texts))
            read.append(row)
    note_hidden(grid, read, columns.names, notes)
    return rows


class _Layout(NamedTuple):
    """What is known of a table's columns once its headings are read."""

    columns: Columns
    headed: Headed
    filled: Mapping[tuple[int, int], Cell]
    special: Set[tuple[int, int]]  # the cells that are more than their values


def _item(grid: Grid, row: int, layout: _Layout, notes: Notes) -> Item:
    """Return the fields of one row."""
    raws: dict[str, Raw] = {}
    columns = layout.columns
    for column, name in columns.names.items():
        where = grid.place(row, column, columns.headings[column])
        if column in columns.refused or (row, column) in layout.special:
            raws[name] = _special(grid, (row, column), where, layout, notes)
        else:
            raws[name] = Raw(grid.cell(row, column), where, unit=columns.units.get(column, ""))
    return Item(grid.row_place(row), raws, is_row=True)


def _special(grid: Grid, at: tuple[int, int], where: str, layout: _Layout, notes: Notes) -> Raw:
    """Return a cell that is more than its value; a formula is fine if it has computed a number."""
    (row, column), columns, headed = at, layout.columns, layout.headed
    name = columns.names[column]
    raw = grid.raw(row, column, where, columns.units.get(column, ""))
    if at in layout.filled:
        raw = Raw(layout.filled[at], where)
    is_refused = column in columns.refused or grid.refuse(row, column, where, notes)
    if not is_refused and name not in headed.free_texts:
        is_refused = grid.refuse_look(row, column, where, notes)
        if at in grid.formulas and name in headed.text_fields:
            notes.problem("formula-in-text", where, found=shown(raw.value))
            is_refused = True
    if is_refused:
        return Raw(None, where, is_refused=not raw.is_blank or column not in columns.refused)
    return raw


def _filled_down(
    grid: Grid, columns: Columns, headed: Headed, notes: Notes
) -> dict[tuple[int, int], Cell]:
    """Return the values of merged labels for every row that they span.

    Only labels such as lot and street are meant for all rows of a merge; a merged number could
    mean each or all, so it is a problem.
    """
    values: dict[tuple[int, int], Cell] = {}
    for first_row, first_column, last_row, last_column in grid.merged:
        if first_row <= columns.last_row or last_row == first_row:
            continue
        for column in range(first_column, last_column + 1):
            name = columns.names.get(column)
            if name in headed.filled_down:
                label = grid.cell(first_row, first_column)
                values |= {(row, column): label for row in range(first_row, last_row + 1)}
            elif name and is_filled(grid.cell(first_row, first_column)):
                heading = columns.headings[column]
                notes.problem("cells-merged", grid.place(first_row, column, heading))
    return values
