"""A workbook as its cells hold it: references, values, formulas, and what of it is hidden."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from sanicost.core.text import column_letters, plain
from sanicost.spreadsheet.number_formats import GENERAL, ReadStyle
from sanicost.spreadsheet.oddities import Oddity

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_REFERENCE = r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})"

Value: TypeAlias = Decimal | str | None
"""A number or a text; a truth is the word that stands in its cell."""

Kind: TypeAlias = Literal["plain", "truth", "error", "date", "blank"]
"""What a value is that its type does not tell; `blank` is a formula's result of no letters."""


class CellPlace(NamedTuple):
    """Row and column of a cell, counted from 1."""

    row: int
    column: int


class CellRange(NamedTuple):
    """A rectangle of cells by two of its corners, both inside."""

    first: CellPlace
    last: CellPlace


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, and the formula that this comes from, without its equals sign.

    `disguise` is a number format that shows something else than the value. Two cells are equal
    that hold the same; how they show it, `kind` and `has_marked_runs` (of its text some is struck
    out, raised or lowered, and some is not) are for those who interpret it.
    """

    value: Value
    formula: str | None = None
    disguise: str = field(default="", compare=False)
    kind: Kind = field(default="plain", compare=False)
    style: ReadStyle = field(default=GENERAL, compare=False)
    has_marked_runs: bool = field(default=False, compare=False)

    @property
    def is_uncomputed(self) -> bool:
        """Whether a formula has no result; a text of no letters is one."""
        return self.formula is not None and self.value is None and self.kind != "blank"


EMPTY = Cell(None)


def is_twin(one: Cell, other: Cell) -> bool:
    """Return whether two cells hold the same and show it in the same way."""
    return (
        one == other
        and one.style == other.style
        and (one.kind, one.disguise) == (other.kind, other.disguise)
        and one.has_marked_runs == other.has_marked_runs
    )


@dataclass(frozen=True)
class Sheet:
    """One worksheet; `hidden_rows` and `hidden_columns` are those that hold something.

    `page_texts` are printed at the head and the foot of its pages, by the names of their elements;
    `print_area` is what is printed, None for all. Cells stand in reading order.
    """

    name: str
    is_visible: bool
    cells: Mapping[CellPlace, Cell]
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    page_texts: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[CellRange, ...] = ()
    print_area: tuple[CellRange, ...] | None = None
    oddities: tuple[Oddity, ...] = ()

    @cached_property
    def last(self) -> CellPlace:
        """The last row and the last column that hold something."""
        rows = max((place.row for place in self.cells), default=0)
        return CellPlace(rows, max((place.column for place in self.cells), default=0))

    def texts(self) -> list[list[str]]:
        """Return the sheet as text, row by row."""
        last = self.last
        rows = [[""] * last.column for _ in range(last.row)]
        for place, cell in self.cells.items():
            rows[place.row - 1][place.column - 1] = shown(cell.value)
        return rows


def shown(value: Value) -> str:
    """Return a value as a spreadsheet shows it.

    >>> shown(Decimal("12.50")), shown(None)
    ('12.5', '')
    """
    return "" if value is None else plain(value) if isinstance(value, Decimal) else value


def address(place: CellPlace) -> str:
    """Return a place as a spreadsheet writes it.

    >>> address(CellPlace(12, 6))
    'F12'
    """
    return f"{column_letters(place.column)}{place.row}"


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1.

    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def place_of(reference: str) -> CellPlace:
    """Return where a reference points to; raise ValueError for a cell that no sheet has.

    >>> place_of("XFD1048576"), place_of("$b$3")
    (CellPlace(row=1048576, column=16384), CellPlace(row=3, column=2))
    """
    found = re.fullmatch(_REFERENCE, reference)
    place = CellPlace(int(found[2]), column_number(found[1])) if found else CellPlace(0, 0)
    if not (1 <= place.row <= MAX_ROW and place.column <= MAX_COLUMN):
        raise ValueError(reference)
    return place


def range_of(reference: str) -> CellRange:
    """Return the rectangle of a reference such as `A1:B2`, or of one cell.

    >>> range_of("B2:A1")
    CellRange(first=CellPlace(row=1, column=1), last=CellPlace(row=2, column=2))
    """
    corner, _, other = reference.partition(":")
    one, two = place_of(corner), place_of(other or corner)
    rows, columns = sorted((one.row, two.row)), sorted((one.column, two.column))
    return CellRange(CellPlace(rows[0], columns[0]), CellPlace(rows[1], columns[1]))
