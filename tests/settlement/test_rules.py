"""Each line of one worker's month, worked by hand from the law; the naive calculation agrees."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.settlement.terms import HalfYear
from tests.settlement.naive import Naive
from tests.settlement.worlds import naive_figures, settled, terms

D = Decimal
Month = Callable[..., Mapping[str, Decimal]]
POSITION = {"title": "公厕保洁工", "post_class": 1, "headcount": 1, "seniority_years": 10}
ROW = {
    "worker_id": "W1",
    "month": "2026-03",
    "position": "公厕保洁工",
    "days_worked": 22,
    "rest_days_worked": 0,
    "statutory_days_worked": 0,
    "overtime_hours": 0,
}


@pytest.fixture(params=["naive", "program"])
def month(request: pytest.FixtureRequest, tmp_path: Path) -> Month:
    """Return the lines of one row in yuan, by the naive calculation or by the program."""

    def lines(
        *before: Mapping[str, Any],
        position: Mapping[str, Any] | None = None,
        half_year: HalfYear = "first",
        leave_in_full: bool = False,
        **own: Any,
    ) -> Mapping[str, Decimal]:
        post = {**POSITION, **(position or {})}
        rows = [{**ROW, **one} for one in (*before, own)]
        if request.param == "naive":
            naive = Naive(naive_figures(), half_year)
            found = naive.settled([(row, post) for row in rows], leave_in_full=leave_in_full)
        else:
            given = terms(tmp_path, [post], half_year=half_year, leave_in_full=leave_in_full)
            found = settled(given, rows, [post["title"]])
        return {name: Decimal(fen).scaleb(-2) for name, fen in found[-1].items()}

    return lines


# f, the part of a monthly wage. March 2026 has 22 weekdays; b = 1.2 × 2500 = 3000.


@pytest.mark.clause("三(一)", "三(三)")
@pytest.mark.parametrize(
    ("paid_days", "base_wage", "seniority_pay"),
    [
        (None, "3000.00", "300.00"),  # a whole month
        (22, "3000.00", "300.00"),  # p = W
        (23, "3000.00", "300.00"),  # p above W
        (21, "2862.07", "286.21"),  # 3000 × (1 − 1 ÷ 21.75), 300 × the same
        (11, "1482.76", "148.28"),  # 2p = W: 3000 × (1 − 11 ÷ 21.75)
        (D("10.5"), "1448.28", "144.83"),  # 2p < W: 3000 × 10.5 ÷ 21.75
        (0, "0.00", "0.00"),
    ],
)
def test_unpaid_days_are_taken_off_and_few_paid_days_are_added_up(
    month: Month, paid_days: Any, base_wage: str, seniority_pay: str
) -> None:
    lines = month(paid_days=paid_days)
    assert (lines["base_wage"], lines["seniority_pay"]) == (D(base_wage), D(seniority_pay))


@pytest.mark.clause("三(六)")
def test_overtime_is_paid_on_the_whole_monthly_wage_however_few_days_are_paid(month: Month) -> None:
    lines = month(paid_days=0, rest_days_worked=2, statutory_days_worked=1, overtime_hours=10)
    # 3000 ÷ 21.75 × 2 × 2 = 551.724; × 3 × 1 = 413.793; ÷ 8 × 1.5 × 10 = 258.620.
    assert lines["rest_day_overtime"] == D("551.72")
    assert lines["holiday_overtime"] == D("413.79")
    assert lines["extended_overtime"] == D("258.62")


@pytest.mark.clause("三(一)")
@pytest.mark.parametrize(
    ("own", "of_position", "expected"),
    [
        (None, None, "3000.00"),  # the standard
        (None, D("3100"), "3100.00"),  # the position's, which is greater
        (D("2900"), D("3100"), "2900.00"),  # paid below the standard: as paid
        (D("3333.33"), None, "3333.33"),
    ],
)
def test_the_base_wage_is_what_is_paid_else_the_greater_of_post_and_standard(
    month: Month, own: Any, of_position: Any, expected: str
) -> None:
    lines = month(base_wage=own, position={"base_wage": of_position})
    assert lines["base_wage"] == D(expected)


@pytest.mark.clause("三(一)")
def test_the_standard_overtakes_a_base_wage_of_the_post_when_the_minimum_wage_rises(
    month: Month,
) -> None:
    # 1.2 × 2680 = 3216 from 2026-09, above the post's 3100.
    assert month(month="2026-08", position={"base_wage": 3100})["base_wage"] == D("3100.00")
    assert month(month="2026-09", position={"base_wage": 3100})["base_wage"] == D("3216.00")


@pytest.mark.clause("三(二)")
def test_the_post_allowance_goes_by_every_day_worked(month: Month) -> None:
    assert month(days_worked=D("26.5"))["post_allowance"] == D("662.50")  # 25 × 26.5


@pytest.mark.clause("三(四)")
@pytest.mark.parametrize(
    ("text", "days", "exposed", "expected"),
    [
        ("2026-05", 26, True, "0.00"),
        ("2026-06", 26, True, "300.00"),
        ("2026-10", D("21.75"), True, "300.00"),
        ("2026-10", D("21.74"), True, "300.00"),  # 13.8 × 21.74 = 300.012, never more than 300
        ("2026-10", D("21.5"), True, "296.70"),  # 13.8 × 21.5
        ("2026-11", 26, True, "0.00"),
        ("2026-07", 0, True, "0.00"),
        ("2026-07", 26, False, "0.00"),
    ],
)
def test_the_heat_allowance_is_paid_in_its_season_by_the_days_worked(
    month: Month, text: str, days: Any, exposed: bool, expected: str
) -> None:
    lines = month(month=text, days_worked=days, position={"heat_exposed": exposed})
    assert lines["heat_allowance"] == D(expected)


# Seniority from the first day: whole months up to 1 January of the year of the month.


@pytest.mark.clause("三(三)1", "三(三)3")
@pytest.mark.parametrize(
    ("first", "every", "expected"),
    [
        (date(2026, 1, 1), "0.00", "0.00"),  # entered this year
        (date(2025, 8, 1), "0.00", "0.00"),  # 5 months
        (date(2025, 7, 2), "0.00", "0.00"),  # July was entered late: 5 months
        (date(2025, 7, 1), "30.00", "30.00"),  # 6 months count as a year
        (date(2025, 2, 1), "30.00", "30.00"),  # 11 months
        (date(2025, 1, 1), "30.00", "30.00"),  # 12 months
        (date(2024, 7, 1), "60.00", "30.00"),  # 18 months: 1 year, or 2 where each half counts
        (date(2011, 1, 1), "450.00", "450.00"),  # 15 years
        (date(2010, 1, 1), "470.00", "470.00"),  # 16: 450 + 20
        (date(2009, 7, 1), "490.00", "470.00"),  # 16½
    ],
)
def test_seniority_steps_each_january_and_half_a_year_counts_in_the_first_alone(
    month: Month, first: date, every: str, expected: str
) -> None:
    assert month(first_day=first)["seniority_pay"] == D(expected)
    assert month(first_day=first, half_year="every")["seniority_pay"] == D(every)


@pytest.mark.clause("三(三)3")
def test_a_newcomer_is_first_paid_seniority_in_the_next_year(month: Month) -> None:
    first = date(2025, 1, 2)  # 11 whole months up to 2026-01-01
    assert month(month="2025-12", first_day=first)["seniority_pay"] == D("0.00")
    assert month(month="2026-01", first_day=first)["seniority_pay"] == D("30.00")


def test_the_first_day_wins_over_years_given_and_both_over_the_average(month: Month) -> None:
    assert month()["seniority_pay"] == D("300.00")  # the post's 10 years
    assert month(seniority_years=2)["seniority_pay"] == D("60.00")
    both = month(seniority_years=2, first_day=date(2025, 2, 1))
    assert both["seniority_pay"] == D("30.00")


@pytest.mark.clause("三(五)")
def test_holiday_money_is_what_was_paid_or_a_twelfth_without_the_column(month: Month) -> None:
    assert month()["holiday_money"] == D("200.00")
    assert month(holiday_money=None)["holiday_money"] == D("0.00")
    assert month(holiday_money=D("333.33"))["holiday_money"] == D("333.33")
    # 2500.01 ÷ 12 = 208.3341…
    assert month(position={"holiday_money": D("2500.01")})["holiday_money"] == D("208.33")


# The employer's part in 2026-03: pension 16 % within 5510 and 27549.


@pytest.mark.clause("三(七)", "三(八)")
@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (None, "881.60"),  # income 3000 + 550 + 300 + 200 = 4050, raised to 5510: 16 %
        (D("5510"), "881.60"),
        (D("5510.10"), "881.62"),
        (D("27549"), "4407.84"),
        (D("30000"), "4407.84"),
    ],
)
def test_a_base_given_replaces_the_income_within_the_limits(
    month: Month, base: Any, expected: str
) -> None:
    assert month(insurance_base=base)["pension"] == D(expected)


@pytest.mark.clause("三(八)")
def test_the_fund_has_a_base_of_its_own_and_the_rate_of_the_post(month: Month) -> None:
    assert month()["housing_fund"] == D("283.50")  # 7 % of 4050
    assert month(housing_fund_base=5000)["housing_fund"] == D("350.00")
    own = month(housing_fund_base=1000, position={"housing_fund_rate": D("0.1")})
    assert own["housing_fund"] == D("250.00")  # raised to the minimum wage 2500


@pytest.mark.clause("二(三)")
def test_injury_alone_and_no_insurance_at_all(month: Month) -> None:
    injury, none = month(insurance="injury_only"), month(insurance="none")
    assert injury["employer"] == injury["work_injury"] == D("24.30")  # 0.6 % of 4050
    assert none["employer"] == D("0.00")
    assert month(insurance="full", position={"insurance": "injury_only"})["pension"] > 0


@pytest.mark.clause("四")
def test_incentives_are_whole_and_stand_outside_the_basic_cost(month: Month) -> None:
    lines = month(paid_days=11, skill_grade="四级", education="大学专科", performance_bonus=100)
    assert (lines["skill_grade"], lines["education"]) == (D("150.00"), D("200.00"))
    without = month(paid_days=11)
    assert (lines["income"], lines["cost"]) == (without["income"], without["cost"])
    # Income 2130.9…: every base but the two of the minimum wage stays at its lower limit.
    # Work injury: 0.6 % × (2500 raised) is 15.00 either way for incomes below 2500; with 450 more
    # the base is 1482.76 + 550 + 148.28 + 200 + 450 = 2831.04: 16.99, and the fund 198.17 for 175.
    # Unemployment 0.8 % × 2831.04 = 22.65 for 20.00.
    assert lines["on_cost"] == D("1.99") + D("23.17") + D("2.65")


@pytest.mark.clause("四")
def test_with_a_base_given_incentives_have_no_on_cost(month: Month) -> None:
    lines = month(performance_bonus=5000, insurance_base=6000, housing_fund_base=6000)
    assert lines["on_cost"] == D("0.00")


# 二(五): unused leave, on the wages of the twelve months before without overtime.


@pytest.mark.clause("二(五)")
def test_unused_leave_pays_two_days_more_because_the_wage_holds_the_first(month: Month) -> None:
    # 4350 ÷ 21.75 = 200 a day; × 2 × 5 = 2000; in full × 3 × 5 = 3000.
    assert month(unused_leave_days=5, average_wage=4350)["unused_leave"] == D("2000.00")
    full = month(unused_leave_days=5, average_wage=4350, leave_in_full=True)
    assert full["unused_leave"] == D("3000.00")


@pytest.mark.clause("二(五)")
def test_the_average_wage_is_that_of_the_rows_before_without_overtime(month: Month) -> None:
    # January: 3000 + 25 × 20 + 300 + 200 = 4000 (overtime 275.86 left out), with a bonus of 350:
    # 4350. February: 3000 + 25 × 20 + 300 + 200 = 4000. The average 4175 ÷ 21.75 × 2 × 1 = 383.908.
    january = {"month": "2026-01", "days_worked": 20, "rest_days_worked": 1,
               "performance_bonus": 350}  # fmt: skip
    february = {"month": "2026-02", "days_worked": 20}
    lines = month(january, february, unused_leave_days=1)
    assert lines["unused_leave"] == D("383.91")


@pytest.mark.clause("二(五)")
def test_rows_more_than_twelve_months_back_do_not_count(month: Month) -> None:
    # 2025-02 lies 13 months before 2026-03: the month itself counts, 4050 ÷ 21.75 × 2 = 372.41.
    old = {"month": "2025-02", "days_worked": 1}
    assert month(old, unused_leave_days=1)["unused_leave"] == D("372.41")
    # 2025-03 lies twelve months before: 3000 + 25 + 300 + 200 = 3525 ÷ 21.75 × 2 = 324.14.
    year_ago = {"month": "2025-03", "days_worked": 1}
    assert month(year_ago, unused_leave_days=1)["unused_leave"] == D("324.14")


def test_short_is_what_the_income_is_above_the_pay_and_never_negative(month: Month) -> None:
    assert month(paid=D("4000.01"))["short"] == D("49.99")
    assert month(paid=5000)["short"] == D("0.00")
    assert month()["short"] == D("0.00")
