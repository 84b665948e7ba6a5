"""The oracle itself, against workings by hand from the specification."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests import naive
from tests.naive.findings import holiday_gaps

D = Decimal
FIGURES = naive.figures_from()
SWEEPER = {"title": "道路人工清扫保洁工", "post_class": 1, "headcount": 1}


def _priced(start: str, months: int, *rows: dict[str, Any], **more: Any) -> naive.Result:
    return naive.price(_roster(start, months, *rows, **more), FIGURES)


def _roster(start: str, months: int, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    project = {"start": start, "months": months, **more.pop("project", {})}
    positions = [{**SWEEPER, **row} for row in rows or ({},)]
    return {"project": project, "positions": positions, **more}


def test_the_guide_price_of_the_city_is_reproduced() -> None:
    # 4925.26 + 689.54 + 345.17 + 21.37 + 41.91 + 39.40 + 34.48 + 344.77 = 6441.90
    assert naive.guide_price(FIGURES).unit_cost == 644190


def test_own_bases_take_the_place_of_the_income_within_the_limits() -> None:
    # 2027, limits as last known: pension at least 5510, medical and maternity at least 6234.
    own = {"insurance_base": 5000, "housing_fund_base": 3000, "performance_bonus": 1000}
    month = _priced("2027-01", 1, own).positions[0].months[0]
    assert {line: month.lines[line] for line in naive.EMPLOYER_LINES} == {
        "pension": 88160,  # 5510 × 0.16
        "medical": 37404,  # 6234 × 0.06
        "maternity": 5299,  # 6234 × 0.0085 = 52.989
        "unemployment": 4000,  # 5000 × 0.008
        "work_injury": 3000,  # 5000 × 0.006
        "critical_illness": 0,
        "housing_fund": 21000,  # 3000 × 0.07
    }
    assert month.on_cost == 0


def test_by_the_dates_holidays_count_where_they_fall() -> None:
    # b = 1.2 × 2680 = 3216; × 3 ÷ 21.75 = 443.586…; January to June 2027 has 9 of the 13 days.
    def paid(project: dict[str, Any], **own: Any) -> int:
        result = _priced("2027-01", 6, own, project=project)
        return result.positions[0].months[0].lines["holiday_overtime"]

    assert paid({}) == 48055  # × 13 ÷ 12 = 480.551…
    assert paid({"statutory_days": "calendar"}) == 66538  # × 9 ÷ 6 = 665.379…
    # A number of days stays a twelfth of it: × 6 ÷ 12 = 221.793…
    assert paid({"statutory_days": "calendar"}, statutory_days_worked=6) == 22179


def test_spreading_says_what_it_leaves_out() -> None:
    # Income 3216 + 650 + 300 + 300 × 1 ÷ 6 + 1281.47 + 480.55 + 200 = 6178.02; by the dates 184.83
    # more: 6362.85. Pension 988.48 → 1018.06, medical 374.04 (6234 × 0.06) → 381.77, maternity
    # 52.99 → 54.08, unemployment 49.42 → 50.90, injury 37.07 → 38.18, fund 432.46 → 445.40.
    # 184.83 + 29.58 + 7.73 + 1.09 + 1.48 + 1.11 + 12.94 = 238.76, six months: 1432.56.
    [gap] = holiday_gaps(_roster("2027-01", 6), FIGURES)
    assert (gap.days, gap.spread, gap.difference, gap.severity) == (
        9,
        Fraction(13, 2),
        143256,
        "warning",
    )
    assert holiday_gaps(_roster("2027-01", 12), FIGURES) == []
    # 2027-02 to 2028-01 has two lunar new years, 2028-02 to 2029-01 none, and 2028-10-03 once.
    gaps = holiday_gaps(_roster("2027-02", 24), FIGURES)
    assert [(gap.year, gap.days, gap.severity) for gap in gaps] == [(1, 17, "info"), (2, 8, "info")]


def test_a_tender_of_the_coming_years_is_carried_forward_and_not_provisional() -> None:
    result = _priced("2027-01", 36)
    assert result.provisional == {}
    last = {name: (one.month, one.until) for name, one in result.carried.items()}
    assert last == {
        "pension.base": ("2027-01", date(2026, 6, 30)),
        "medical.rate": ("2027-01", date(2026, 12, 31)),
        "medical.base": ("2027-01", date(2026, 12, 31)),
        "maternity.rate": ("2027-01", date(2026, 12, 31)),
        "unemployment.rate": ("2027-01", date(2025, 12, 31)),
        "unemployment.base": ("2027-01", date(2026, 6, 30)),
        "housing_fund.base": ("2027-07", date(2027, 6, 30)),
        "regulation": ("2029-02", date(2029, 2, 5)),
    }


def test_whoever_confirms_the_rules_carries_them_no_longer() -> None:
    figures = {"regulation": {"value": "continue", "source": "函", "reason": "继续适用"}}
    assert "regulation" not in _priced("2029-01", 12, figures=figures).carried
    figures["regulation"]["from"] = "2029-06"
    assert _priced("2029-01", 12, figures=figures).carried["regulation"].month == "2029-02"
    assert "regulation" not in _priced("2029-06", 12, figures=figures).carried


def test_2024_is_provisional() -> None:
    # 15 or 16 % for the pension; a base of medical insurance is not on file.
    base = {"value": {"lower": 6236, "upper": 31179}, "source": "函", "reason": "核实"}
    result = _priced("2024-07", 12, figures={"medical.base": base})
    assert result.provisional == {"pension.rate": "2024-07", "housing_fund.base": "2024-07"}
    assert result.carried == {}


def test_shares_of_equal_lots_run_along_the_lots() -> None:
    # 100.00: up to each lot 33.33, 66.67 and 100.00.
    rows = [{"lot": "甲"}, {"lot": "乙"}, {"lot": "丙"}]
    cost = {"name": "平台", "amount": 100, "per": "term", "lot": "全部"}
    result = _priced("2027-01", 6, *rows, price={"other_costs": [cost]})
    assert [lot.other_total for lot in result.lots.values()] == [3333, 3334, 3333]
    assert result.total.other_costs == [("平台", 10000)]


def test_costs_per_head_follow_the_heads_of_their_lot() -> None:
    rows = [{"lot": "甲", "headcount": 3}, {"lot": "乙", "headcount": 1}]
    costs = [
        {"name": "服装", "amount": 10, "per": "head_month", "lot": "甲"},  # × 3 × 7 = 210
        {"name": "体检", "amount": 100, "per": "head_year", "lot": "全部"},
    ]
    result = _priced("2027-01", 7, *rows, price={"other_costs": costs})
    # 100 × 3 × 7 ÷ 12 = 175; 100 × 7 ÷ 12 = 58.333…; the project has the sum of its lots.
    assert result.lots["甲"].other_costs == [("服装", 21000), ("体检", 17500)]
    assert result.lots["乙"].other_costs == [("体检", 5833)]
    assert result.total.other_costs == [("服装", 21000), ("体检", 23333)]


def test_years_run_along_the_months_and_along_what_a_rate_is_a_rate_of() -> None:
    cost = {"name": "租金", "amount": 100, "per": "term"}
    price = {"other_costs": [cost], "tax": {"rate": D("0.06")}}
    result = _priced("2026-11", 14, price=price)
    # 100 × 12 ÷ 14 = 85.714…; the calendar year 2026 has two of the months: 14.285…
    contract, budget = result.years.contract, result.years.budget
    assert {name: year.other_costs for name, year in contract.items()} == {"1": 8571, "2": 1429}
    assert {name: year.other_costs for name, year in budget.items()} == {"2026": 1429, "2027": 8571}
    for years in (contract, budget):
        assert sum(year.ceiling for year in years.values()) == result.total.ceiling
        assert {year.profit for year in years.values()} == {None}
    # Each month is priced alike within a contract year, so its tax is 6 % of its base to a fen.
    for year in contract.values():
        assert year.tax is not None
        base = year.labour_cost + year.other_costs
        assert abs(year.tax - base * D("0.06")) <= 1


def test_a_square_metre_and_a_sweeper_have_their_price_beside_the_ceiling() -> None:
    result = _priced("2027-01", 6, {"headcount": 2}, project={"area": 14000})
    assert result.area is not None
    # 14000 ÷ 2; and the half year's ceiling counts twice for a year.
    assert result.area.per_sweeper == 7000
    assert abs(result.area.per_year - D(result.total.ceiling) * 2 / 14000) <= D("0.5")
    [price] = result.unit_prices[0]
    assert price.per_month == result.positions[0].months[0].unit_cost
    assert abs(price.per_work_day - D(price.per_month) / 26) <= D("0.5")
