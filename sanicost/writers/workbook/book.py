"""A new workbook in memory with its empty sheets: what every workbook of ours has in common."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sanicost.embedded.canonical import Run
from sanicost.writers.workbook.page import Page, Styles

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class SheetOfNumbers(Worksheet):  # type: ignore[misc]  # the library says nothing of its types
    """A sheet that takes formulas as they are, and numbers and places without a second look.

    The library searches each formula for some thirty functions of later Excel versions, which ours
    never use; that alone took longer than all our arithmetic. And it tries to escape each number as
    if it were text, at the price of an exception. Were the methods renamed in a later version, all
    this would only be done again.
    """

    def _escape_attributes(self, attribute: object) -> object:
        is_plain = not isinstance(attribute, str) or attribute.isalnum()
        return attribute if is_plain else super()._escape_attributes(attribute)

    def _escape_data(self, data: object) -> object:
        return super()._escape_data(data) if isinstance(data, str) else data

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


NO_CLOCK = datetime(2024, 2, 5, tzinfo=UTC).replace(tzinfo=None)
"""The rules' day of issue stands where a file would carry the clock: same input, same bytes."""

Pages = dict[str, Page]


def book_bytes(run: Run, title: str, names: Iterable[str], fill: Callable[[Pages], None]) -> bytes:
    """Return a workbook with sheets of these names, filled by a function.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": title, "created": NO_CLOCK})
        styles = Styles(book)
        pages = {
            name: Page(book.add_worksheet(name, SheetOfNumbers), styles, name) for name in names
        }
        footer = _footer(run)
        for page in pages.values():
            page.set_up(footer)
        fill(pages)
    return buffer.getvalue()


def newest_figure(run: Run) -> str:
    """Return the month from which the newest figure that was used is in force."""
    starts = [used.row.start for used in run.result.used if used.row.start]
    return str(max(starts)) if starts else "-"


def _footer(run: Run) -> str:
    """Return version, date of the newest figure and input hash for the foot of every page."""
    inputs = run.inputs.sha256[:16]
    facts = f"sanicost {run.version} · 参数日期 {newest_figure(run)} · 输入 {inputs}"
    return f"&L&8{facts}&R&8第 &P 页 / 共 &N 页"
