"""Which kind of number each field of a roster holds; every other field holds text or a choice."""

from collections.abc import Mapping
from decimal import Decimal

from sanicost.readers import fields
from sanicost.readers.fields import Kind

POSITION: Mapping[str, Kind] = {
    "headcount": fields.HEADCOUNT,
    "posts_to_man": fields.HEADCOUNT,
    "shifts": Kind(2, Decimal(0), Decimal(24), ("班/日", "班"), above_least=True),
    "days_per_year": fields.YEAR_DAYS,
    "leave_days": fields.YEAR_DAYS,
    "relief_headcount": Kind(0, Decimal(0), fields.MAX_HEADCOUNT, ("人", "名")),
    "seniority_years": fields.YEARS,
    "work_days": fields.WORK_DAYS,
    "rest_days_worked": fields.YEAR_DAYS,
    "statutory_days_worked": fields.YEAR_DAYS,
    "overtime_hours": fields.HOURS,
    "base_wage": fields.WAGE,
    "holiday_money": fields.WAGE,
    "housing_fund_rate": fields.RATE,
    "skill_post_allowance": fields.MONEY,
    "performance_bonus": fields.MONEY,
}
PROJECT: Mapping[str, Kind] = {"months": fields.MONTHS, "budget": fields.MONEY}
PRICE: Mapping[str, Kind] = {"amount": fields.MONEY, "rate": fields.RATE}
