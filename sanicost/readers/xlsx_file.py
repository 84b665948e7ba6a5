"""An .xlsx file → its grids by kind of sheet. Numbers are the decimals that Excel shows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sanicost.city.vocabulary import Words, word_key
from sanicost.core.text import column_letters
from sanicost.embedded.canonical import CanonicalInputs
from sanicost.embedded.sheet import BESIDE, SHEET
from sanicost.readers.document import Cell, FileRefused, Notes
from sanicost.readers.table import Grid
from sanicost.readers.xlsx_guard import SheetScan, scan_workbook
from sanicost.readers.xlsx_package import UnreadableWorkbook

_SHOWN_DIGITS = ".15g"
"""Excel stores binary numbers and shows at most 15 significant digits of them (§5)."""


def read_xlsx(path: Path, sheet_words: Words, notes: Notes) -> dict[str, Grid] | CanonicalInputs:
    """Return the grids of the sheets that a roster may have, by their kind.

    A workbook of ours has none of these; it carries its inputs.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only .xlsx pays

    try:
        scans = scan_workbook(path)
        if inputs := _carried(scans, sheet_words, path):
            return inputs
        kinds = _kinds(scans, sheet_words, path, notes)
        with CalamineWorkbook.from_path(path) as book:
            return {
                kind: _grid(scan, book.get_sheet_by_name(scan.name).to_python(False))
                for kind, scan in kinds.items()
            }
    except UnreadableWorkbook as refused:
        raise FileRefused(refused.code, path.name, **refused.params) from None
    except CalamineError as error:
        raise FileRefused("file-broken-xml", path.name, part=str(error)) from None


def _carried(scans: tuple[SheetScan, ...], words: Words, path: Path) -> CanonicalInputs | None:
    """Return the inputs that a workbook of ours carries, None for any other."""
    names = [scan.name for scan in scans]
    has_positions = any(words.get(word_key(name)) == "positions" for name in names)
    if SHEET not in names and (has_positions or not set(names) >= BESIDE):
        return None
    from sanicost.readers.embedded import carried_by  # noqa: PLC0415 - only our workbooks pay

    return carried_by(path, has_positions=has_positions)


def _kinds(
    scans: tuple[SheetScan, ...], words: Words, path: Path, notes: Notes
) -> Mapping[str, SheetScan]:
    """Return the sheet of each kind; a workbook's only sheet holds the positions."""
    kinds: dict[str, SheetScan] = {}
    for scan in scans:
        kind = words.get(word_key(scan.name))
        if kind and kind not in kinds:
            kinds[kind] = scan
        elif kind:
            notes.problem("sheet-repeated", scan.name)
    others = [scan for scan in scans if scan not in kinds.values()]
    if "positions" not in kinds and len(others) == 1:
        kinds["positions"] = others.pop()
    if "positions" not in kinds:
        _miss([scan.name for scan in scans], path, notes)
    for scan in others:
        notes.cleanup("sheet-ignored", scan.name)
    return kinds


def _miss(sheets: Sequence[str], path: Path, notes: Notes) -> None:
    """Say that no sheet holds the positions; our own bid form needs none, but another file."""
    from sanicost.core.bid_sheets import is_bid_form  # noqa: PLC0415 - only what is refused pays

    if is_bid_form(sheets):
        notes.problem("bid-form-as-roster", path.name)
    else:
        notes.problem("sheet-missing", path.name, found="、".join(sheets))


def _grid(scan: SheetScan, rows: Sequence[Sequence[object]]) -> Grid:
    """Return a sheet as a grid of exact values, with what its XML says of formulas."""

    def place(row: int, column: int, _: str) -> str:
        return f"{scan.name}!{column_letters(column + 1)}{row + 1}"

    cells: list[list[Cell]] = [[_value(value) for value in row] for row in rows]
    # Calamine ends a sheet at its last value; a formula without one may stand beyond.
    cells += [[] for _ in range(len(cells), scan.last_row)]
    return Grid(
        name=scan.name,
        rows=cells,
        place=place,
        row_place=lambda row: place(row, 0, ""),
        formulas=_from_zero(scan.formulas),
        formulas_without_value=_from_zero(scan.formulas_without_value),
        errors={(row - 1, column - 1): text for (row, column), text in scan.errors.items()},
        merged=tuple((a - 1, b - 1, c - 1, d - 1) for a, b, c, d in scan.merged),
    )


def _from_zero(cells: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return cell positions counted from 0."""
    return frozenset((row - 1, column - 1) for row, column in cells)


def _value(value: object) -> Cell:
    """Return a cell's value: exact numbers, text, truths, dates; blank text is None."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(format(value, _SHOWN_DIGITS))
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value)
    return text or None
