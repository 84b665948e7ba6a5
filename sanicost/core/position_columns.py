"""The positions as columns: what the rules may read of each row, with choices as their codes."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from sanicost.core.columns import Column, column
from sanicost.core.roster import Insurance, Position
from sanicost.core.symbols import ALL_STATUTORY_DAYS, Shape

_HUNDREDTHS, _MILLIONTHS = 100, 1_000_000

_NUMBERS: dict[str, Callable[[Position], Decimal | int]] = {
    "position.post_class": lambda p: p.post_class,
    "position.seniority_years": lambda p: p.seniority_years,
    "position.work_days": lambda p: p.work_days,
    "position.rest_days_worked": lambda p: p.rest_days_worked,
    "position.statutory_days_worked": lambda p: (
        ALL_STATUTORY_DAYS if p.statutory_days_worked is None else p.statutory_days_worked
    ),
    "position.overtime_hours": lambda p: p.overtime_hours,
    "position.heat_exposed": lambda p: int(p.heat_exposed),
    "position.insurance": lambda p: int(p.insurance is Insurance.INJURY_ONLY),
    "position.base_wage": lambda p: p.base_wage or 0,
    "position.holiday_money": lambda p: p.holiday_money or 0,
    "position.housing_fund_rate": lambda p: p.housing_fund_rate or 0,
    "position.skill_post_allowance": lambda p: p.skill_post_allowance,
    "position.performance_bonus": lambda p: p.performance_bonus,
}


def facts(positions: Sequence[Position]) -> dict[str, list[Decimal | int]]:
    """Return every number that the rules read of the positions; 0 where the roster gives none."""
    return {name: [read(p) for p in positions] for name, read in _NUMBERS.items()}


def fact_columns(positions: Sequence[Position], shape: Shape) -> dict[str, Column]:
    """Return the positions as exact columns, the graded incentives as codes of this shape."""
    exact = {name: _column(name, values) for name, values in facts(positions).items()}
    return exact | {
        "position.skill_grade": _codes([p.skill_grade for p in positions], shape.skill_grades),
        "position.education": _codes([p.education for p in positions], shape.educations),
    }


def _column(name: str, values: list[Decimal | int]) -> Column:
    """Return numbers of at most two decimals, or six for a rate, over a common denominator."""
    denominator = _MILLIONTHS if name.endswith("_rate") else _HUNDREDTHS
    return column([int(value * denominator) for value in values], denominator)


def _codes(choices: list[str | None], known: tuple[str, ...]) -> Column:
    """Return the code of each choice: 0 for none, else its place among the known, from 1."""
    return column([known.index(choice) + 1 if choice in known else 0 for choice in choices])
