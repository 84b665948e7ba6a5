"""What the findings of §6 are worth in yuan: each is the same roster priced another way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.naive.arithmetic import exact
from tests.naive.case import Case
from tests.naive.dates import days_in, known
from tests.naive.figures import Figures, Roster
from tests.naive.lines import month_cost
from tests.naive.positions import PositionCost, position_cost
from tests.naive.result import Result, cases_of

Change = Mapping[str, Any]


def changed(roster: Roster, project: Change, position: Change | None = None) -> dict[str, Any]:
    """Return the roster with other keys in its project, and in each of its positions."""
    rows = [{**row, **(position or {})} for row in roster["positions"]]
    return {**roster, "project": {**roster["project"], **project}, "positions": rows}


def costs_of(roster: Roster, figures: Figures) -> list[PositionCost]:
    """Return the basic cost of a roster, position by position."""
    return [position_cost(row) for row in cases_of(roster, figures)]


def labour_cost(roster: Roster, figures: Figures) -> int:
    """Return the basic cost of a roster, in fen."""
    return sum(position.cost for position in costs_of(roster, figures))


def line_total(position: PositionCost, line: str) -> int:
    """Return what one line of a position comes to over the term, in fen."""
    return position.headcount * sum(month.lines[line] for month in position.months)


# --- the holidays by their dates -----------------------------------------------------------------


@dataclass(frozen=True)
class HolidayGap:
    """A contract year whose own statutory days are not N x Y / 12 (§4).

    `difference` is the basic cost by the dates less that by `spread`, in fen.
    """

    year: int
    days: int
    spread: Fraction
    difference: int
    severity: str


def _year_cost(position: PositionCost, year: int) -> int:
    months = position.months[(year - 1) * 12 : year * 12]
    return position.headcount * sum(month.unit_cost for month in months)


def _spread_days(case: Case) -> Fraction:
    """Return N x Y / 12, or the sum of its months where N changes within the contract year."""
    at = Fraction(0)
    for month in case.contract_year:
        at += Fraction(case.book.value("statutory_holidays", month)) / 12
    return at


def holiday_gaps(roster: Roster, figures: Figures) -> list[HolidayGap]:
    """Return the contract years in which `spread` and the dates differ, where it pays somebody."""
    cases = [row for row in cases_of(roster, figures) if row[0].all_holidays]
    if not cases or cases[0][0].by_date:
        return []
    months = len(cases[0])
    years = range(1, (months - 1) // 12 + 2)
    firsts = {year: cases[0][(year - 1) * 12] for year in years}
    dated = {year: case for year, case in firsts.items() if all(map(known, case.contract_year))}
    spread = costs_of(roster, figures)
    by_date = costs_of(changed(roster, {"statutory_days": "calendar"}), figures) if dated else []
    gaps = []
    for year, case in dated.items():
        days, expected = days_in(case.contract_year), _spread_days(case)
        pairs = zip(by_date, spread, strict=True)
        gap = sum(_year_cost(dates, year) - _year_cost(even, year) for dates, even in pairs)
        if days != expected:
            severity = "warning" if months < 12 else "info"
            gaps.append(HolidayGap(year, days, expected, gap, severity))
    return gaps


# --- what a default is worth ---------------------------------------------------------------------


def rest_day_overtime(result: Result) -> tuple[int, Fraction]:
    """Return the rest-day overtime in fen, and its part of the basic cost."""
    pay = sum(line_total(position, "rest_day_overtime") for position in result.positions)
    return pay, Fraction(pay, result.total.labour_cost)


def on_another_pattern(roster: Roster, figures: Figures, pattern: str) -> int:
    """Return the basic cost, in fen, with the six-day posts on another pattern.

    A post that gives numbers of its own keeps them.
    """
    rows = [
        {**row, "work_pattern": pattern}
        if (row.get("work_pattern") or "six-day") == "six-day"
        else row
        for row in roster["positions"]
    ]
    return labour_cost({**roster, "positions": rows}, figures)


def indoor_heat(result: Result, titles: frozenset[str]) -> int:
    """Return the heat allowance of posts that work indoors by their title, in fen."""
    indoors = [position for position in result.positions if position.title in titles]
    return sum(line_total(position, "heat_allowance") for position in indoors)


def seniority_step(roster: Roster, figures: Figures) -> int:
    """Return what 三(三)3 would add if seniority grew each January, in fen of basic cost."""
    grown = labour_cost(changed(roster, {"seniority_growth": "annual"}), figures)
    return grown - labour_cost(changed(roster, {"seniority_growth": "none"}), figures)


# --- prices out of line --------------------------------------------------------------------------


def over_budget(roster: Roster, result: Result) -> int | None:
    """Return by how much the ceiling is above the budget, in fen; None where it is not."""
    budget = roster["project"].get("budget")
    gap = 0 if budget is None else result.total.ceiling - int(exact(budget) * 100)
    return gap if gap > 0 else None


def default_unit_cost(case: Case) -> int:
    """Return the unit cost of the same class in the same month with all defaults, in fen."""
    plain = {"title": "", "headcount": 1, "post_class": case.position["post_class"]}
    return month_cost(Case(plain, case.project, case.book, case.index)).unit_cost


def out_of_line(case: Case) -> bool:
    """Say whether a unit cost lies outside half to twice that of its class with all defaults."""
    plain = default_unit_cost(case)
    return not Fraction(plain, 2) <= month_cost(case).unit_cost <= plain * 2
