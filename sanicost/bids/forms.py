"""A filled bid form → what its bidder wrote, and what of the form is no longer as it was sent out.

The blank form of the tender is laid out anew, and a filled one is held against it cell by cell. Its
rows are found by their keys, so that it may have been saved by any program.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from sanicost import __version__
from sanicost.core.bid_sheets import INTRODUCTION
from sanicost.core.notices import Cleanup, Problem
from sanicost.core.text import folded
from sanicost.core.worksheet import worksheet
from sanicost.embedded.canonical import Run
from sanicost.readers.seen import seen, unseen_named
from sanicost.readers.xlsx_file import read_cells
from sanicost.spreadsheet.cells import EMPTY, Cell, CellPlace, Sheet, address, shown
from sanicost.spreadsheet.formulas import Move, moved, tokens
from sanicost.writers.workbook import annex_sets
from sanicost.writers.workbook.bid_form import BIDDER, SCHEMA, bid_form, sheet_name
from sanicost.writers.workbook.bids import HEADING_ROW, PLACES
from sanicost.writers.workbook.page import text_width

_HASH, _FORM, _LOT, _VERSION = "inputs_sha256", "form", "lot", "version"
_NAMED = ("title", "period")
"""What names a row to a person: a row whose key was changed is known by these and its place."""
WORDS = ("insured", "remarks")
"""What a bidder may say of a row: other insurance or another injury class, and any reason."""
_MAX_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Change:
    """A cell that is not open to the bidder and holds something else than was sent out."""

    where: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class BlankSheet:
    """One sheet as it was sent out: its cells by row and column from 1, and which are open."""

    name: str
    lot: str | None
    cells: Mapping[CellPlace, Cell]
    is_open: frozenset[CellPlace]

    @cached_property
    def keys(self) -> dict[str, int]:
        """The row of each key, in their order."""
        column = PLACES["key"] + 1
        below = HEADING_ROW + 1
        return {
            str(cell.value): place.row
            for place, cell in sorted(self.cells.items())
            if place.column == column and place.row > below
        }


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """The form of a tender: the sheet on how to fill it in, and a sheet for each lot."""

    sha256: str
    introduction: BlankSheet
    lots: tuple[BlankSheet, ...]


@dataclass(frozen=True, kw_only=True)
class FilledLot:
    """A sheet that a bidder filled in; `rows` leads from a key to the row where it stands now."""

    blank: BlankSheet
    sheet: Sheet
    rows: Mapping[str, int]

    def cell(self, key: str, column: str) -> Cell:
        """Return what a row holds in a column of the form."""
        return self.sheet.cells.get(self._place(key, column), EMPTY)

    def where(self, key: str, column: str) -> str:
        """Return the place of a cell."""
        return f"{self.sheet.name}!{address(self._place(key, column))}"

    def _place(self, key: str, column: str) -> CellPlace:
        return CellPlace(self.rows[key], PLACES[column] + 1)

    @property
    def is_blank(self) -> bool:
        """Whether no amount was filled in: a lot for which there is no bid."""
        words = [PLACES[name] + 1 for name in WORDS]
        return not any(
            self.sheet.cells.get(CellPlace(row, place.column), EMPTY).value is not None
            for key, row in self.rows.items()
            for place in self.blank.is_open
            if place.row == self.blank.keys[key] and place.column not in words
        )


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """One bidder's form: the lots that are bid for, what was changed in the form, and tidied."""

    name: str
    file: str
    lots: Mapping[str | None, FilledLot]
    changes: tuple[Change, ...]
    cleanups: tuple[Cleanup, ...]


@dataclass
class Problems:
    """What is wrong with the forms, each with its file and cell."""

    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, where: str, **params: str | int) -> None:
        """Note one."""
        self.found.append(Problem(code=code, where=where, params=params))


