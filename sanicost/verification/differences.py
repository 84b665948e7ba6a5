"""Every edit between a workbook and what it was when we wrote it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sanicost.spreadsheet.cells import EMPTY, Cell, CellPlace, Sheet, address, shown
from sanicost.spreadsheet.formulas import moved, tokens
from sanicost.spreadsheet.xlsx import Whole
from sanicost.verification import appearance
from sanicost.verification.alignment import (
    MAX_SHAPED,
    Aligned,
    Paired,
    aligned,
    column_of,
    hidden,
    lines,
    of_sheets,
    paired,
)
from sanicost.verification.edit import Edit, Kind, same, same_formula, same_value

MAX_TEXT = 200
_BEFORE = 40  # characters shown before the first that differs, in a text too long to show


def differences(found: Whole, original: Whole, carrying: str) -> tuple[Edit, ...]:
    """Return every edit, sheet by sheet; `carrying` is the sheet that carries the inputs."""
    sheets = paired(found.sheets, original.sheets)
    listed = [*appearance.odd(found.oddities, original.oddities)]
    listed += of_sheets(sheets, found.sheets)
    if not found.recalculates:
        listed += _uncalculated(found.sheets)
    changed = [(one, other) for one, other in sheets.pairs if not _alike(one, other)]
    moves = _Moves(sheets, {other.name: _Alignment.of(one, other) for one, other in changed})
    for one, other in sheets.pairs:
        listed += hidden(one, other)
        if other.name in moves.of:
            listed += _of_pair(one, other, moves, carrying)
        listed += _seen(one, other, moves)
        drawn = found.drawings[one.name], original.drawings[other.name]
        listed += appearance.drawings(one, *drawn)
    return tuple(listed)


def _uncalculated(found: Sequence[Sheet]) -> Iterator[Edit]:
    """Yield formulas without results in a workbook that nothing makes a program calculate."""
    for sheet in found:
        for place, cell in sheet.cells.items():
            if cell.is_uncomputed:
                where, formula = f"{sheet.name}!{address(place)}", f"={cell.formula}"
                texts = {"found": "", "expected": formula, "source": formula}
                yield Edit(where=where, kind="cached-value", **texts)


def _seen(found: Sheet, original: Sheet, moves: "_Moves") -> Iterator[Edit]:
    """Yield what shows other numbers than the cells hold, or none."""

    def origin(place: CellPlace) -> CellPlace | None:
        return moves.place(found.name, place)

    yield from appearance.formats(found, original, origin)
    yield from appearance.merges(found)
    yield from appearance.page_texts(found, original)
    yield from appearance.print_area(found, original, origin)
    yield from appearance.odd(found.oddities, original.oddities)


def _alike(one: Sheet, other: Sheet) -> bool:
    """Return whether two sheets hold the same, however their formulas are spelled."""
    if one.cells == other.cells:
        return True
    if one.cells.keys() != other.cells.keys():
        return False
    return all(same(cell, other.cells[place]) for place, cell in one.cells.items())


@dataclass(frozen=True)
class _Alignment:
    """Which rows and which columns of a sheet are which of the original's."""

    rows: Aligned
    columns: Aligned

    @classmethod
    def of(cls, found: Sheet, original: Sheet) -> "_Alignment":
        """Return the alignment of two sheets."""
        shaped = max(len(found.cells), len(original.cells)) <= MAX_SHAPED
        rows, columns = (
            aligned(*(lines(one, columns=each, shaped=shaped) for one in (found, original)))
            for each in (False, True)
        )
        return cls(rows, columns)

    def original(self, place: CellPlace) -> CellPlace | None:
        """Return where a cell was, None where its row or column is new."""
        row = _shift(place.row, self.rows)
        column = _shift(place.column, self.columns)
        return None if row is None or column is None else CellPlace(row, column)


def _shift(line: int, found: Aligned) -> int | None:
    """Return which line of the original a line was; beyond the last, all have moved alike."""
    if line in found.original:
        return found.original[line]
    if line in found.added:
        return None
    return line - len(found.added) + len(found.removed)


class _Moves:
    """Where the cells of all sheets were, for the formulas that read them."""

    def __init__(self, sheets: Paired, of: Mapping[str, _Alignment]) -> None:
        self.of = of
        self._names = {one.name.casefold(): other.name for one, other in sheets.pairs}

    def name(self, found: str) -> str:
        """Return what a sheet was called."""
        return self._names.get(found.casefold(), found)

    def place(self, sheet: str, place: CellPlace) -> CellPlace | None:
        """Return where a cell of a sheet found was."""
        alignment = self.of.get(self.name(sheet))
        return alignment.original(place) if alignment else place

    def same_formula(self, sheet: str, found: Cell, original: Cell) -> bool:
        """Return whether a formula is the one that was there, moved along with what it reads."""
        if same_formula(found, original):
            return True
        if found.formula is None or original.formula is None:
            return False
        as_it_was = moved(tokens(found.formula), sheet, self.place, self.name)
        return as_it_was == tokens(original.formula)


