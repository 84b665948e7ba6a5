"""A copy of an officer's own workbook in which everything that check says stands at its cell."""

import importlib
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from sanicost.core.notices import Finding, Notice, Problem
from sanicost.core.text import column_letters, visible
from sanicost.i18n import Lang, joined, label, place, text, words
from sanicost.i18n.notices import say_in_parts
from sanicost.spreadsheet.cells import Cell, CellPlace, CellRange, Sheet
from sanicost.spreadsheet.saved_again import (
    Rule,
    cells_changed,
    extended_rules,
    parts_lost,
    with_results,
)
from sanicost.spreadsheet.xlsx import cells_of, open_workbook

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Written
    from openpyxl.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "sanicost"
"""Of our comments: by it they are known, and taken away when a copy is annotated anew."""
_FILLS = {"problem": "FFC7CE", "error": "FFC7CE", "warning": "FFEB9C", "info": "E2EFDA"}
_CELL = re.compile(r"(.+)!([A-Z]{1,3})([1-9][0-9]*)")
_WIDTHS = (18, 70, 70)
_MOST_CELLS, _MOST_MERGED = 500_000, 200_000
_MOST_SAID, _SHOWN_LOST = 5_000, 20
_COMMENT_SIZE = (140, 380)


@dataclass(frozen=True)
class Annotated:
    """A copy as bytes, and in words what of the original it does not keep."""

    data: bytes
    lost: tuple[str, ...]


class _Remark(NamedTuple):
    """What is reported about a place: how grave it is, what it is and what to do."""

    where: str
    weight: str
    what: str
    advice: str


def annotated(source: bytes, notices: Iterable[Notice], name: str, lang: Lang) -> Annotated:
    """Return a copy of an .xlsx with notices at their cells, and a sheet `name` that lists them.

    The formats stay as far as the library can keep them; where it cannot read the file, the copy
    holds values and formulas' results alone.
    """
    with open_workbook(BytesIO(source)) as opened:
        before = opened.sheets()
    remarks = [_remark(one, lang) for one in notices][:_MOST_SAID]
    with _quietly():
        book = _loaded(source, before)
        is_plain = book is None
        if book is None:
            book = _loaded(plain_book(before), ())
            assert book is not None
        _add_rules(book, source)
        _unmark(book, name)
        _mark(book, remarks)
        _list(book, remarks, name, lang)
        out = BytesIO()
        book.save(out)
    kept = [sheet for sheet in before if sheet.name in book.sheetnames]
    data = with_results(out.getvalue(), kept)
    return Annotated(data, tuple(_lost(source, data, kept, lang, is_plain=is_plain)))


