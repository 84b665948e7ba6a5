"""From the book that was laid out to the file: the one place that writes with XlsxWriter.

Cells go down in the order of their writing, for the file numbers its texts by it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

from sanicost.core.text import column_letters
from sanicost.core.worksheet import worksheet
from sanicost.embedded.canonical import Run
from sanicost.writers.files import OutputRefused
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.sheet import GIVEN, Book, Look, SheetCell

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class SheetOfNumbers(Worksheet):  # type: ignore[misc]  # the library says nothing of its types
    """A sheet that writes formulas, numbers, texts and blanks without a second look at each.

    The library searches each formula for some sixty functions of later Excel versions, which ours
    never use, takes each place as if it might be `A1`, and escapes each number as if it were text;
    all that took longer than all our arithmetic. What is written is the same to the byte.
    """

    write_blank, write_number, write_string = (
        getattr(method, "__wrapped__", method)
        for method in (Worksheet.write_blank, Worksheet.write_number, Worksheet.write_string)
    )

    def write_formula(
        self, row: int, column: int, formula: str, format_: Format, value: float | str
    ) -> int:
        """Write a formula with the value that it has; return 0, or -1 outside the sheet."""
        if self._check_dimensions(row, column):
            return -1
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        self.table[row][column] = CellFormulaTuple(formula.removeprefix("="), format_, value)
        return 0

    def hold(self, cell: SheetCell, format_: Format) -> int:
        """Take a cell of a book that is written whole; return 0, or why it was not taken."""
        row, column, value, _, formula = cell
        if self._is_outside_known(row, column) and self._check_dimensions(row, column):
            return -1
        held: tuple[object, ...]
        if formula is not None:
            held = CellFormulaTuple(worksheet(formula).removeprefix("="), format_, value)
        elif value is None:
            held = CellBlankTuple(format_)
        elif not isinstance(value, str):
            held = CellNumberTuple(value, format_)
        elif len(value) > _SURELY_SHORT:
            return int(self.write_string(row, column, value, format_))
        else:
            held = CellStringTuple(self.str_table._get_shared_string_index(value), format_)
        self.table[row][column] = held
        return 0

    def _is_outside_known(self, row: int, column: int) -> bool:
        """Return whether a cell lies outside the rows and columns that hold any so far."""
        return (
            self.dim_rowmin is None
            or not self.dim_rowmin <= row <= self.dim_rowmax
            or not self.dim_colmin <= column <= self.dim_colmax
        )

    def _write_cell(self, row: int, column: int, cell: Any) -> None:
        kind = type(cell)
        if kind not in _PLAIN or cell.format is None or self.constant_memory:
            super()._write_cell(row, column, cell)
            return
        head = f'<c r="{xl_rowcol_to_cell_fast(row, column)}" s="{_index(cell.format)}"'
        if kind is CellFormulaTuple:
            text, value = self._escape_data(cell.formula), self._escape_data(cell.value)
            text_type = ' t="str"' if isinstance(value, str) and value else ""
            self.fh.write(f"{head}{text_type}><f>{text}</f><v>{value}</v></c>")
        elif kind is CellNumberTuple:
            self.fh.write(f"{head}><v>{cell.number:.16G}</v></c>")
        elif kind is CellStringTuple:
            self.fh.write(f'{head} t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f"{head}/>")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # Those of rules that colour cells come this way.
        return formula.removeprefix("=")

    def _escape_data(self, data: object) -> object:
        # A pattern searched for in each formula would take longer than to write it.
        is_plain = not isinstance(data, str) or not ("&" in data or "<" in data or ">" in data)
        return data if is_plain else super()._escape_data(data)


def _index(format_: Format) -> int:
    """Return a format's number in the file; of two equal ones the library would ask each time."""
    if format_.xf_index is None:
        format_.xf_index = format_._get_xf_index()
    return int(format_.xf_index)


_PLAIN = (CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple)
_SURELY_SHORT = 10_000
"""A text of so many signs fits any cell, whatever they are."""

NO_CLOCK = datetime(2024, 2, 5, tzinfo=UTC).replace(tzinfo=None)
"""The rules' day of issue stands where a file would carry the clock: same input, same bytes."""

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
    "fixed-input": "#F1F6FB",
    "fixed-figure": "#F4F9F0",
    "fixed-provisional": "#FFE699",
    "input": "#DDEBF7",
    "figure": "#E2EFDA",
    "provisional": "#FFE699",
    "engine": "#EDEDED",
    "open": "#FFF2CC",
    "line": None,
}
"""What a cell is, by its colour: given, dated figure, unconfirmed, from the engine, to fill in.

What cannot be typed into is pale.
"""
_UNLOCKED = ("open", "input", "figure")


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

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.get = cache(self._make)

    def _make(self, name: str) -> Format:
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
        if prefix in _UNLOCKED or name in GIVEN:
            properties |= {"locked": False}
        return self.book.add_format(properties)


Pages = dict[str, Page]


def new_book(names: Iterable[str], fill: Callable[[Pages], None]) -> Book:
    """Return a book in memory with sheets of these names, filled by a function."""
    book = Book(names)
    fill({name: Page(book, name) for name in book.sheets})
    return book


