"""The workbook as cells in memory: what each holds, its formula and what kind of cell it is.

The sheets are laid out by the same modules, on sheets that note what is written instead of
making a file: so what is said of a cell is said of the cell that an officer opens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeAlias

from sanicost.core.text import column_letters
from sanicost.embedded.canonical import Run
from sanicost.writers.workbook import lay_out, sheet_names
from sanicost.writers.workbook.basis import Figures
from sanicost.writers.workbook.page import Page

Held: TypeAlias = Decimal | int | str


class Place(NamedTuple):
    """A cell of the workbook; row and column count from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{column_letters(self.column + 1)}{self.row + 1}"


@dataclass(frozen=True)
class Cell:
    """What was written into a cell; `formula` is empty where there is none."""

    value: Held
    style: str
    formula: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the cell shows a number."""
        return not isinstance(self.value, str)


@dataclass
class RecordedSheet:
    """A sheet that notes its cells; how it looks and prints is of no concern here."""

    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def write_string(self, row: int, column: int, value: str, style: str) -> int:
        """Note a text."""
        self.cells[row, column] = Cell(value, style)
        return 0

    def write_number(self, row: int, column: int, value: Decimal | int, style: str) -> int:
        """Note a number."""
        self.cells[row, column] = Cell(value, style)
        return 0

    def write_formula(self, row: int, column: int, formula: str, style: str, value: Held) -> int:
        """Note a formula with its value."""
        self.cells[row, column] = Cell(value, style, formula)
        return 0

    def __getattr__(self, name: str) -> Callable[..., int]:
        """Return what does nothing, for blanks, widths, merged cells, panes and print settings."""
        return lambda *_, **__: 0


class _NoChart:
    """A chart that nobody sees."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_, **__: None


class _StyleNames:
    """Formats that are their own names."""

    def __init__(self) -> None:
        self.book = self

    def get(self, name: str) -> str:
        """Return the name itself."""
        return name

    def add_chart(self, _: object) -> _NoChart:
        """Return a chart that nobody sees."""
        return _NoChart()


@dataclass(frozen=True)
class Recorded:
    """All cells of a workbook, sheet by sheet in its order, and where the figures stand."""

    sheets: Mapping[str, Mapping[tuple[int, int], Cell]]
    figures: Figures

    def cell(self, place: Place) -> Cell | None:
        """Return what a cell holds, None for an empty one."""
        return self.sheets[place.sheet].get((place.row, place.column))


def recorded(run: Run) -> Recorded:
    """Return the cells of the annex workbook of a priced roster."""
    sheets = {name: RecordedSheet() for name in sheet_names(run.result)}
    pages = {name: Page(sheet, _StyleNames(), name) for name, sheet in sheets.items()}
    figures = lay_out(pages, run)
    return Recorded({name: sheet.cells for name, sheet in sheets.items()}, figures)


@cache
def column_number(letters: str) -> int:
    """Return a column's number from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def place_of(reference: str) -> Place:
    """Return the cell that an absolute reference names.

    >>> str(place_of("'附件3 包组一'!$AB$7"))
    '附件3 包组一!AB7'
    """
    sheet, _, cell = reference.rpartition("!")
    bare = cell.replace("$", "")
    letters = bare.rstrip("0123456789")
    row = int(bare.removeprefix(letters))
    return Place(sheet[1:-1].replace("''", "'"), row - 1, column_number(letters))
