"""All lines of a million person-months in exact arithmetic, and a naive check of some of them."""

import random
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from sanicost.city.standard import config_folder, load_standard
from sanicost.core.columns import Column
from sanicost.core.lines import evaluate_lines
from sanicost.core.period import Month, Period
from sanicost.core.roster import ALL_STATUTORY_DAYS, NO_BASE, Growth, Prices, Project, Roster
from sanicost.core.segments import PricingContext, states
from tests import naive

ROWS = 1_000_000
SAMPLE = 2_000
MONTH = "2026-10"
_SCALES = {"housing_fund_rate": 1_000_000}
_OWN_BASES = ("insurance_base", "housing_fund_base")
_CODES = {"statutory_days_worked": {"all": ALL_STATUTORY_DAYS}, "insurance": {"injury_only": 1}}

Rows = dict[str, Column]


def measure(rounds: int) -> list[float]:
    """Return person-months a second of each round; leave with an error where a line differs."""
    state, rows = _state(), random_rows(random.Random(2024))
    shape, scalars, speeds = state.shape, state.columns, []
    for _ in range(rounds):
        begin = time.perf_counter()
        # A payroll uses each chunk and lets it go; so does this, or memory would be measured.
        total = sum(int(np.sum(c["unit_cost"])) for c in evaluate_lines(shape, scalars, rows))
        speeds.append(ROWS / (time.perf_counter() - begin))
        assert total > 0
    chunks = list(evaluate_lines(shape, scalars, rows))
    _compare(rows, {name: _joined([chunk[name] for chunk in chunks]) for name in chunks[0]})
    return speeds


def _state() -> PricingContext:
    """Return the figures of one month, as the program finds them for a contract year."""
    month = Month.parse(MONTH)
    roster = Roster(
        project=Project(),
        period=Period(month, 12),
        seniority_growth=Growth.NONE,
        positions=(),
        prices=Prices(),
        overrides={},
    )
    return states(roster, load_standard(config_folder()))[month]


def random_rows(draw: random.Random) -> Rows:
    """Return a million different workers as columns: every fact that a rule reads varies."""
    make = np.random.default_rng(draw.randrange(2**32)).integers
    given = {
        "post_class": make(1, 4, ROWS) * 100,
        "seniority_years": make(0, 6001, ROWS),
        "work_days": make(1, 2601, ROWS),
        "rest_days_worked": make(0, 5201, ROWS),
        "statutory_days_worked": np.where(make(0, 2, ROWS) > 0, -100, make(0, 1301, ROWS)),
        "overtime_hours": make(0, 3601, ROWS),
        "heat_exposed": make(0, 2, ROWS) * 100,
        "insurance": make(0, 2, ROWS) * 100,
        "base_wage": np.where(make(0, 2, ROWS) > 0, 0, make(268_000, 900_000, ROWS)),
        "holiday_money": np.where(make(0, 2, ROWS) > 0, 0, make(240_000, 900_000, ROWS)),
        "housing_fund_rate": np.where(make(0, 2, ROWS) > 0, 0, make(70_000, 120_001, ROWS)),
    }
    rows = {
        f"position.{name}": Column(numbers, _SCALES.get(name, 100), int(abs(numbers).max()))
        for name, numbers in given.items()
    }
    absent = ("skill_grade", "education", "skill_post_allowance", "performance_bonus")
    own = {f"position.{name}": Column(NO_BASE, 1, 1) for name in _OWN_BASES}
    return rows | own | {f"position.{name}": Column(0, 1, 0) for name in absent}


def _joined(parts: list[Any]) -> Any:
    """Return a line's chunks as one array; a line alike in every row stays one number."""
    return parts[0] if isinstance(parts[0], int) else np.concatenate(parts)


def _compare(rows: Rows, lines: dict[str, Any]) -> None:
    """Price a random sample fraction by fraction, as the tests do, and compare every line."""
    book = naive.Book(naive.figures_from(), {}, None)
    project = {"start": MONTH, "months": 12}
    for row in random.Random(7).sample(range(ROWS), SAMPLE):
        cost = naive.month_cost(naive.Case(_position(rows, row), project, book, 0))
        for name, fen in {**cost.lines, "unit_cost": cost.unit_cost}.items():
            found = lines[name] if isinstance(lines[name], int) else int(lines[name][row])
            if found != fen:
                raise SystemExit(f"row {row}, {name}: {found} instead of {fen}")


def _position(rows: Rows, row: int) -> dict[str, Any]:
    """Return one row as a roster would give it."""

    def number(name: str) -> Decimal:
        column = rows[f"position.{name}"]
        exact = Fraction(int(column.numerators[row]), column.denominator)  # type: ignore[index]
        return Decimal(exact.numerator) / Decimal(exact.denominator)

    given: dict[str, Any] = {
        name: number(name)
        for name in ("seniority_years", "work_days", "rest_days_worked", "overtime_hours")
    }
    optional = ("base_wage", "holiday_money", "housing_fund_rate")
    given |= {name: number(name) for name in optional if number(name)}
    statutory = number("statutory_days_worked")
    given["statutory_days_worked"] = "all" if statutory == ALL_STATUTORY_DAYS else statutory
    given["heat_exposed"] = bool(number("heat_exposed"))
    given["insurance"] = "injury_only" if number("insurance") else "full"
    title = naive_title(int(number("post_class")))
    return given | {"title": title, "post_class": int(number("post_class")), "headcount": 1}


def naive_title(post_class: int) -> str:
    """Return a title of a class."""
    return {1: "公厕保洁工", 2: "吊车司机", 3: "环卫作业现场管理员"}[post_class]
