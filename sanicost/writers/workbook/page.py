"""One sheet of the workbook being laid out: texts, numbers and formulas, widths, and print."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from sanicost.core.formula import Expression
from sanicost.core.text import money, plain
from sanicost.core.worksheet import Fixed, Place, Range, Ref, span
from sanicost.embedded.sheet import SHEET
from sanicost.writers.workbook.sheet import (
    Book,
    PlacedChart,
    SheetCell,
    SheetColumn,
    Subject,
    Table,
)

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

SUMMARY = "汇总"
LEADERS = "领导参阅"
BASIS = "附件1 测算依据及参数"
PERSONNEL = "附件2 人员配置表"
UNIT_COSTS = "附件3 人均月用工成本构成表"
TOTALS = "附件4 分岗位用工成本汇总表"
CEILING = "附件5 最高投标限价汇总表"
BIDS = "附件6 投标人分项报价表"
SENSITIVITY = "附件7 敏感性分析及调价说明"
CHECKS = "说明与核对"
CARRIED = SHEET
MOVED, WORKED = "分月分原因", "分岗位分月对照"
"""The sheets by which the workbooks of a repricing and of a settlement are known."""

POINTS_PER_LINE = 13.5
ONE_PAGE_LINES = 50
"""So many lines still read well on one A4 page."""
_LONGEST_LIST = 255
"""So many characters does a spreadsheet take for a list."""
_INDENT = 1
"""In characters; text does not touch the amount at its left."""
_WRAPPED = ("text", "center", "heading")


@lru_cache(maxsize=4096)
def text_width(text: str) -> int:
    """Return the width of a text in digits: a Chinese character takes two.

    >>> text_width("12人")
    4
    """
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


@lru_cache(maxsize=4096)
def lines_needed(text: str, room: float) -> int:
    r"""Return how many lines a text takes where so many characters fit on one.

    >>> lines_needed("人数\n（人）", 6), lines_needed("岗位工龄", 6)
    (2, 2)
    """
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(ceil(text_width(line) / room) or 1 for line in text.split("\n"))


class Amount(NamedTuple):
    """Money, and how formulas name it: a cell, a formula without a cell, None for neither."""

    cell: Expression | None
    fen: int

    @property
    def ref(self) -> Expression:
        """What stands for the amount in a formula; there must be something."""
        assert self.cell
        return self.cell


def yuan(fen: int) -> Decimal:
    """Return fen as an exact number of yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


class AnnexSet(NamedTuple):
    """One set of 附件3 to 附件5: of the whole tender, or of one lot on sheets of its own."""

    lot: str | None
    indices: Sequence[int]

    @property
    def sheets(self) -> tuple[str, str, str]:
        """The names of its three sheets."""
        if self.lot is None:
            return UNIT_COSTS, TOTALS, CEILING
        names = f"附件3 {self.lot}", f"附件4 {self.lot}", f"附件5 {self.lot}"
        # A lot may be called what an annex is called; then the bracket tells them apart.
        taken = any(name in (UNIT_COSTS, TOTALS, CEILING) for name in names)
        three, four, five = (f"{name}（包组）" if taken else name for name in names)
        return three, four, five

    @property
    def suffix(self) -> str:
        """What the titles of its sheets end with."""
        return "" if self.lot is None else f"（{self.lot}）"