def blank_form(run: Run) -> BlankForm:
    """Return the form of a tender as it was sent out."""
    sets = annex_sets(run.result)
    book = bid_form(run, sets)
    cells: dict[str, dict[CellPlace, Cell]] = {name: {} for name in book.sheets}
    is_open: dict[str, set[CellPlace]] = {name: set() for name in book.sheets}
    for sheet, written in book.runs:
        for one in written:
            place = CellPlace(one.row + 1, one.column + 1)
            formula = None if one.formula is None else worksheet(one.formula)
            value = Decimal(one.value) if isinstance(one.value, int) else one.value
            if one.style.startswith("open"):
                is_open[sheet.name].add(place)
            if value is not None or formula is not None:
                cells[sheet.name][place] = Cell(value, formula)

    def sheet_of(name: str, lot: str | None) -> BlankSheet:
        return BlankSheet(name=name, lot=lot, cells=cells[name], is_open=frozenset(is_open[name]))

    return BlankForm(
        sha256=run.inputs.sha256,
        introduction=sheet_of(INTRODUCTION, None),
        lots=tuple(sheet_of(sheet_name(annex), annex.lot) for annex in sets),
    )


def tender_of(path: Path) -> str:
    """Return the hash of the inputs of the tender that a form belongs to, "" for no form of ours.

    Raises FileRefused where the file cannot be read.
    """
    found = (_facts(_all_seen(sheet, [])) for sheet in read_cells(path))
    return next((one[_HASH] for one in found if one.get(_FORM) == SCHEMA and _HASH in one), "")


def read_forms(paths: Sequence[Path], blank: BlankForm, problems: Problems) -> list[FilledForm]:
    """Return what each bidder filled in, in the order of the files; note all that is wrong.

    Raises FileRefused where a file cannot be read.
    """
    forms: list[FilledForm] = []
    for path in paths:
        form = _read(path, blank, problems)
        if form is None:
            continue
        same = [one for one in forms if one.name == form.name]
        if same:
            problems.add("bid-same-bidder", form.file, found=form.name, other=same[0].file)
        forms.append(form)
    return forms


def _read(path: Path, blank: BlankForm, problems: Problems) -> FilledForm | None:
    """Return one form, None for a file that is no form of this tender."""
    cleanups: list[Cleanup] = []
    sheets = [_all_seen(sheet, cleanups) for sheet in read_cells(path)]
    facts = {sheet.name: _facts(sheet) for sheet in sheets}
    hashes = {one[_HASH] for one in facts.values() if one.get(_FORM) == SCHEMA and _HASH in one}
    if not hashes:
        problems.add("bid-not-a-form", path.name)
        return None
    if hashes != {blank.sha256}:
        other = next(iter(hashes - {blank.sha256}))
        problems.add("bid-other-tender", path.name, found=other[:16], expected=blank.sha256[:16])
        return None
    versions = {one[_VERSION] for one in facts.values() if _VERSION in one}
    if other_versions := versions - {__version__}:
        found = next(iter(other_versions))
        problems.add("bid-other-version", path.name, found=found, ours=__version__)
        return None
    changes: list[Change] = []
    lots: dict[str | None, FilledLot] = {}
    for each in blank.lots:
        sheet = _sheet_of_lot(each, sheets, facts)
        if sheet is None:
            changes.append(Change(where=each.name, found="", expected=each.name))
        elif (filled := _filled(each, sheet, path.name, problems)) is not None:
            changes += _changes(filled)
            if not filled.is_blank:
                lots[each.lot] = filled
    changes += _introduction_changes(blank.introduction, sheets)
    name = _bidder(blank.introduction, sheets) or path.stem
    return FilledForm(
        name=name,
        file=path.name,
        lots=lots,
        changes=tuple(changes),
        cleanups=tuple(cleanups),
    )


def _all_seen(sheet: Sheet, cleanups: list[Cleanup]) -> Sheet:
    """Return a sheet whose texts hold no character that nobody sees; list each that was tidied."""
    bare = {
        place: text
        for place, cell in sheet.cells.items()
        if isinstance(cell.value, str) and (text := seen(cell.value)) != cell.value
    }
    for place, text in bare.items():
        where = f"{sheet.name}!{address(place)}"
        was = unseen_named(str(sheet.cells[place].value))
        texts = {"found": _told(Cell(text)), "was": _told(Cell(was))}
        cleanups.append(Cleanup(code="invisible-removed", where=where, params=texts))
    tidied = {
        place: replace(sheet.cells[place], value=text or None) for place, text in bare.items()
    }
    return replace(sheet, cells={**sheet.cells, **tidied}) if bare else sheet


