"""From the attendance to every line of every worker's month, month by month on whole columns.

The attendance is a table of whole numbers: days, hours and years in hundredths, money in fen,
months and days by their ordinal, choices by their code; `BLANK` where a cell was left blank.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from sanicost.core.columns import Column, constant
from sanicost.core.evaluate import evaluate
from sanicost.core.lines import evaluate_formulas
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.core.segments import PricingContext, heat_months
from sanicost.settlement.rules import MONTHLY_BASE, expressions
from sanicost.settlement.terms import BLANK, HalfYear, Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.terms import Ints

Parts: TypeAlias = "Mapping[str, Ints]"

HUNDREDTHS = 100
LINE_COLUMNS = (*WAGE_LINES, *EMPLOYER_LINES, *INCENTIVE_LINES)
SUMS = ("on_cost", "income", "employer", "cost")
_DIVISORS = ("paid_days_per_month", "hours_per_day")
_SATURDAY = 5
_HALF_A_YEAR = 6
_EPOCH = date(1970, 1, 1).toordinal()


def weekdays(month: Month) -> int:
    """Return the days from Monday to Friday of a month, statutory days among them.

    >>> weekdays(Month.parse("2026-02")), weekdays(Month.parse("2026-07"))
    (20, 23)
    """
    first = date(month.year, month.number, 1)
    days = (month.last_day - first).days + 1
    return sum((first + timedelta(n)).weekday() < _SATURDAY for n in range(days))


def price_rows(rows: "pd.DataFrame", terms: Terms) -> "pd.DataFrame":
    """Return every line and sum of each row, in fen, under the index of the rows.

    A month for which nobody knows by what to divide has no amounts; `needed` names the figure.
    Its columns are LINE_COLUMNS, SUMS and `short`; the pay for unused leave needs other months and
    stands in `sanicost.settlement.leave`.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pandas as pd  # noqa: PLC0415

    found = {name: np.zeros(len(rows), dtype=np.int64) for name in (*LINE_COLUMNS, *SUMS)}
    given = {name: rows[name].to_numpy() for name in rows.columns if name in _READ}
    for which, month, by_month in _alike(given):
        if any(terms.standard.number(name, month) is None for name in _DIVISORS):
            continue
        part = {name: values[which] for name, values in given.items()}
        for name, values in _priced(part, month, terms, money_by_month=by_month).items():
            found[name][which] = values
    lines = pd.DataFrame(found, index=rows.index)
    paid = given["paid"]
    lines["short"] = np.where(paid == BLANK, 0, np.maximum(lines["income"] - paid, 0))
    return lines


_READ = frozenset(
    [
        *("month", "position", "days_worked", "rest_days_worked", "statutory_days_worked"),
        *("overtime_hours", "paid_days", "first_day", "seniority_years", "insurance"),
        *("insurance_base", "housing_fund_base", "holiday_money", "skill_grade", "education"),
        *("skill_post_allowance", "performance_bonus", "base_wage", "paid"),
    ]
)


def _alike(given: Parts) -> "Iterator[tuple[Ints, Month, bool]]":
    """Yield the rows of each month, apart by whether they tell the holiday money of the month."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    key = given["month"] * 2 + (given["holiday_money"] != BLANK)
    order = np.argsort(key, kind="stable")
    ends = np.flatnonzero(np.diff(key[order])) + 1
    for which in np.split(order, ends) if len(order) else ():
        first = int(key[which[0]])
        yield which, Month(first // 2), bool(first % 2)


def _priced(part: Parts, month: Month, terms: Terms, *, money_by_month: bool) -> Parts:
    """Return the lines and sums of rows of one month."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    state = month_state(month, terms)
    shape = state.shape
    scalars = state.columns | month_columns(month, state)
    formulas = expressions(shape, money_by_month=money_by_month)
    count = len(part["month"])
    chunks = list(evaluate_formulas(formulas, scalars, worker_columns(part, month, terms)))
    whole: dict[str, Ints] = {}
    for name in (*LINE_COLUMNS, "on_cost", "income", "employer", "unit_cost"):
        if any(isinstance(chunk[name], int) for chunk in chunks):
            whole[name] = np.full(count, chunks[0][name], dtype=np.int64)
        else:
            whole[name] = np.concatenate([np.asarray(c[name], np.int64) for c in chunks])
    whole["cost"] = whole.pop("unit_cost")
    return whole


def month_state(month: Month, terms: Terms) -> PricingContext:
    """Return the figures in force in a month; what an estimate spreads over a year is not."""
    rows = terms.standard.rows(month)
    return PricingContext(
        rows=rows, units=terms.standard.units, months_of_year=1, heat_months=0, seniority_added=0
    )


def month_columns(month: Month, state: PricingContext) -> dict[str, Column]:
    """Return the facts of a calendar month as the rules read them."""
    return {
        "month.weekdays": constant(weekdays(month)),
        "month.in_heat_season": constant(int(month.number in heat_months(state.rows))),
    }


