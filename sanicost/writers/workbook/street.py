"""The workbook of one street's positions: 附件1 to 附件4, without what belongs to a lot."""

from sanicost.core.result import Run
from sanicost.writers.workbook import (
    basis,
    carried,
    checks,
    personnel,
    summary,
    totals,
    unit_costs,
)
from sanicost.writers.workbook.book import Pages, book_bytes
from sanicost.writers.workbook.page import (
    BASIS,
    CARRIED,
    CHECKS,
    PERSONNEL,
    SUMMARY,
    TOTALS,
    UNIT_COSTS,
    AnnexSet,
)

_SHEETS = (SUMMARY, BASIS, PERSONNEL, UNIT_COSTS, TOTALS, CHECKS, CARRIED)


def street_bytes(run: Run) -> bytes:
    """Return the workbook of a street's positions, whose lots stay named in 附件4."""
    result = run.result
    whole = AnnexSet(None, result.estimate.indices(None))

    def fill(pages: Pages) -> None:
        figures = basis.write(pages[BASIS], result)
        people = personnel.write(pages[PERSONNEL], result)
        costs = unit_costs.write(pages[UNIT_COSTS], result, figures, whole)
        sums = totals.write(pages[TOTALS], result, people, whole, costs)
        failed = checks.write_street(pages[CHECKS], result, people, costs, sums)
        carried.write(pages[CARRIED], run.inputs)
        summary.write_street(pages[SUMMARY], result, sums, failed)
        for name, page in pages.items():
            page.finish(on_one_page=name == SUMMARY)

    return book_bytes(run, "环卫用工成本分表", _SHEETS, fill)
