"""The names of the sheets, and what the others need to know of the one by worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanicost.core.formula import Expression
from sanicost.core.period import Month
from sanicost.core.worksheet import Place, Ref, Total, span
from sanicost.writers.workbook.page import WORKED

SUMMARY = "汇总"
POSTS = WORKED
LINES = "分项对照"
NOTES = "说明与核对事项"
WORKERS = "逐人逐月"
AUDIT = "实发核对"
FIGURES = "参数"


@dataclass(frozen=True, kw_only=True)
class WorkbookShape:
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

    def total(self, position: int, month: Month, name: str) -> Expression | None:
        """Return the sum of an amount, None where there is no row."""
        rows = self.rows.get((position, month))
        if rows is None:
            return None
        first, last = (Ref(Place(WORKERS, row, self.columns[name])) for row in rows)
        return Total((span(first, last),))
