"""The cost standard: one function for each line, by the clauses of Guangzhou that it follows.

A rule takes the names of figures, position, segment and earlier lines and returns the expression
of its line: yuan for one person and one month, rounded once to the fen.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from sanicost.core.figures import Value, leaves
from sanicost.core.formula import (
    Expression,
    Formulas,
    Is,
    Operand,
    Symbol,
    divisors,
    fen,
    greatest,
    least,
    symbols,
    when,
)
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.roster import ALL_STATUTORY_DAYS, NO_BASE
from sanicost.core.symbols import (
    CHOOSING,
    READ_BESIDES,
    FigureNames,
    FigureSchema,
    Limits,
    LineNames,
    PositionNames,
    SegmentNames,
)

Rule: TypeAlias = Callable[[FigureNames, PositionNames, SegmentNames, LineNames], Expression]
Kind: TypeAlias = Literal["wage", "employer", "incentive"]

ALL_LABEL, YES_LABEL, INJURY_ONLY_LABEL, BLANK_LABEL = "全部", "是", "仅工伤", ""
"""What the personnel sheet shows for these choices, and what its formulas therefore look for."""


def base_wage(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """基础工资, 三(一): the roster's own amount, else ratio × minimum wage."""
    return fen(when(position.base_wage > 0, position.base_wage, standard_wage(figure)))


def standard_wage(figure: FigureNames) -> Expression:
    """Return the least base wage of a month, 三(一): ratio × minimum wage."""
    return figure.base_wage_ratio * figure.minimum_wage