class Page:
    """A sheet that is being laid out: cells go into the book, and looks to the sheet."""

    def __init__(self, book: Book, name: str) -> None:
        self._sheet = book.sheets[name]
        self._put = book.writer(name)
        self._look = self._sheet.look
        self._lines: dict[int, int] = {}
        self.name = name

    def widths(self, columns: Sequence[SheetColumn]) -> None:
        """Set the widths of the columns."""
        self._look.widths = [column.width for column in columns]

    def headings(
        self, row: int, columns: Sequence[SheetColumn], *, repeat: bool = True, above: int = 0
    ) -> None:
        """Write a heading row; it is repeated on every printed page and stays in view.

        So are as many rows `above` it. The table goes on until the next one, or its end.
        """
        for number, column in enumerate(columns):
            self.text(row, number, column.heading, "heading")
        self._sheet.tables.append(Table(row, columns))
        if repeat:
            self._look.repeated = row - above, row
            self._look.frozen = row + 1

    def end_table(self, row: int) -> None:
        """Let no column of the table above say what stands below a row."""
        self._sheet.tables.append(Table(row, ()))

    def about(self, row: int, subject: Subject) -> None:
        """Note what a row is about."""
        self._sheet.subjects[row] = subject

    def text(self, row: int, column: int, value: str, style: str = "text") -> None:
        """Write text as it is: never a formula, never a link."""
        self._put(SheetCell(row, column, value or None, style))
        if value and style.endswith(_WRAPPED):
            self._grow(row, value, (column, column), style)

    def _grow(self, row: int, text: str, columns: tuple[int, int], style: str) -> None:
        """Note how many lines a wrapped text needs: no program fits merged cells by itself."""
        width = sum(self._look.widths[columns[0] : columns[1] + 1])
        if width:
            room = max(width - _INDENT, 1) if style.endswith("text") else width
            lines = lines_needed(text, room)
            if lines > self._lines.get(row, 0):
                self._lines[row] = lines

    def one_page(self) -> None:
        """Fit the whole sheet to one page."""
        self._look.on_one_page = True

    def pages_wide(self, starts: Sequence[int], repeated: int) -> None:
        """Print each run of columns on pages of its own, with so many of the first beside it."""
        self._look.breaks, self._look.repeated_columns = starts[1:], repeated

    def print_area(self, rows: int, columns: int) -> None:
        """Print so many of the first rows and columns, whatever else the sheet holds."""
        self._look.print_area = rows, columns

    def chart(
        self,
        place: tuple[int, int],
        kind: str,
        fill: "Callable[[Chart], None]",
        down: int = 0,
        subtype: str = "",
    ) -> None:
        """Put a new chart, which a function fills, some pixels below a cell."""
        wanted = {"type": kind, "subtype": subtype} if subtype else {"type": kind}
        self._look.charts.append(PlacedChart(*place, down, wanted, fill))

    def validate(self, where: tuple[int, int, int, int], rule: dict[str, object]) -> None:
        """Check by a rule what is entered into a range."""
        self._look.rules.append((where, rule))

    def protect(self) -> None:
        """Let only the open cells be changed; there is no password."""
        self._look.is_protected = True

    def finish(self, *, on_one_page: bool = False) -> None:
        """Give every row the height that its texts need; a short sheet is fitted to one page."""
        if on_one_page and sum(self._lines.values()) <= ONE_PAGE_LINES:
            self._look.on_one_page = True
        for row, lines in self._lines.items():
            self._look.heights[row] = POINTS_PER_LINE * lines + 4

    def number(self, row: int, column: int, value: Decimal | int, style: str) -> None:
        """Write an exact number; 1.20 and 1.2 are one, however an input spelled it."""
        exact = Decimal(plain(value)) if isinstance(value, Decimal) else value
        self._put(SheetCell(row, column, exact, style))

    def formula(
        self, row: int, column: int, formula: Expression, value: Decimal | int | str, style: str
    ) -> None:
        """Write a live formula with its cached value: 3216 and 3216.00 are one, and one file."""
        if isinstance(value, Decimal):
            value = Decimal(plain(value))
        self._put(SheetCell(row, column, value, style, formula))
        if isinstance(value, str) and style.endswith(_WRAPPED):
            self._grow(row, value, (column, column), style)

    def amount(
        self, row: int, column: int, formula: Expression, fen: int, style: str = "money"
    ) -> Amount:
        """Write a live formula of money and return where it stands."""
        self._put(SheetCell(row, column, yuan(fen), style, formula))
        return Amount(self.at(row, column), fen)

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self.text(0, 0, text, "title")
        self._look.heights[0] = 28

    def section(self, row: int, text: str) -> None:
        """Write the title of a part of the sheet."""
        self.text(row, 0, text, "section")
        self._look.heights[row] = 22

    def wide(self, row: int, columns: tuple[int, int], text: str, style: str) -> None:
        """Write text over several columns of one row."""
        self._look.merged[row, columns[0]] = columns[1]
        self._put(SheetCell(row, columns[0], text, style))
        self._grow(row, text, columns, style)

    def wide_formula(
        self, row: int, columns: tuple[int, int], formula: Expression, value: str, style: str
    ) -> None:
        """Write a live formula of a text over several columns of one row."""
        self._look.merged[row, columns[0]] = columns[1]
        self._put(SheetCell(row, columns[0], value, style, formula))
        self._grow(row, value, columns, style)

    def choices(self, where: tuple[int, int, int, int], names: Iterable[str]) -> None:
        """Offer names in a list below each cell of a range, as far as a list holds them."""
        listed = [name for name in names if "," not in name]
        if listed and len(",".join(listed)) <= _LONGEST_LIST:
            self.validate(where, {"validate": "list", "source": listed, "error_type": "warning"})

    def red_when(self, where: tuple[int, int, int, int], text: str) -> None:
        """Turn the cells of a range red where they show a text."""
        self._look.red_when.append((where, text))

    def red_unless_same(self, where: tuple[int, int, int, int], other: Ref) -> None:
        """Turn each cell of a range red that differs from its partner; `other` is the first's."""
        self._look.red_unless_same.append((where, other.text))

    def at(self, row: int, column: int) -> Ref:
        """Return an absolute reference to a cell of this sheet from any sheet."""
        return Ref(Place(self.name, row, column))

    def near(self, row: int, column: int, fixed: Fixed = "none") -> Ref:
        """Return a reference to a cell of this sheet from this sheet."""
        return Ref(Place(self.name, row, column), fixed, named=False)

    def range(self, first: tuple[int, int], last: tuple[int, int], fixed: Fixed = "none") -> Range:
        """Return the cells from one to another for a formula of this sheet."""
        return span(self.near(*first, fixed), self.near(*last, fixed))


_NARROWEST, _WIDEST_TEXT, _WIDEST_TITLE = 6.5, 40, 30
_BLANK = 6
_LINES = 3
"""A long remark is given the width at which it takes so many lines."""


def money_width(fens: Iterable[int]) -> float:
    """Return the width for amounts in fen, with room for bold digits and a sign.

    >>> money_width([818739]), money_width([10**13])
    (9.0, 19.0)
    """
    return max(_NARROWEST, max((len(money(fen)) for fen in fens), default=0) + 1.0)


def fitted(
    columns: Sequence[SheetColumn], fens: Mapping[str, Iterable[int]]
) -> tuple[SheetColumn, ...]:
    """Return the columns, those of the given amounts just wide enough for them."""
    return tuple(
        column._replace(width=money_width(fens[column.key])) if column.key in fens else column
        for column in columns
    )


def title_width(titles: Iterable[str], least: float) -> float:
    """Return the width for posts' titles: one line for each of the annex, more for a long one."""
    return max(least, min(_WIDEST_TITLE, max(map(text_width, titles), default=0) + 2))


def filled(column: SheetColumn, texts: Iterable[str], most: float = _WIDEST_TEXT) -> SheetColumn:
    """Return a column made narrow where it is blank, and wider where its texts are long."""
    widths = [text_width(text) for text in texts if text]
    if not widths:
        return column._replace(width=min(column.width, _BLANK))
    wanted = min(most, max(widths) / _LINES)
    return column._replace(width=max(column.width, wanted))
