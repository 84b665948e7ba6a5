"""A sheet of many rows that is written row by row and forgotten: nothing of it stays in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from sanicost.writers.files import OutputRefused
from sanicost.writers.workbook.book import SheetOfNumbers
from sanicost.writers.workbook.page import POINTS_PER_LINE, Page, lines_needed
from sanicost.writers.workbook.sheet import SheetColumn

if TYPE_CHECKING:
    from sanicost.writers.workbook.book import Styles

_TITLE, _HEAD = 0, 2
FIRST_ROW = _HEAD + 1
"""The first row below the headings, from 0."""


class StreamedSheet(SheetOfNumbers):
    """A worksheet whose rows go to a temporary file as soon as the next one begins."""

    def _initialize(self, init_data: dict[str, Any]) -> None:
        """Take what the library hands on, but for the mode of this one sheet."""
        super()._initialize({**init_data, "constant_memory": True})


@dataclass(frozen=True)
class Live:
    """A formula with its value."""

    formula: str
    value: Decimal | int


Cell: TypeAlias = Decimal | int | str | Live | None


class RowSheet:
    """Title and headings, and then rows from the top down; nothing in them wraps."""

    def __init__(self, sheet: Any, styles: "Styles", name: str, footer: str) -> None:
        self._sheet = sheet
        self._styles = styles
        self._formats: list[object] = []
        self.name = name
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        sheet.set_footer(footer)

    def begin(self, title: str, columns: Sequence[SheetColumn]) -> None:
        """Write the title and the headings, which stay in view and on every printed page."""
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
        self._formats = [self._styles.get(_unwrapped(column.style)) for column in columns]
        self._sheet.write_string(_TITLE, 0, title, self._styles.get("title"))
        lines = max(lines_needed(column.heading, column.width) for column in columns)
        self._sheet.set_row(_HEAD, POINTS_PER_LINE * lines + 4)
        for number, column in enumerate(columns):
            self._sheet.write_string(_HEAD, number, column.heading, self._styles.get("heading"))
        self._sheet.repeat_rows(_HEAD)
        self._sheet.freeze_panes(FIRST_ROW, 3)

    def write(self, row: int, cells: Sequence[Cell], style: str = "") -> None:
        """Write one row; `style` takes the place of those of the columns."""
        formats = self._formats if not style else [self._styles.get(style)] * len(cells)
        codes = [
            self._cell(row, column, value, formats[column]) for column, value in enumerate(cells)
        ]
        if any(codes):
            raise OutputRefused("output-refused", self.name, found=str(row + 1))

    def _cell(self, row: int, column: int, value: Cell, look: object) -> int:
        """Write one cell; text is text, whatever it begins with."""
        if isinstance(value, Live):
            formula = self._sheet.write_formula(row, column, value.formula, look, value.value)
            return int(formula)
        if value is None or value == "":
            return int(self._sheet.write_blank(row, column, None, look))
        if isinstance(value, str):
            return int(self._sheet.write_string(row, column, value, look))
        return int(self._sheet.write_number(row, column, value, look))


class PagedRows:
    """The same rows on a page in memory, as values: to be explained cell by cell."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._columns: Sequence[SheetColumn] = ()
        self.name = page.name

    def begin(self, title: str, columns: Sequence[SheetColumn]) -> None:
        """Take the title and the headings."""
        self._columns = columns
        self._page.title(title)
        self._page.widths(columns)
        self._page.headings(_HEAD, columns)

    def write(self, row: int, cells: Sequence[Cell], style: str = "") -> None:
        """Take one row."""
        for number, held in enumerate(cells):
            value = held.value if isinstance(held, Live) else held
            look = style or self._columns[number].style
            if isinstance(value, str):
                self._page.text(row, number, value, look)
            elif value is not None:
                self._page.number(row, number, value, look)


Rows: TypeAlias = RowSheet | PagedRows
"""What takes rows from the top down."""


def _unwrapped(style: str) -> str:
    """Return the style of a column in which no text wraps."""
    return "line-" + style if style in ("text", "center") else style
