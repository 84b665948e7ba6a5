"""The settlement of one worker and one month once more, as plainly as it can be said.

Nothing here is shared with the program. It was written from the rules of 二 and 三 and from the
description of the attendance alone, in exact fractions, one row after the other: an answer reached
by another road than the program's. Only the reading of the figures is that of `tests.naive`.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.naive.figures import Figures, figures_from, in_force

Row = Mapping[str, Any]
"""One row of the attendance by key; a blank cell is None, a column that is absent has no key."""

WAGES = (
    "base_wage",
    "post_allowance",
    "seniority_pay",
    "heat_allowance",
    "rest_day_overtime",
    "holiday_overtime",
    "extended_overtime",
    "holiday_money",
)
OVERTIME = ("rest_day_overtime", "holiday_overtime", "extended_overtime")
BASES = {
    "pension": "pension.base",
    "medical": "medical.base",
    "maternity": "medical.base",
    "unemployment": "unemployment.base",
    "work_injury": "work_injury.base",
}
INCENTIVES = ("skill_grade", "education", "skill_post_allowance", "performance_bonus")
HALF = Fraction(1, 2)


def fen(yuan: Fraction | int) -> int:
    """Round yuan half up to the fen."""
    return floor(Fraction(yuan) * 100 + HALF)


def month_ordinal(text: str) -> int:
    """Count the months, so that the next month is one more."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def weekdays(month: int) -> int:
    """Count Monday to Friday of a month, statutory days among them."""
    year, number = month // 12, month % 12 + 1
    days = calendar.monthrange(year, number)[1]
    return sum(date(year, number, day).weekday() < 5 for day in range(1, days + 1))


