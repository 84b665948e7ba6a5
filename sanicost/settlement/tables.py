"""Files of the attendance → raw tables in parts: values as the file holds them, with their places.

A table says which of its columns is which field and where its first row stands; nothing here
interprets a value.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sanicost.city.vocabulary import word_key
from sanicost.core.text import column_letters
from sanicost.readers.document import FileRefused, Notes
from sanicost.readers.files import readable
from sanicost.settlement.words import AttendanceWords

if TYPE_CHECKING:
    import pandas as pd

PART_ROWS = 250_000
"""Rows read together from a .parquet: what is worked on at one time, however long the file is."""
HEADING_ROWS = 30
_REQUIRED = (
    "worker_id",
    "month",
    "position",
    "days_worked",
    "rest_days_worked",
    "statutory_days_worked",
    "overtime_hours",
)
_FEWEST = 3
"""So many of these make a row the heading row; those that are missing are then named."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, kw_only=True)
class TablePlace:
    """Where the rows of a table stand: a file, and in a workbook a sheet with lettered columns."""

    file: str
    first_row: int
    headings: Mapping[str, str]
    sheet: str | None = None
    letters: Mapping[str, str] | None = None
    numbers: Sequence[int] | None = None  # the row of each, where they do not follow each other

    def where(self, row: int, field: str = "") -> str:
        """Return the place of a field in a row, counted from 0 within the table."""
        number = self.first_row + row if self.numbers is None else self.numbers[row]
        if self.sheet is not None:
            letters = (self.letters or {}).get(field, "A")
            return f"{self.file} {self.sheet}!{letters}{number}"
        return f"{self.file} 第{number}行 {self.headings.get(field, '')}".strip()


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """Some rows of a file: a column of raw values for each field that the file has."""

    columns: "Mapping[str, pd.Series]"
    place: TablePlace
    rows: int


Tables: TypeAlias = Iterator[RawTable]


def read_tables(path: Path, words: AttendanceWords, notes: Notes) -> Tables:
    """Yield the tables of one file, by its ending; raise FileRefused where it cannot be read."""
    with readable(path):
        match path.suffix.lower():
            case ".csv":
                yield from _csv(path, words, notes)
            case ".parquet":
                yield from _parquet(path, words, notes)
            case _:
                raise FileRefused("settle-file-kind-unknown", path.name, found=path.suffix or "-")


def _csv(path: Path, words: AttendanceWords, notes: Notes) -> Tables:
    """Yield the rows of a .csv; every value in it is text."""
    import pandas as pd  # noqa: PLC0415 - only a settlement pays for it

    encoding = _encoding(path, notes)
    with path.open(encoding=encoding, newline="") as file:
        head, skipped = _headings(file, words)
    if head is None:
        notes.problem("settle-headings-missing", path.name, known=_needed(words))
        return
    fields = field_columns(
        head, words, notes, lambda column: f"{path.name} 第{skipped + 1}行 {column}"
    )
    frame = _parsed(path, encoding, skipped + 1, len(head))
    place = TablePlace(
        file=path.name,
        first_row=skipped + 2,
        headings={field: head[column].strip() for field, column in fields.items()},
    )
    if frame is None:
        rows, unheaded = _parsed_slowly(path, encoding, skipped + 1, len(head))
        frame = pd.DataFrame(rows, columns=range(len(head)), dtype=str)
        for row in unheaded:
            notes.problem("column-without-heading", place.where(row))
    columns = {field: frame[column] for field, column in fields.items()}
    yield RawTable(columns=columns, place=place, rows=len(frame))


def _parsed(path: Path, encoding: str, skipped: int, width: int) -> "pd.DataFrame | None":
    """Return the lines of a .csv, None where some line is longer than its headings."""
    import warnings  # noqa: PLC0415 - only a settlement pays for it

    import pandas as pd  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                path,
                encoding=encoding,
                header=None,
                names=list(range(width)),
                skiprows=skipped,
                dtype=str,
                keep_default_na=False,
                skip_blank_lines=False,
                index_col=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError):
        return None


def _parsed_slowly(
    path: Path, encoding: str, skipped: int, width: int
) -> tuple[list[list[str]], list[int]]:
    """Return the lines of a .csv as wide as its headings, and those with a value beyond them."""
    rows: list[list[str]] = []
    unheaded: list[int] = []
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, line in enumerate(csv.reader(file, strict=True)):
                if number < skipped:
                    continue
                if any(cell.strip() for cell in line[width:]):
                    unheaded.append(number - skipped)
                rows.append([*line[:width], *[""] * (width - len(line))])
    except csv.Error as error:
        raise FileRefused("file-not-csv", path.name, found=str(error)) from None
    return rows, unheaded


