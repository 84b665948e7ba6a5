"""Heads from posts: how many persons man a number of posts in shifts, every day of the year."""

from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from sanicost.core.columns import constant
from sanicost.core.evaluate import evaluate
from sanicost.core.formula import Expression, persons
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.roster import Coverage
from sanicost.core.symbols import PositionNames


def headcount(position: PositionNames) -> Expression:
    """配置人数: shifts to man a year ÷ the days that one person works a year, rounded up.

    Paid annual leave, 二(五), is not worked; rest days follow from the days worked a month.
    """
    to_man = position.posts_to_man * position.shifts * position.days_per_year
    return persons(to_man / (position.work_days * MONTHS_PER_YEAR - position.leave_days))


HEADCOUNT = headcount(PositionNames())


class Manning(NamedTuple):
    """A coverage reconciled: shifts a year to man, and those that the heads work."""

    heads: int
    relief_heads: int
    to_man: Decimal
    worked: Decimal

    @property
    def spare(self) -> Decimal:
        """Shifts worked beyond those to man; never negative."""
        return self.worked - self.to_man


def days_worked(coverage: Coverage, work_days: Decimal) -> Decimal:
    """Return the days a year that one person works, annual leave taken."""
    return work_days * MONTHS_PER_YEAR - coverage.leave_days


def manning(coverage: Coverage, work_days: Decimal) -> Manning:
    """Return how many persons a coverage takes; one person must work at least some days.

    >>> hundred = Coverage(posts_to_man=100, shifts=Decimal(1), days_per_year=Decimal(365),
    ...                    leave_days=Decimal(10))
    >>> manning(hundred, Decimal(26)).heads, manning(hundred, Decimal(26)).relief_heads
    (121, 21)
    """
    to_man = coverage.posts_to_man * coverage.shifts * coverage.days_per_year
    numbers = {
        "position.posts_to_man": Decimal(coverage.posts_to_man),
        "position.shifts": coverage.shifts,
        "position.days_per_year": coverage.days_per_year,
        "position.work_days": work_days,
        "position.leave_days": coverage.leave_days,
    }
    column = evaluate(HEADCOUNT, {name: constant(Fraction(n)) for name, n in numbers.items()})
    assert isinstance(column.numerators, int)
    heads = column.numerators
    on_duty = ceil(coverage.posts_to_man * coverage.shifts)
    return Manning(
        heads=heads,
        relief_heads=max(heads - on_duty, 0),
        to_man=to_man,
        worked=heads * days_worked(coverage, work_days),
    )
