"""A grid with a heading row somewhere → rows of named fields; totals and notes apart."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from sanicost.city.vocabulary import Vocabulary, Words, word_key
from sanicost.core.kinds import HEADS, Number
from sanicost.readers import fields
from sanicost.readers.document import Cell, Item, Notes, Raw, shown
from sanicost.spreadsheet.cells import Sheet

_TITLE_ROWS = 30
"""How far down the heading row is looked for: officers put titles and dates above it."""


_OTHER_SIGNS = {";": ";", "；": "；", "\t": "Tab", "，": "，", "|": "|"}
"""What may stand between the columns of a file that is no .csv of ours, and its name."""


@dataclass(frozen=True)
class Grid:
    """A sheet as a grid from its first cell on; rows and columns count from 0.

    `formulas` without a value and formulas in text columns are problems; `merged` ranges are
    (first row, first column, last row, last column). `sheet` is where the grid comes from: it
    knows how cells look and what is hidden, but no .csv has one.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    place: Callable[[int, int, str], str]
    row_place: Callable[[int], str]
    formulas: frozenset[tuple[int, int]] = frozenset()
    formulas_without_value: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    sheet: Sheet | None = None

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell's value, None beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def is_filled(self, row: int, column: int) -> bool:
        """Return whether a cell shows anything, be it an error, or holds a formula."""
        place = (row, column)
        silent = place in self.errors or place in self.formulas_without_value
        return silent or _filled(self.cell(row, column))

    def refuse(self, row: int, column: int, where: str, notes: Notes) -> bool:
        """Note a cell that shows an error, or a formula without a value; return whether it does."""
        if (row, column) in self.errors:
            notes.problem("cell-shows-error", where, found=self.errors[row, column])
        elif (row, column) in self.formulas_without_value:
            notes.problem("formula-without-value", where)
        else:
            return False
        return True


@dataclass(frozen=True)
class Headed:
    """Which headings to look for: the known ones, those to pass over, and what they hold.

    `least` is how many known ones make a row the heading row.
    """

    words: Words
    ignored: Words = field(default_factory=dict)
    text_fields: frozenset[str] = frozenset()
    filled_down: frozenset[str] = frozenset()
    least: int = 2


@dataclass(frozen=True)
class TableRow:
    """One row below the headings: its fields, and all texts in it, known column or not."""

    item: Item
    texts: tuple[str, ...]


def read_table(grid: Grid, headed: Headed, notes: Notes) -> list[TableRow]:
    """Return the rows below the heading row; blank rows are passed over."""
    heading_row = _heading_row(grid, headed)
    if heading_row is None:
        _note_missing(grid, headed, notes)
        return []
    columns = _columns(grid, heading_row, headed, notes)
    filled = _filled_down(grid, columns, headed, notes, heading_row)
    headings = {column: shown(grid.cell(heading_row, column)).strip() for column in columns}
    layout = _Layout(columns, headings, headed.text_fields, filled)
    rows = []
    width = max(len(cells) for cells in grid.rows)
    for row in range(heading_row + 1, len(grid.rows)):
        if any(grid.is_filled(row, column) for column in range(width)):
            texts = tuple(shown(cell).strip() for cell in grid.rows[row] if _filled(cell))
            rows.append(TableRow(_item(grid, row, layout, notes), texts))
    return rows


def _heading_row(grid: Grid, headed: Headed) -> int | None:
    """Return the first row of headings."""
    for row in range(min(_TITLE_ROWS, len(grid.rows))):
        if _are_headings(grid.rows[row], headed):
            return row
    return None


def _are_headings(cells: Iterable[Cell], headed: Headed) -> bool:
    """Return whether enough headings are known, one of them that of the leading field."""
    names = {heading_name(cell, headed.words) for cell in cells} - {None}
    return next(iter(headed.words.values())) in names and len(names) >= headed.least


def _note_missing(grid: Grid, headed: Headed, notes: Notes) -> None:
    """Note that there is no heading row, or that other signs than commas part the columns."""
    if found := _other_sign(grid, headed):
        notes.problem("csv-separator", grid.row_place(0), found=found)
        return
    known = _canonical(headed.words)
    names = "、".join(dict.fromkeys(headed.words.values()))
    params = {"known": "、".join(known), "names": names, "least": known[0]}
    notes.problem("headings-missing", grid.name or grid.row_place(0), **params)


def _other_sign(grid: Grid, headed: Headed) -> str | None:
    """Return the sign that parts the headings of a text where commas were expected."""
    is_text = not grid.name
    for row in grid.rows[:_TITLE_ROWS] if is_text else ():
        line = ",".join(cell for cell in row if isinstance(cell, str))
        for sign, name in _OTHER_SIGNS.items():
            if _are_headings(line.split(sign), headed):
                return name
    return None


def heading_name(cell: Cell, words: Words) -> str | None:
    """Return the field that a heading names; a unit in brackets behind it does not matter."""
    if not isinstance(cell, str):
        return None
    key = word_key(cell)
    bare = key.partition("(")[0]
    return words.get(key, words.get(bare) if bare else None)


def _columns(grid: Grid, row: int, headed: Headed, notes: Notes) -> dict[int, str]:
    """Return the field of each column; note unknown, repeated and missing headings."""
    columns: dict[int, str] = {}
    width = max(len(cells) for cells in grid.rows)
    for column in range(width):
        cell = grid.cell(row, column)
        name = heading_name(cell, headed.words)
        where = grid.place(row, column, shown(cell))
        if name:
            columns[column] = name
        elif cell is None or not shown(cell).strip():
            if any(_filled(grid.cell(below, column)) for below in range(row + 1, len(grid.rows))):
                notes.problem("column-without-heading", where)
        elif heading_name(cell, headed.ignored) is None:
            near = "、".join(fields.nearest(word_key(shown(cell)), headed.words, 3))
            notes.problem("column-unknown", where, found=shown(cell), candidates=near)
    for name, count in Counter(columns.values()).items():
        if count > 1:
            last = max(column for column, one in columns.items() if one == name)
            heading = shown(grid.cell(row, last))
            notes.problem("column-repeated", grid.place(row, last, heading), found=heading)
    return columns


