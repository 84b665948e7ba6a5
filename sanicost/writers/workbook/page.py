"""One sheet of the workbook: checked writing, cell formats, references, widths, and print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING, Protocol
from unicodedata import east_asian_width

from sanicost.core.text import column_letters, money, plain
from sanicost.embedded.sheet import SHEET
from sanicost.writers.files import OutputRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#808080"}
_NUMBER_FORMATS = {
    "money": "#,##0.00",
    "myriads": "#,##0.00",
    "whole": "#,##0",
    "plain": "0.##########",
    "rate": "0.0000##",
    "share": "0.00%",
    "text": "@",
    "center": "@",
}
_FILLS = {
    "": None,
    "input": "#DDEBF7",
    "figure": "#E2EFDA",
    "provisional": "#FFE699",
    "engine": "#EDEDED",
    "open": "#FFF2CC",
    "line": None,
}
"""What a cell is, by its colour: given, dated figure, unconfirmed, from the engine, to fill in."""


class Formats(Protocol):
    """What a page asks of its styles: a format for a name, and a book for its charts."""

    @property
    def book(self) -> "Workbook":
        """The book that charts belong to."""

    @property
    def get(self) -> "Callable[[str], Format]":
        """From a name to the format."""


_SPECIAL: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12},
    "note": {"text_wrap": True, "valign": "top"},
    "remark": {"font_color": "#595959"},
    "heading": {
        **_BOX,
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "bg_color": "#D9D9D9",
    },
    "above-heading": {
        **_BOX,
        "text_wrap": True,
        "align": "center",
        "font_size": 9,
        "font_color": "#595959",
    },
    "stamp": {"bold": True, "font_size": 14, "font_color": "#C00000"},
    "sign": {"bottom": 1},
    "key": {"font_size": 8, "font_color": "#808080", "align": "center"},
    "bad": {"bg_color": "#FF7C80", "bold": True},
}
"""Formats of their own, by their whole name."""


class Styles:
    """Formats such as `money`, `input-whole`, `figure-plain`, `total-money`."""

    def __init__(self, book: "Workbook") -> None:
        self.book = book
        self.get = cache(self._make)

    def _make(self, name: str) -> "Format":
        """Return the format of a name; each is made once, in the order of first use."""
        if name in _SPECIAL:
            return self.book.add_format({**_FONT, **_SPECIAL[name]})
        prefix, _, kind = name.rpartition("-")
        properties = {**_FONT, **_BOX, "num_format": _NUMBER_FORMATS[kind]}
        if kind in ("text", "center") and prefix != "line":
            properties |= {"text_wrap": True}
        if kind == "text":
            properties |= {"indent": 1}
        if kind == "center":
            properties |= {"align": "center"}
        if kind == "money":
            # A dash that stands for an amount yet to come stands where the amount will.
            properties |= {"align": "right"}
        if prefix == "total":
            properties |= {"bold": True, "bg_color": "#F2F2F2"}
        elif _FILLS[prefix]:
            properties |= {"bg_color": _FILLS[prefix]}
        if prefix == "open":
            properties |= {"locked": False}
        return self.book.add_format(properties)


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

POINTS_PER_LINE = 13.5
ONE_PAGE_LINES = 50
"""So many lines still read well on one A4 page."""
_INDENT = 1
"""In characters; text does not touch the amount at its left."""
_WRAPPED = ("text", "center", "heading")


@lru_cache(maxsize=4096)
def text_width(text: str) -> int:
    """Return the width of a text in digits: a Chinese character takes two.

    >>> text_width("12人")
    4
    """
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


@lru_cache(maxsize=4096)
def lines_needed(text: str, room: float) -> int:
    r"""Return how many lines a text takes where so many characters fit on one.

    >>> lines_needed("人数\n（人）", 6), lines_needed("岗位工龄", 6)
    (2, 2)
    """
    return sum(ceil(text_width(line) / room) or 1 for line in text.split("\n"))


@dataclass(frozen=True)
class Column:
    """One column of a table: its key, its heading and its width in characters."""

    key: str
    heading: str
    width: float
    style: str = "text"


@dataclass(frozen=True)
class Amount:
    """A money cell elsewhere: where it is and what it holds, in fen."""

    cell: str
    fen: int


def yuan(fen: int) -> Decimal:
    """Return fen as an exact number of yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def cell(sheet: str, row: int, column: int) -> str:
    """Return an absolute reference to a cell of another sheet; row and column count from 0.

    >>> cell("汇总", 0, 1)
    "'汇总'!$B$1"

    A quote inside the name stands twice.
    """
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!${column_letters(column + 1)}${row + 1}"


