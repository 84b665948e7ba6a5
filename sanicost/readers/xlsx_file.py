"""An .xlsx file → its grids by kind of sheet. Numbers are the decimals that Excel shows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from sanicost.city.vocabulary import Vocabulary, Words, word_key
from sanicost.core.bid_sheets import is_bid_form
from sanicost.core.text import column_letters
from sanicost.embedded.canonical import CanonicalInputs
from sanicost.embedded.sheet import BESIDE, SHEET
from sanicost.readers.document import Cell, FileRefused, Notes
from sanicost.readers.files import readable
from sanicost.readers.grid import Grid
from sanicost.readers.looks import says_more
from sanicost.readers.seen import all_seen, seen
from sanicost.readers.sheet_names import Skips, sheets_by_kind
from sanicost.spreadsheet.cells import Cell as Held
from sanicost.spreadsheet.cells import Sheet
from sanicost.spreadsheet.number_formats import GENERAL, Moment
from sanicost.spreadsheet.package import UnreadableWorkbook
from sanicost.spreadsheet.xlsx import Whole, Workbook, open_workbook

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a day is the same wherever it is
_LEAP_DAY_1900, _DAYS_FROM_1900_TO_1904 = 60, 1462
_MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000
_MAX_ERROR_LENGTH = 20


Grids: TypeAlias = dict[str, Grid]
"""The sheets that a roster has, by their kind."""


def read_xlsx(
    path: Path, vocabulary: Vocabulary, skipped: Skips, notes: Notes
) -> Grids | CanonicalInputs:
    """Return the grids of the sheets that a roster may have, by their kind.

    A workbook of ours has none of these; it carries its inputs.
    """
    words = vocabulary.headings["sheets"]
    with _opened(path) as workbook:
        names = [one.name for one in workbook.worksheets]
        if _may_carry(names, words) and (inputs := _carried(workbook.sheets(), words, path)):
            return inputs
        sheets, is_1904 = workbook.sheets(), workbook.counts_from_1904
    return _grids(sheets, path, vocabulary, (skipped, is_1904), notes)


def read_other(
    path: Path, vocabulary: Vocabulary, skipped: Skips, notes: Notes
) -> Grids | CanonicalInputs:
    """Return the grids of an .xls, .et or .ods, or the inputs that one of ours still carries.

    What such a file does not tell is noted.
    """
    sheets = other_sheets(path)
    words = vocabulary.headings["sheets"]
    names = [sheet.name for sheet in sheets]
    if _may_carry(names, words) and (inputs := _carried(sheets, words, path)):
        return inputs
    _note_less(path, notes)
    return _grids(sheets, path, vocabulary, (skipped, False), notes)


def _grids(
    sheets: Sequence[Sheet],
    path: Path,
    vocabulary: Vocabulary,
    how: tuple[Skips, bool],
    notes: Notes,
) -> Grids:
    """Return the grids of the sheets of each kind; `how` are those left out and the calendar."""
    skipped, is_1904 = how
    by_name = {seen(sheet.name): sheet for sheet in sheets}
    for sheet in sheets:
        if seen(sheet.name) != sheet.name:
            notes.cleanup("invisible-removed", seen(sheet.name), found=seen(sheet.name))
    made: Grids = {}

    def grid(name: str) -> Grid:
        if name not in made:
            made[name] = _grid(by_name[name], is_1904=is_1904)
        return made[name]

    names = list(by_name)
    if is_bid_form(names):
        notes.problem("bid-form-as-roster", path.name)
        return {}
    kinds = sheets_by_kind(names, grid, vocabulary, skipped, notes)
    if "positions" not in kinds:
        notes.problem("sheet-missing", path.name, found="、".join(names))
    read = {kind: name for kind, name in kinds.items() if kind not in _NEVER_READ}
    return {kind: all_seen(grid(name), notes) for kind, name in read.items()}


_NEVER_READ = ("guide", "lists", "problems")


def read_grids(path: Path, notes: Notes) -> list[Grid]:
    """Return the grid of every sheet of a workbook of any kind, in its order.

    Raises FileRefused where the file cannot be read.
    """
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        with _opened(path) as workbook:
            is_1904 = workbook.counts_from_1904
            return [_grid(sheet, is_1904=is_1904) for sheet in workbook.sheets()]
    sheets = other_sheets(path)
    _note_less(path, notes)
    return [_grid(sheet, is_1904=False) for sheet in sheets]


def other_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of an .xls, .et or .ods; raise FileRefused where it cannot be read."""
    from sanicost.spreadsheet.other_kinds import sheets_of  # noqa: PLC0415 - only these pay

    try:
        return sheets_of(path)
    except UnreadableWorkbook as refused:
        raise FileRefused(refused.code, path.name, **refused.params) from None


def _note_less(path: Path, notes: Notes) -> None:
    """Note that a workbook of this kind does not tell all that an .xlsx tells."""
    notes.cleanup("kind-tells-less", path.name, found=path.suffix.lower())