def _facts(sheet: Sheet) -> dict[str, str]:
    """Return what a sheet says of itself beside the keys of its identification."""
    found: dict[str, str] = {}
    for place, cell in sheet.cells.items():
        if isinstance(cell.value, str) and cell.value in (_HASH, _FORM, _LOT, _VERSION):
            beside = sheet.cells.get(CellPlace(place.row, place.column + 1), EMPTY)
            found.setdefault(cell.value, shown(beside.value))
    return found


def _sheet_of_lot(
    blank: BlankSheet, sheets: Sequence[Sheet], facts: Mapping[str, Mapping[str, str]]
) -> Sheet | None:
    """Return the sheet of a lot: by its name, else by what it says of itself."""
    by_name = [sheet for sheet in sheets if sheet.name == blank.name]
    by_lot = [
        sheet
        for sheet in sheets
        if sheet.name != INTRODUCTION
        and facts[sheet.name].get(_FORM) == SCHEMA
        and facts[sheet.name].get(_LOT) == (blank.lot or "")
    ]
    return next(iter(by_name or by_lot), None)


def _bidder(blank: BlankSheet, sheets: Sequence[Sheet]) -> str:
    """Return the name that the bidder wrote, "" for none."""
    for sheet in sheets:
        if sheet.name == blank.name:
            for place, cell in sheet.cells.items():
                if cell.value == BIDDER[0]:
                    name = sheet.cells.get(CellPlace(place.row, place.column + 1), EMPTY).value
                    return folded(shown(name)).strip()
    return ""


def _filled(blank: BlankSheet, sheet: Sheet, file: str, problems: Problems) -> FilledLot | None:
    """Return a lot's sheet with the row of each key; note columns and rows that were moved."""
    heading = _heading_row(blank, sheet)
    if moved_column := _moved_column(blank, sheet, heading):
        problems.add("bid-columns-moved", f"{file} {sheet.name}", found=moved_column)
        return None
    column = PLACES["key"] + 1
    found: dict[str, int] = {}
    for place, cell in sheet.cells.items():
        if place.column == column and place.row > heading and shown(cell.value) in blank.keys:
            key = shown(cell.value)
            if key in found:
                where = f"{file} {sheet.name}!{address(place)}"
                problems.add("bid-row-repeated", where, found=key)
            found.setdefault(key, place.row)
    for key, row in blank.keys.items():
        if key not in found:
            taken = _by_place(blank, sheet, key, found)
            if taken is None:
                problems.add("bid-row-missing", f"{file} {sheet.name}", found=key, row=row)
                return None
            found[key] = taken
    rows = {key: found[key] for key in blank.keys}
    return FilledLot(blank=blank, sheet=sheet, rows=rows)


def _heading_row(blank: BlankSheet, sheet: Sheet) -> int:
    """Return the row of the headings: the one that has most of them."""
    wanted = {
        str(cell.value) for place, cell in blank.cells.items() if place.row == HEADING_ROW + 1
    }
    counts: dict[int, int] = {}
    for place, cell in sheet.cells.items():
        if cell.value in wanted:
            counts[place.row] = counts.get(place.row, 0) + 1
    return max(counts, key=lambda row: (counts[row], -row), default=HEADING_ROW + 1)


def _moved_column(blank: BlankSheet, sheet: Sheet, heading: int) -> str:
    """Return the first heading that stands in another column than it did, "" for none.

    A heading that was only worded otherwise is a change, and moves nothing.
    """
    here = {
        shown(cell.value): place.column
        for place, cell in sheet.cells.items()
        if place.row == heading
    }
    for place, cell in sorted(blank.cells.items()):
        at = here.get(shown(cell.value))
        if place.row == HEADING_ROW + 1 and at not in (None, place.column):
            return _one_line(shown(cell.value))
    return ""


