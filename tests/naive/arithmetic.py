"""Numbers and months: exact fractions, one rounding, months that count on."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import floor
from typing import Any


def half_up(value: Fraction) -> int:
    """Round half up to a whole number."""
    return floor(value + Fraction(1, 2))


def fen(yuan: Fraction) -> int:
    """Round yuan half up to the fen: once for each line."""
    return half_up(yuan * 100)


def running(amount: int, weights: Sequence[int]) -> list[int]:
    """Share an amount of fen by weight with running rounding, so that the shares add up (§7).

    The shares up to i are the amount times the weights up to i, rounded; the share of i is what
    that adds to the shares up to i - 1.

    >>> running(100, [1, 1, 1])  # 33.33, 66.67, 100
    [33, 34, 33]
    """
    whole = sum(weights)
    reached = [half_up(Fraction(amount * done, whole)) for done in accumulate(weights)]
    return [now - before for before, now in zip([0, *reached[:-1]], reached, strict=True)]


def exact(value: Any) -> Any:
    """Turn every number inside a value into a fraction; leave text, null and names alone."""
    if isinstance(value, Mapping):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    if isinstance(value, float):
        raise TypeError(f"binary float: {value!r}")
    return Fraction(value) if isinstance(value, int | Decimal) else value


def month_number(text: str) -> int:
    """Count months, so that the next month is one more.

    >>> month_number("2024-03") - month_number("2023-12")
    3
    """
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def month_text(number: int) -> str:
    """Write a month as YYYY-MM."""
    return f"{number // 12:04d}-{calendar_month(number):02d}"


def calendar_month(number: int) -> int:
    """Say which month of the year it is, 1 to 12."""
    return number % 12 + 1


def first_day(number: int) -> date:
    """Return the first day of a month."""
    return date(number // 12, calendar_month(number), 1)


def last_day(number: int) -> date:
    """Return the last day of a month."""
    year, month = number // 12, calendar_month(number)
    return date(year, month, calendar.monthrange(year, month)[1])
