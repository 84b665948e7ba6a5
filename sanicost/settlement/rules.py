"""The cost standard on one worker's month as it was: the rules of `core.rules`, other symbols.

What the estimate spreads evenly over a year is paid here in the month in which it is earned. A
line that the estimate computes from days and hours of a month is its very rule; the others share
its amounts before they are spread.
"""

from functools import cache

from sanicost.core.formula import Constant, Expression, Formulas, Is, Symbol, fen, greatest, when
from sanicost.core.rules import (
    LINES,
    YES_LABEL,
    heat_amount,
    overtime_amount,
    seniority_amount,
    standard_wage,
)
from sanicost.core.symbols import FigureNames, FigureSchema, LineNames, PositionNames, SegmentNames

FULL, INJURY_ONLY, UNINSURED = 0, 1, 2
"""The codes of `insurance`; the first two are those of a position."""
UNINSURED_LABEL = "未参保"
MONTHLY_BASE = "monthly_base_wage"
"""b of a whole month, from which overtime is paid: the formula before all lines."""
UNUSED_LEAVE = "unused_leave"


class WorkerNames(PositionNames):
    """The facts of one worker's month, in the place of a position's averages."""

    seniority_years = Symbol("worker.seniority_years")
    work_days = Symbol("worker.days_worked")
    rest_days_worked = Symbol("worker.rest_days_worked")
    statutory_days_worked = Symbol("worker.statutory_days_worked")
    overtime_hours = Symbol("worker.overtime_hours")
    insurance = Symbol("worker.insurance")
    money_of_month = Symbol("worker.holiday_money")
    skill_grade = Symbol("worker.skill_grade")
    education = Symbol("worker.education")
    skill_post_allowance = Symbol("worker.skill_post_allowance")
    performance_bonus = Symbol("worker.performance_bonus")
    position_base_wage = Symbol("position.base_wage")
    base_wage = Symbol("worker.base_wage")
    paid_days = Symbol("worker.paid_days")
    insurance_base = Symbol("worker.insurance_base")
    housing_fund_base = Symbol("worker.housing_fund_base")
    unused_leave_days = Symbol("worker.unused_leave_days")
    average_wage = Symbol("worker.average_wage")
    wages_before = Symbol("worker.wages_before")
    months_before = Symbol("worker.months_before")


class MonthNames(SegmentNames):
    """The facts of the calendar month."""

    weekdays = Symbol("month.weekdays")
    in_heat_season = Symbol("month.in_heat_season")


class SettlementFigureNames(FigureNames):
    """The figures in force, with the one that stands outside the basic cost."""

    unused_leave_multiple = Symbol("unused_leave_multiple")


class _MonthLines(LineNames):
    """Overtime is paid on the whole monthly base wage, whatever part of it was earned."""

    base_wage: Expression = Symbol(f"line.{MONTHLY_BASE}")


def _based_on(given: Symbol) -> LineNames:
    """Return the lines with the base that was given in place of the income, where one was."""
    names = _MonthLines()
    names.income = when(given > 0, given, LineNames.income)
    return names


def share_of_month(figure: FigureNames, worker: WorkerNames, month: MonthNames) -> Expression:
    """Return the part of the monthly wage that the paid days amount to: f, from 0 to 1.

    Whoever was there for half of the month's weekdays or more loses a day's wage for each that is
    not paid; whoever was there for less is paid by the day.
    """
    paid, weekdays = worker.paid_days, month.weekdays
    mostly_there = Constant(1) - (weekdays - paid) / figure.paid_days
    part = when(paid * 2 >= weekdays, mostly_there, paid / figure.paid_days)
    return when(paid >= weekdays, 1, part)


def monthly_base_wage(figure: FigureNames, worker: WorkerNames) -> Expression:
    """Return b, 三(一): what is paid, else the greater of the position's wage and the standard."""
    usual = greatest(worker.position_base_wage, standard_wage(figure))
    return fen(when(worker.base_wage > 0, worker.base_wage, usual))


def heat_allowance(figure: FigureNames, worker: WorkerNames, month: MonthNames) -> Expression:
    """高温津贴, 三(四): by the days worked, in the months of the season alone."""
    earned = heat_amount(figure, worker.work_days) * month.in_heat_season
    return fen(when(Is(worker.heat_exposed, 1, YES_LABEL), earned, 0))


@cache
def unused_leave(shape: FigureSchema, *, in_full: bool) -> Expression:
    """应休未休年休假工资, 二(五): outside the basic cost.

    The multiple holds the pay of the day itself, which the monthly wage holds already; it is taken
    off unless the contract pays the multiple `in_full` on top of that wage.
    """
    figure, worker = SettlementFigureNames(shape), WorkerNames()
    earned = worker.wages_before / worker.months_before
    average = when(worker.average_wage > 0, worker.average_wage, earned)
    whole: Expression = figure.unused_leave_multiple
    multiple = whole if in_full else whole - 1
    return fen(average * (multiple * worker.unused_leave_days) / figure.paid_days)


@cache
def expressions(shape: FigureSchema, *, money_by_month: bool) -> Formulas:
    """Return b and then the expression of every line for figures of this shape.

    `money_by_month` tells that the attendance says what holiday money was paid in which month;
    without it a twelfth of the year's is counted, as the estimate does.
    """
    figure, worker, month = FigureNames(shape), WorkerNames(), MonthNames(shape)
    line = _MonthLines()
    share = share_of_month(figure, worker, month)
    own = {
        "base_wage": fen(line.base_wage * share),
        "seniority_pay": fen(share * seniority_amount(figure, worker.seniority_years)),
        "heat_allowance": heat_allowance(figure, worker, month),
        "rest_day_overtime": _overtime(figure, worker.rest_days_worked * figure.rest_day),
        "holiday_overtime": _overtime(
            figure, worker.statutory_days_worked * figure.statutory_holiday
        ),
    }
    if money_by_month:
        own["holiday_money"] = fen(worker.money_of_month)
    formulas = Formulas({MONTHLY_BASE: monthly_base_wage(figure, worker)})
    for each in LINES:
        if each.name in own:
            formulas[each.name] = own[each.name]
        elif each.kind == "employer":
            given = worker.housing_fund_base if each.name == "housing_fund" else None
            based = _based_on(given or worker.insurance_base)
            amount = each.rule(figure, worker, month, based)
            insured = Is(worker.insurance, UNINSURED, UNINSURED_LABEL)
            formulas[each.name] = when(insured, 0, amount)
        else:
            formulas[each.name] = each.rule(figure, worker, month, line)
    return formulas


def _overtime(figure: FigureNames, days: Expression) -> Expression:
    """Return the pay of days beyond the normal ones, on the whole monthly base wage."""
    return fen(overtime_amount(figure, _MonthLines.base_wage, days))