def _filled(cell: Cell) -> bool:
    """Return whether a cell holds anything visible."""
    return cell is not None and bool(shown(cell).strip())


def _canonical(words: Words) -> list[str]:
    """Return the first word of each field."""
    first: dict[str, str] = {}
    for word, name in words.items():
        first.setdefault(name, word)
    return list(first.values())


@dataclass(frozen=True)
class _Layout:
    """What is known of a table's columns once its heading row is read."""

    columns: Mapping[int, str]
    headings: Mapping[int, str]
    text_fields: frozenset[str]
    filled: Mapping[tuple[int, int], Cell]


def _item(grid: Grid, row: int, layout: _Layout, notes: Notes) -> Item:
    """Return the fields of one row; a formula is fine only where it has computed a number."""
    raws: dict[str, Raw] = {}
    for column, name in layout.columns.items():
        where = grid.place(row, column, layout.headings[column])
        value = layout.filled.get((row, column), grid.cell(row, column))
        is_refused = grid.refuse(row, column, where, notes)
        if not is_refused and (row, column) in grid.formulas and name in layout.text_fields:
            notes.problem("formula-in-text", where, found=shown(value))
            is_refused = True
        raws[name] = Raw(None if is_refused else value, where, is_refused)
    return Item(grid.row_place(row), raws, is_row=True)


def _filled_down(
    grid: Grid, columns: Mapping[int, str], headed: Headed, notes: Notes, heading_row: int
) -> dict[tuple[int, int], Cell]:
    """Return the values of merged labels for every row that they span.

    Only labels such as lot and street are meant for all rows of a merge; a merged number could
    mean each or all, so it is a problem.
    """
    values: dict[tuple[int, int], Cell] = {}
    for first_row, first_column, last_row, last_column in grid.merged:
        if first_row <= heading_row or last_row == first_row:
            continue
        for column in range(first_column, last_column + 1):
            name = columns.get(column)
            if name in headed.filled_down:
                label = grid.cell(first_row, first_column)
                values |= {(row, column): label for row in range(first_row, last_row + 1)}
            elif name and _filled(grid.cell(first_row, first_column)):
                heading = shown(grid.cell(heading_row, column))
                notes.problem("cells-merged", grid.place(first_row, column, heading))
    return values


Total: TypeAlias = Literal["grand", "sub", "part"]
"""合计 sums everything above, 小计 what stands since the last total; 包组一合计 may be either."""

_HEADS = Number(0, Decimal(0), Decimal(10**9), ("人", "名"))


def positions_only(rows: list[TableRow], vocabulary: Vocabulary, notes: Notes) -> list[Item]:
    """Return the positions; a total is compared with the headcounts above it.

    A note, and a lone remark below a total, is passed over and listed.
    """
    positions: list[Item] = []
    since = 0
    ended = False
    for row in rows:
        total = _total(row, vocabulary)
        if total:
            parts = {"grand": [0], "sub": [since], "part": [since, 0]}[total]
            _compare(row.item, [positions[first:] for first in parts], notes)
            since, ended = len(positions), ended or total == "grand"
        elif not _is_position(row, vocabulary) or (ended and len(row.texts) == 1):
            if not all(text.isdecimal() for text in row.texts):
                notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        else:
            positions.append(row.item)
    return positions


def is_total(row: TableRow, vocabulary: Vocabulary) -> bool:
    """Return whether a row sums up the others."""
    return _total(row, vocabulary) is not None


def _total(row: TableRow, vocabulary: Vocabulary) -> Total | None:
    """Return what kind of total a row is, by any of its cells, or by how its first one ends."""
    words = [word_key(text).partition("(")[0].rstrip(":") for text in row.texts]
    if vocabulary.grand_totals.intersection(words):
        return "grand"
    if vocabulary.sub_totals.intersection(words):
        return "sub"
    endings = (*vocabulary.grand_totals, *vocabulary.sub_totals)
    return "part" if words and words[0].endswith(endings) else None


def _is_position(row: TableRow, vocabulary: Vocabulary) -> bool:
    """Return whether a row is meant as a position: it fills some column and is no note."""
    if all(raw.is_blank for raw in row.item.fields.values()):
        return False
    word, colon, _ = word_key(row.texts[0] if row.texts else "").partition(":")
    is_note = bool(colon) and word.rstrip("0123456789") in vocabulary.note_words
    return not (is_note and row.item.raw("headcount").is_blank)


def _compare(total: Item, candidates: Sequence[list[Item]], notes: Notes) -> None:
    """Compare a control total with the headcounts above it: one of the candidates must fit."""
    raw = total.raw("headcount")
    given = fields.number(raw, _HEADS, notes)
    if given is None:
        return
    sums = [_heads(items) for items in candidates]
    if None not in sums and given not in sums:
        notes.problem("total-differs", raw.where, found=int(given), expected=int(sums[0] or 0))


def _heads(items: list[Item]) -> Decimal | None:
    """Return the sum of the headcounts, None where one of them cannot be read."""
    silent = Notes()
    heads = [
        fields.number(item.fields["headcount"], HEADS, silent) or Decimal(0)
        for item in items
        if "headcount" in item.fields
    ]
    return None if silent.problems else sum(heads, Decimal(0))
