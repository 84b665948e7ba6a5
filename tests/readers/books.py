"""Rosters as officers keep them: real .xlsx and .csv files, written cell by cell."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
import xlsxwriter

from sanicost.core.notices import Refused
from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from sanicost.runs import price_in
from tests.rosters import TODAY, city

Table: TypeAlias = Sequence[Sequence[object]]
"""Rows of cells: text, numbers, or None for an empty one."""
HEAD: tuple[object, ...] = ("岗位", "人数")


def write_book(path: Path, sheets: Mapping[str, Table]) -> Path:
    """Write sheets of plain values; text is text, also where it begins with =."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
    return path


def converted(path: Path, ending: str) -> Path:
    """Return a workbook saved again by LibreOffice under another ending; WPS names an .xls .et."""
    form = "xls" if ending == "et" else ending
    profile = path.parent / "profile"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(path.parent / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    saved = path.parent / "saved" / f"{path.stem}.{form}"
    return saved.rename(saved.with_suffix(f".{ending}"))


def read(path: Path) -> Run:
    """Price a roster file with no options."""
    return price_in(city(), path, Options(), TODAY)


def problems(path: Path) -> list[tuple[str, str]]:
    """Return code and place of everything that is wrong with a roster file."""
    with pytest.raises(Refused) as refused:
        read(path)
    return [(problem.code, problem.where) for problem in refused.value.problems]
