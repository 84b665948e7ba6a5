"""The workbook of one street's positions: 附件1 to 附件4, without what belongs to a lot."""

from sanicost.embedded.canonical import Run
from sanicost.writers.workbook import (
    basis,
    checks,
    embedded,
    personnel,
    summary,
    totals,
    unit_costs,
)
from sanicost.writers.workbook.book import Pages
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

SHEETS = (SUMMARY, BASIS, PERSONNEL, UNIT_COSTS, TOTALS, CHECKS, CARRIED)


def lay_out(pages: Pages, run: Run) -> None:
    """Write every sheet of a street, whose lots stay named in 附件4.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    result = run.result
    whole = AnnexSet(None, result.estimate.indices(None))
    figures = basis.write(pages[BASIS], result)
    people = personnel.write(pages[PERSONNEL], result, figures)
    costs = unit_costs.write(pages[UNIT_COSTS], result, figures, whole)
    sums = totals.write(pages[TOTALS], result, people, whole, costs)
    given = checks.CheckInputs(figures, people, [costs], sums)
    verdicts = checks.write_guards(pages, result, given)
    counted = checks.write_street(pages[CHECKS], result, given, verdicts)
    embedded.write(pages[CARRIED], run.inputs)
    summary.write_street(pages[SUMMARY], result, sums, counted)
    for name in (BASIS, PERSONNEL):
        pages[name].protect()
    for name, page in pages.items():
        page.finish(on_one_page=name == SUMMARY)
