"""The settlement workbook: one module for each sheet, written into memory and handed over whole."""

from collections.abc import Mapping
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sanicost import __version__
from sanicost.embedded.canonical import CanonicalInputs
from sanicost.settlement.carried import Origin, settlement_inputs
from sanicost.settlement.facts import RowFacts
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook import audit, figures, lines, notes, posts, summary, workers
from sanicost.settlement.workbook.rows import PagedRows, Rows, RowSheet, StreamedSheet
from sanicost.settlement.workbook.sheets import (
    AUDIT,
    FIGURES,
    LINES,
    NOTES,
    POSTS,
    SUMMARY,
    WORKERS,
    WorkbookShape,
)
from sanicost.writers.workbook import embedded
from sanicost.writers.workbook.book import (
    NO_CLOCK,
    OPTIONS,
    Pages,
    SheetOfNumbers,
    Styles,
    new_book,
    write_sheets,
)
from sanicost.writers.workbook.page import CARRIED
from sanicost.writers.workbook.sheet import Book

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_FORMULA_ROWS = 20_000
"""So many worker-months have live formulas; more have values with a sum to check them by."""
MAX_ROWS = 100_000
"""With more the workbook has no sheet by worker: the file of lines has them."""


def settlement_bytes(settlement: Settlement, origin: Origin) -> bytes:
    """Return the settlement workbook; the same settlement gives the same bytes.

    It carries its contract, what was asked, and the hashes of the attendance.

    Raises OutputRefused where a text or a table does not fit into a sheet, FileRefused where the
    attendance can no longer be read.
    """
    import xlsxwriter  # noqa: PLC0415 - only to write one

    count = settlement.rows
    shape = WorkbookShape(
        has_workers=settlement.kept is not None and count <= MAX_ROWS,
        has_formulas=count <= MAX_FORMULA_ROWS,
        has_names=origin.asked.names,
    )
    buffer = BytesIO()
    with TemporaryDirectory() as folder:
        options = {**OPTIONS, "in_memory": False, "tmpdir": folder}
        with xlsxwriter.Workbook(buffer, options) as file:
            file.set_properties({"title": "环卫用工成本结算", "created": NO_CLOCK})
            _write(file, settlement, shape, settlement_inputs(settlement, origin))
    return buffer.getvalue()


def laid_out(settlement: Settlement, origin: Origin) -> tuple[Book, figures.FigureCells]:
    """Return the settlement workbook in memory, and where the figures of each month stand.

    Every cell of its sheets by worker is kept; no formula of theirs is.
    """
    shape = WorkbookShape(
        has_workers=settlement.kept is not None,
        has_formulas=True,
        has_names=origin.asked.names,
    )
    found: list[figures.FigureCells] = []

    def fill(pages: Pages) -> None:
        rows = {name: PagedRows(pages[name]) for name in (WORKERS, AUDIT)}
        inputs = settlement_inputs(settlement, origin)
        found.append(_fill(pages, rows, settlement, shape, inputs))

    book = new_book((SUMMARY, POSTS, LINES, NOTES, WORKERS, AUDIT, FIGURES, CARRIED), fill)
    return book, found[0]


def _write(
    file: "Workbook", settlement: Settlement, shape: WorkbookShape, inputs: CanonicalInputs
) -> None:
    """Write the sheets: those by worker row by row, the others when they are laid out."""
    marked = "（含姓名）" if shape.has_names else ""
    footer = f"&L&8sanicost {__version__}{marked}&R&8第 &P 页 / 共 &N 页"
    styles = Styles(file)
    streamed = (WORKERS, AUDIT) if shape.has_workers else ()
    names = (SUMMARY, POSTS, LINES, NOTES, *streamed)
    if shape.has_workers and shape.has_formulas:
        names = (*names, FIGURES)
    names = (*names, CARRIED)
    sheets = {
        name: file.add_worksheet(name, StreamedSheet if name in streamed else SheetOfNumbers)
        for name in names
    }
    rows = {name: RowSheet(sheets[name], styles, name, footer) for name in streamed}

    def fill(pages: Pages) -> None:
        _fill(pages, rows, settlement, shape, inputs)

    book = new_book([name for name in names if name not in streamed], fill)
    write_sheets(book, styles, sheets, footer)


def _fill(
    pages: Pages,
    streamed: Mapping[str, Rows],
    settlement: Settlement,
    shape: WorkbookShape,
    inputs: CanonicalInputs,
) -> figures.FigureCells:
    """Fill the sheets in the order in which they refer; return where the figures stand."""
    places, cells = None, None
    if shape.has_workers and settlement.kept:
        facts = RowFacts(settlement, settlement.kept)
        cells = figures.write(pages[FIGURES], settlement) if shape.has_formulas else None
        places = workers.write(streamed[WORKERS], facts, cells, has_names=shape.has_names)
        audit.write(streamed[AUDIT], facts, has_names=shape.has_names)
    rows = posts.write(pages[POSTS], settlement, places)
    lines.write(pages[LINES], settlement, places)
    notes.write(pages[NOTES], settlement)
    summary.write(pages[SUMMARY], settlement, rows)
    embedded.write(pages[CARRIED], inputs)
    for page in pages.values():
        page.finish()
    return cells or {}