def _encoding(path: Path, notes: Notes) -> str:
    """Return how a .csv is written: UTF-8 with or without a mark, else GB18030."""
    with path.open("rb") as file:
        start = file.read(4)
        if not start.strip():
            raise FileRefused("file-empty", path.name)
        if start.startswith(_WIDE):
            raise FileRefused("file-encoding", path.name, kind="csv")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=encoding) as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030":
            notes.cleanup("encoding-gb18030", path.name)
        return encoding
    raise FileRefused("file-encoding", path.name, kind="csv")


def _headings(file: io.TextIOWrapper, words: AttendanceWords) -> tuple[list[str] | None, int]:
    """Return the heading row of a text file, and how many lines stand above it."""
    try:
        for skipped, line in enumerate(csv.reader(file, strict=True)):
            if skipped >= HEADING_ROWS:
                break
            if is_heading(line, words):
                return line, skipped
    except csv.Error:
        pass
    return None, 0


def is_heading(cells: Sequence[object], words: AttendanceWords) -> bool:
    """Return whether a row names the worker and most of what every row must have."""
    names = {field_of(cell, words) for cell in cells}
    return "worker_id" in names and len(names.intersection(_REQUIRED)) >= _FEWEST


def field_of(cell: object, words: AttendanceWords) -> str | None:
    """Return the field that a heading names; a unit in brackets behind it does not matter."""
    if not isinstance(cell, str):
        return None
    key = word_key(cell)
    return words.headings.get(key) or words.headings.get(key.partition("(")[0])


def _needed(words: AttendanceWords) -> str:
    """Return the headings that every attendance must have."""
    return "、".join(words.labels[name] for name in _REQUIRED)


def field_columns(
    head: Sequence[object],
    words: AttendanceWords,
    notes: Notes,
    where: Callable[[str], str],
) -> dict[str, int]:
    """Return the column of each field; note headings that are unknown or stand twice."""
    found: dict[str, int] = {}
    for column, cell in enumerate(head):
        heading = str(cell if cell is not None else "").strip()
        name = field_of(cell, words)
        if name is None:
            key = word_key(heading)
            if heading and not {key, key.partition("(")[0]} & words.ignored:
                notes.problem("column-unknown", where(heading), found=heading, candidates="")
        elif name in found:
            notes.problem("column-repeated", where(heading), found=heading)
        else:
            found[name] = column
    for name in _REQUIRED:
        if name not in found:
            notes.problem("settle-column-missing", where(""), column=words.labels[name])
    return found


def _parquet(path: Path, words: AttendanceWords, notes: Notes) -> Tables:
    """Yield the rows of a .parquet in parts; it is read by row groups."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra that only .parquet needs
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise FileRefused("parquet-not-installed", path.name) from None
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            fields = field_columns(
                names, words, notes, lambda column: f"{path.name} {column}".strip()
            )
            wanted = {names[column]: field for field, column in fields.items()}
            headings = {field: name for name, field in wanted.items()}
            row = 0
            for batch in file.iter_batches(batch_size=PART_ROWS, columns=list(wanted)):
                place = TablePlace(file=path.name, first_row=row + 1, headings=headings)
                columns = {wanted[n]: _series(batch.column(n)) for n in batch.schema.names}
                yield RawTable(columns=columns, place=place, rows=batch.num_rows)
                row += batch.num_rows
    except pa.ArrowException as error:
        raise FileRefused("file-not-parquet", path.name, found=str(error)) from None


def _series(column: "object") -> "pd.Series":
    """Return a column of a .parquet as pandas holds it."""
    series: pd.Series = column.to_pandas()  # type: ignore[attr-defined]
    return series


def sheet_place(
    file: str, sheet: str, numbers: Sequence[int], fields: Mapping[str, int]
) -> TablePlace:
    """Return the place of rows of a sheet, each by its number, which counts from 1."""
    letters = {field: column_letters(column + 1) for field, column in fields.items()}
    return TablePlace(
        file=file, first_row=0, headings={}, sheet=sheet, letters=letters, numbers=numbers
    )
