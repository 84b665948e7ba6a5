"""The annex workbook: one module for each sheet, written into memory and handed over whole."""

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sanicost.core.inputs import CanonicalInputs
from sanicost.core.result import Result
from sanicost.writers.workbook import (
    basis,
    carried,
    ceiling,
    checks,
    personnel,
    summary,
    totals,
    unit_costs,
)
from sanicost.writers.workbook.page import (
    BASIS,
    CARRIED,
    CEILING,
    CHECKS,
    PERSONNEL,
    SHEETS,
    SUMMARY,
    TOTALS,
    UNIT_COSTS,
    Page,
)
from sanicost.writers.workbook.styles import Styles

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _Sheet(Worksheet):  # type: ignore[misc]  # the library says nothing of its types
    """A sheet that takes formulas as they are.

    The library searches each formula for some thirty functions of later Excel versions, which ours
    never use; that alone took longer than all our arithmetic. Were the method renamed in a later
    version, the search would only be made again.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


_NO_CLOCK = datetime(2024, 2, 5, tzinfo=UTC).replace(tzinfo=None)
"""The rules' day of issue stands where a file would carry the clock: same input, same bytes."""


def workbook_bytes(result: Result, version: str, inputs: CanonicalInputs) -> bytes:
    """Return the annex workbook; the same result gives the same bytes.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": "环卫用工成本测算", "created": _NO_CLOCK})
        styles = Styles(book)
        pages = {name: Page(book.add_worksheet(name, _Sheet), styles, name) for name in SHEETS}
        footer = _footer(result, version, inputs)
        for page in pages.values():
            page.set_up(footer)
        _write(pages, result, version, inputs)
    return buffer.getvalue()


def _write(pages: dict[str, Page], result: Result, version: str, inputs: CanonicalInputs) -> None:
    """Write the sheets in the order in which they refer to each other."""
    figures = basis.write(pages[BASIS], result)
    people = personnel.write(pages[PERSONNEL], result)
    costs = unit_costs.write(pages[UNIT_COSTS], result, figures, people)
    sums = totals.write(pages[TOTALS], result, people, costs)
    prices = ceiling.write(pages[CEILING], result, sums)
    checked = checks.write(pages[CHECKS], result, checks.Totals(people, costs, sums, prices))
    carried.write(pages[CARRIED], inputs, version)
    summary.write(pages[SUMMARY], result, prices, checked)
    for name, page in pages.items():
        page.finish(on_one_page=name == SUMMARY)


def _footer(result: Result, version: str, inputs: CanonicalInputs) -> str:
    """Return version, date of the newest figure and input hash for the foot of every page."""
    starts = [used.row.start for used in result.used if used.row.start]
    newest = max(starts) if starts else "-"
    facts = f"sanicost {version} · 参数日期 {newest} · 输入 {inputs.sha256[:16]}"
    return f"&L&8{facts}&R&8第 &P 页 / 共 &N 页"
