"""The statutory holidays by their dates, counted in months (§4, `statutory_days: calendar`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from tests.naive.arithmetic import calendar_month
from tests.naive.figures import CONFIG, read


@cache
def dates_from(config_dir: Path = CONFIG) -> frozenset[date]:
    """Read every statutory day; two holidays on one day are one day."""
    years = read(config_dir / "statutory_dates.yaml")["years"]
    return frozenset(
        date.fromisoformat(f"{year}-{day}")
        for year, holidays in years.items()
        for days in holidays.values()
        for day in days
    )


@cache
def known(month: int) -> bool:
    """Say whether the dates of a month's year are on file."""
    return month // 12 in {day.year for day in dates_from()}


def days_in(months: Iterable[int]) -> int:
    """Count the statutory days in months, D: neither `as_of` nor an override touches them.

    >>> days_in(range(2027 * 12, 2027 * 12 + 6))  # January to June: 1 + 4 + 清明 + 2 + 端午
    9
    """
    named = {(month // 12, calendar_month(month)) for month in months}
    return sum((day.year, day.month) in named for day in dates_from())
