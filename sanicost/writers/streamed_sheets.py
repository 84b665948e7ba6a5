"""Sheets that are written row by row and forgotten, into a workbook of always the same bytes."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import BinaryIO, TypeAlias

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sanicost.core.text import column_letters
from sanicost.writers.files import OutputRefused
from sanicost.writers.workbook.book import Styles
from sanicost.writers.workbook.page import POINTS_PER_LINE, lines_needed, yuan
from sanicost.writers.workbook.sheet import SheetColumn

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_CLOCK = datetime(2024, 2, 5, tzinfo=UTC).replace(tzinfo=None)
MAX_FEN = 10**15 - 1
"""The largest sum that a cell holds exactly."""
_MOST_POINTS = 409
"""No program shows a higher row."""
_MARGIN = 2
"""In characters: a text is indented, and breaks before a word that does not fit."""
_UNWRAPPED = ("title", "remark")


@dataclass(frozen=True)
class GivenMoney:
    """An amount of money that is given."""

    fen: int


@dataclass(frozen=True)
class LiveFormula:
    """A formula with its value: fen where it is money, else a count."""

    formula: str
    value: int
    is_money: bool = True


@dataclass(frozen=True)
class FormattedNumber:
    """A number that is no amount, with its format and colour; worked out where it has a formula."""

    number: Decimal
    kind: str
    formula: str = ""
    fill: str = ""


Cell: TypeAlias = str | int | GivenMoney | LiveFormula | FormattedNumber | None


class GrowingSheet:
    """A worksheet that grows downwards; what the library would drop in silence is refused."""

    def __init__(
        self, sheet: Worksheet, styles: Styles, name: str, columns: Sequence[SheetColumn]
    ) -> None:
        self._sheet = sheet
        self._styles = styles
        self.name = name
        self.row = 0
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        sheet.set_footer("&C第&P页/共&N页")
        self._widths = [column.width for column in columns]
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)

    def title(self, text: str, note: str, columns: Sequence[SheetColumn]) -> None:
        """Write title, note and headings; the headings stay in view and on every page."""
        self.write([text], "title")
        self.write([note], "remark")
        self._sheet.repeat_rows(self.row)
        self._sheet.freeze_panes(self.row + 1, 1)
        self.write([column.heading for column in columns], "heading")

    def write(self, cells: Sequence[Cell], style: str = "") -> int:
        """Write the next row, blank to its end; return its number as formulas count it."""
        if style not in _UNWRAPPED:
            self._give_height(cells)
            cells = [*cells, *[None] * (len(self._widths) - len(cells))]
        for column, value in enumerate(cells):
            if code := self._cell(column, value, style):
                raise OutputRefused("output-refused", self.name, found=f"{self.row + 1}: {code}")
        self.row += 1
        return self.row

    def _give_height(self, cells: Sequence[Cell]) -> None:
        """Make the next row as high as its texts need, for no program does when it prints."""
        lines = [
            lines_needed(text, width - _MARGIN)
            for text, width in zip(cells, self._widths, strict=False)
            if isinstance(text, str)
        ]
        if (most := max(lines, default=1)) > 1:
            height = POINTS_PER_LINE * most + 4
            self._sheet.set_row(self.row, min(height, _MOST_POINTS))

    def _cell(self, column: int, value: Cell, style: str) -> int:
        """Write one cell; text is text, whatever it begins with."""
        prefix = f"{style}-" if style == "total" else ""
        whole = style if style not in ("", "total") else ""

        def look(kind: str) -> object:
            return self._styles.get(whole or f"{prefix}{kind}")

        match value:
            case None | "":
                return int(self._sheet.write_blank(self.row, column, None, look("text")))
            case str():
                return int(self._sheet.write_string(self.row, column, value, look("text")))
            case GivenMoney(fen):
                number = yuan(_exact(fen, self.name))
                return int(self._sheet.write_number(self.row, column, number, look("money")))
            case LiveFormula(formula, amount, is_money):
                kind = "money" if is_money else "whole"
                cached = yuan(_exact(amount, self.name)) if is_money else amount
                where = (self.row, column)
                return int(self._sheet.write_formula(*where, formula, look(kind), cached))
            case FormattedNumber():
                return self._number(column, value)
            case _:
                return int(self._sheet.write_number(self.row, column, value, look("whole")))

    def _number(self, column: int, one: FormattedNumber) -> int:
        """Write a number that is no amount."""
        look = self._styles.get(f"{one.fill}-{one.kind}" if one.fill else one.kind)
        where = (self.row, column)
        if one.formula:
            return int(self._sheet.write_formula(*where, one.formula, look, one.number))
        return int(self._sheet.write_number(*where, one.number, look))

    def range(self, column: int, first: int, last: int) -> str:
        """Return rows of a column, from any sheet; rows count from 1."""
        letters = column_letters(column + 1)
        return f"'{self.name}'!${letters}${first}:${letters}${last}"


def _exact(fen: int, where: str) -> int:
    """Return an amount that a cell holds exactly; refuse a larger one."""
    if fen > MAX_FEN:
        raise OutputRefused("output-refused", where, found=str(yuan(fen)))
    return fen


@contextmanager
def workbook(file: BinaryIO, title: str) -> Iterator[tuple[xlsxwriter.Workbook, Styles]]:
    """Give a workbook to fill; its file gets the same bytes on every day and for every account.

    The library gets a file of its own: where it is stopped, by a full disk or by Ctrl-C, it goes on
    writing while it is deleted, and only then may that file be closed.
    """
    raw = TemporaryFile()  # noqa: SIM115 - see above
    with xlsxwriter.Workbook(raw, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _NO_CLOCK})
        yield book, Styles(book)
    with raw:
        raw.seek(0)
        shutil.copyfileobj(raw, file)