class Naive:
    """The settlement under dated figures, by one of the two readings of 三(三)1."""

    def __init__(self, figures: Figures | None = None, half_year: str = "first") -> None:
        self.figures = figures_from() if figures is None else figures
        self.half_year = half_year

    def figure(self, path: str, month: int) -> Any:
        """Return what a figure is in a month."""
        row = in_force(self.figures[path], month)
        if row is None or row.value is None:
            raise LookupError(path)
        return row.value

    # --- the parts of a month ---------------------------------------------------------------

    def share(self, row: Row, month: int) -> Fraction:
        """Return f, the part of the monthly wage that the paid days come to."""
        days, paid = weekdays(month), row.get("paid_days")
        divisor = Fraction(self.figure("paid_days_per_month", month))
        if paid is None or paid >= days:
            return Fraction(1)
        if 2 * Fraction(paid) >= days:
            return 1 - (days - Fraction(paid)) / divisor
        return Fraction(paid) / divisor

    def monthly_base(self, row: Row, position: Row, month: int) -> Fraction:
        """Return b, rounded to the fen: what is paid, else the greater of roster and standard."""
        if row.get("base_wage") is not None:
            return Fraction(fen(row["base_wage"]), 100)
        standard = self.figure("base_wage_ratio", month) * self.figure("minimum_wage", month)
        return Fraction(fen(max(Fraction(position.get("base_wage") or 0), standard)), 100)

    def years(self, row: Row, position: Row, month: int) -> Fraction:
        """Return the years of service that count in the calendar year of the month."""
        first: date | None = row.get("first_day")
        if first is None:
            given = row.get("seniority_years")
            return Fraction(position["seniority_years"] if given is None else given)
        january = month // 12 * 12
        whole = january - (first.year * 12 + first.month - 1) - (first.day > 1)
        if whole < 6:
            return Fraction(0)
        if self.half_year == "every":
            return Fraction((whole + 6) // 12)
        return Fraction(1 if whole < 12 else whole // 12)

    def seniority(self, years: Fraction, month: int) -> Fraction:
        """Return the seniority pay of a full month: each band at its own amount."""
        pay, below = Fraction(0), Fraction(0)
        for band in self.figure("seniority_pay", month):
            upto = band.get("upto")
            reached = years if upto is None else min(years, Fraction(upto))
            pay += max(reached - below, Fraction(0)) * band["per_year"]
            below = max(reached, below)
        return pay

    def heat(self, row: Row, position: Row, month: int) -> Fraction:
        """Return the heat allowance: in its season alone, by the day below 21.75 days."""
        figure = self.figure("heat_allowance", month)
        days = Fraction(row["days_worked"])
        if month % 12 + 1 not in figure["months"] or not position.get("heat_exposed", True):
            return Fraction(0)
        if days >= self.figure("paid_days_per_month", month):
            return Fraction(figure["month"])
        return min(Fraction(figure["month"]), Fraction(figure["day"]) * days)

    def wages(self, row: Row, position: Row, month: int) -> dict[str, int]:
        """Return the eight wage lines in fen."""
        base, share = self.monthly_base(row, position, month), self.share(row, month)
        daily = base / self.figure("paid_days_per_month", month)
        multiples = self.figure("overtime_multiples", month)
        hourly = daily / self.figure("hours_per_day", month)
        allowance = self.figure("post_allowance", month)[position["post_class"]]
        years = self.years(row, position, month)
        exactly = {
            "base_wage": base * share,
            "post_allowance": allowance * Fraction(row["days_worked"]),
            "seniority_pay": self.seniority(years, month) * share,
            "heat_allowance": self.heat(row, position, month),
            "rest_day_overtime": daily * multiples["rest_day"] * Fraction(row["rest_days_worked"]),
            "holiday_overtime": daily
            * multiples["statutory_holiday"]
            * Fraction(row["statutory_days_worked"]),
            "extended_overtime": hourly * multiples["extended"] * Fraction(row["overtime_hours"]),
            "holiday_money": self.holiday_money(row, position, month),
        }
        return {name: fen(amount) for name, amount in exactly.items()}

    def holiday_money(self, row: Row, position: Row, month: int) -> Fraction:
        """Return what was paid in the month; without the column a twelfth of the year's."""
        if "holiday_money" in row:
            return Fraction(row["holiday_money"] or 0)
        year = position.get("holiday_money") or self.figure("holiday_money", month)
        return Fraction(year) / 12

    # --- the employer's part ------------------------------------------------------------------

    def employer(self, row: Row, position: Row, month: int, income: int) -> dict[str, int]:
        """Return the seven employer lines in fen on an income in fen."""
        kind = row.get("insurance") or position.get("insurance") or "full"
        income_yuan = Fraction(income, 100)
        lines = {
            name: self.insurance(name, row, position, month, income_yuan)
            if kind == "full" or (kind == "injury_only" and name == "work_injury")
            else 0
            for name in BASES
        }
        is_full = kind == "full"
        lines["critical_illness"] = self.illness(month) if is_full else 0
        lines["housing_fund"] = self.fund(row, position, month, income_yuan) if is_full else 0
        return lines

    def insurance(self, name: str, row: Row, position: Row, month: int, income: Fraction) -> int:
        """Return one insurance: rate × the base given, else the income, within the limits."""
        rate = self.figure(f"{name}.rate", month)
        base = row.get("insurance_base") or position.get("insurance_base") or income
        return fen(rate * self.clamped(BASES[name], month, Fraction(base))) if rate else 0

    def illness(self, month: int) -> int:
        """Return the flat supplement."""
        rate = self.figure("critical_illness.rate", month)
        return fen(rate * self.figure("critical_illness.average_wage", month)) if rate else 0

    def fund(self, row: Row, position: Row, month: int, income: Fraction) -> int:
        """Return the housing fund: the position's rate, else the standard's."""
        rate = position.get("housing_fund_rate") or self.figure("housing_fund.rate", month)
        base = row.get("housing_fund_base") or position.get("housing_fund_base") or income
        return fen(Fraction(rate) * self.clamped("housing_fund.base", month, Fraction(base)))

    def clamped(self, path: str, month: int, base: Fraction) -> Fraction:
        """Hold a base within its limits of the month."""
        limits = self.figure(path, month)
        lower = limits["lower"]
        if lower == "minimum_wage":
            lower = self.figure("minimum_wage", month)
        base = max(base, Fraction(lower))
        return base if limits["upper"] is None else min(base, Fraction(limits["upper"]))

    # --- outside the basic cost ---------------------------------------------------------------

    def incentives(self, row: Row, month: int) -> dict[str, int]:
        """Return the four incentives of 四 in fen, whole, whatever the paid days."""
        found = {}
        for name in INCENTIVES:
            given = row.get(name)
            if given is None:
                amount = Fraction(0)
            elif isinstance(given, str):
                amount = Fraction(self.figure(f"incentives.{name}", month)[given])
            else:
                amount = Fraction(given)
            found[name] = fen(amount)
        return found

    def month(self, row: Row, position: Row) -> dict[str, int]:
        """Return every line of one worker's month but the unused leave, in fen."""
        month = month_ordinal(row["month"])
        wages = self.wages(row, position, month)
        income = sum(wages.values())
        employer = self.employer(row, position, month, income)
        incentives = self.incentives(row, month)
        raised = self.employer(row, position, month, income + sum(incentives.values()))
        paid = row.get("paid")
        return {
            **wages,
            **employer,
            **incentives,
            "income": income,
            "employer": sum(employer.values()),
            "cost": income + sum(employer.values()),
            "on_cost": sum(raised.values()) - sum(employer.values()),
            "short": 0 if paid is None else max(0, income - fen(paid)),
        }

    def settled(
        self, rows: Sequence[tuple[Row, Row]], *, leave_in_full: bool = False
    ) -> list[dict[str, int]]:
        """Return every line of every row, each row given with its position."""
        months = [self.month(row, position) for row, position in rows]
        return [
            lines | {"unused_leave": self.leave(index, rows, months, leave_in_full)}
            for index, lines in enumerate(months)
        ]

    def leave(
        self,
        index: int,
        rows: Sequence[tuple[Row, Row]],
        months: Sequence[Mapping[str, int]],
        leave_in_full: bool,
    ) -> int:
        """Return the pay for unused leave, 二(五): the pay of the day itself is paid already."""
        row = rows[index][0]
        days = Fraction(row.get("unused_leave_days") or 0)
        if not days:
            return 0
        month = month_ordinal(row["month"])
        average = row.get("average_wage")
        if average is None:
            average = self.average(index, rows, months)
        multiple = Fraction(self.figure("unused_leave_multiple", month))
        counted = multiple if leave_in_full else multiple - 1
        daily = Fraction(average) / self.figure("paid_days_per_month", month)
        return fen(daily * counted * days)

    def average(
        self, index: int, rows: Sequence[tuple[Row, Row]], months: Sequence[Mapping[str, int]]
    ) -> Fraction:
        """Return the average wage of the twelve months before, without overtime, in yuan."""
        own = rows[index][0]
        now = month_ordinal(own["month"])
        before = [
            other
            for other, (row, _) in enumerate(rows)
            if row["worker_id"] == own["worker_id"]
            and now - 12 <= month_ordinal(row["month"]) < now
        ] or [index]
        total = sum(without_overtime(months[other]) for other in before)
        return Fraction(total, 100 * len(before))


def without_overtime(lines: Mapping[str, int]) -> int:
    """Return income and incentives without the three overtime lines, in fen."""
    return (
        lines["income"]
        + sum(lines[name] for name in INCENTIVES)
        - sum(lines[name] for name in OVERTIME)
    )
