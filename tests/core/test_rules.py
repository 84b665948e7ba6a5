"""Each line of the cost standard, 三(一) to (八) and 四, worked by hand from the law."""

from decimal import Decimal

import pytest

from tests.core.conftest import Lines

D = Decimal


# 三(一) 基础工资: 120 % of the minimum wage.


@pytest.mark.clause("三(一)")
def test_base_wage_follows_the_minimum_wage_in_the_month_that_it_changes(lines: Lines) -> None:
    # 2025-02: 1.2 × 2300 = 2760; from 2025-03: 1.2 × 2500 = 3000.
    before, after = lines("2025-02", 2)
    assert (before["base_wage"], after["base_wage"]) == (D("2760.00"), D("3000.00"))
    # 2026-08: 3000; from 2026-09: 1.2 × 2680 = 3216.
    before, after = lines("2026-08", 2)
    assert (before["base_wage"], after["base_wage"]) == (D("3000.00"), D("3216.00"))


@pytest.mark.clause("三(一)")
def test_a_base_wage_of_the_roster_replaces_the_standard_in_every_line(lines: Lines) -> None:
    [own] = lines(base_wage=D("3333.33"))
    assert own["base_wage"] == D("3333.33")
    # 3333.33 ÷ 21.75 × 2 × 52 ÷ 12 = 1328.2235… → 1328.22.
    assert own["rest_day_overtime"] == D("1328.22")


# 三(二) 环卫岗位津贴: 25, 23, 20 yuan for each day worked.


@pytest.mark.clause("三(二)", "附件")
@pytest.mark.parametrize(
    ("title", "expected"),
    [("公厕保洁工", "650.00"), ("乱张贴清除工", "598.00"), ("中控室操作工", "520.00")],
)
def test_post_allowance_is_the_class_amount_for_each_day(
    lines: Lines, title: str, expected: str
) -> None:
    # 25 × 26, 23 × 26, 20 × 26.
    assert lines(title=title)[0]["post_allowance"] == D(expected)


@pytest.mark.clause("三(二)")
def test_post_allowance_counts_parts_of_days_and_rounds_once(lines: Lines) -> None:
    # 23 × 21.75 = 500.25.
    [five_days] = lines(title="乱张贴清除工", work_pattern="five-day")
    assert five_days["post_allowance"] == D("500.25")


@pytest.mark.clause("三(二)")
def test_post_allowance_of_the_former_edition_ends_in_february_2024(lines: Lines) -> None:
    # 20 × 26 = 520 until 2024-02, 25 × 26 = 650 from 2024-03.
    base = {
        "medical.base": {"value": {"lower": 5592, "upper": 27960}, "source": "a", "reason": "b"}
    }
    before, after = lines("2024-02", 2, figures=base)
    assert (before["post_allowance"], after["post_allowance"]) == (D("520.00"), D("650.00"))


# 三(三) 工龄工资: 30 yuan for each of the first 15 years, 20 for each further year.


@pytest.mark.clause("三(三)", "三(三)2")
@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("0", "0.00"),
        ("0.5", "15.00"),  # 30 × 0.5
        ("10", "300.00"),  # 30 × 10
        ("14.99", "449.70"),  # 30 × 14.99
        ("15", "450.00"),  # 30 × 15
        ("15.01", "450.20"),  # 450 + 20 × 0.01
        ("16", "470.00"),  # 450 + 20 × 1
        ("60", "1350.00"),  # 450 + 20 × 45
    ],
)
def test_seniority_pay_changes_its_step_after_fifteen_years(
    lines: Lines, years: str, expected: str
) -> None:
    assert lines(seniority_years=D(years))[0]["seniority_pay"] == D(expected)


@pytest.mark.clause("三(三)2")
def test_seniority_is_ten_years_where_the_roster_says_nothing(lines: Lines) -> None:
    assert lines()[0]["seniority_pay"] == D("300.00")


@pytest.mark.clause("三(三)3")
def test_seniority_that_grows_steps_each_january(lines: Lines) -> None:
    # 14, 15 and 16 years: 420, 450, 470. The period begins in November: 2 months, then a year.
    grown = lines("2024-11", 15, project={"seniority_growth": "annual"}, seniority_years=14,
                  figures={"medical.base": {"value": {"lower": 5592, "upper": 27960},
                                            "source": "a", "reason": "b"}})  # fmt: skip
    assert sorted({one["seniority_pay"] for one in grown}) == [
        D("420.00"),
        D("450.00"),
        D("470.00"),
    ]


