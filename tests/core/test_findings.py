"""What is priced but shown: each finding on both sides of its limit."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Finding
from tests.rosters import priced

D = Decimal


def _findings(folder: Path, *positions: dict[str, Any], **project: Any) -> dict[str, Finding]:
    roster = {
        "project": {"start": "2026-01", "months": 12, **project},
        "positions": [{"title": "公厕保洁工", "headcount": 1, **own} for own in positions or [{}]],
    }
    return {one.code: one for one in priced(folder, roster).result.findings}


@pytest.mark.clause("二(二)")
@pytest.mark.parametrize(
    ("rest", "hours", "shown"),
    [
        # 52 × 8 ÷ 12 = 34.67; + 1.33 = 35.996…, + 1.34 = 36.006…
        (52, "1.33", False),
        (52, "1.34", True),
        (54, "0", False),  # 54 × 8 ÷ 12 = 36
        (55, "0", True),  # 36.67
    ],
)
def test_overtime_above_36_hours_a_month_is_shown(
    tmp_path: Path, rest: int, hours: str, shown: bool
) -> None:
    found = _findings(tmp_path, {"rest_days_worked": rest, "overtime_hours": D(hours)})
    assert ("overtime-above-monthly-limit" in found) == shown


@pytest.mark.clause("二(二)")
@pytest.mark.parametrize(("hours", "shown"), [("21.75", False), ("21.76", True)])
def test_overtime_above_an_hour_a_day_is_shown(tmp_path: Path, hours: str, shown: bool) -> None:
    found = _findings(tmp_path, {"work_pattern": "five-day", "overtime_hours": D(hours)})
    assert ("overtime-above-daily-limit" in found) == shown


@pytest.mark.clause("附件")
def test_a_title_outside_the_annex_is_shown(tmp_path: Path) -> None:
    found = _findings(tmp_path, {"title": "项目经理", "post_class": 3})
    assert found["title-outside-annex"].severity == "info"
    assert found["title-outside-annex"].where == "positions[1]"
    assert "title-outside-annex" not in _findings(tmp_path)


@pytest.mark.clause("三(六)2")
@pytest.mark.parametrize("words", [{"remarks": "含轮休顶班2人"}, {"remarks": "机动"}])
def test_relief_workers_beside_paid_rest_days_are_shown(
    tmp_path: Path, words: dict[str, str]
) -> None:
    assert _findings(tmp_path, words)["relief-with-paid-rest-days"].severity == "warning"
    five_days = {**words, "work_pattern": "five-day"}
    assert "relief-with-paid-rest-days" not in _findings(tmp_path, five_days)


@pytest.mark.clause("三(三)3")
def test_constant_seniority_over_more_than_a_year_shows_what_growth_would_add(
    tmp_path: Path,
) -> None:
    assert "seniority-held-constant" not in _findings(tmp_path)
    found = _findings(tmp_path, {"insurance": "injury_only"}, start="2027-01", months=24)
    # 2028 adds a year: 30 yuan a month for 12 months, and injury insurance of 0.6 %: the income
    # of 3216 + 650 + 300 + 125 + 1281.47 + 480.55 + 200 = 6253.02 pays 37.52 (37.51812), that of
    # 6283.02 pays 37.70 (37.69812). 30.18 × 12 = 362.16.
    assert found["seniority-held-constant"].params["amount"] == "362.16"
    growing = _findings(tmp_path, start="2027-01", months=24, seniority_growth="annual")
    assert "seniority-held-constant" not in growing


def test_a_share_of_skilled_posts_below_32_per_cent_is_shown_and_35_from_2030(
    tmp_path: Path,
) -> None:
    def shown(skilled: int, start: str) -> bool:
        heads = {"headcount": 100 - skilled}
        driver = {"title": "垃圾运输车驾驶员", "headcount": skilled}
        found = _findings(tmp_path, heads, driver, start=start)
        return "skilled-share-below-target" in found

    assert shown(31, "2027-01")
    assert not shown(32, "2027-01")
    assert shown(34, "2030-01")
    assert not shown(35, "2030-01")


def test_a_ceiling_above_the_budget_is_an_error_with_the_gap(tmp_path: Path) -> None:
    # One month at 7634.37 (tests/core/test_rules.py).
    found = _findings(tmp_path, months=1, budget=D("7634.36"))["ceiling-above-budget"]
    assert (found.severity, found.params["gap"]) == ("error", "0.01")
    assert "ceiling-above-budget" not in _findings(tmp_path, months=1, budget=D("7634.37"))


def test_a_unit_cost_far_from_its_class_is_shown(tmp_path: Path) -> None:
    assert "unit-cost-unusual" not in _findings(tmp_path, months=1)
    high = _findings(tmp_path, {"base_wage": 9000}, months=1)
    assert high["unit-cost-unusual"].severity == "warning"


@pytest.mark.clause("三(三)1")
def test_average_seniority_is_remarked_once_where_it_averages(tmp_path: Path) -> None:
    assert "average-seniority" not in _findings(tmp_path, {"headcount": 1})
    assert "average-seniority" in _findings(tmp_path, {"headcount": 2})