def read_cells(path: Path, only: str = "") -> tuple[Sheet, ...]:
    """Return every worksheet in workbook order, or none but the one of a name.

    Raises FileRefused where the file cannot be read.
    """
    with readable(path), _opened(path, is_whole=not only) as workbook:
        if not only:
            return workbook.sheets()
        return tuple(workbook.sheet(one) for one in workbook.worksheets if one.name == only)


def read_whole(path: Path, times: int = 1) -> Whole:
    """Return all that a reader of a workbook sees, and what of it is odd.

    It may hold so many `times` what others may. Raises FileRefused where the file cannot be read.
    """
    with readable(path), _opened(path, times=times) as workbook:
        return workbook.whole()


@contextmanager
def _opened(path: Path, *, is_whole: bool = True, times: int = 1) -> Iterator[Workbook]:
    """Open a workbook; raise FileRefused where it cannot be read."""
    try:
        with (
            path.open("rb") as file,
            open_workbook(file, is_whole=is_whole, times=times) as workbook,
        ):
            yield workbook
    except UnreadableWorkbook as refused:
        raise FileRefused(refused.code, path.name, **refused.params) from None


def _may_carry(names: Sequence[str], words: Words) -> bool:
    """Return whether a workbook with these sheets may be one of ours."""
    return SHEET in names or (not _has_positions(names, words) and set(names) >= BESIDE)


def _has_positions(names: Sequence[str], words: Words) -> bool:
    """Return whether a sheet is named as the one with the positions is."""
    return any(words.get(word_key(name)) == "positions" for name in names)


def _carried(sheets: Sequence[Sheet], words: Words, path: Path) -> CanonicalInputs | None:
    """Return the inputs that a workbook of ours carries, None for any other."""
    from sanicost.readers.embedded import carried_by  # noqa: PLC0415 - only our workbooks pay

    has_positions = _has_positions([sheet.name for sheet in sheets], words)
    return carried_by(sheets, path, has_positions=has_positions)


def _grid(sheet: Sheet, *, is_1904: bool) -> Grid:
    """Return a sheet as a grid of exact values, with what stands of formulas behind them."""

    def place(row: int, column: int, _: str) -> str:
        return f"{sheet.name}!{column_letters(column + 1)}{row + 1}"

    rows: list[list[Cell]] = [[] for _ in range(sheet.last.row)]
    special: list[tuple[tuple[int, int], Held]] = []
    looks: dict[tuple[int, int], Held] = {}
    for (row, column), cell in sheet.cells.items():
        cells = rows[row - 1]
        if len(cells) < column - 1:
            cells += [None] * (column - 1 - len(cells))
        cells.append(_value(cell, is_1904=is_1904))
        is_formula = cell.formula is not None and cell.kind != "blank"
        if is_formula or cell.kind == "error":
            special.append(((row - 1, column - 1), cell))
        if (cell.style is not GENERAL or cell.has_marked_runs) and says_more(cell):
            looks[row - 1, column - 1] = cell
    return Grid(
        name=sheet.name,
        rows=rows,
        place=place,
        row_place=lambda row: place(row, 0, ""),
        formulas=frozenset(at for at, cell in special if cell.formula is not None),
        formulas_without_value=frozenset(at for at, cell in special if cell.is_uncomputed),
        errors={
            at: str(cell.value)[:_MAX_ERROR_LENGTH] for at, cell in special if cell.kind == "error"
        },
        merged=tuple(_merged(sheet)),
        looks=looks,
        sheet=sheet,
    )


def _merged(sheet: Sheet) -> Iterator[tuple[int, int, int, int]]:
    """Yield the merged ranges as far as the sheet holds anything, counted from 0."""
    last = sheet.last
    for (first_row, first_column), (last_row, last_column) in sheet.merged:
        if first_row <= last.row and first_column <= last.column:
            end = min(last_row, last.row), min(last_column, last.column)
            yield first_row - 1, first_column - 1, end[0] - 1, end[1] - 1


def _value(cell: Held, *, is_1904: bool) -> Cell:
    """Return a cell's value: exact numbers, text, truths, dates; blank text is None."""
    if cell.kind == "plain":
        value = cell.value
        if cell.style.code and cell.style.moment and isinstance(value, Decimal):
            return _moment(value, cell.style.moment, is_1904=is_1904)
        return value
    if cell.kind == "truth":
        return cell.value == "TRUE"
    return _date_of_text(str(cell.value)) if cell.kind == "date" else cell.value


def _date_of_text(text: str) -> Cell:
    """Return the date that a text in the form of ISO 8601 names, or the text."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return text


def _moment(number: Decimal, moment: Moment, *, is_1904: bool) -> Cell:
    """Return the date that a number of days means; a time, or a length of time, is a text.

    Excel counts a 29 February 1900 that never was.
    """
    try:
        since = timedelta(milliseconds=round(number * _MILLISECONDS_A_DAY))
        if moment == "duration":
            return str(since)
        if 0 <= number < 1:
            return str((_EPOCH + since).time())
        was_counted = is_1904 or number >= _LEAP_DAY_1900
        days = timedelta(_DAYS_FROM_1900_TO_1904 * is_1904 + (not was_counted))
        return (_EPOCH + since + days).date() if number > 0 else number
    except OverflowError:
        return number
