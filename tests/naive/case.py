"""One position in one month: what the formulas of the cost standard read (§4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.naive.arithmetic import calendar_month, exact, month_number
from tests.naive.dates import days_in
from tests.naive.figures import Book

FUND = "housing_fund"
JUNE_TO_OCTOBER = (6, 7, 8, 9, 10)
PATTERNS: dict[str, dict[str, Any]] = {
    "six-day": {"work_days": 26, "rest_days_worked": 52, "statutory_days_worked": "all"},
    "five-day": {
        "work_days": Decimal("21.75"),
        "rest_days_worked": 0,
        "statutory_days_worked": "all",
    },
    "five-day-holidays-off": {
        "work_days": Decimal("20.67"),
        "rest_days_worked": 0,
        "statutory_days_worked": 0,
    },
}


@dataclass(frozen=True)
class Case:
    """One position in one month of the term: what the formulas of the cost standard read."""

    position: Mapping[str, Any]
    project: Mapping[str, Any]
    book: Book
    index: int

    @cached_property
    def start(self) -> int:
        """Return the first month of the term."""
        return month_number(str(self.project["start"]))

    @cached_property
    def month(self) -> int:
        """Return this month."""
        return self.start + self.index

    def figure(self, path: str) -> Any:
        """Return the figure in force for this month."""
        return self.book.value(path, self.month)

    def own(self, key: str) -> Any:
        """Return what the roster gives for this position, or None."""
        return exact(self.position.get(key))

    def pattern(self, key: str) -> Any:
        """Return a number of the work pattern; the position's own number comes first."""
        given = self.own(key)
        name = self.position.get("work_pattern") or "six-day"
        return exact(PATTERNS[name][key]) if given is None else given

    @cached_property
    def seniority(self) -> Fraction:
        """Return s: 10 years by default, 三(三)2; `annual` adds one each January, 三(三)3."""
        given = self.own("seniority_years")
        growth = self.month // 12 - self.start // 12
        annual = self.project.get("seniority_growth") == "annual"
        return (Fraction(10) if given is None else Fraction(given)) + (growth if annual else 0)

    @cached_property
    def work_days(self) -> Fraction:
        """Return d, the days worked in a month, 三(二)."""
        return Fraction(self.pattern("work_days"))

    @cached_property
    def rest_days(self) -> Fraction:
        """Return r, the rest days worked in a year, 三(六)2."""
        return Fraction(self.pattern("rest_days_worked"))

    @cached_property
    def overtime_hours(self) -> Fraction:
        """Return t, the hours of extended work in a month, 三(六)1."""
        return Fraction(self.own("overtime_hours") or 0)

    @cached_property
    def all_holidays(self) -> bool:
        """Say whether every statutory holiday is worked."""
        return bool(self.pattern("statutory_days_worked") == "all")

    @cached_property
    def by_date(self) -> bool:
        """Say whether the holidays count by their dates: only where all of them are worked."""
        return self.all_holidays and self.project.get("statutory_days") == "calendar"

    @cached_property
    def holidays_a_year(self) -> Fraction:
        """Return k, the statutory holidays worked in a year, 三(六)3."""
        given = self.pattern("statutory_days_worked")
        return Fraction(self.figure("statutory_holidays") if self.all_holidays else given)

    @cached_property
    def holidays_a_month(self) -> Fraction:
        """Return k / 12, or D / Y: the dates that fall into the contract year, over its months."""
        if self.by_date:
            return Fraction(days_in(self.contract_year), len(self.contract_year))
        return self.holidays_a_year / 12

    @cached_property
    def contract_year(self) -> range:
        """Return the months of the contract year that holds this month; the last may be shorter."""
        begin = self.index // 12 * 12
        return range(self.start + begin, self.start + min(begin + 12, int(self.project["months"])))

    @cached_property
    def heat_share(self) -> Fraction:
        """Return h / Y, 三(四): the part of the contract year that falls in June to October."""
        if self.position.get("heat_exposed") is False:
            return Fraction(0)
        months = (self.figure("heat_allowance") or {"months": JUNE_TO_OCTOBER})["months"]
        hot = [month for month in self.contract_year if calendar_month(month) in months]
        return Fraction(len(hot), len(self.contract_year))

    def excluded(self, line: str) -> bool:
        """Say whether 二(三) keeps this line away: injury insurance alone is paid."""
        return self.position.get("insurance") == "injury_only" and line != "work_injury"

    def own_rate(self, line: str) -> Any:
        """Return the position's own housing fund rate, 三(八)."""
        return self.own("housing_fund_rate") if line == FUND else None

    def own_base(self, line: str) -> Any:
        """Return the base that the position gives for a line, or None: its income is the base."""
        return self.own("housing_fund_base" if line == FUND else "insurance_base")

    def rate(self, line: str) -> Fraction | None:
        """Return the employer's rate, or None where the figure is unknown."""
        if self.excluded(line):
            return Fraction(0)
        own = self.own_rate(line)
        known = self.figure(f"{line}.rate") if own is None else own
        return None if known is None else Fraction(known)