# 三(四) 高温津贴: 300 a month from 21.75 days on, else 13.8 a day; June to October.


@pytest.mark.clause("三(四)")
@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # A year from January holds 5 hot months: amount × 5 ÷ 12.
        ("26", "125.00"),  # 300 × 5 ÷ 12
        ("21.75", "125.00"),  # not fewer than 21.75 days: the full 300
        ("21.74", "125.00"),  # 13.8 × 21.74 = 300.012, more than the month: 300
        ("21.73", "124.95"),  # 13.8 × 21.73 = 299.874; × 5 ÷ 12 = 124.9475
        ("10", "57.50"),  # 138 × 5 ÷ 12
    ],
)
def test_heat_allowance_is_by_the_day_below_21_75_days(
    lines: Lines, days: str, expected: str
) -> None:
    [year] = lines("2025-03", 12, work_days=D(days))[:1]
    assert year["heat_allowance"] == D(expected)


@pytest.mark.clause("三(四)")
@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-05", 1, "0.00"),  # May: none
        ("2026-06", 1, "300.00"),  # June: all of it
        ("2026-05", 2, "150.00"),  # one hot month of two
        ("2026-10", 2, "150.00"),  # October and November
        ("2026-11", 1, "0.00"),
        ("2026-06", 5, "300.00"),
    ],
)
def test_heat_allowance_is_spread_over_the_contract_year(
    lines: Lines, start: str, months: int, expected: str
) -> None:
    assert {one["heat_allowance"] for one in lines(start, months)} == {D(expected)}


def test_a_contract_year_begins_with_the_start_and_the_last_may_be_short(lines: Lines) -> None:
    # From 2026-08: the first year has 5 hot months (8, 9, 10, 6, 7); the second has 3 of its 3.
    amounts = [one["heat_allowance"] for one in lines("2026-08", 15)]
    assert amounts[0] == D("125.00")
    assert amounts[-1] == D("300.00")


@pytest.mark.clause("三(四)")
def test_no_heat_allowance_is_paid_where_the_roster_says_no(lines: Lines) -> None:
    assert lines("2026-07", 1, heat_exposed=False)[0]["heat_allowance"] == D("0.00")


# 三(六) 加班: 150, 200 and 300 % of the base wage ÷ 21.75; no rounding on the way.


@pytest.mark.clause("三(六)", "三(六)2")
def test_rest_day_overtime_is_twice_the_daily_base_wage(lines: Lines) -> None:
    # 3000 ÷ 21.75 × 2 × 52 ÷ 12 = 1195.402… With a daily wage rounded to 137.93: 1195.39, wrong.
    assert lines()[0]["rest_day_overtime"] == D("1195.40")


@pytest.mark.clause("三(六)3")
def test_statutory_days_were_eleven_until_2024_and_are_thirteen_since(lines: Lines) -> None:
    # 2024-12: 2760 ÷ 21.75 × 3 × 11 ÷ 12 = 348.965… ; 2025-01: × 13 = 412.413…
    base = {
        "medical.base": {"value": {"lower": 5592, "upper": 27960}, "source": "a", "reason": "b"}
    }
    before, after = lines("2024-12", 2, figures=base)
    assert (before["holiday_overtime"], after["holiday_overtime"]) == (D("348.97"), D("412.41"))


@pytest.mark.clause("三(六)3")
def test_a_number_of_statutory_days_is_paid_as_given(lines: Lines) -> None:
    # 3000 ÷ 21.75 × 3 × 5 ÷ 12 = 172.413…
    assert lines(statutory_days_worked=5, work_days=25)[0]["holiday_overtime"] == D("172.41")


@pytest.mark.clause("三(六)1")
def test_extended_hours_are_paid_at_half_as_much_again(lines: Lines) -> None:
    # 3000 ÷ 21.75 ÷ 8 × 1.5 × 10 = 258.620…
    assert lines(overtime_hours=10)[0]["extended_overtime"] == D("258.62")


# 三(五) 节日慰问金.


@pytest.mark.clause("三(五)")
def test_holiday_money_is_a_twelfth_of_the_year(lines: Lines) -> None:
    assert lines()[0]["holiday_money"] == D("200.00")  # 2400 ÷ 12
    assert lines(holiday_money=2500)[0]["holiday_money"] == D("208.33")  # 2500 ÷ 12 = 208.333…