def post_allowance(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """环卫岗位津贴, 三(二) and annex: the daily amount of the class × days actually worked."""
    *others, last = figure.post_allowance
    daily: Expression = figure.post_allowance[last]
    for number in reversed(others):
        chosen = Is(position.post_class, number, number)
        daily = when(chosen, figure.post_allowance[number], daily)
    return fen(daily * position.work_days)


def seniority_pay(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """工龄工资, 三(三): marginal bands, so the sixteenth year is the first at the second rate."""
    return fen(seniority_amount(figure, position.seniority_years + segment.seniority_added))


def seniority_amount(figure: FigureNames, years: Expression) -> Operand:
    """Return what so many years of service earn in a full month, 三(三)2, unrounded."""
    pay: Expression | int = 0
    below: Expression | None = None
    for band in figure.seniority_bands:
        reached = least(years, band.upto) if band.upto is not None else years
        within = greatest(reached - below, 0) if below is not None else reached
        pay = pay + band.per_year * within
        below = band.upto
    return pay


def heat_allowance(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """高温津贴, 三(四): the month's amount from 21.75 days on, else by the day and never more.

    Paid in June to October and spread evenly over the contract year.
    """
    month = heat_amount(figure, position.work_days)
    spread = month * segment.heat_months / segment.months_of_year
    return fen(when(Is(position.heat_exposed, 1, YES_LABEL), spread, 0))


def heat_amount(figure: FigureNames, days: Expression) -> Expression:
    """Return the allowance of one month of the season with so many days of work, 三(四)."""
    by_day = least(figure.heat_month, figure.heat_day * days)
    return when(days >= figure.paid_days, figure.heat_month, by_day)


def rest_day_overtime(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """休息日加班工资, 三(六)2: the year's days over twelve months, on an unrounded daily wage."""
    year = overtime_amount(figure, line.base_wage, position.rest_days_worked * figure.rest_day)
    return fen(year / MONTHS_PER_YEAR)


def overtime_amount(figure: FigureNames, base: Expression, days: Expression) -> Expression:
    """Return so many days' wages, the multiple counted in, on an unrounded daily wage: 三(六)."""
    return base * days / figure.paid_days


def holiday_overtime(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """法定节假日加班工资, 三(六)3: all statutory days of the year, or the number given.

    By date, all of them are those of the contract year's own months, over these months.
    """
    every = Is(position.statutory_days_worked, ALL_STATUTORY_DAYS, ALL_LABEL)
    own_days = segment.statutory_days

    def pay(days: Expression, months: Operand) -> Expression:
        multiplied = days * figure.statutory_holiday
        return overtime_amount(figure, line.base_wage, multiplied) / months

    if own_days is None:
        days = when(every, figure.statutory_holidays, position.statutory_days_worked)
        return fen(pay(days, MONTHS_PER_YEAR))
    given = pay(position.statutory_days_worked, MONTHS_PER_YEAR)
    return fen(when(every, pay(own_days, segment.months_of_year), given))


def extended_overtime(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """延长工作时间工资, 三(六)1: the hours of a month; the hourly wage stays unrounded."""
    hours = position.overtime_hours * figure.extended
    return fen(overtime_amount(figure, line.base_wage, hours) / figure.hours_per_day)


def holiday_money(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """节日慰问金, 三(五): a twelfth of the year's amount."""
    year = when(position.holiday_money > 0, position.holiday_money, figure.holiday_money)
    return fen(year / MONTHS_PER_YEAR)


def _clamped(own: Symbol, income: Expression, limits: Limits) -> Expression:
    """Return the contribution base: the position's own, else the income, within its limits."""
    raised = greatest(when(Is(own, NO_BASE, BLANK_LABEL), income, own), limits.lower)
    return least(raised, limits.upper) if limits.upper is not None else raised


def _if_fully_insured(position: PositionNames, amount: Expression) -> Expression:
    """Return the amount, or nothing for workers insured against work injury alone: 二(三)."""
    return fen(when(Is(position.insurance, 1, INJURY_ONLY_LABEL), 0, amount))


def _insurance(name: str, limits_of: str | None = None) -> Rule:
    """Return the rule of an insurance with its own rate and the base of `limits_of`."""

    def rule(
        figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
    ) -> Expression:
        limits = figure.base(limits_of or name)
        base = _clamped(position.insurance_base, line.income, limits)
        return _if_fully_insured(position, figure.rate(name) * base)

    rule.__doc__ = f"{name}: rate × the base within the limits of {limits_of or name}."
    return rule


def critical_illness(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """重大疾病医疗补助, 三(七): a flat amount, rate × the city's average wage."""
    return _if_fully_insured(position, figure.rate("critical_illness") * figure.average_wage)


def work_injury(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """工伤保险费, 三(七): the one insurance that every worker has."""
    base = _clamped(position.insurance_base, line.income, figure.base("work_injury"))
    return fen(figure.rate("work_injury") * base)


def housing_fund(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """住房公积金, 三(八): the roster's rate, else the standard's, on the base."""
    own = position.housing_fund_rate
    rate = when(own > 0, own, figure.rate("housing_fund"))
    base = _clamped(position.housing_fund_base, line.income, figure.base("housing_fund"))
    return _if_fully_insured(position, rate * base)


def skill_grade(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """职业技能等级补贴, 四(三): the amount of the grade, nothing without one."""
    return _graded(position.skill_grade, figure.by_choice("incentives.skill_grade"))


def education(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """学历补贴, 四(四): the amount of the degree, nothing without one."""
    return _graded(position.education, figure.by_choice("incentives.education"))


def _graded(symbol: Symbol, amounts: dict[str, Symbol]) -> Expression:
    """Return the amount that belongs to the choice; code 0 is no choice."""
    amount: Expression | int = 0
    for code, (name, figure) in enumerate(amounts.items(), start=1):
        amount = when(Is(symbol, code, name), figure, amount)
    return fen(amount)


def skill_post_allowance(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """技能岗位补贴, 四(二): the roster's amount."""
    return fen(position.skill_post_allowance)


def performance_bonus(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """绩效考核奖金, 四(一): the roster's amount."""
    return fen(position.performance_bonus)


class Line(NamedTuple):
    """One item of the cost standard: its name, kind and rule."""

    name: str
    kind: Kind
    rule: Rule


LINES = (
    Line("base_wage", "wage", base_wage),
    Line("post_allowance", "wage", post_allowance),
    Line("seniority_pay", "wage", seniority_pay),
    Line("heat_allowance", "wage", heat_allowance),
    Line("rest_day_overtime", "wage", rest_day_overtime),
    Line("holiday_overtime", "wage", holiday_overtime),
    Line("extended_overtime", "wage", extended_overtime),
    Line("holiday_money", "wage", holiday_money),
    Line("pension", "employer", _insurance("pension")),
    Line("medical", "employer", _insurance("medical")),
    Line("maternity", "employer", _insurance("maternity", limits_of="medical")),
    Line("unemployment", "employer", _insurance("unemployment")),
    Line("work_injury", "employer", work_injury),
    Line("critical_illness", "employer", critical_illness),
    Line("housing_fund", "employer", housing_fund),
    Line("skill_grade", "incentive", skill_grade),
    Line("education", "incentive", education),
    Line("skill_post_allowance", "incentive", skill_post_allowance),
    Line("performance_bonus", "incentive", performance_bonus),
)
WAGE_LINES = tuple(line.name for line in LINES if line.kind == "wage")
EMPLOYER_LINES = tuple(line.name for line in LINES if line.kind == "employer")
INCENTIVE_LINES = tuple(line.name for line in LINES if line.kind == "incentive")


@cache
def expressions(shape: FigureSchema) -> Formulas:
    """Return the expression of every line for figures of this shape, in the order of LINES."""
    names = FigureNames(shape), PositionNames(), SegmentNames(shape), LineNames()
    return Formulas({line.name: line.rule(*names) for line in LINES})


_ANY = FigureSchema.of({}, {"post_allowance": {1: ""}})
"""A shape of no known figures: by what a line divides is the same in every city."""


@cache
def line_symbols(shape: FigureSchema) -> dict[str, frozenset[str]]:
    """Return the names that each line reads with figures of this shape."""
    return {name: symbols(expression) for name, expression in expressions(shape).items()}


@cache
def names_read(shape: FigureSchema) -> frozenset[str]:
    """Return the names that some line reads with figures of this shape."""
    return frozenset().union(*line_symbols(shape).values())


def names_missing(units: Mapping[str, Value]) -> list[str]:
    """Return the names by which a line, a choice or a guard reads figures that a city lacks."""
    if "post_allowance" not in units:
        return ["post_allowance"]
    own = ("position.", "segment.", "line.")
    read = {name for name in names_read(FigureSchema.of({}, units)) if not name.startswith(own)}
    had = {leaf for path, unit in units.items() for leaf, _ in leaves(path, unit)}
    return sorted(({*read, *READ_BESIDES} - had) | (set(CHOOSING) - units.keys()))


@cache
def divisor_names() -> frozenset[str]:
    """Return the names by which some line divides: none of them may be zero."""
    formulas = expressions(_ANY).values()
    return frozenset().union(*(divisors(formula) for formula in formulas))
