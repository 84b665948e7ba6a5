"""An .xlsx file → its sheets, each read when it is asked for; the one reader of such files.

Rosters, workbooks of ours that are reopened, and those that are verified are all read here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import ceil
from typing import IO, TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from sanicost.spreadsheet.cells import Cell, CellPlace, Sheet
from sanicost.spreadsheet.contents import Contents
from sanicost.spreadsheet.oddities import Oddity
from sanicost.spreadsheet.package import Package, UnreadableWorkbook, Worksheet, opened
from sanicost.spreadsheet.styles import StyleSheet
from sanicost.spreadsheet.texts import SharedTexts
from sanicost.spreadsheet.worksheet import MAX_CELLS as MAX_CELLS_OF_SHEET
from sanicost.spreadsheet.worksheet import SheetReader
from sanicost.spreadsheet.zip_parts import MAX_INFLATED_BYTES

if TYPE_CHECKING:
    from sanicost.spreadsheet.drawings import Drawings

MAX_CELLS = 1_000_000
"""Of all sheets that are read: about 350 MiB."""
MOST_TIMES = 4
"""So many times what others may hold may a workbook hold that must be compared with one of ours."""
_HALF_AS_MUCH_AGAIN = 3 / 2
"""Other programs write the same workbook at greater length."""


class Workbook:
    """An open workbook: its worksheets in order, and their cells."""

    def __init__(self, package: Package) -> None:
        texts, styles = SharedTexts(), StyleSheet()
        package.parse_related("sharedStrings", texts)
        package.parse_related("styles", styles)
        self.worksheets = package.worksheets
        self.counts_from_1904 = package.counts_from_1904
        self._package = package
        self._contents = Contents(texts.found, styles.found(), package.times)
        self._cells = 0

    def sheet(self, worksheet: Worksheet, like: Mapping[CellPlace, Cell] | None = None) -> Sheet:
        """Return one worksheet with its cells; those that are `like` known ones are these."""
        reader = SheetReader(worksheet, self._contents, like)
        self._package.parse(worksheet.part, reader)
        sheet = reader.sheet()
        self._cells += len(sheet.cells)
        if self._cells > MAX_CELLS * self._contents.times:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        return sheet

    def sheets(self) -> tuple[Sheet, ...]:
        """Return every worksheet in workbook order."""
        return tuple(self.sheet(worksheet) for worksheet in self.worksheets)

    def whole(self, like: Sequence[Sheet] = ()) -> "Whole":
        """Return all that a reader of the workbook sees, and what of it is odd.

        Cells that are as in the sheets of a workbook `like` it are shared with these.
        """
        from sanicost.spreadsheet.container import Container  # noqa: PLC0415 - only verify looks

        known = {sheet.name: sheet.cells for sheet in like}
        sheets = tuple(self.sheet(one, known.get(one.name)) for one in self.worksheets)
        container = Container(self._package)
        odd = [*self._package.oddities, *container.oddities]
        return Whole(sheets, tuple(odd), container.drawings, self._package.recalculates)


class Whole(NamedTuple):
    """A workbook's sheets, what lies over each by its name, and what is odd around them.

    `recalculates` tells that whatever opens it works all formulas out.
    """

    sheets: tuple[Sheet, ...]
    oddities: tuple[Oddity, ...]
    drawings: "Mapping[str, Drawings]"
    recalculates: bool


@contextmanager
def open_workbook(file: IO[bytes], *, is_whole: bool = True, times: int = 1) -> Iterator[Workbook]:
    """Open an .xlsx; raise UnreadableWorkbook for what is none, is damaged or swells.

    It may hold so many `times` what others may.
    """
    with opened(file, is_whole=is_whole, times=times) as package:
        yield Workbook(package)


def cells_of(data: bytes) -> tuple[Sheet, ...]:
    """Return every worksheet of a workbook that we have just written."""
    with open_workbook(BytesIO(data)) as workbook:
        return workbook.sheets()


def same_parts(one: bytes, other: bytes) -> bool:
    """Return whether two workbooks consist of the same parts, however these are packed.

    Both have been read within bounds; what declares the size of ours inflates to no more.
    """
    if one == other:
        return True
    with ZipFile(BytesIO(one)) as mine, ZipFile(BytesIO(other)) as theirs:
        sizes = [
            {part.filename: part.file_size for part in each.infolist()} for each in (mine, theirs)
        ]
        return sizes[0] == sizes[1] and all(
            mine.read(name) == theirs.read(name) for name in sizes[0]
        )


def whole_of(data: bytes, like: Sequence[Sheet] = (), times: int = 1) -> Whole:
    """Return all of a workbook that we have just written, sharing the cells of one `like` it.

    It may hold so many `times` what others may. Raises UnreadableWorkbook for a larger one.
    """
    with open_workbook(BytesIO(data), times=times) as workbook:
        return workbook.whole(like)


def times_of(data: bytes) -> int:
    """Return how many times what others may hold a copy of a workbook of ours may hold.

    What was never written as large is held to what all others are; there is an end for any.
    """
    with ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        size = sum(part.file_size for part in parts)
        cells = 0
        for part in parts:
            if "worksheets/" in part.filename:
                with package.open(part) as held:
                    cells += sum(
                        block.count(b"<c ") for block in iter(lambda: held.read(2**16), b"")
                    )
    share = max(size / MAX_INFLATED_BYTES, cells / MAX_CELLS_OF_SHEET)
    return min(max(1, ceil(share * _HALF_AS_MUCH_AGAIN)), MOST_TIMES)