def book_bytes(run: Run, title: str, book: Book) -> bytes:
    """Return the file of a book, which is used up.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as file:
        file.set_properties({"title": title, "created": NO_CLOCK})
        sheets = {name: file.add_worksheet(name, SheetOfNumbers) for name in book.sheets}
        write_sheets(book, Styles(file), sheets, _footer(run))
    return buffer.getvalue()


def write_sheets(
    book: Book, styles: Styles, sheets: Mapping[str, SheetOfNumbers], footer: str
) -> None:
    """Write a book into the sheets of a file, and take it out of memory as it goes.

    The file may have more sheets than the book. Raises OutputRefused as `book_bytes` does.
    """
    for sheet, cells in book.runs:
        to = sheets[sheet.name]
        # A large workbook has half a million cells: no two of its forms are held at once.
        cells.reverse()
        while cells:
            cell = cells.pop()
            if code := _put(to, sheet.look, cell, styles.get(cell.style)):
                raise _refusal(to, cell.row, code)
    for name, sheet in book.sheets.items():
        _set_up(sheets[name], footer, sheet.look)
        _set_look(sheets[name], sheet.look)
        _add_rules(sheets[name], sheet.look, styles)
        _add_charts(styles.book, sheets[name], sheet.look)


def _put(sheet: SheetOfNumbers, look: Look, cell: SheetCell, format_: Format) -> int:
    """Write one cell, merged with those at its right where it is meant to be.

    Returns 0, or why the library did not.
    """
    row, column, value, _, formula = cell
    is_text = formula is not None or isinstance(value, str)
    last = look.merged.get((row, column)) if look.merged and is_text else None
    merging = last is not None and sheet.merge_range(row, column, row, last, "", format_)
    return int(merging or 0) or sheet.hold(cell, format_)


def _refusal(sheet: Worksheet, row: int, code: int) -> OutputRefused:
    """Return the refusal of what the library dropped: a row beyond the sheet, too long a text."""
    return OutputRefused("output-refused", sheet.name, found=f"{row + 1}: {code}")


def _set_up(sheet: Worksheet, footer: str, look: Look) -> None:
    """Set A4 landscape, one page wide, with the footer."""
    sheet.set_landscape()
    sheet.set_paper(9)
    if look.breaks:
        _set_breaks(sheet, look)
    else:
        sheet.fit_to_pages(1, 1 if look.on_one_page else 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.set_footer(footer)
    if look.repeated:
        sheet.repeat_rows(*look.repeated)
    if look.print_area:
        rows, columns = look.print_area
        sheet.print_area(0, 0, rows - 1, columns - 1)


_A3, _ROOM = 8, 145
"""So many characters stand beside each other on A3 landscape at full size."""


def _set_breaks(sheet: Worksheet, look: Look) -> None:
    """Print runs of columns on pages of their own, small enough for the widest of them."""
    bounds = [look.repeated_columns, *look.breaks, len(look.widths)]
    runs = [sum(look.widths[first:last]) for first, last in pairwise(bounds)]
    widest = sum(look.widths[: look.repeated_columns]) + max(runs)
    sheet.set_paper(_A3)
    sheet.set_print_scale(min(100, int(100 * _ROOM / widest)))
    sheet.repeat_columns(0, look.repeated_columns - 1)
    sheet.set_v_pagebreaks(list(look.breaks))


def _set_look(sheet: Worksheet, look: Look) -> None:
    """Set widths and heights, what stays in view, and what may be changed."""
    for number, width in enumerate(look.widths):
        sheet.set_column(number, number, width)
    for row, height in look.heights.items():
        sheet.set_row(row, height)
    if look.frozen is not None:
        sheet.freeze_panes(look.frozen, 2)
    if look.is_protected:
        sheet.protect("", {"format_columns": True, "format_rows": True})


def _add_rules(sheet: Worksheet, look: Look, styles: Styles) -> None:
    """Add what may be entered, and which texts turn a cell red."""
    for where, rule in look.rules:
        if code := sheet.data_validation(*where, dict(rule)):
            raise _refusal(sheet, where[0], code)
    for where, text in look.red_when:
        red = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": styles.get("bad")}
        if code := sheet.conditional_format(*where, red):
            raise _refusal(sheet, where[0], code)
    for where, other in look.red_unless_same:
        own = f"{column_letters(where[1] + 1)}{where[0] + 1}"
        red = {"type": "formula", "criteria": f"={own}<>{other}", "format": styles.get("bad")}
        if code := sheet.conditional_format(*where, red):
            raise _refusal(sheet, where[0], code)


def _add_charts(file: xlsxwriter.Workbook, sheet: Worksheet, look: Look) -> None:
    """Add the charts."""
    for row, column, down, wanted, fill in look.charts:
        chart = file.add_chart(dict(wanted))
        sheet.insert_chart(
            row, column, chart, {"object_position": 3, "x_offset": 10, "y_offset": down}
        )
        fill(chart)


def newest_figure(run: Run) -> str:
    """Return the month from which the newest figure that was used is in force."""
    starts = [used.row.start for used in run.result.used if used.row.start]
    return str(max(starts)) if starts else "-"


def _footer(run: Run) -> str:
    """Return version, date of the newest figure and input hash for the foot of every page."""
    inputs = run.inputs.sha256[:16]
    facts = f"sanicost {run.version} · 参数日期 {newest_figure(run)} · 输入 {inputs}"
    return f"&L&8{facts}&R&8第 &P 页 / 共 &N 页"
