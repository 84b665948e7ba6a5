"""By which name the other library's rules know our symbols."""

from collections.abc import Mapping

NO_LIMIT = 1e9
FACTS: Mapping[str, str] = {
    "worker.paid_days": "paid_days",
    "position.base_wage": "position_base_wage",
    "worker.base_wage": "own_base_wage",
    "position.post_class": "post_class",
    "worker.days_worked": "days_worked",
    "worker.seniority_years": "seniority_years",
    "position.heat_exposed": "heat_exposed",
    "worker.rest_days_worked": "rest_days_worked",
    "worker.statutory_days_worked": "statutory_days_worked",
    "worker.overtime_hours": "overtime_hours",
    "position.holiday_money": "position_holiday_money",
    "worker.insurance_base": "insurance_base",
    "worker.housing_fund_base": "housing_fund_base",
    "worker.insurance": "insurance",
}
FIGURES: Mapping[str, str] = {
    "month.weekdays": "month.weekdays",
    "month.in_heat_season": "month.in_heat_season",
    "minimum_wage": "minimum_wage",
    "base_wage_ratio": "ratio",
    "paid_days_per_month": "paid_days",
    "hours_per_day": "hours_per_day",
    "holiday_money": "holiday_money",
    "heat_allowance.month": "heat.month",
    "heat_allowance.day": "heat.day",
    "seniority_pay.1.per_year": "seniority.first",
    "seniority_pay.1.upto": "seniority.upto",
    "seniority_pay.2.per_year": "seniority.second",
    "overtime_multiples.rest_day": "overtime.rest_day",
    "overtime_multiples.statutory_holiday": "overtime.statutory_holiday",
    "overtime_multiples.extended": "overtime.extended",
    **{f"post_allowance.{number}": f"post_allowance.c{number}" for number in (1, 2, 3)},
    **{
        f"{name}.rate": f"{name}.rate"
        for name in ("pension", "medical", "maternity", "unemployment", "work_injury")
    },
    "housing_fund.rate": "housing_fund.rate",
    **{
        f"{name}.base.{limit}": f"{name}.{limit}"
        for name in ("pension", "medical", "unemployment", "work_injury", "housing_fund")
        for limit in ("lower", "upper")
    },
}
LINES = (
    *("base_wage", "post_allowance", "seniority_pay", "heat_allowance", "rest_day_overtime"),
    *("holiday_overtime", "extended_overtime", "holiday_money", "income", "pension", "medical"),
    *("maternity", "unemployment", "work_injury", "housing_fund", "employer", "cost"),
)