@contextmanager
def _quietly() -> Iterator[None]:
    """Load the library without the warnings that it prints, and without numpy.

    It looks for numpy only to know its numbers, and loading that would take half of the time.
    """
    has_numpy = "numpy" in sys.modules
    if not has_numpy and "openpyxl" not in sys.modules:
        sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        importlib.import_module("openpyxl")
    finally:
        if not has_numpy and sys.modules.get("numpy", ...) is None:
            del sys.modules["numpy"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _loaded(source: bytes, sheets: Sequence[Sheet]) -> "Workbook | None":
    """Return a workbook as the library holds it; None where it could not, or would swell."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only a copy pays for it

    merged = sum(
        (last.row - first.row + 1) * (last.column - first.column + 1)
        for sheet in sheets
        for first, last in sheet.merged
    )
    if merged > _MOST_MERGED or sum(len(sheet.cells) for sheet in sheets) > _MOST_CELLS:
        return None
    try:
        return load_workbook(BytesIO(source), rich_text=True)
    except Exception:
        # It raises whatever it happens to stumble over in a file that Excel and we can read.
        return None


def _remark(notice: Notice, lang: Lang) -> _Remark:
    """Return the remark on a notice; whatever is no problem begins with how grave it is."""
    what, advice = (visible(said) for said in say_in_parts(notice, lang))
    if isinstance(notice, Problem):
        weight, said = "problem", ""
    elif isinstance(notice, Finding):
        weight, said = notice.severity, label(notice.severity, lang)
        advice = advice or text("annotated.check", lang)
    else:
        weight, said = "info", text("annotated.assumption", lang)
        advice = advice or text("annotated.give", lang)
    advice = advice or text("annotated.correct", lang)
    what = text("annotated.headed", lang, weight=said, said=what) if said else what
    return _Remark(notice.where, weight, what, advice)


def _unmark(book: "Workbook", name: str) -> None:
    """Take away what an earlier run has put into a copy: the list, the comments, their colour."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - likewise

    if name in book.sheetnames and _is_ours(book[name]):
        del book[name]
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            comment = cell.comment
            if comment and (comment.author == AUTHOR or _OURS in comment.text):
                own = "" if comment.author == AUTHOR else comment.text.partition(_OURS)[0]
                cell.comment = Comment(own, comment.author) if own else None
                _fill(cell, None)


_OURS = f"\n— {AUTHOR}\n"
"""Stands between an officer's own comment and ours."""


def _is_ours(sheet: "Worksheet") -> bool:
    """Return whether a sheet is a list of ours."""
    heads = [sheet.cell(1, column).value for column in range(1, len(_WIDTHS) + 1)]
    return heads in (words("annotated.headings", "zh"), words("annotated.headings", "en"))


def _fill(cell: "Written | MergedCell", colour: str | None) -> None:
    """Colour a cell, or take its colour away."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - likewise

    cell.fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()


def _mark(book: "Workbook", remarks: Iterable[_Remark]) -> None:
    """Colour every cell of which something is said, and put that into a comment on it."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - likewise

    by_cell: dict[tuple[str, int, int], list[_Remark]] = {}
    for one in remarks:
        if found := _cell(one.where, book):
            by_cell.setdefault(found, []).append(one)
    order = list(_FILLS)
    for (name, row, column), told in by_cell.items():
        cell = book[name].cell(row, column)
        _fill(cell, _FILLS[min((one.weight for one in told), key=order.index)])
        said = "\n".join(f"{one.what} {one.advice}".strip() for one in told)
        old = cell.comment
        own, author = (old.text, old.author) if old else ("", AUTHOR)
        height, width = _COMMENT_SIZE
        cell.comment = Comment(f"{own}{_OURS}{said}" if own else said, author, height, width)


def _cell(where: str, book: "Workbook") -> tuple[str, int, int] | None:
    """Return sheet, row and column of a place; that of a merged range is its first cell."""
    found = _CELL.fullmatch(where)
    names = {_bare(name): name for name in book.sheetnames}
    if not found or found[1] not in names:
        return None
    sheet = book[names[found[1]]]
    at = f"{found[2]}{found[3]}"
    for merged in sheet.merged_cells.ranges:
        if at in merged:
            return sheet.title, merged.min_row, merged.min_col
    cell = sheet[at]
    return sheet.title, cell.row, cell.column


def _bare(name: str) -> str:
    """Return the name of a sheet as notices have it: without what nobody sees."""
    return "".join(letter for letter in name if letter.isprintable())


def _list(book: "Workbook", remarks: Sequence[_Remark], name: str, lang: Lang) -> None:
    """Put a sheet before the others that lists all remarks, each place a link."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - likewise

    sheet = book.create_sheet(name, len(book.sheetnames))
    for column, heading in enumerate(words("annotated.headings", lang), start=1):
        cell = sheet.cell(1, column, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9D9D9")
        sheet.column_dimensions[column_letters(column)].width = _WIDTHS[column - 1]
    sheet.freeze_panes = "A2"
    for row, one in enumerate(remarks, start=2):
        shown = place(one.where, lang) if one.where else text("annotated.whole", lang)
        for column, said in enumerate((visible(shown), one.what, one.advice), start=1):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = said, "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        _fill(sheet.cell(row, 2), _FILLS[one.weight])
        _link(sheet.cell(row, 1), one.where, book)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = book.sheetnames.index(sheet.title)


def _link(cell: "Written", where: str, book: "Workbook") -> None:
    """Let a place lead to its cell; one that is none leads to its sheet, or to the first."""
    from openpyxl.styles import Font  # noqa: PLC0415 - likewise
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415 - likewise

    found = _CELL.fullmatch(where)
    names = {_bare(name): name for name in book.sheetnames}
    name = names.get(found[1] if found else where, book.sheetnames[0])
    at = f"{found[2]}{found[3]}" if found else "A1"
    target = f"'{name.replace(chr(39), chr(39) * 2)}'!{at}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=None)
    cell.font = Font(color="0563C1", underline="single")


def _add_rules(book: "Workbook", source: bytes) -> None:
    """Put drop-downs back that a newer Excel keeps where the library does not look."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - likewise

    rules: Mapping[str, Sequence[Rule]] = extended_rules(source)
    for sheet in book.worksheets:
        for rule in rules.get(sheet.title, ()):
            held: Any = dict(rule.attributes)
            made = DataValidation(formula1=rule.first, formula2=rule.second or None, **held)
            for cells in rule.cells.split():
                made.add(cells)
            sheet.add_data_validation(made)


def _lost(
    source: bytes, data: bytes, before: Sequence[Sheet], lang: Lang, *, is_plain: bool
) -> Iterator[str]:
    """Yield in words what a copy does not keep."""
    if is_plain:
        yield text("annotated.formats", lang)
    for kind, count in parts_lost(source, data).items():
        yield text(f"annotated.{kind}", lang, count=count)
    if changed := cells_changed(before, cells_of(data)):
        cells = joined(changed[:_SHOWN_LOST], lang) + "…" * (len(changed) > _SHOWN_LOST)
        yield text("annotated.cells", lang, cells=cells)


def plain_book(sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as an .xlsx with their values and merged cells; a formula is its result."""
    import xlsxwriter  # noqa: PLC0415 - only a file of another kind pays for it

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            made = book.add_worksheet(sheet.name)
            for at, cell in sheet.cells.items():
                _write(made, at, cell, dates)
            for first, last in _apart(sheet):
                corners = first.row - 1, first.column - 1, last.row - 1, last.column - 1
                made.merge_range(*corners, "")
                _write(made, first, sheet.cells.get(first, Cell(None)), dates)
            if not sheet.is_visible:
                made.hide()
    return out.getvalue()


def _apart(sheet: Sheet) -> Iterator[CellRange]:
    """Yield the merged ranges as far as the sheet holds anything, none of them over another."""
    taken: set[CellPlace] = set()
    for first, last in sheet.merged:
        end = CellPlace(min(last.row, sheet.last.row), min(last.column, sheet.last.column))
        if first < end and first.column <= end.column and first.row <= end.row:
            rows, columns = range(first.row, end.row + 1), range(first.column, end.column + 1)
            cells = {CellPlace(row, column) for row in rows for column in columns}
            if cells.isdisjoint(taken):
                taken |= cells
                yield CellRange(first, end)


_MOST_DIGITS = 15


def _write(sheet: Any, at: CellPlace, cell: Cell, dates: object) -> None:
    """Write one cell; a number of more digits than a cell holds stays the text that it is."""
    row, column, value = at.row - 1, at.column - 1, cell.value
    if isinstance(value, Decimal):
        if len(value.as_tuple().digits) <= _MOST_DIGITS:
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, format(value, "f"))
    elif cell.kind == "truth":
        sheet.write_boolean(row, column, value == "TRUE")
    elif cell.kind == "date" and value:
        from datetime import datetime  # noqa: PLC0415 - only a date pays

        sheet.write_datetime(row, column, datetime.fromisoformat(value), dates)
    elif value:
        sheet.write_string(row, column, value)
