"""补差测算: what a contract is short of by month, position, line and cause, all of it live.

The engine's own amounts stand on one sheet, 分项明细: what a figure that moved adds to each line of
one head, for every run of months in which this is the same. All else follows from them by formula.
"""

from collections.abc import Mapping, Sequence

from sanicost.analysis.repricing import Effect, Repricing
from sanicost.embedded.canonical import Run
from sanicost.embedded.repricing import repricing_inputs
from sanicost.writers.workbook import embedded
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.page import CARRIED, MOVED, SUMMARY
from sanicost.writers.workbook.repricing.detail import Detail
from sanicost.writers.workbook.repricing.summary import Summary
from sanicost.writers.workbook.repricing.sums import Causes, Charges, write_posts
from sanicost.writers.workbook.sheet import Book

POSTS, DETAIL, CHARGES = "分岗位分项", "分项明细", "管理费利润税金"


def repricing_bytes(run: Run, found: Repricing, notes: Sequence[str]) -> bytes:
    """Return the workbook of a repricing; the same repricing gives the same bytes.

    `run` is the contract as it was priced, whose inputs the workbook carries; `notes` say what the
    adjustment rests on. Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    book, _ = laid_out(run, found, notes)
    return book_bytes(run, "环卫用工成本补差测算", book)


def laid_out(run: Run, found: Repricing, notes: Sequence[str]) -> tuple[Book, Mapping[int, Effect]]:
    """Return the workbook in memory, and the effect that each row of the detail holds, from 0."""
    names = [SUMMARY, MOVED, POSTS, DETAIL, CARRIED]
    if found.with_rates:
        names.insert(-1, CHARGES)
    effects: dict[int, Effect] = {}

    def fill(pages: Pages) -> None:
        effects.update(_lay_out(pages, run, found, notes))

    return new_book(names, fill), effects


def _lay_out(
    pages: Pages, run: Run, found: Repricing, notes: Sequence[str]
) -> Mapping[int, Effect]:
    """Write the sheets in the order in which they refer; return the effects of the detail."""
    detail = Detail(pages[DETAIL], found)
    detail.write()
    causes = Causes(pages[MOVED], found, detail)
    causes.write()
    charges = Charges(pages[CHARGES], found, detail) if found.with_rates else None
    if charges:
        charges.write()
    total = write_posts(pages[POSTS], found, detail)
    Summary(pages[SUMMARY], found, causes, charges).write(total, notes)
    embedded.write(pages[CARRIED], repricing_inputs(run, found))
    for page in pages.values():
        page.finish()
    return detail.effects