def worker_columns(part: Parts, month: Month, terms: Terms) -> dict[str, Column]:
    """Return the rows of one month as the rules read them: a blank is what §10 says it is."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    place = part["position"]
    facts = {
        name: _column(values[place], denominator)
        for name, (values, denominator) in terms.positions.items()
    }

    def given(name: str, blank: "Ints | int" = 0) -> Column:
        values = part[name]
        return _column(np.where(values == BLANK, blank, values), HUNDREDTHS)

    def usual(name: str) -> "Ints | int":
        found = terms.positions.get(f"position.{name}")
        return found[0][place] if found else 0

    years = served_years(part, month, terms)
    return facts | {
        "worker.days_worked": given("days_worked"),
        "worker.rest_days_worked": given("rest_days_worked"),
        "worker.statutory_days_worked": given("statutory_days_worked"),
        "worker.overtime_hours": given("overtime_hours"),
        "worker.paid_days": given("paid_days", weekdays(month) * HUNDREDTHS),
        "worker.seniority_years": _column(years, HUNDREDTHS),
        "worker.base_wage": given("base_wage"),
        "worker.insurance_base": given("insurance_base", usual("insurance_base")),
        "worker.housing_fund_base": given("housing_fund_base", usual("housing_fund_base")),
        "worker.holiday_money": given("holiday_money"),
        "worker.skill_post_allowance": given("skill_post_allowance"),
        "worker.performance_bonus": given("performance_bonus"),
        "worker.skill_grade": _column(np.maximum(part["skill_grade"], 0), 1),
        "worker.education": _column(np.maximum(part["education"], 0), 1),
        "worker.insurance": _column(effective_insurance(part, terms), 1),
    }


def _column(values: "Ints", denominator: int) -> Column:
    """Return whole numbers as a column; one that is the same in every row is a number."""
    least, most = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    numerators = least if least == most else values
    return Column(numerators, denominator, max(abs(least), abs(most)))


def effective_insurance(rows: "pd.DataFrame | Parts", terms: Terms) -> "Ints":
    """Return the code of each row's insurance, blank that of its position."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    values, denominator = terms.positions["position.insurance"]
    usual = values[np.asarray(rows["position"])] // denominator
    given = np.asarray(rows["insurance"])
    return np.where(given == BLANK, usual, given)


def served_years_of(rows: "pd.DataFrame", terms: Terms) -> "Ints":
    """Return the seniority that counts in each row, in hundredths of a year."""
    return by_month(rows, ("position", "first_day", "seniority_years"), terms, served_years)


def monthly_base(rows: "pd.DataFrame", terms: Terms) -> "Ints":
    """Return b of each row, in fen: the base wage of a whole month."""

    def of_month(part: Parts, month: Month, terms: Terms) -> "Ints":
        state = month_state(month, terms)
        shape = state.shape
        formula = expressions(shape, money_by_month=False)[MONTHLY_BASE]
        values = state.columns | worker_columns(part, month, terms)
        found = evaluate(formula, values).numerators
        return part["position"] * 0 + found  # one number where all are alike

    return by_month(rows, tuple(sorted(_READ)), terms, of_month)


def by_month(
    rows: "pd.DataFrame",
    names: Sequence[str],
    terms: Terms,
    compute: "Callable[[Parts, Month, Terms], Ints]",
) -> "Ints":
    """Return what a function computes of some columns, month by month, in the order of the rows."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    found = np.zeros(len(rows), dtype=np.int64)
    months = rows["month"].to_numpy()
    columns = {name: rows[name].to_numpy() for name in names}
    for each in np.unique(months):
        which = np.flatnonzero(months == each)
        part = {name: values[which] for name, values in columns.items()}
        found[which] = compute(part, Month(int(each)), terms)
    return found


def served_years(part: Parts, month: Month, terms: Terms) -> "Ints":
    """Return the seniority that counts, in hundredths of a year.

    The first day of work wins over years that are given; without either the position's average.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    averages, _ = terms.positions["position.seniority_years"]
    first, years = part["first_day"], part["seniority_years"]
    usual = np.where(years == BLANK, averages[part["position"]], years)
    if not (first != BLANK).any():
        return usual
    counted = years_since(first, month.year, terms.half_year) * HUNDREDTHS
    return np.where(first == BLANK, usual, counted)


def years_since(first: "Ints", year: int, half_year: HalfYear) -> "Ints":
    """Return the whole years from a first day that count in a calendar year, 三(三)1 and 3.

    Whole months up to 1 January are counted, the month of entry only when it was entered on its
    first day: less than half a year is none, less than a year is one.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    days = (np.maximum(first, 1) - _EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    in_between = (days - months.astype("datetime64[D]")).astype(np.int64) > 0
    january = (year - 1970) * MONTHS_PER_YEAR
    served = january - months.astype(np.int64) - in_between
    if half_year == "every":
        years = (served + _HALF_A_YEAR) // MONTHS_PER_YEAR
    else:
        years = np.maximum(served // MONTHS_PER_YEAR, 1)
    return np.where(served < _HALF_A_YEAR, 0, years)
