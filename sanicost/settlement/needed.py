"""Which figures a month of the attendance reads, and which of them nobody knows."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from sanicost.core.columns import Column
from sanicost.core.evaluate import reads
from sanicost.core.figures import Row, owner
from sanicost.core.notices import Problem
from sanicost.core.period import Month
from sanicost.core.rules import EMPLOYER_LINES
from sanicost.settlement.engine import Parts, month_columns, month_state, worker_columns
from sanicost.settlement.rules import expressions
from sanicost.settlement.terms import BLANK, Terms

if TYPE_CHECKING:
    import pandas as pd

FigureRead: TypeAlias = tuple[Month, str, Row | None]
"""A month, a figure that it reads, and the figure's row in force."""
_SMALLEST = frozenset(
    {
        "worker.base_wage",
        "worker.insurance",
        "position.housing_fund_rate",
        "position.holiday_money",
    }
)
"""A row without these reads a figure in their place; of all others the largest reads the most."""
_NOT_FIGURES = ("worker.", "position.", "month.", "line.")
_LEAVE, _PAID_DAYS = "unused_leave_multiple", "paid_days_per_month"


def unknown_figures(read: Iterable[FigureRead], terms: Terms) -> list[Problem]:
    """Return a problem for each figure that is read, with every month for which nobody knows it."""
    months: dict[str, list[str]] = {}
    for month, path, row in read:
        if row is None or row.value is None:
            months.setdefault(path, []).append(str(month))
    problems = []
    for path, unknown in months.items():
        name = terms.standard.figures[path].name
        params = {"figure": path, "months": "、".join(unknown), "zh": name["zh"], "en": name["en"]}
        problems.append(Problem(code="settle-figure-unknown", where=path, params=params))
    return problems


def figures_read(rows: "pd.DataFrame", terms: Terms) -> Iterator[FigureRead]:
    """Yield for each month of the rows every figure that some row reads, with its row in force."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    columns = {str(name): rows[name].to_numpy() for name in rows.columns}
    for ordinal in np.unique(columns["month"]):
        which = np.flatnonzero(columns["month"] == ordinal)
        month = Month(int(ordinal))
        in_force = terms.standard.rows(month)
        part = {name: values[which] for name, values in columns.items()}
        for path in sorted(_paths(part, month, terms, in_force)):
            yield month, path, in_force.get(path)


def _paths(
    given: Parts, month: Month, terms: Terms, in_force: Mapping[str, Row | None]
) -> set[str]:
    """Return the paths of the figures that the rows of one month read."""
    state = month_state(month, terms)
    by_month = bool((given["holiday_money"] != BLANK).all())
    columns = worker_columns(given, month, terms) | month_columns(month, state)
    values = state.figures | {
        name: _extreme(each, smallest=name in _SMALLEST) for name, each in columns.items()
    }
    formulas = expressions(state.shape, money_by_month=by_month)
    read: set[str] = set()
    income: Decimal | None = Decimal(0)
    for name, formula in formulas.items():
        if name == EMPLOYER_LINES[0]:
            values["line.income"] = income
        amount, symbols = reads(formula, values)
        values[f"line.{name}"] = amount
        income = None if income is None or amount is None else income + amount
        read |= symbols
    paths = {owner(name, in_force) for name in read if not name.startswith(_NOT_FIGURES)}
    if (given["unused_leave_days"] > 0).any():
        paths |= {_LEAVE, _PAID_DAYS}
    for name in ("skill_grade", "education"):
        if (given[name] > 0).any():
            paths.add(f"incentives.{name}")
    return paths


def _extreme(column: Column, *, smallest: bool) -> Decimal:
    """Return the smallest or the largest number of a column."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    numbers = column.numerators
    if isinstance(numbers, int):
        chosen = numbers
    else:
        array = np.asarray(numbers)
        chosen = int(array.min() if smallest else array.max())
    exact = Fraction(chosen, column.denominator)
    return Decimal(exact.numerator) / exact.denominator
