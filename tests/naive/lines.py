"""The lines of one person and one month, each rounded once, half up, to the fen (§4, §5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.naive.arithmetic import fen, month_text
from tests.naive.case import Case
from tests.naive.needs import EMPLOYER_LINES, INSURANCES

INCENTIVES = ("skill_grade", "education", "skill_post_allowance", "performance_bonus")


def base_wage(case: Case) -> Fraction:
    """Return b, rounded to the fen, 三(一)."""
    given = case.own("base_wage")
    if given is None:
        given = case.figure("base_wage_ratio") * case.figure("minimum_wage")
    return Fraction(fen(Fraction(given)), 100)


def seniority_pay(case: Case) -> Fraction:
    """Return the marginal bands summed over the years of service, 三(三)2."""
    total, done = Fraction(0), Fraction(0)
    for band in case.figure("seniority_pay") if case.seniority else []:
        top = min(case.seniority, band.get("upto", case.seniority))
        total += max(top - done, Fraction(0)) * band["per_year"]
        done = max(top, done)
    return total


def heat_allowance(case: Case) -> Fraction:
    """Return a x h / Y, 三(四): by the day, and no more than the month, below 21.75 days."""
    if not case.heat_share:
        return Fraction(0)
    figure = case.figure("heat_allowance")
    amount = Fraction(figure["month"])
    if case.work_days < Fraction("21.75"):
        amount = min(amount, figure["day"] * case.work_days)
    return amount * case.heat_share


def overtime(case: Case, kind: str, days: Fraction) -> Fraction:
    """Return the pay for a number of days at the multiple of their kind, 三(六)."""
    if not days:
        return Fraction(0)
    daily = base_wage(case) / case.figure("paid_days_per_month")
    return Fraction(daily * case.figure("overtime_multiples")[kind] * days)


def extended_overtime(case: Case) -> Fraction:
    """Return the pay for the hours of extended work, 三(六)1."""
    if not case.overtime_hours:
        return Fraction(0)
    return overtime(case, "extended", case.overtime_hours / case.figure("hours_per_day"))


def holiday_money(case: Case) -> Fraction:
    """Return a twelfth of the year's holiday money, 三(五)."""
    given = case.own("holiday_money")
    return Fraction(case.figure("holiday_money") if given is None else given) / 12


def wage_lines(case: Case) -> dict[str, int]:
    """Return the eight wage lines in fen, each rounded once."""
    post_class = int(case.position["post_class"])
    exactly = {
        "base_wage": base_wage(case),
        "post_allowance": case.figure("post_allowance")[post_class] * case.work_days,
        "seniority_pay": seniority_pay(case),
        "heat_allowance": heat_allowance(case),
        "rest_day_overtime": overtime(case, "rest_day", case.rest_days / 12),
        "holiday_overtime": overtime(case, "statutory_holiday", case.holidays_a_month),
        "extended_overtime": extended_overtime(case),
        "holiday_money": holiday_money(case),
    }
    return {line: fen(amount) for line, amount in exactly.items()}


def clamp(case: Case, path: str, base: Fraction) -> Fraction:
    """Hold the base within the limits of an insurance, 三(七)."""
    limits = case.figure(path)
    lower, upper = limits.get("lower"), limits.get("upper")
    if lower == "minimum_wage":
        lower = case.figure("minimum_wage")
    if lower is not None:
        base = max(base, Fraction(lower))
    return base if upper is None else min(base, Fraction(upper))


def employer_line(case: Case, line: str, income: int) -> int:
    """Return one employer line in fen, on the base given, else on the income, 三(七) and (八)."""
    rate = case.rate(line)
    if not rate:
        return 0
    if line == "critical_illness":
        return fen(rate * case.figure("critical_illness.average_wage"))
    own = case.own_base(line)
    base = Fraction(income, 100) if own is None else Fraction(own)
    return fen(rate * clamp(case, INSURANCES[line], base))


def employer_lines(case: Case, income: int) -> dict[str, int]:
    """Return the seven employer lines on an income given in fen."""
    return {line: employer_line(case, line, income) for line in EMPLOYER_LINES}


def incentive(case: Case, name: str) -> int:
    """Return one incentive in fen, 四: a grade or degree by its name, the others as amounts."""
    given = case.own(name)
    if given is None or given == "":
        return 0
    amount = case.figure(f"incentives.{name}")[given] if isinstance(given, str) else given
    return fen(Fraction(amount))


@dataclass(frozen=True)
class MonthCost:
    """One person of a position in one month, in fen."""

    month: str
    lines: dict[str, int]
    income: int
    employer: int
    unit_cost: int
    incentives: dict[str, int]
    on_cost: int


def month_cost(case: Case) -> MonthCost:
    """Price one person for one month: wage lines, employer lines, incentives and their on-cost."""
    wages = wage_lines(case)
    income = sum(wages.values())
    employer = employer_lines(case, income)
    extra = {name: incentive(case, name) for name in INCENTIVES}
    paid, more = sum(employer.values()), sum(extra.values())
    raised = sum(employer_lines(case, income + more).values()) if more else paid
    return MonthCost(
        month=month_text(case.month),
        lines=wages | employer,
        income=income,
        employer=paid,
        unit_cost=income + paid,
        incentives=extra,
        on_cost=raised - paid,
    )
