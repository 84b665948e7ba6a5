"""A workbook as it is meant: its cells, what its rows and columns are about, and how it looks.

The annexes are laid out into this. What an officer opens is written from it, and what `explain`
says of a cell is read from it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sanicost.core.figures import Row
from sanicost.core.formula import Expression
from sanicost.core.result import Scenario
from sanicost.core.roster import OtherCost, RateName
from sanicost.core.worksheet import worksheet

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

Held: TypeAlias = Decimal | int | str
Range: TypeAlias = tuple[int, int, int, int]
"""First row and column, last row and column."""


FIXED = "fixed-"
"""What the style of a given cell begins with into which nothing can be typed."""
GIVEN = ("input-", "figure-", "provisional-plain", "provisional-center")


class SheetCell(NamedTuple):
    """What a cell holds and how it looks; a blank one has no value.

    `style` is what the cell is (given, figure, total, open to a bidder) and the kind of its value.
    """

    row: int
    column: int
    value: Held | None
    style: str
    formula: Expression | None = None

    @property
    def is_number(self) -> bool:
        """Whether the cell shows a number."""
        return not isinstance(self.value, str)

    @property
    def is_money(self) -> bool:
        """Whether the cell holds an amount of yuan, or will hold one."""
        return self.style.endswith("money")

    @property
    def is_share(self) -> bool:
        """Whether the cell holds a part of a whole, which people read as per cent."""
        return self.style.endswith(("share", "rate"))

    @property
    def is_input(self) -> bool:
        """Whether the cell holds what the officer gave."""
        return self.style.removeprefix(FIXED).startswith("input-")

    @property
    def is_given(self) -> bool:
        """Whether the cell holds what was given or looked up in the law: no arithmetic of ours."""
        return self.style.removeprefix(FIXED).startswith(GIVEN)

    @property
    def text(self) -> str:
        """The formula as a spreadsheet holds it, "" for a cell without one."""
        return "" if self.formula is None else f"={worksheet(self.formula)}"


class SheetColumn(NamedTuple):
    """One column of a table: its key, its heading and its width in characters.

    `unit` is that of its numbers, but for money; `names_rows` tells that its cells say which row
    it is.
    """

    key: str
    heading: str
    width: float
    style: str = "text"
    unit: str = ""
    names_rows: bool = False


class Table(NamedTuple):
    """A table from the row of its headings on; one without columns ends the one above."""

    row: int
    columns: Sequence[SheetColumn]


@dataclass(frozen=True)
class FigureRow:
    """A figure of the law: the path of a single number, and the dated row that holds it."""

    leaf: str
    dated: Row | None
    unit: str


@dataclass(frozen=True)
class SegmentRow:
    """A stretch of months in which nothing changes."""


@dataclass(frozen=True)
class PositionRow:
    """A position by its place in the roster; its columns are called like the fields."""

    index: int


@dataclass(frozen=True)
class LineRow:
    """A position in a segment, both by their places; its columns are called like the lines.

    `is_raised` tells that the row adds the incentives.
    """

    index: int
    segment: int
    is_raised: bool


@dataclass(frozen=True)
class CostRow:
    """One of the other costs."""

    cost: OtherCost


@dataclass(frozen=True)
class RateRow:
    """A percentage charge, of one lot or of the whole tender."""

    name: RateName
    lot: str | None


@dataclass(frozen=True)
class ProjectRow:
    """What the roster says of the tender, or of a lot, as a whole, by the name of the field."""

    field: str
    lot: str | None = None


@dataclass(frozen=True)
class CapitalsRow:
    """The amount in capital numerals."""


@dataclass(frozen=True)
class ScenarioRow:
    """A change that was priced beside the tender."""

    scenario: Scenario


Subject: TypeAlias = (
    FigureRow
    | SegmentRow
    | PositionRow
    | LineRow
    | CostRow
    | RateRow
    | ProjectRow
    | CapitalsRow
    | ScenarioRow
)
"""What a row is about."""


class PlacedChart(NamedTuple):
    """A chart some pixels below a cell, and what fills it."""

    row: int
    column: int
    down: int
    wanted: Mapping[str, str]
    fill: "Callable[[Chart], None]"


@dataclass
class Look:
    """How a sheet looks and prints; rows and columns count from 0."""

    widths: Sequence[float] = ()
    heights: dict[int, float] = field(default_factory=dict)
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    repeated: tuple[int, int] | None = None
    frozen: int | None = None
    print_area: tuple[int, int] | None = None
    on_one_page: bool = False
    breaks: Sequence[int] = ()
    """Columns before which a printed page, of A3, ends; the first columns stand on each page."""
    repeated_columns: int = 0
    is_protected: bool = False
    rules: list[tuple[Range, Mapping[str, object]]] = field(default_factory=list)
    red_when: list[tuple[Range, str]] = field(default_factory=list)
    red_unless_same: list[tuple[Range, str]] = field(default_factory=list)
    """Cells that turn red once they differ from others; the first of those, which moves along."""
    charts: list[PlacedChart] = field(default_factory=list)


class BookSheet:
    """One sheet: tables of cells, and what its rows are about."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.look = Look()
        self.subjects: dict[int, Subject] = {}
        self.tables: list[Table] = []

    def table(self, row: int) -> Table | None:
        """Return the table in which a row stands, None outside all tables."""
        tables = sorted(self.tables, key=lambda table: table.row)
        at = bisect_left([table.row for table in tables], row)
        return tables[at - 1] if at and tables[at - 1].columns else None

    def column(self, row: int, column: int) -> SheetColumn | None:
        """Return the column of a cell, None outside all tables."""
        table = self.table(row)
        return table.columns[column] if table and column < len(table.columns) else None


class Book:
    """The sheets of a workbook in their order, and the cells in the order of their writing.

    That order decides how the file numbers its texts.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.sheets = {name: BookSheet(name) for name in names}
        self.runs: list[tuple[BookSheet, list[SheetCell]]] = []
        self._last: BookSheet | None = None

    def writer(self, name: str) -> Callable[[SheetCell], None]:
        """Return what puts cells on a sheet."""
        sheet = self.sheets[name]

        def put(cell: SheetCell) -> None:
            if self._last is not sheet:
                self.runs.append((sheet, []))
                self._last = sheet
            self.runs[-1][1].append(cell)

        return put

    def cells(self) -> dict[str, dict[tuple[int, int], SheetCell]]:
        """Return what each sheet holds, without blank cells, by row and column."""
        found: dict[str, dict[tuple[int, int], SheetCell]] = {name: {} for name in self.sheets}
        for sheet, cells in self.runs:
            own = found[sheet.name]
            own.update({cell[:2]: cell for cell in cells if cell.value is not None})
        return found
