"""What defaults are worth: against the oracle, which prices the same roster otherwise (§4)."""

from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Finding, Refused
from sanicost.core.text import change, money
from tests import naive
from tests.naive import findings as expected
from tests.random_rosters import MATTERS, random_roster
from tests.rosters import priced

FIGURES = naive.figures_from()
SWEEPER = {"title": "道路人工清扫保洁工", "post_class": 1, "headcount": 10}


def _found(folder: Path, roster: dict[str, Any], code: str) -> list[Finding]:
    return [one for one in priced(folder, roster).result.findings if one.code == code]


def _roster(start: str, months: int, *positions: dict[str, Any], **more: Any) -> dict[str, Any]:
    project = {"start": start, "months": months, **more.pop("project", {})}
    return {"project": project, "positions": list(positions or [SWEEPER]), **more}


@pytest.mark.parametrize(
    ("start", "months", "days", "severity"),
    [
        # January to June: 1 January, 4 of the lunar year, 清明, 2 of May, 端午: 9 of 13.
        ("2027-01", 6, 9, "warning"),
        # 2028: 中秋 is 3 October, so 12 days instead of 13.
        ("2028-01", 12, 12, "info"),
        # February 2027 to January 2028: two lunar new years, 5 to 8 February and 25 to 28 January.
        ("2027-02", 12, 17, "info"),
    ],
)
def test_a_contract_year_with_other_days_says_so_with_the_yuan(
    tmp_path: Path, start: str, months: int, days: int, severity: str
) -> None:
    roster = _roster(start, months)
    [one] = _found(tmp_path, roster, "holidays-otherwise-by-date")
    [gap] = expected.holiday_gaps(roster, FIGURES)
    assert (one.params["days"], one.severity) == (days, severity)
    assert (gap.days, gap.severity) == (days, severity)
    assert one.params["amount"] == change(gap.difference)


def test_a_year_of_thirteen_days_says_nothing(tmp_path: Path) -> None:
    assert _found(tmp_path, _roster("2027-01", 12), "holidays-otherwise-by-date") == []


def test_random_rosters_have_the_oracle_s_gaps_and_days(tmp_path: Path) -> None:
    for seed in range(40):
        roster = random_roster(seed, MATTERS)
        try:
            result = naive.price(roster, FIGURES)
            gaps = expected.holiday_gaps(roster, FIGURES)
            found = priced(tmp_path, roster).result.findings
        except (naive.Unknown, Refused):
            continue
        own = [one for one in found if one.code == "holidays-otherwise-by-date"]
        assert [(o.params["year"], o.params["days"], o.params["amount"]) for o in own] == [
            (gap.year, gap.days, change(gap.difference)) for gap in gaps
        ], seed
        pay, _ = expected.rest_day_overtime(result)
        for one in found:
            if one.code == "rest-days-worth":
                other = expected.on_another_pattern(roster, FIGURES, "five-day")
                assert (one.params["amount"], one.params["other"]) == (money(pay), money(other))


def test_the_heat_allowance_of_indoor_posts_is_named(tmp_path: Path) -> None:
    # 300 × 5 months × 1 head: five-day weeks are 21.75 days, so the month's whole amount.
    manager = {"title": "项目经理", "post_class": 3, "headcount": 1, "work_pattern": "five-day"}
    [one] = _found(tmp_path, _roster("2027-01", 12, SWEEPER, manager), "heat-indoors")
    assert (one.params["titles"], one.params["amount"]) == ("项目经理", "1,500.00")
    outside = {**manager, "heat_exposed": False}
    assert _found(tmp_path, _roster("2027-01", 12, SWEEPER, outside), "heat-indoors") == []


def test_the_allowance_of_leave_days_is_named(tmp_path: Path) -> None:
    # 25 yuan × 10 days × 10 heads, for one year.
    [one] = _found(tmp_path, _roster("2027-01", 12), "allowance-on-leave")
    assert one.params["amount"] == "2,500.00"


def test_relief_in_another_row_is_found_in_its_own_lot_alone(tmp_path: Path) -> None:
    relief = {"title": "公厕保洁工", "headcount": 2, "remarks": "轮休", "work_pattern": "five-day"}
    rows = [{**SWEEPER, "lot": "甲"}, {**relief, "lot": "甲"}]
    [one] = _found(tmp_path, _roster("2027-01", 12, *rows), "relief-beside-paid-rest-days")
    # Base wage 3216; 3216 ÷ 21.75 × 2 × 52 ÷ 12 = 1281.4712…: 1281.47 × 10 × 12.
    assert one.params["amount"] == "153,776.40"
    rows = [{**SWEEPER, "lot": "甲"}, {**relief, "lot": "乙"}]
    assert _found(tmp_path, _roster("2027-01", 12, *rows), "relief-beside-paid-rest-days") == []


def test_slips_are_shown(tmp_path: Path) -> None:
    single = {"title": "公厕保洁工", "headcount": 1, "seniority_years": "8.5", "street": "石牌街道"}
    price = {"management_fee": {"rate": "0.25"}}
    roster = {"project": {"start": "2027-01"}, "positions": [SWEEPER, SWEEPER, single]}
    found = priced(tmp_path, {**roster, "price": price}).result.findings
    codes = {one.code: one.severity for one in found}
    for code in ("row-repeated", "street-missing-in-rows", "term-assumed", "rate-high"):
        assert codes[code] == "warning"
    assert codes["fraction-for-one-head"] == "info"
    short = _found(tmp_path, _roster("2027-01", 6), "term-short")
    assert [one.params["hot"] for one in short] == [1]
    named = {"start": "2027-01", "months": 12, "name": "某街道环卫保洁服务项目（示例）"}
    sample = {"project": named, "positions": [SWEEPER]}
    assert len(_found(tmp_path, sample, "name-is-sample")) == 1


@pytest.mark.parametrize(
    ("change_of", "code"),
    [
        ({"price": {"tax": {"rate": "0.6"}}}, "rate-too-high"),
        ({"project": {"statutory_days": "calendar"}}, "calendar-without-all-days"),
        ({"project": {"area": 0}}, "number-outside-limits"),
        (
            {"figures": {"minimum_wage": {"value": 268000, "source": "函", "reason": "核"}}},
            "figure-implausible",
        ),
    ],
)
def test_bad_input_is_refused_with_its_code(
    tmp_path: Path, change_of: dict[str, Any], code: str
) -> None:
    off = {**SWEEPER, "work_pattern": "five-day-holidays-off"}
    with pytest.raises(Refused) as refused:
        priced(tmp_path, _roster("2027-01", 12, off, **change_of))
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("base", "code"), [("-1", "number-negative"), ("1.005", "too-many-decimals")]
)
def test_a_base_that_is_none_is_refused(tmp_path: Path, base: str, code: str) -> None:
    for name in ("insurance_base", "housing_fund_base"):
        with pytest.raises(Refused) as refused:
            priced(tmp_path, _roster("2027-01", 12, {**SWEEPER, name: base}))
        [problem] = refused.value.problems
        assert (problem.code, problem.where) == (code, f"positions[1].{name}")
