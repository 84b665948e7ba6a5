"""Daily sheets as contractors hand them in, written by a spreadsheet library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, kw_only=True)
class Hand:
    """One worker's row: a mark for each day, and what stands in the columns beside."""

    worker: str
    marks: str
    name: str = "某某"
    hours: float | str = 0
    totals: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One sheet: its title, the days of its month, the weekday of the first, and its rows."""

    name: str
    title: str
    days: int
    first_weekday: int
    hands: Sequence[Hand]
    head: str = ""
    legend: str = ""


def write(path: Path, pages: Sequence[Page]) -> Path:
    """Write a workbook of daily sheets with two rows of headings."""
    with xlsxwriter.Workbook(str(path)) as book:
        for page in pages:
            _write_page(book.add_worksheet(page.name), page)
    return path


def _write_page(sheet: "xlsxwriter.worksheet.Worksheet", page: Page) -> None:
    """Write one sheet: title, head, days, weekdays, workers, totals, signatures, legend."""
    totals = sorted({name for hand in page.hands for name in hand.totals})
    beside = sorted({name for hand in page.hands for name in hand.beside})
    sheet.write(0, 0, page.title)
    sheet.write(1, 0, page.head)
    left = ["序号", "姓名", "工号", *beside]
    right = [*totals, "延长工时"]
    for column, text in enumerate(left):
        sheet.merge_range(2, column, 3, column, text)
    for day in range(page.days):
        sheet.write(2, len(left) + day, day + 1)
        sheet.write(3, len(left) + day, WEEKDAYS[(page.first_weekday + day) % 7])
    for column, text in enumerate(right, start=len(left) + page.days):
        sheet.write(3, column, text)
    row = 4
    for number, hand in enumerate(page.hands, start=1):
        cells: list[str | float] = [number, hand.name, hand.worker]
        cells += [hand.beside.get(name, "") for name in beside]
        cells += ["" if mark == "." else mark for mark in hand.marks.ljust(page.days, ".")]
        cells += [hand.totals.get(name, "") for name in totals]
        for column, cell in enumerate([*cells, hand.hours]):
            sheet.write(row, column, cell)
        row += 1
    sheet.write(row, 0, "合计")
    sheet.write(row, len(left), 7)
    sheet.write(row + 1, 0, "制表：        审核：")
    sheet.write(row + 2, 0, page.legend)