# 三(七), 三(八) 社会保险费、住房公积金, January 2026 at class 1, ten years, six days:
# 3000 + 650 + 300 + 0 (January alone) + 1195.40 + 448.28 + 0 + 200 = 5793.68.
# 3000 ÷ 21.75 × 3 × 13 ÷ 12 = 448.275…


@pytest.mark.clause("二(四)", "三(七)", "三(八)")
def test_employer_lines_are_rates_of_the_income_within_its_limits(lines: Lines) -> None:
    [one] = lines()
    assert one["income"] == D("5793.68")
    assert one["pension"] == D("926.99")  # 16 % × 5793.68 = 926.9888
    assert one["medical"] == D("374.04")  # 6 % × the lower limit 6234 = 374.04
    assert one["maternity"] == D("52.99")  # 0.85 % × 6234 = 52.989
    assert one["unemployment"] == D("46.35")  # 0.8 % × 5793.68 = 46.34944
    assert one["work_injury"] == D("34.76")  # 0.6 % × 5793.68 = 34.76208
    assert one["critical_illness"] == D("0.00")
    assert one["housing_fund"] == D("405.56")  # 7 % × 5793.68 = 405.5576
    assert one["employer"] == D("1840.69")
    assert one["unit_cost"] == D("7634.37")


@pytest.mark.clause("三(七)", "三(八)")
def test_income_above_the_upper_limit_counts_up_to_it(lines: Lines) -> None:
    [one] = lines(base_wage=60000)
    assert one["pension"] == D("4407.84")  # 16 % × 27549
    assert one["medical"] == D("1870.20")  # 6 % × 31170
    assert one["unemployment"] == D("328.90")  # 0.8 % × 41112 = 328.896
    assert one["housing_fund"] == D("2787.96")  # 7 % × 39828
    # Work injury insurance has no upper limit: 0.6 % of the whole income.
    assert one["work_injury"] == (one["income"] * D("0.006")).quantize(D("0.01"))


@pytest.mark.clause("二(三)")
def test_workers_outside_the_insurances_are_insured_against_injury_alone(lines: Lines) -> None:
    # 二(三): retired, over age, 劳务合同.
    [one] = lines(insurance="injury_only")
    paid = {name: one[name] for name in ("pension", "medical", "maternity", "unemployment")}
    assert set(paid.values()) == {D("0.00")}
    assert one["housing_fund"] == D("0.00")
    assert one["employer"] == one["work_injury"] == D("34.76")


@pytest.mark.clause("三(八)")
def test_a_fund_rate_of_the_roster_replaces_the_standard(lines: Lines) -> None:
    assert lines(housing_fund_rate=D("0.12"))[0]["housing_fund"] == D("695.24")  # 12 % × 5793.68


# 四 激励性分配, and specification §7: the employer lines that they cause.


@pytest.mark.clause("四(三)")
@pytest.mark.parametrize(
    ("grade", "expected"),
    [("五级", 100), ("四级", 150), ("三级", 200), ("二级", 250), ("一级", 300)],
)
def test_a_skill_grade_pays_its_amount(lines: Lines, grade: str, expected: int) -> None:
    assert lines(skill_grade=grade)[0]["skill_grade"] == expected


@pytest.mark.clause("四(四)")
@pytest.mark.parametrize(("degree", "expected"), [("大学专科", 200), ("大学本科及以上", 400)])
def test_a_degree_pays_its_amount(lines: Lines, degree: str, expected: int) -> None:
    assert lines(education=degree)[0]["education"] == expected


@pytest.mark.clause("四(二)")
def test_a_skill_post_allowance_is_the_rosters_own_amount(lines: Lines) -> None:
    assert lines(skill_post_allowance=D("150.50"))[0]["skill_post_allowance"] == D("150.50")
    assert lines()[0]["skill_post_allowance"] == 0


@pytest.mark.clause("二(四)", "四", "四(一)")
def test_incentives_leave_the_basic_cost_alone_and_carry_their_own_on_cost(lines: Lines) -> None:
    [plain], [paid] = (
        lines(),
        lines(skill_grade="五级", education="大学专科", performance_bonus=150),
    )
    assert paid["unit_cost"] == plain["unit_cost"] == D("7634.37")
    assert paid["incentives"] == D("450.00")
    # On 5793.68 + 450 = 6243.68: pension 998.99 (998.9888), medical 374.62 (374.6208, above the
    # lower limit now), maternity 53.07 (53.07128), unemployment 49.95 (49.94944), injury 37.46
    # (37.46208), fund 437.06 (437.0576); together 1951.15, which is 110.46 more than 1840.69.
    assert paid["on_cost"] == D("110.46")
