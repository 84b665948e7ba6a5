"""An .xlsx file → its sheets, each read when it is asked for; the one reader of such files.

Rosters, workbooks of ours that are reopened, and those that are verified are all read here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from sanicost.spreadsheet.cells import Sheet
from sanicost.spreadsheet.contents import Contents
from sanicost.spreadsheet.package import Package, UnreadableWorkbook, Worksheet, opened
from sanicost.spreadsheet.styles import Styles
from sanicost.spreadsheet.texts import SharedTexts
from sanicost.spreadsheet.worksheet import SheetReader

MAX_CELLS = 1_000_000
"""Of all sheets that are read: about 350 MiB."""


class Workbook:
    """An open workbook: its worksheets in order, and their cells."""

    def __init__(self, package: Package) -> None:
        texts, styles = SharedTexts(), Styles()
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


@contextmanager
def open_workbook(file: IO[bytes], *, is_whole: bool = True) -> Iterator[Workbook]:
    """Open an .xlsx; raise UnreadableWorkbook for what is none, is damaged or swells."""
    with opened(file, is_whole=is_whole) as package:
        yield Workbook(package)


def cells_of(data: bytes) -> tuple[Sheet, ...]:
    """Return every worksheet of a workbook that we have just written."""
    with open_workbook(BytesIO(data)) as workbook:
        return workbook.sheets()
