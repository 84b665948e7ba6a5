"""Every line of many random worker-months, by the engine and by the naive calculation."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.settlement.terms import HalfYear
from tests.settlement.naive import Naive, month_ordinal, weekdays
from tests.settlement.worlds import DEGREES, GRADES, naive_figures, settled, terms

D = Decimal
POSITIONS: list[dict[str, Any]] = [
    {"title": "道路人工清扫保洁工", "post_class": 1, "headcount": 40, "seniority_years": D("9.5")},
    {"title": "公厕保洁工", "post_class": 1, "headcount": 9, "seniority_years": 10,
     "insurance": "injury_only"},
    {"title": "乱张贴清除工", "post_class": 2, "headcount": 9, "seniority_years": 16,
     "heat_exposed": False, "base_wage": D("3456.78"), "housing_fund_rate": D("0.1")},
    {"title": "中控室操作工", "post_class": 3, "headcount": 9, "seniority_years": D("0.4"),
     "holiday_money": D("3600.05")},
]  # fmt: skip
TITLES = [position["title"] for position in POSITIONS]


def random_row(rng: random.Random, worker: int, month: int, *, by_month: bool) -> dict[str, Any]:
    """Return one worker's month, often at or beside a boundary."""
    text = f"{month // 12:04d}-{month % 12 + 1:02d}"
    days = rng.choice([0, D("0.5"), D("21.74"), D("21.75"), 20, 22, 26, 27, D("13.5")])
    row: dict[str, Any] = {
        "worker_id": f"W{worker}",
        "month": text,
        "position": rng.choice(TITLES),
        "days_worked": days,
        "rest_days_worked": rng.choice([0, 0, 4, D("4.5"), 5]),
        "statutory_days_worked": rng.choice([0, 0, 1, 3]),
        "overtime_hours": rng.choice([0, 0, D("7.25"), 36, 50]),
    }
    row |= {name: value for name, value in optional(rng, month).items() if value is not None}
    if by_month:
        row["holiday_money"] = rng.choice([None, 0, 200, D("333.33")])
    return row


def optional(rng: random.Random, month: int) -> Mapping[str, Any]:
    """Return the columns that may be blank, each blank about as often as not."""
    whole = weekdays(month)
    january = date(month // 12, 1, 1)
    served = timedelta(days=rng.choice([0, 1, 150, 181, 182, 184, 200, 364, 365, 366, 4000, 6000]))
    first = rng.choice([None, january - served, january.replace(month=month % 12 + 1)])
    return {
        "paid_days": rng.choice(
            [None, whole, whole + 1, whole - 1, D(whole) / 2, D(whole) / 2 - D("0.5"), 0, 3]
        ),
        "first_day": first,
        "seniority_years": rng.choice([None, 0, D("14.99"), 15, D("15.01"), 16, 60]),
        "insurance": rng.choice([None, None, "full", "injury_only", "none"]),
        "insurance_base": rng.choice([None, None, 1000, D("5510.01"), 40000]),
        "housing_fund_base": rng.choice([None, None, 1000, D("5123.45"), 50000]),
        "skill_grade": rng.choice([None, *GRADES]),
        "education": rng.choice([None, *DEGREES]),
        "skill_post_allowance": rng.choice([None, D("150.55")]),
        "performance_bonus": rng.choice([None, 300]),
        "unused_leave_days": rng.choice([None, None, None, 0, 1, D("2.5"), 10]),
        "average_wage": rng.choice([None, None, D("4321.09")]),
        "base_wage": rng.choice([None, None, 2000, D("3333.33")]),
        "paid": rng.choice([None, 1000, D("4567.89"), 20000]),
    }


def random_rows(seed: int, workers: int, *, by_month: bool) -> list[dict[str, Any]]:
    """Return the months of some workers, in no order, some of their months missing."""
    rng = random.Random(seed)
    first = month_ordinal("2019-01") + rng.randrange(110)
    rows = [
        random_row(rng, worker, first + offset, by_month=by_month)
        for worker in range(workers)
        for offset in range(22)
        if rng.random() < 0.9
    ]
    rng.shuffle(rows)
    return rows


@pytest.mark.parametrize("seed", range(20))
def test_every_line_of_random_workers_is_that_of_the_naive_calculation(
    tmp_path: Path, seed: int
) -> None:
    # 20 × 50 workers × about 20 months: some 20,000 worker-months of 2019 to 2029.
    in_full = seed % 2 == 0
    half_year: HalfYear = "every" if seed % 3 == 0 else "first"
    rows = random_rows(seed, 50, by_month=seed % 4 < 2)
    given = terms(tmp_path, POSITIONS, half_year=half_year, leave_in_full=in_full)
    naive = Naive(naive_figures(), half_year)
    of_title = {position["title"]: position for position in POSITIONS}
    expected = naive.settled(
        [(row, of_title[row["position"]]) for row in rows], leave_in_full=in_full
    )
    found = settled(given, rows, TITLES)
    for row, want, got in zip(rows, expected, found, strict=True):
        assert got == want, row