def _of_pair(found: Sheet, original: Sheet, moves: _Moves, carrying: str) -> Iterator[Edit]:
    """Yield the rows, columns and cells that differ."""
    alignment = moves.of[original.name]
    yield from _of_lines(found, original, alignment)
    before = {alignment.original(place): place for place in found.cells}
    gone_rows, gone_columns = set(alignment.rows.removed), set(alignment.columns.removed)
    for place in sorted({one for one in before if one} | original.cells.keys()):
        if place.row in gone_rows or place.column in gone_columns:
            continue
        here = before.get(place)
        one = found.cells[here] if here else EMPTY
        other = original.cells.get(place, EMPTY)
        if one is other and here == place:
            continue  # the two workbooks share the cell: in a large one nearly all
        kind = _kind(one, other, same=moves.same_formula(found.name, one, other))
        where = f"{found.name}!{address(here or place)}"
        if kind:
            if original.name == carrying:
                yield _cell(where, "carried-input", (one, other), "")
            else:
                yield _cell(where, kind, (one, other), carrying)


def _kind(found: Cell, original: Cell, *, same: bool) -> Kind | None:
    """Return what kind of edit makes one cell of another, None where they are the same."""
    if same:
        if same_value(found, original):
            return None
        return "value" if original.formula is None else "cached-value"
    if original.formula is None:
        return "formula-added"
    return "formula" if found.formula is not None else "formula-replaced"


def _cell(where: str, kind: Kind, cells: tuple[Cell, Cell], inputs: str) -> Edit:
    """Return the difference of a cell: its formulas where these differ, else its values.

    What was written came from the cell's formula, else from the carried inputs.
    """
    is_formula = kind in ("formula", "formula-replaced", "formula-added")
    texts = [_with_formula(c) if is_formula else shown(c.value) for c in cells]
    if not is_formula and len({isinstance(c.value, str) for c in cells if c != EMPTY}) > 1:
        # A number typed as text may look the same: the quotation marks tell.
        texts = [f'"{c.value}"' if isinstance(c.value, str) else shown(c.value) for c in cells]
    one, other = _excerpts(*texts)
    formula = cells[1].formula
    source = "" if cells[1] == EMPTY else inputs if formula is None else f"={formula}"
    return Edit(where=where, kind=kind, found=one, expected=other, source=source)


def _with_formula(cell: Cell) -> str:
    return shown(cell.value) if cell.formula is None else f"={cell.formula}"


def _excerpts(one: str, other: str) -> tuple[str, str]:
    """Return two texts as they are, or what stands around the first letter that differs."""
    if max(len(one), len(other)) <= MAX_TEXT:
        return one, other
    pairs = zip(one, other, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = max(at - _BEFORE, 0)
    found, expected = (text[start : start + MAX_TEXT] for text in (one, other))
    return f"…{found}…", f"…{expected}…"


def _of_lines(found: Sheet, original: Sheet, alignment: _Alignment) -> Iterator[Edit]:
    """Yield inserted and deleted rows and columns, with what they hold."""
    for row in alignment.rows.added:
        where, held = f"{found.name}!{row}:{row}", _held(found, row=row)
        yield Edit(where=where, kind="row-inserted", found=held, expected="")
    for row in alignment.rows.removed:
        where, held = f"{found.name}!{row}:{row}", _held(original, row=row)
        yield Edit(where=where, kind="row-deleted", found="", expected=held)
    for column in alignment.columns.added:
        where, held = column_of(found.name, column), _held(found, column=column)
        yield Edit(where=where, kind="column-inserted", found=held, expected="")
    for column in alignment.columns.removed:
        where, held = column_of(found.name, column), _held(original, column=column)
        yield Edit(where=where, kind="column-deleted", found="", expected=held)


def _held(sheet: Sheet, *, row: int = 0, column: int = 0) -> str:
    """Return in short what a row or a column holds."""
    texts = [
        shown(cell.value)
        for place, cell in sorted(sheet.cells.items())
        if row in (0, place.row) and column in (0, place.column)
    ]
    whole = " | ".join(text for text in texts if text)
    return whole if len(whole) <= MAX_TEXT else f"{whole[:MAX_TEXT]}…"
