"""An .xlsx file → its sheets, each read when it is asked for; the one reader of such files.

Rosters, workbooks of ours that are reopened, and those that are verified are all read here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from sanicost.spreadsheet.cells import Sheet
from sanicost.spreadsheet.contents import Contents
from sanicost.spreadsheet.oddities import Oddity
from sanicost.spreadsheet.package import Package, UnreadableWorkbook, Worksheet, opened
from sanicost.spreadsheet.styles import StyleSheet
from sanicost.spreadsheet.texts import SharedTexts
from sanicost.spreadsheet.worksheet import SheetReader

if TYPE_CHECKING:
    from sanicost.spreadsheet.drawings import Drawings

MAX_CELLS = 1_000_000
"""Of all sheets that are read: about 350 MiB."""


class Workbook:
    """An open workbook: its worksheets in order, and their cells."""

    def __init__(self, package: Package) -> None:
        texts, styles = SharedTexts(), StyleSheet()
        package.parse_related("sharedStrings", texts)
        package.parse_related("styles", styles)
        self.worksheets = package.worksheets
        self.counts_from_1904 = package.counts_from_1904
        self._package = package
        self._contents = Contents(texts.found, styles.found())
        self._cells = 0

    def sheet(self, worksheet: Worksheet) -> Sheet:
        """Return one worksheet with its cells."""
        reader = SheetReader(worksheet, self._contents)
        self._package.parse(worksheet.part, reader)
        sheet = reader.sheet()
        self._cells += len(sheet.cells)
        if self._cells > MAX_CELLS:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        return sheet

    def sheets(self) -> tuple[Sheet, ...]:
        """Return every worksheet in workbook order."""
        return tuple(self.sheet(worksheet) for worksheet in self.worksheets)

    def whole(self) -> "Whole":
        """Return all that a reader of the workbook sees, and what of it is odd."""
        from sanicost.spreadsheet.container import Container  # noqa: PLC0415 - only verify looks

        sheets = self.sheets()
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
def open_workbook(file: IO[bytes], *, is_whole: bool = True) -> Iterator[Workbook]:
    """Open an .xlsx; raise UnreadableWorkbook for what is none, is damaged or swells."""
    with opened(file, is_whole=is_whole) as package:
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


def whole_of(data: bytes) -> Whole:
    """Return all of a workbook that we have just written."""
    with open_workbook(BytesIO(data)) as workbook:
        return workbook.whole()
