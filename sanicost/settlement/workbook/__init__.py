"""The settlement workbook: one module for each sheet, written into memory and handed over whole."""

from io import BytesIO

from sanicost import __version__
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook import audit, figures, lines, notes, posts, summary, workers
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
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.styles import Styles

MAX_FORMULA_ROWS = 20_000
"""So many worker-months have live formulas; more have values with a sum to check them by."""
MAX_ROWS = 100_000
"""With more the workbook has no sheet by worker: the file of lines has them."""


def settlement_bytes(settlement: Settlement, *, names: bool = False) -> bytes:
    """Return the settlement workbook; the same settlement gives the same bytes.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - only to write one

    count = len(settlement.rows)
    shape = Shape(
        has_workers=count <= MAX_ROWS, has_formulas=count <= MAX_FORMULA_ROWS, has_names=names
    )
    sheets = [SUMMARY, POSTS, LINES, NOTES]
    if shape.has_workers:
        sheets += [WORKERS, AUDIT, FIGURES] if shape.has_formulas else [WORKERS, AUDIT]
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "环卫用工成本结算", "created": NO_CLOCK})
        styles = Styles(book)
        pages = {
            name: Page(book.add_worksheet(name, SheetOfNumbers), styles, name) for name in sheets
        }
        marked = "（含姓名）" if names else ""
        for page in pages.values():
            page.set_up(f"&L&8sanicost {__version__}{marked}&R&8第 &P 页 / 共 &N 页")
        _fill(pages, settlement, shape)
        for page in pages.values():
            page.finish()
    return buffer.getvalue()


def _fill(pages: dict[str, Page], settlement: Settlement, shape: Shape) -> None:
    """Write the sheets in the order in which they refer to each other."""
    places = None
    if shape.has_workers:
        cells = figures.write(pages[FIGURES], settlement) if shape.has_formulas else None
        places = workers.write(pages[WORKERS], settlement, cells, has_names=shape.has_names)
        audit.write(pages[AUDIT], settlement, has_names=shape.has_names)
    rows = posts.write(pages[POSTS], settlement, places)
    lines.write(pages[LINES], settlement, places)
    notes.write(pages[NOTES], settlement)
    summary.write(pages[SUMMARY], settlement, rows)
