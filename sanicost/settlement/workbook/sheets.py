"""The names of the sheets, and what the others need to know of the one by worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanicost.core.period import Month
from sanicost.writers.workbook.page import cell

SUMMARY = "汇总"
POSTS = "分岗位分月对照"
LINES = "分项对照"
NOTES = "说明与核对事项"
WORKERS = "逐人逐月"
AUDIT = "实发核对"
FIGURES = "参数"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Which sheets the workbook has, and whether the amounts of workers are live formulas."""

    has_workers: bool
    has_formulas: bool
    has_names: bool


@dataclass(frozen=True, kw_only=True)
class WorkerRows:
    """Where the rows of a position's month stand on the sheet by worker, from 0, the last one too.

    `columns` from an amount to its column.
    """

    rows: Mapping[tuple[int, Month], tuple[int, int]]
    columns: Mapping[str, int]

    def total(self, position: int, month: Month, name: str) -> str | None:
        """Return the formula of the sum of an amount, None where there is no row."""
        span = self.rows.get((position, month))
        if span is None:
            return None
        first, last = (cell(WORKERS, row, self.columns[name]) for row in span)
        return f"=SUM({first}:{last.rpartition('!')[2]})"
