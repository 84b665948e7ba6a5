"""A workbook as its cells hold it: values, formulas, and what of it is hidden."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from sanicost.core.text import column_letters, plain

Value: TypeAlias = Decimal | str | None
"""A number or a text; a truth is the word that stands in its cell."""


class Place(NamedTuple):
    """Row and column of a cell, counted from 1."""

    row: int
    column: int


class Cell(NamedTuple):
    """What a cell holds, and the formula that this comes from, without its equals sign.

    `disguise` is a number format that shows something else than the value.
    """

    value: Value
    formula: str | None = None
    disguise: str = ""


EMPTY = Cell(None)


@dataclass(frozen=True)
class Sheet:
    """One worksheet; `hidden_rows` and `hidden_columns` are those that hold something.

    `footer` is what is printed at the foot of its pages.
    """

    name: str
    is_visible: bool
    cells: dict[Place, Cell]
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    footer: str = ""

    @property
    def last(self) -> Place:
        """The last row and the last column that hold something."""
        rows = max((place.row for place in self.cells), default=0)
        return Place(rows, max((place.column for place in self.cells), default=0))

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


def address(place: Place) -> str:
    """Return a place as a spreadsheet writes it.

    >>> address(Place(12, 6))
    'F12'
    """
    return f"{column_letters(place.column)}{place.row}"
