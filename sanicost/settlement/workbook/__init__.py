"""The settlement workbook: one module for each sheet, written into memory and handed over whole."""

from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sanicost import __version__
from sanicost.settlement.facts import RowFacts
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook import audit, figures, lines, notes, posts, summary, workers
from sanicost.settlement.workbook.rows import RowSheet, StreamedSheet
from sanicost.settlement.workbook.sheets import (
    AUDIT,
    FIGURES,
    LINES,
    NOTES,
    POSTS,
    SUMMARY,
    WORKERS,
    Shape,
)
from sanicost.writers.workbook.book import NO_CLOCK, OPTIONS, SheetOfNumbers
from sanicost.writers.workbook.page import Page, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_FORMULA_ROWS = 20_000
"""So many worker-months have live formulas; more have values with a sum to check them by."""
MAX_ROWS = 100_000
"""With more the workbook has no sheet by worker: the file of lines has them."""


def settlement_bytes(settlement: Settlement, *, names: bool = False) -> bytes:
    """Return the settlement workbook; the same settlement gives the same bytes.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - only to write one

    count = settlement.rows
    shape = Shape(
        has_workers=settlement.kept is not None and count <= MAX_ROWS,
        has_formulas=count <= MAX_FORMULA_ROWS,
        has_names=names,
    )
    buffer = BytesIO()
    with TemporaryDirectory() as folder:
        options = {**OPTIONS, "in_memory": False, "tmpdir": folder}
        with xlsxwriter.Workbook(buffer, options) as book:
            book.set_properties({"title": "环卫用工成本结算", "created": NO_CLOCK})
            _fill(_Book(book, names=names), settlement, shape)
    return buffer.getvalue()


class _Book:
    """A new workbook: its sheets come in the order in which they are first asked for."""

    def __init__(self, book: "Workbook", *, names: bool) -> None:
        self._book = book
        self._styles = Styles(book)
        marked = "（含姓名）" if names else ""
        self._footer = f"&L&8sanicost {__version__}{marked}&R&8第 &P 页 / 共 &N 页"

    def page(self, name: str) -> Page:
        """Add a sheet."""
        page = Page(self._book.add_worksheet(name, SheetOfNumbers), self._styles, name)
        page.set_up(self._footer)
        return page

    def rows(self, name: str) -> RowSheet:
        """Add a sheet of many rows."""
        sheet = self._book.add_worksheet(name, StreamedSheet)
        return RowSheet(sheet, self._styles, name, self._footer)


def _fill(book: _Book, settlement: Settlement, shape: Shape) -> None:
    """Write the sheets in the order in which they refer to each other."""
    pages = {name: book.page(name) for name in (SUMMARY, POSTS, LINES, NOTES)}
    places = None
    if shape.has_workers and settlement.kept:
        facts = RowFacts(settlement, settlement.kept)
        by_worker, short = book.rows(WORKERS), book.rows(AUDIT)
        cells = None
        if shape.has_formulas:
            pages[FIGURES] = book.page(FIGURES)
            cells = figures.write(pages[FIGURES], settlement)
        places = workers.write(by_worker, facts, cells, has_names=shape.has_names)
        audit.write(short, facts, has_names=shape.has_names)
    rows = posts.write(pages[POSTS], settlement, places)
    lines.write(pages[LINES], settlement, places)
    notes.write(pages[NOTES], settlement)
    summary.write(pages[SUMMARY], settlement, rows)
    for page in pages.values():
        page.finish()
