"""Workbooks of other kinds, .xls, .et and .ods, read by calamine in a process of its own.

Such a file can make the library take all memory or abort; then only that process ends. It tells
less than an .xlsx: neither hidden rows nor formulas nor formats, an .ods no merged cells either.
"""

import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanicost.spreadsheet.cells import Cell, CellPlace, CellRange, Sheet
from sanicost.spreadsheet.package import UnreadableWorkbook, form_of
from sanicost.spreadsheet.zip_parts import Parts, PartsContradict, Swollen

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ENDINGS = {".xls": "xls", ".et": "xls", ".ods": "ods"}
"""The form that a file of each ending must have: WPS writes .xls under a name of its own."""
MAX_CELLS, MAX_BOX = 500_000, 4_000_000
MAX_SECONDS, MAX_MEMORY = 10, 512 * 1024 * 1024
_SHOWN_DIGITS = ".15g"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TOO_LARGE, _ENCRYPTED, _DAMAGED = 10, 11, 12  # how the other process ends


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Return every worksheet of a file by its ending; raise UnreadableWorkbook."""
    _refuse_other_forms(path)
    try:
        run = subprocess.run(
            [sys.executable, "-m", __name__, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=2 * MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableWorkbook("file-too-large", kind="xlsx") from None
    codes = {_ENCRYPTED: "file-encrypted", _DAMAGED: "file-truncated"}
    if run.returncode in codes:
        raise UnreadableWorkbook(codes[run.returncode])
    if run.returncode == 1:
        raise RuntimeError(path.name)
    if run.returncode:  # it was stopped by its limits, or by the system for them
        raise UnreadableWorkbook("file-too-large", kind="xlsx")
    return tuple(_sheet(found) for found in json.loads(run.stdout))


def _refuse_other_forms(path: Path) -> None:
    """Refuse a file that is encrypted, is of another kind than its ending says, or swells."""
    expected = ENDINGS[path.suffix.lower()]
    with path.open("rb") as file:
        form = form_of(file)
        if form == "encrypted":
            raise UnreadableWorkbook("file-encrypted")
        if form != {"xls": "xls", "ods": "zip"}[expected]:
            raise UnreadableWorkbook("file-mislabelled", ending=path.suffix, found=form)
        if expected == "xls":
            return
        try:
            with zipfile.ZipFile(file) as archive:
                parts = Parts(file, archive)
                kind = b"".join(parts.blocks("mimetype")) if "mimetype" in parts else b""
                parts.inflate_the_rest()
        except Swollen:
            raise UnreadableWorkbook("file-too-large", kind="xlsx") from None
        except PartsContradict as found:
            raise UnreadableWorkbook("file-ambiguous", found=str(found)) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise UnreadableWorkbook("file-truncated") from None
        if not kind.startswith(_SPREADSHEET):
            raise UnreadableWorkbook("file-mislabelled", ending=path.suffix, found="zip")


def _sheet(found: dict[str, Any]) -> Sheet:
    """Return a sheet from what the other process said of it."""
    cells = {
        CellPlace(row, column): _cell(value)
        for row, values in enumerate(found["rows"], start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    merged = tuple(
        CellRange(CellPlace(a + 1, b + 1), CellPlace(c + 1, d + 1))
        for (a, b), (c, d) in found["merged"]
    )
    return Sheet(found["name"], found["is_visible"], cells, merged=merged)


def _cell(value: Any) -> Cell:
    """Return a cell from what the other process said of it: a number, a truth, a text, a date."""
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", kind="truth")
    if isinstance(value, int | float):
        return Cell(Decimal(format(value, _SHOWN_DIGITS)))
    if isinstance(value, list):
        return Cell(value[0], kind="date")
    return Cell(value)


def main(path: str) -> int:
    """Write what the sheets of a workbook hold as JSON; return how it went."""
    _limit()
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    try:
        found = list(_read(path))
    except PasswordError:
        return _ENCRYPTED
    except CalamineError:
        return _DAMAGED
    except (MemoryError, OverflowError):
        return _TOO_LARGE
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the library's own word for a broken file
            return _DAMAGED
        raise
    sys.stdout.write(json.dumps(found))
    return 0


def _read(path: str) -> Iterator[dict[str, object]]:
    """Yield what each worksheet of a workbook holds."""
    from python_calamine import (  # noqa: PLC0415 - the other process knows nothing of it
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    with Path(path).open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        for one in book.sheets_metadata:
            if one.typ == SheetTypeEnum.WorkSheet:
                is_visible = one.visible == SheetVisibleEnum.Visible
                held = _contents(book.get_sheet_by_name(one.name))
                yield {"name": one.name, "is_visible": is_visible, **held}


def _contents(sheet: "CalamineSheet") -> dict[str, object]:
    """Return the rows and merged ranges of a sheet; raise OverflowError for far too many."""
    if sheet.height * sheet.width > MAX_BOX:
        raise OverflowError
    rows = [list(_values(row)) for row in sheet.to_python(skip_empty_area=False)]
    if sum(value is not None for row in rows for value in row) > MAX_CELLS:
        raise OverflowError
    return {"rows": rows, "merged": sheet.merged_cell_ranges or []}


def _values(row: list[Any]) -> Iterator[object]:
    """Yield the values of a row as JSON holds them, a date as a list of its text."""
    for value in row:
        if isinstance(value, datetime | date):
            yield [value.isoformat()]
        elif isinstance(value, bool | int | float):
            yield value
        else:
            yield str(value) or None


def _limit() -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, where only the time is bounded
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
