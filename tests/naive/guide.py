"""The city's own result, which every calculation must reproduce (§9)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.naive.figures import Figures, figures_from
from tests.naive.lines import MonthCost
from tests.naive.result import price

GUIDE_ROSTER: dict[str, Any] = {
    "project": {"start": "2019-01", "months": 12, "as_of": "2019-01"},
    "positions": [{"title": "道路人工清扫保洁工", "post_class": 1, "headcount": 1}],
    "figures": {
        "medical.rate": {"value": Decimal("0.07"), "source": "2018年费率", "reason": "2018年制表"}
    },
}
GUIDE_LINES = {
    "base_wage": 252000,
    "post_allowance": 52000,
    "seniority_pay": 30000,
    "heat_allowance": 6250,
    "rest_day_overtime": 100414,
    "holiday_overtime": 31862,
    "extended_overtime": 0,
    "holiday_money": 20000,
    "pension": 68954,
    "medical": 34517,
    "critical_illness": 2137,
    "maternity": 4191,
    "unemployment": 3940,
    "work_injury": 3448,
    "housing_fund": 34477,
}


def guide_price(figures: Figures | None = None) -> MonthCost:
    """Reproduce the guide price of 穗府办规〔2018〕25号: income 4925.26, unit cost 6441.90."""
    month = price(GUIDE_ROSTER, figures or figures_from()).positions[0].months[0]
    if (month.income, month.unit_cost) != (492526, 644190) or month.lines != GUIDE_LINES:
        raise AssertionError(f"not the guide price of the city: {month}")
    return month
