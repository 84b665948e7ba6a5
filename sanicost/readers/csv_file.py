"""A .csv file → one grid. UTF-8 with or without a byte order mark, else GB18030."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from sanicost.readers.document import MAX_POSITIONS, Cell, FileRefused, Notes, refuse_many
from sanicost.readers.grid import Grid
from sanicost.readers.seen import all_lines_seen
from sanicost.spreadsheet.cells import MAX_COLUMN, CellPlace, address

MAX_BYTES = 16 * 1024 * 1024
MAX_LINES, MAX_CELLS = 50_000, 500_000
"""The last line that may hold something, and how many cells all lines have up to their last."""
_SPARE_LINES = 100
"""Titles, headings and totals around the positions."""
_BLANK: list[str] = []
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, kind: str, most: int, notes: Notes) -> str:
    """Return the text of a .csv or .yaml file, at most so many bytes long.

    Which encoding was read is noted where it is not UTF-8.
    """
    with path.open("rb") as file:
        data = file.read(most + 1)
    if not data.strip():
        raise FileRefused("file-empty", path.name)
    if len(data) > most:
        raise FileRefused("file-too-large", path.name, kind=kind, limit=most // 1024 // 1024)
    if data.startswith(_WIDE):
        raise FileRefused("file-encoding", path.name, kind=kind)
    try:
        return all_lines_seen(data.decode("utf-8-sig"), notes)
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise FileRefused("file-encoding", path.name, kind=kind) from None
    notes.cleanup("encoding-gb18030", "")
    return all_lines_seen(text, notes)


def read_csv(path: Path, notes: Notes) -> Grid:
    """Return the file's one table; everything in it is text."""
    text = read_text(path, "csv", MAX_BYTES, notes)
    try:
        lines = _lines(csv.reader(io.StringIO(text, newline=""), strict=True), path.name)
    except csv.Error as error:
        raise FileRefused("file-not-csv", path.name, found=str(error)) from None
    rows: list[list[Cell]] = [[cell or None for cell in line] for line in lines]
    return Grid(
        name="",
        rows=rows or [[]],
        place=lambda row, _, heading: f"第{row + 1}行 {heading}".strip(),
        row_place=lambda row: f"第{row + 1}行",
    )


def _lines(reader: Iterable[list[str]], name: str) -> list[list[str]]:
    """Return all lines up to the last that holds something, each up to its last cell that does.

    Those of far too many positions are counted and not kept.
    """
    lines: list[list[str]] = []
    filled = cells = 0
    for number, line in enumerate(reader):
        if not any(line):
            continue
        while not line[-1]:
            line.pop()
        filled, cells = filled + 1, cells + len(line)
        if filled > MAX_POSITIONS + _SPARE_LINES:
            continue
        if number >= MAX_LINES or len(line) > MAX_COLUMN or cells > MAX_CELLS:
            place = CellPlace(number + 1, len(line))
            raise FileRefused("sheet-too-large", name, sheet=name, cell=address(place))
        lines += [_BLANK] * (number - len(lines))
        lines.append(line)
    refuse_many(filled - _SPARE_LINES)
    return lines