@dataclass(frozen=True)
class AnnexSet:
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
    """A worksheet that refuses aloud what the library would drop in silence."""

    def __init__(self, sheet: "Worksheet", styles: Formats, name: str) -> None:
        self._sheet = sheet
        self._styles = styles
        self._widths: list[float] = []
        self._lines: dict[int, int] = {}
        self.name = name

    def set_up(self, footer: str) -> None:
        """Set A4 landscape, one page wide, with the footer."""
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        self._sheet.set_footer(footer)

    def widths(self, columns: Sequence[Column]) -> None:
        """Set the widths of the columns."""
        self._widths = [column.width for column in columns]
        for number, width in enumerate(self._widths):
            self._sheet.set_column(number, number, width)

    def headings(
        self, row: int, columns: Sequence[Column], *, repeat: bool = True, above: int = 0
    ) -> None:
        """Write a heading row; it is repeated on every printed page and stays in view.

        So are as many rows `above` it.
        """
        for number, column in enumerate(columns):
            self.text(row, number, column.heading, "heading")
        if repeat:
            self._sheet.repeat_rows(row - above, row)
            self._sheet.freeze_panes(row + 1, 2)

    def text(self, row: int, column: int, value: str, style: str = "text") -> None:
        """Write text as it is: never a formula, never a link."""
        if not value:
            self._checked(self._sheet.write_blank(row, column, None, self._styles.get(style)), row)
        else:
            format_ = self._styles.get(style)
            self._checked(self._sheet.write_string(row, column, value, format_), row)
            if style.endswith(_WRAPPED):
                self._grow(row, value, (column, column), style)

    def _grow(self, row: int, text: str, columns: tuple[int, int], style: str) -> None:
        """Note how many lines a wrapped text needs: no program fits merged cells by itself."""
        width = sum(self._widths[columns[0] : columns[1] + 1])
        if width:
            room = max(width - _INDENT, 1) if style.endswith("text") else width
            lines = lines_needed(text, room)
            if lines > self._lines.get(row, 0):
                self._lines[row] = lines

    def one_page(self) -> None:
        """Fit the whole sheet to one page."""
        self._sheet.fit_to_pages(1, 1)

    def print_area(self, rows: int, columns: int) -> None:
        """Print so many of the first rows and columns, whatever else the sheet holds."""
        self._sheet.print_area(0, 0, rows - 1, columns)

    def chart(self, row: int, column: int, kind: str, down: int = 0, subtype: str = "") -> "Chart":
        """Put a new chart some pixels below a cell, and return it to be filled."""
        wanted = {"type": kind, "subtype": subtype} if subtype else {"type": kind}
        chart = self._styles.book.add_chart(wanted)
        options = {"object_position": 3, "x_offset": 10, "y_offset": down}
        self._sheet.insert_chart(row, column, chart, options)
        return chart

    def validate(self, where: tuple[int, int, int, int], rule: dict[str, object]) -> None:
        """Check by a rule what is entered into a range."""
        self._checked(self._sheet.data_validation(*where, rule), where[0])

    def protect(self) -> None:
        """Let only the open cells be changed; there is no password."""
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def finish(self, *, on_one_page: bool = False) -> None:
        """Give every row the height that its texts need; a short sheet is fitted to one page."""
        if on_one_page and sum(self._lines.values()) <= ONE_PAGE_LINES:
            self._sheet.fit_to_pages(1, 1)
        for row, lines in self._lines.items():
            self._sheet.set_row(row, POINTS_PER_LINE * lines + 4)

    def number(self, row: int, column: int, value: Decimal | int, style: str) -> None:
        """Write an exact number; 1.20 and 1.2 are one, however an input spelled it."""
        exact = Decimal(plain(value)) if isinstance(value, Decimal) else value
        self._checked(self._sheet.write_number(row, column, exact, self._styles.get(style)), row)

    def formula(
        self, row: int, column: int, formula: str, value: Decimal | int | str, style: str
    ) -> None:
        """Write a live formula with its cached value."""
        format_ = self._styles.get(style)
        self._checked(self._sheet.write_formula(row, column, formula, format_, value), row)
        if isinstance(value, str) and style.endswith(_WRAPPED):
            self._grow(row, value, (column, column), style)

    def amount(self, row: int, column: int, formula: str, fen: int, style: str = "money") -> Amount:
        """Write a live formula of money and return where it stands."""
        self.formula(row, column, formula, yuan(fen), style)
        return Amount(self.at(row, column), fen)

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self.text(0, 0, text, "title")
        self._sheet.set_row(0, 28)

    def section(self, row: int, text: str) -> None:
        """Write the title of a part of the sheet."""
        self.text(row, 0, text, "section")
        self._sheet.set_row(row, 22)

    def wide(self, row: int, columns: tuple[int, int], text: str, style: str) -> None:
        """Write text over several columns of one row."""
        format_ = self._styles.get(style)
        merged = self._sheet.merge_range(row, columns[0], row, columns[1], "", format_)
        self._checked(merged, row)
        self._checked(self._sheet.write_string(row, columns[0], text, format_), row)
        self._grow(row, text, columns, style)

    def red_when(self, where: tuple[int, int, int, int], text: str) -> None:
        """Turn the cells of a range red where they show a text."""
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{text}"',
            "format": self._styles.get("bad"),
        }
        self._checked(self._sheet.conditional_format(*where, rule), where[0])

    def at(self, row: int, column: int) -> str:
        """Return an absolute reference to a cell of this sheet from any sheet."""
        return cell(self.name, row, column)

    def _checked(self, code: int, row: int) -> None:
        """Refuse what the library did not write: a row beyond the sheet, too long a text."""
        if code:
            raise OutputRefused("output-refused", self.name, found=f"{row + 1}: {code}")


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


def fitted(columns: Sequence[Column], fens: Mapping[str, Iterable[int]]) -> tuple[Column, ...]:
    """Return the columns, those of the given amounts just wide enough for them."""
    return tuple(
        replace(column, width=money_width(fens[column.key])) if column.key in fens else column
        for column in columns
    )


def title_width(titles: Iterable[str], least: float) -> float:
    """Return the width for posts' titles: one line for each of the annex, more for a long one."""
    return max(least, min(_WIDEST_TITLE, max(map(text_width, titles), default=0) + 2))


def filled(column: Column, texts: Iterable[str], most: float = _WIDEST_TEXT) -> Column:
    """Return a column made narrow where it is blank, and wider where its texts are long."""
    widths = [text_width(text) for text in texts if text]
    if not widths:
        return replace(column, width=min(column.width, _BLANK))
    wanted = min(most, max(widths) / _LINES)
    return replace(column, width=max(column.width, wanted))
