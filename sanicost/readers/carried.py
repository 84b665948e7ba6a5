"""The inputs that a workbook of ours carries, or why they cannot be had."""

from collections.abc import Sequence
from pathlib import Path

from sanicost import __version__
from sanicost.core.carried import BESIDE, SHEET
from sanicost.core.carried_found import Carried, bears_marks, find_carried, version_of
from sanicost.core.inputs import CanonicalInputs
from sanicost.readers.document import FileRefused
from sanicost.readers.xlsx_cells import read_cells
from sanicost.verification.cells import Sheet


def carried_by(path: Path, *, has_positions: bool) -> CanonicalInputs | None:
    """Return the inputs that a workbook carries, None where it is a roster written by hand.

    Raises FileRefused where they were removed or changed, or are of a newer version.
    """
    sheets = read_cells(path)
    sheet = carrying(sheets)
    is_ours = sheet is not None and bears_marks(sheet.texts())
    if not is_ours and (has_positions or not {each.name for each in sheets} >= BESIDE):
        return None
    carried = found_in(sheets, path)
    if not carried.is_intact:
        raise FileRefused("carried-altered", path.name)
    return carried.inputs


def found_in(sheets: Sequence[Sheet], path: Path, *, only_ours: bool = False) -> Carried:
    """Return what the sheets of a workbook carry; one of its two copies may be damaged.

    Raises FileRefused where there is nothing to rely on, or a version wrote it that we cannot
    read; `only_ours` asks for this very version.
    """
    sheet = carrying(sheets)
    if sheet is None:
        ours = {each.name for each in sheets} >= BESIDE
        raise FileRefused("carried-missing" if ours else "carried-foreign", path.name)
    rows = sheet.texts()
    carried = find_carried(rows)
    version = carried.inputs.version if carried else version_of(rows)
    if _is_newer(version) or (only_ours and carried and version != __version__):
        raise FileRefused("carried-version", path.name, found=version, ours=__version__)
    if carried is None:
        ours = bears_marks(rows) or {each.name for each in sheets} >= BESIDE
        raise FileRefused("carried-altered-twice" if ours else "carried-foreign", path.name)
    return carried


def carrying(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the sheet that carries the inputs, also under another name."""
    named = [sheet for sheet in sheets if sheet.name == SHEET]
    marked = [] if named else [sheet for sheet in sheets if bears_marks(sheet.texts())]
    return next(iter(named or marked), None)


def _is_newer(version: str) -> bool:
    """Return whether a version is later than ours; a text that is none is not."""
    try:
        found, ours = (tuple(map(int, each.split("."))) for each in (version, __version__))
    except ValueError:
        return False
    return found > ours
