"""What the law does not allow to be priced: on both sides of each limit, with the gap in yuan."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Problem, Refused
from tests.rosters import priced

D = Decimal


def _problems(folder: Path, project: Any = None, figures: Any = None, **own: Any) -> list[Problem]:
    roster = {
        "project": {"start": "2026-01", "months": 1, **(project or {})},
        "positions": [{"title": "公厕保洁工", "headcount": 1, **own}],
        "figures": figures or {},
    }
    try:
        priced(folder, roster)
    except Refused as refused:
        return list(refused.problems)
    return []


def _codes(folder: Path, **given: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in _problems(folder, **given)]


@pytest.mark.clause("三(一)")
def test_a_base_wage_below_the_standard_is_refused_with_its_gap(tmp_path: Path) -> None:
    # 1.2 × 2500 = 3000.
    assert _codes(tmp_path, base_wage=3000) == []
    [problem] = _problems(tmp_path, base_wage=D("2999.99"))
    assert (problem.code, problem.where) == ("base-wage-below-standard", "positions[1].base_wage")
    assert problem.params["gap"] == "0.01"


def test_a_base_wage_is_held_against_every_month_of_the_term(tmp_path: Path) -> None:
    # Enough until 2026-08; from 2026-09 the standard is 3216.
    [problem] = _problems(tmp_path, {"months": 12}, base_wage=3000)
    assert (problem.params["month"], problem.params["gap"]) == ("2026-09", "216")


@pytest.mark.clause("三(五)")
def test_holiday_money_below_the_standard_is_refused(tmp_path: Path) -> None:
    assert _codes(tmp_path, holiday_money=2400) == []
    [problem] = _problems(tmp_path, holiday_money=D("2399.99"))
    assert (problem.code, problem.params["gap"]) == ("holiday-money-below-standard", "0.01")


@pytest.mark.clause("三(八)")
@pytest.mark.parametrize(("rate", "allowed"), [("0.069999", False), ("0.07", True), ("0.12", True),
                                               ("0.120001", False)])  # fmt: skip
def test_a_fund_rate_lies_between_seven_and_twelve_per_cent(
    tmp_path: Path, rate: str, allowed: bool
) -> None:
    refused = [("housing-fund-rate-outside-limits", "positions[1].housing_fund_rate")]
    assert _codes(tmp_path, housing_fund_rate=D(rate)) == ([] if allowed else refused)


@pytest.mark.clause("三(六)")
@pytest.mark.parametrize(
    ("own", "allowed"),
    [
        # 12 × 26 = 312 ≤ 261 − 13 + 13 + 52 + 1 = 314.
        ({"work_days": 26}, True),
        # 12 × 26.16 = 313.92 ≤ 314; 12 × 26.17 = 314.04 > 314.
        ({"work_days": D("26.16")}, True),
        ({"work_days": D("26.17")}, False),
        # 12 × 21.75 = 261 ≤ 261 − 13 + 0 + 0 + 1 = 249 does not hold.
        ({"work_pattern": "five-day-holidays-off", "work_days": D("21.75")}, False),
        ({"work_pattern": "five-day-holidays-off", "work_days": D("20.75")}, True),
    ],
)
def test_no_day_is_worked_without_being_paid_for(
    tmp_path: Path, own: dict[str, Any], allowed: bool
) -> None:
    refused = [] if allowed else [("days-without-overtime-pay", "positions[1].work_days")]
    expected = [(code, where if "work_days" in own else "positions[1]") for code, where in refused]
    assert _codes(tmp_path, **own) == expected


def _override(value: Any, **more: str) -> dict[str, Any]:
    return {"value": value, "source": "文", "reason": "由", **more}


@pytest.mark.clause("三(一)", "三(二)", "三(三)", "三(四)", "三(五)", "三(八)")
@pytest.mark.parametrize(
    ("figure", "lower", "same"),
    [
        ("post_allowance", {1: 25, 2: 23, 3: D("19.99")}, {1: 25, 2: 23, 3: 20}),
        ("holiday_money", 2399, 2400),
        ("housing_fund.rate", D("0.0699"), D("0.07")),
        ("base_wage_ratio", D("1.19"), D("1.2")),
        (
            "seniority_pay",
            [{"upto": 10, "per_year": 30}, {"per_year": 20}],
            [{"upto": 15, "per_year": 30}, {"per_year": 20}],
        ),
        (
            "heat_allowance",
            {"month": 300, "day": D("13.8"), "months": [6, 7, 8, 9]},
            {"month": 300, "day": D("13.8"), "months": [5, 6, 7, 8, 9, 10]},
        ),
    ],
)
def test_an_override_never_lowers_the_law(
    tmp_path: Path, figure: str, lower: Any, same: Any
) -> None:
    assert _codes(tmp_path, figures={figure: _override(same)}) == []
    refused = [("override-lowers-law", f"figures.{figure}")]
    assert _codes(tmp_path, figures={figure: _override(lower)}) == refused


def test_a_row_that_is_not_official_may_be_corrected_downwards(tmp_path: Path) -> None:
    # The minimum wage of 2025-03 is corroborated, that of 2026-09 official.
    figures = {"minimum_wage": _override(2400)}
    assert _codes(tmp_path, figures=figures) == []
    refused = [("override-lowers-law", "figures.minimum_wage")]
    assert _codes(tmp_path, project={"start": "2026-09"}, figures=figures) == refused


def test_a_month_without_a_figure_names_figure_and_month(tmp_path: Path) -> None:
    [problem] = _problems(tmp_path, {"start": "2023-06"}, figures={
        "medical.base": _override({"lower": 5592, "upper": 27960})})  # fmt: skip
    assert (problem.code, problem.where) == ("figure-unknown", "pension.rate")
    assert problem.params["month"] == "2023-06"


def test_an_unknown_figure_that_nobody_reads_is_no_obstacle(tmp_path: Path) -> None:
    # Workers insured against injury alone have no pension, medical or fund line.
    assert _codes(tmp_path, project={"start": "2023-06"}, insurance="injury_only") == []


def test_months_before_the_first_row_are_refused(tmp_path: Path) -> None:
    codes = {problem.code for problem in _problems(tmp_path, {"start": "2012-01"})}
    assert codes == {"figure-unknown"}


@pytest.mark.parametrize(
    ("field", "good", "bad", "code"),
    [
        ("headcount", 100_000, 100_001, "number-outside-limits"),
        ("headcount", 1, 0, "number-outside-limits"),
        ("seniority_years", 60, D("60.01"), "number-outside-limits"),
        ("seniority_years", 0, -1, "number-negative"),
        ("statutory_days_worked", 13, 367, "number-outside-limits"),
    ],
)
def test_numbers_outside_their_limits_are_refused(
    tmp_path: Path, field: str, good: Any, bad: Any, code: str
) -> None:
    assert _codes(tmp_path, **{field: good}) == []
    assert _codes(tmp_path, **{field: bad}) == [(code, f"positions[1].{field}")]


@pytest.mark.parametrize("days", [0, D("31.01")])
def test_work_days_lie_above_0_and_up_to_31(tmp_path: Path, days: Any) -> None:
    assert ("number-outside-limits", "positions[1].work_days") in _codes(tmp_path, work_days=days)


def test_reading_problems_and_the_laws_refusals_are_said_at_once(tmp_path: Path) -> None:
    given = {"seniority_years": "viele", "base_wage": 1, "holiday_money": 1}
    assert {code for code, _ in _codes(tmp_path, **given)} == {
        "not-a-number",
        "base-wage-below-standard",
        "holiday-money-below-standard",
    }
