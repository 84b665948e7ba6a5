"""The pay for annual leave that was due and not taken, 二(五), on the wages of the year before."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sanicost.core.columns import Column, constant
from sanicost.core.evaluate import evaluate
from sanicost.core.names import Shape
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.rules import INCENTIVE_LINES
from sanicost.settlement.engine import HUNDREDTHS, month_state
from sanicost.settlement.rules import unused_leave
from sanicost.settlement.terms import Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.settlement import Settlement
    from sanicost.settlement.terms import Ints

OVERTIME_LINES = ("rest_day_overtime", "holiday_overtime", "extended_overtime")


def leave_pay(rows: "pd.DataFrame", lines: "pd.DataFrame", terms: Terms) -> "Ints":
    """Return the pay for unused leave of each row, in fen; 0 where none is settled.

    Where the average wage is blank it is that of the worker's rows in the twelve months before,
    income and incentives without overtime; of the row itself where there are none.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    pay = np.zeros(len(rows), dtype=np.int64)
    days = np.maximum(rows["unused_leave_days"].to_numpy(), 0)
    settled = np.flatnonzero(days > 0)
    if not len(settled):
        return pay
    before, months = wages_before(rows, without_overtime(lines), settled)
    for which, month, count in _alike(rows["month"].to_numpy()[settled], months):
        here = settled[which]
        average = np.maximum(rows["average_wage"].to_numpy()[here], 0)
        values = month_state(month, terms).columns() | {
            "worker.unused_leave_days": _array(days[here]),
            "worker.average_wage": _array(average),
            "worker.wages_before": _array(before[which]),
            "worker.months_before": constant(count),
        }
        formula = unused_leave(_shape(month, terms), in_full=terms.leave_in_full)
        pay[here] = evaluate(formula, values).numerators
    return pay


def wages_of_year_before(settlement: "Settlement") -> "tuple[Ints, Ints]":
    """Return for each row settled the sum of the wages before it, and the months that have a row.

    Both are 0 and 1 where no unused leave is settled.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    every = settlement.priced
    sums, counts = np.zeros(len(every), np.int64), np.ones(len(every), np.int64)
    settled = np.flatnonzero(every["unused_leave_days"].to_numpy() > 0)
    wages = without_overtime(settlement.priced_lines)
    sums[settled], counts[settled] = wages_before(every, wages, settled)
    here = every.index.isin(settlement.rows.index)
    return sums[here], counts[here]


def without_overtime(lines: "pd.DataFrame") -> "Ints":
    """Return each row's income and incentives without the three overtime lines, in fen."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    total = lines["income"] + lines[list(INCENTIVE_LINES)].sum(axis=1)
    return np.asarray(total - lines[list(OVERTIME_LINES)].sum(axis=1), dtype=np.int64)


def wages_before(rows: "pd.DataFrame", wages: "Ints", settled: "Ints") -> "tuple[Ints, Ints]":
    """Return the sum of the wages of the twelve months before, and how many months have a row."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    month = rows["month"].to_numpy()
    span = int(month.max()) + MONTHS_PER_YEAR + 1
    key = rows["worker"].to_numpy().astype(np.int64) * span + month
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    upto = np.concatenate(([0], np.cumsum(wages[order])))
    now = key[settled]
    oldest = np.maximum(now - MONTHS_PER_YEAR, now - month[settled])
    first, last = np.searchsorted(ordered, oldest), np.searchsorted(ordered, now)
    count = last - first
    sums = np.where(count > 0, upto[last] - upto[first], wages[settled])
    return sums, np.maximum(count, 1)


def _alike(months: "Ints", counts: "Ints") -> "Iterator[tuple[Ints, Month, int]]":
    """Yield the rows of each month that divide by the same number of months."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    key = months * (MONTHS_PER_YEAR + 1) + counts
    for each in np.unique(key):
        month, count = divmod(int(each), MONTHS_PER_YEAR + 1)
        yield np.flatnonzero(key == each), Month(month), count


def _shape(month: Month, terms: Terms) -> Shape:
    """Return the shape of the figures in force in a month."""
    return Shape.of(terms.standard.rows(month))


def _array(values: "Ints") -> Column:
    """Return hundredths as a column."""
    return Column(values, HUNDREDTHS, int(values.max(initial=0)))
