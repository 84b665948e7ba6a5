"""The pay for annual leave that was due and not taken, 二(五), on the wages of the year before."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sanicost.core.columns import Column, constant
from sanicost.core.evaluate import evaluate
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.rules import INCENTIVE_LINES
from sanicost.core.symbols import FigureSchema
from sanicost.settlement.engine import HUNDREDTHS, month_state
from sanicost.settlement.rules import unused_leave
from sanicost.settlement.spine import Spine, key_of
from sanicost.settlement.terms import Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.terms import Ints

_COUNTS = 1 << 16
"""More than a worker has rows in a year: month and count are one number."""
OVERTIME_LINES = ("rest_day_overtime", "holiday_overtime", "extended_overtime")


class History:
    """The wages of every row, by worker and month: what the average before a month is made of."""

    def __init__(self, spine: Spine) -> None:
        self._spine = spine
        self._wages: list[Ints] = []

    def add(self, lines: "pd.DataFrame") -> None:
        """Add the lines of a part, whose rows the spine has already."""
        self._wages.append(without_overtime(lines))

    @cached_property
    def _ordered(self) -> "tuple[Ints, Ints]":
        """The rows in order, and the sum of the wages of all rows before each."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        keys = self._spine.keys()
        order = np.argsort(keys, kind="stable")
        wages = np.concatenate(self._wages)[order]
        return keys[order], np.concatenate(([0], np.cumsum(wages)))

    def before(self, rows: "pd.DataFrame", lines: "pd.DataFrame") -> "tuple[Ints, Ints]":
        """Return the wages of the twelve months before each row, and how many have a row.

        Where none has, those of the row itself, as one month.
        """
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        keys, upto = self._ordered
        now = key_of(rows)
        first, last = np.searchsorted(keys, now - MONTHS_PER_YEAR), np.searchsorted(keys, now)
        sums = np.where(last > first, upto[last] - upto[first], without_overtime(lines))
        return sums, np.maximum(last - first, 1)


def leave_pay(
    rows: "pd.DataFrame", lines: "pd.DataFrame", history: History, terms: Terms
) -> "Ints":
    """Return the pay for unused leave of each row, in fen; 0 where none is settled.

    Where the average wage is blank it is that of the worker's rows in the twelve months before,
    income and incentives without overtime; of the row itself where there are none.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    pay = np.zeros(len(rows), dtype=np.int64)
    settled = np.flatnonzero(rows["unused_leave_days"].to_numpy() > 0)
    if not len(settled):
        return pay
    some = rows.iloc[settled]
    before, months = history.before(some, lines.iloc[settled])
    days, average = (some[name].to_numpy() for name in ("unused_leave_days", "average_wage"))
    for which, month, count in _alike(some["month"].to_numpy(), months):
        values = month_state(month, terms).columns | {
            "worker.unused_leave_days": _array(days[which]),
            "worker.average_wage": _array(np.maximum(average[which], 0)),
            "worker.wages_before": _array(before[which]),
            "worker.months_before": constant(count),
        }
        formula = unused_leave(_shape(month, terms), in_full=terms.leave_in_full)
        pay[settled[which]] = evaluate(formula, values).numerators
    return pay


def without_overtime(lines: "pd.DataFrame") -> "Ints":
    """Return each row's income and incentives without the three overtime lines, in fen."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    total = lines["income"] + lines[list(INCENTIVE_LINES)].sum(axis=1)
    return np.asarray(total - lines[list(OVERTIME_LINES)].sum(axis=1), dtype=np.int64)


def _alike(months: "Ints", counts: "Ints") -> "Iterator[tuple[Ints, Month, int]]":
    """Yield the rows of each month that divide by the same number of months."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    key = months * _COUNTS + counts
    for each in np.unique(key):
        month, count = divmod(int(each), _COUNTS)
        yield np.flatnonzero(key == each), Month(month), count


def _shape(month: Month, terms: Terms) -> FigureSchema:
    """Return the shape of the figures in force in a month."""
    return FigureSchema.of(terms.standard.rows(month), terms.standard.units)


def _array(values: "Ints") -> Column:
    """Return hundredths as a column."""
    return Column(values, HUNDREDTHS, int(values.max(initial=0)))
