"""Which figures a position needs in a month: those read with a factor that is not zero (§2)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.naive.arithmetic import month_text
from tests.naive.case import Case
from tests.naive.dates import known

INSURANCES = {
    "pension": "pension.base",
    "medical": "medical.base",
    "maternity": "medical.base",
    "unemployment": "unemployment.base",
    "work_injury": "work_injury.base",
    "housing_fund": "housing_fund.base",
}
EMPLOYER_LINES = (
    "pension",
    "medical",
    "maternity",
    "unemployment",
    "work_injury",
    "critical_illness",
    "housing_fund",
)
DATES = "statutory_dates"
"""Stands for the dates of the holidays where a month's are not on file."""


class Unknown(Exception):  # noqa: N818
    """Needed figures have no value: `pairs` names each with the month that was looked up."""

    def __init__(self, pairs: set[tuple[str, str]]) -> None:
        super().__init__(", ".join(f"{figure} {month}" for figure, month in sorted(pairs)))
        self.pairs = pairs


def overtime_needs(case: Case) -> Iterator[str]:
    """Yield what the overtime lines read, 三(六)."""
    spread = case.all_holidays and not case.by_date
    if spread:
        yield "statutory_holidays"
    hours = case.overtime_hours
    if case.rest_days or hours or spread or case.holidays_a_month:
        yield from ("overtime_multiples", "paid_days_per_month")
    if hours:
        yield "hours_per_day"


def wage_needs(case: Case) -> Iterator[str]:
    """Yield what the wage lines read with a factor that is not zero, 三(一) to (六)."""
    if case.own("base_wage") is None:
        yield from ("minimum_wage", "base_wage_ratio")
    yield "post_allowance"
    if case.seniority:
        yield "seniority_pay"
    if case.heat_share:
        yield "heat_allowance"
    if case.own("holiday_money") is None:
        yield "holiday_money"
    yield from overtime_needs(case)


def limit_needs(case: Case, line: str) -> Iterator[str]:
    """Yield the limits of an insurance, and the minimum wage where it is the lower limit."""
    yield INSURANCES[line]
    limits = case.figure(INSURANCES[line])
    if limits is not None and limits.get("lower") == "minimum_wage":
        yield "minimum_wage"


def employer_needs(case: Case, line: str) -> Iterator[str]:
    """Yield what one employer line reads, 三(七) and (八): nothing more where its rate is 0."""
    if case.excluded(line):
        return
    if case.own_rate(line) is None:
        yield f"{line}.rate"
    if case.rate(line) == 0:
        return
    if line == "critical_illness":
        yield "critical_illness.average_wage"
    else:
        yield from limit_needs(case, line)


def needs(case: Case) -> set[str]:
    """Return every figure that this position needs in this month."""
    needed = set(wage_needs(case))
    for line in EMPLOYER_LINES:
        needed.update(employer_needs(case, line))
    for name in ("skill_grade", "education"):
        if case.position.get(name):
            needed.add(f"incentives.{name}")
    return needed


def unknown(case: Case, needed: set[str]) -> set[tuple[str, str]]:
    """Return each needed figure that has no value, with the month that was looked up."""
    if case.by_date and (missing := [month for month in case.contract_year if not known(month)]):
        return {(DATES, month_text(missing[0]))}
    looked_up = month_text(case.book.figure_month(case.month))
    return {(path, looked_up) for path in needed if case.figure(path) is None}