def _by_place(blank: BlankSheet, sheet: Sheet, key: str, found: Mapping[str, int]) -> int | None:
    """Return the row of a key that was changed, None where its row is not known for certain.

    It stands as far from a row that kept its key as it did, and what names it is as it was.
    """
    row = blank.keys[key]
    near = min(found, key=lambda one: abs(blank.keys[one] - row), default=None)
    here = row if near is None else found[near] + row - blank.keys[near]
    columns = [PLACES[name] + 1 for name in _NAMED]
    named = [blank.cells.get(CellPlace(row, column), EMPTY).value for column in columns]
    names = [sheet.cells.get(CellPlace(here, column), EMPTY).value for column in columns]
    return here if here not in found.values() and names == named else None


def _changes(filled: FilledLot) -> Iterator[Change]:
    """Yield every locked cell of a lot's sheet that is not as it was sent out."""
    blank, sheet = filled.blank, filled.sheet
    now = {blank.keys[key]: row for key, row in filled.rows.items()}
    before = {row: was for was, row in now.items()}

    def stood(_: str, place: CellPlace) -> CellPlace | None:
        return place._replace(row=before.get(place.row, place.row))

    was = stood if any(row != place for place, row in now.items()) else None

    if not sheet.is_visible:
        yield Change(where=sheet.name, found="hidden", expected="visible")
    if sheet.name != blank.name:
        yield Change(where=sheet.name, found=sheet.name, expected=blank.name)
    last = max(now, default=0)
    for place in sorted({*blank.cells, *_written_into(filled, before)}):
        if place in blank.is_open or HEADING_ROW + 1 < place.row not in now or place.row > last:
            continue
        here = place._replace(row=now.get(place.row, place.row))
        cell, expected = sheet.cells.get(here, EMPTY), blank.cells.get(place, EMPTY)
        if not _is_same(cell, expected, sheet.name, was):
            where = f"{sheet.name}!{address(here)}"
            yield Change(where=where, found=_told(cell), expected=_told(expected))


def _written_into(filled: FilledLot, before: Mapping[int, int]) -> Iterator[CellPlace]:
    """Yield the cells of the form's rows that hold something now, by where they were."""
    for place in filled.sheet.cells:
        if place.row in before and place.column <= len(PLACES):
            yield place._replace(row=before[place.row])


def _is_same(cell: Cell, expected: Cell, sheet: str, was: Move | None) -> bool:
    """Return whether a cell holds what was sent out: a formula wherever its rows now stand.

    `was` tells where a cell stood; None where every row is where it was.
    """
    if cell.disguise:
        return False
    if expected.formula is None:
        return cell.formula is None and cell.value == expected.value
    if cell.formula is None:
        return False
    if was is None and cell.formula == expected.formula:
        return True
    mine = tokens(cell.formula)
    if was is not None:
        mine = moved(mine, sheet, was, lambda name: name)
    return mine == tokens(expected.formula)


def _introduction_changes(blank: BlankSheet, sheets: Sequence[Sheet]) -> Iterator[Change]:
    """Yield the cells of the introduction that are not as they were."""
    sheet = next((one for one in sheets if one.name == blank.name), None)
    if sheet is None:
        yield Change(where=blank.name, found="", expected=blank.name)
        return
    for place, expected in sorted(blank.cells.items()):
        cell = sheet.cells.get(place, EMPTY)
        if place not in blank.is_open and cell.value != expected.value:
            where = f"{sheet.name}!{address(place)}"
            yield Change(where=where, found=_told(cell), expected=_told(expected))


def _told(cell: Cell) -> str:
    """Return what a cell holds, in short: its formula where it has one, and a false format."""
    whole = shown(cell.value) if cell.formula is None else f"={cell.formula}"
    text = _one_line(whole)
    short = text if text_width(text) <= 2 * _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
    return f"{short} [{cell.disguise}]" if cell.disguise else short


def _one_line(text: str) -> str:
    return text.replace("\n", "")
