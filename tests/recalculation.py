"""Recalculating workbooks with LibreOffice, and finding every cell that this changes.

A headless conversion does not recalculate by default and such a check would pass vacuously;
`soffice` therefore runs in a fresh profile that says "always", and `canary` proves it.
Run as `python -m tests.recalculation FILE…` it prints what changed and exits 1 if anything did.
"""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""
_CLOSE = 1e-9
Cell = object
"""A cell's value: a number, text or a truth."""


def has_libreoffice() -> bool:
    """Return whether LibreOffice is installed here."""
    return shutil.which("soffice") is not None


LIBREOFFICE = pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"),
    reason="LibreOffice is not installed: no workbook was recalculated",
)


def recalculate(files: Iterable[Path], folder: Path) -> None:
    """Write every workbook, recalculated, into a folder under its own name."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def changed_cells(before: Path, after: Path) -> list[str]:
    """Return the place, old and new value of every cell whose value differs, and any error."""
    old, new = _values(before), _values(after)
    changed = [
        f"{place}: {old.get(place)!r} -> {new.get(place)!r}"
        for place in sorted(old.keys() | new.keys())
        if not _same(old.get(place), new.get(place))
    ]
    return changed + list(_errors(after))


def _errors(path: Path) -> Iterator[str]:
    """Yield the cells that hold an error, which the reader of values gives as nothing."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                for cell in re.findall(rb"<c [^>]*t=\"e\"[^>]*>", package.read(name)):
                    yield f"{name}: {cell.decode()}"


def _values(path: Path) -> dict[str, Cell]:
    """Return every visible value by sheet and cell."""
    return dict(_cells(path))


def _cells(path: Path) -> Iterator[tuple[str, Cell]]:
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        yield f"{name}!{xl_rowcol_to_cell(number, column)}", _plain(value)


def _plain(value: Cell) -> Cell:
    """Return a number as whole where it is: the reader knows floats alone."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _same(old: Cell, new: Cell) -> bool:
    """Return whether two values are one: numbers to fifteen digits, text to the letter."""
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) <= _CLOSE * max(1.0, abs(old)) / 1000
    return old == new


def canary(folder: Path) -> Path:
    """Write a workbook whose cached value is wrong: a real recalculation must change it."""
    path = folder / "canary.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("canary").write_formula("A1", "=1+1", None, 3)
    return path


def main(files: list[str]) -> int:
    """Recalculate files and print what changed; return 1 if anything did."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        bird = canary(folder)
        out = folder / "out"
        out.mkdir()
        paths = [Path(file) for file in files]
        recalculate([*paths, bird], out)
        if changed_cells(bird, out / bird.name) != ["canary!A1: 3 -> 2"]:
            print("LibreOffice did not recalculate: the canary is unchanged")
            return 1
        changed = [line for path in paths for line in changed_cells(path, out / path.name)]
    print("\n".join(changed) or f"{len(paths)} workbook(s) recalculated, no cell changed")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
