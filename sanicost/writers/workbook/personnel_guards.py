"""附件2: what must hold of the positions: counted below each column, and by clause (§6)."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sanicost.core.compliance import WORKABLE_DAYS_PER_YEAR
from sanicost.core.fields import BY_NAME, Field
from sanicost.core.formula import Compare, Constant, Expression, fen, greatest
from sanicost.core.kinds import HOURS, MONTHLY, RATE, WAGE, YEARLY, Number
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.result import Result
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.worksheet import Count, CountRows, Range, Ref, Rounded, Text, Total
from sanicost.writers.workbook.basis import FigureCells
from sanicost.writers.workbook.guards import Guard, between, outside, quotient
from sanicost.writers.workbook.page import Page

NO_LABEL, FULL_LABEL = "否", "全额参保"
_COUNTED = "不合要求的行数"
Cells = Callable[[str], Range]
"""From the name of a field to the cells of its column."""


def choices(result: Result, name: str) -> tuple[str, ...]:
    """Return what may stand in a column of choices that the law or the program knows."""
    if name == "heat_exposed":
        return YES_LABEL, NO_LABEL
    if name == "insurance":
        return FULL_LABEL, INJURY_ONLY_LABEL
    kind = BY_NAME[name].role.kind
    figure = getattr(kind, "figure", "")
    names = (s.shape.names(figure) for s in result.estimate.segments)
    return tuple(dict.fromkeys(one for each in names for one in each))


class Checks(NamedTuple):
    """Writes the checks of the positions; `patterns` are the cells of the work patterns."""

    page: Page
    result: Result
    figures: FigureCells
    cells: Cells
    places: Mapping[str, int]
    patterns: Sequence[Ref]

    def write(self, row: int) -> list[Guard]:
        """Write below each column how many of its cells are wrong; return the named checks."""
        page = self.page
        for column in range(max(self.places.values()) + 1):
            page.text(row, column, _COUNTED if column == 1 else "", "remark")
        numbers: list[Expression] = []
        words: list[Expression] = []
        for name, column in self.places.items():
            wrong = self._wrong(BY_NAME[name])
            if wrong is not None:
                page.formula(row, column, wrong, 0, "whole")
                is_number = isinstance(BY_NAME[name].role.kind, Number)
                (numbers if is_number else words).append(page.near(row, column))
        return [
            Guard("岗位表数字各列：为数，在许可的范围内", Total(tuple(numbers))),
            Guard("岗位表选项各列：为表内已有的选项", Total(tuple(words))),
            self._at_least("base_wage", "基础工资不低于标准", WAGE, self._base_wage()),
            self._at_least("holiday_money", "节日慰问金不低于标准", YEARLY, self._holiday_money()),
            self._fund_rate(),
            self._days(),
        ]

    @property
    def _rows(self) -> int:
        return len(self.result.estimate.roster.positions)

    def _wrong(self, one: Field) -> Expression | None:
        """Return how many cells of a column hold what they may not, None where all goes."""
        cells, kind = self.cells(one.name), one.role.kind
        blank = Count("COUNTBLANK", cells)
        if isinstance(kind, Number):
            if one.role.absent:
                every = Count("COUNTIF", cells, ALL_LABEL)
                return self._rest([CountRows(between(cells, kind)), every])
            may_be_blank = one.may_be_blank or kind in (MONTHLY, HOURS)
            return outside(cells, self._rows, kind, blank if may_be_blank else None)
        if one.name == "work_pattern":
            return self._rest([_equal(cells, cell) for cell in self.patterns])
        if one.name == "post_class":
            own = sorted({p.post_class for p in self.result.estimate.roster.positions})
            return self._rest([_equal(cells, Constant(number)) for number in own])
        named = choices(self.result, one.name) if one.name not in ("lot", "street") else ()
        found: list[Expression] = [Count("COUNTIF", cells, word) for word in named]
        return self._rest([*found, blank] if one.may_be_blank else found) if found else None

    def _rest(self, right: Sequence[Expression]) -> Expression:
        """Return how many rows are left when those that are right are taken off."""
        found: Expression = Constant(self._rows)
        for one in right:
            found = found - one
        return found

    def _at_least(
        self, name: str, words: str, kind: Number, limit: tuple[Expression, Decimal]
    ) -> Guard:
        """Return the check that nobody's own amount is below the law's."""
        cells = self.cells(name)
        wrong = outside(cells, self._rows, kind, Count("COUNTBLANK", cells), limit[0])
        code = f"{name.replace('_', '-')}-below-standard"
        return Guard(f"{words}（{self._clauses(code)}）", wrong, limit=limit)

    def _fund_rate(self) -> Guard:
        """Return the check that nobody's rate of the fund is outside the law's limits."""
        cells, name = self.cells("housing_fund_rate"), "housing_fund.rate"
        standard, period = self.result.estimate.standard, self.result.estimate.roster.period
        months = {period.figures_month(month) for month in period.all_months()}
        ceilings = [standard.number("housing_fund.rate_ceiling", month) for month in months]
        most = min((one for one in ceilings if one is not None), default=RATE.most)
        limit = self._greatest(name), self._largest(name)
        blank = Count("COUNTBLANK", cells)
        low = outside(cells, self._rows, RATE, blank, limit[0])
        above = CountRows((Compare(cells, ">", quotient(most)),))
        words = f"公积金单位比例不低于标准、不高于上限 {most.normalize():f}"
        return Guard(
            f"{words}（{self._clauses('housing-fund-rate-outside-limits')}）",
            low + above,
            limit=limit,
        )

    def _days(self) -> Guard:
        """Return the check that no day is worked without being paid for (§3).

        Where all statutory days are worked, their number does not matter.
        """
        days, rest = self.cells("work_days"), self.cells("rest_days_worked")
        own = self.cells("statutory_days_worked")
        # Days have two decimals: what a spreadsheet's own arithmetic adds to them is no day.
        worked = Rounded(days * MONTHS_PER_YEAR - rest, _DECIMALS_OF_DAYS)
        most = Constant(WORKABLE_DAYS_PER_YEAR + 1)
        every = CountRows((Compare(own, "=", Text(ALL_LABEL)), Compare(worked, ">", most)))
        least = Rounded(worked - most + self._statutory(), _DECIMALS_OF_DAYS)
        given = CountRows((Compare(own, "<", least),))
        name = f"月工作天数不多于计薪和计加班的天数（{self._clauses('days-without-overtime-pay')}）"
        return Guard(name, every + given)

    def _statutory(self) -> Expression:
        """Return the statutory days of a year: a figure, or a number where no formula reads it."""
        name = "statutory_holidays"
        if any(name in cells for cells in self._of_segments()):
            return self._greatest(name)
        return Constant(int(self._largest(name)))

    def _base_wage(self) -> tuple[Expression, Decimal]:
        """Return the least base wage of all months, and its number: 三(一)."""
        found = [one["base_wage_ratio"] * one["minimum_wage"] for one in self._of_segments()]
        figures = [one.state.figures for one in self.result.estimate.segments]
        numbers = [(f["base_wage_ratio"] or 0) * (f["minimum_wage"] or 0) for f in figures]
        return fen(_most(found)), Decimal(max(numbers))

    def _holiday_money(self) -> tuple[Expression, Decimal]:
        """Return the year's amount of holiday money, and its number: 三(五)."""
        return self._greatest("holiday_money"), self._largest("holiday_money")

    def _greatest(self, name: str) -> Expression:
        """Return the greatest number of a figure in all segments."""
        return _most([one[name] for one in self._of_segments() if name in one])

    def _largest(self, name: str) -> Decimal:
        figures = [one.state.figures for one in self.result.estimate.segments]
        return max((f.get(name) or Decimal(0) for f in figures), default=Decimal(0))

    def _of_segments(self) -> list[dict[str, Expression]]:
        segments = enumerate(self.result.estimate.segments)
        return [self.figures.cells(one.state, number) for number, one in segments]

    def _clauses(self, code: str) -> str:
        """Return the clauses of a refusal, as the city names them."""
        guards = self.result.estimate.standard.law.clauses.get("guard", {})
        return "、".join(guards.get(code, ()))


_DECIMALS_OF_DAYS = 4


def _equal(cells: Range, to: Expression) -> Expression:
    """Return how many cells hold the same as another."""
    return CountRows((Compare(cells, "=", to),))


def _most(found: Sequence[Expression]) -> Expression:
    """Return the greatest of some numbers, equal ones once."""
    one, *others = dict.fromkeys(found)
    for other in others:
        one = greatest(one, other)
    return one
