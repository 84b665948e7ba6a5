"""Heads from posts: worked by hand, and never too few to man the posts."""

from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from sanicost.core.coverage import manning
from sanicost.core.roster import Coverage

D = Decimal


@pytest.mark.clause("二(五)")
@pytest.mark.parametrize(
    ("given", "work_days", "expected"),
    [
        # 100 × 1 × 365 = 36500; one person works 12 × 26 − 10 = 302 days: 120.86 → 121.
        ((100, "1", "365", "10"), "26", (121, 21)),
        # 5 × 2 × 365 = 3650 ÷ 302 = 12.09 → 13; ten are on duty each day.
        ((5, "2", "365", "10"), "26", (13, 3)),
        # 12 × 21.75 − 9 = 252: exactly 252 shifts are worked by one.
        ((1, "1", "252", "9"), "21.75", (1, 0)),
        ((1, "1", "252.01", "9"), "21.75", (2, 1)),
        # One and a half shifts: two are on duty.
        ((1, "1.5", "365", "10"), "26", (2, 0)),
        # Few days: fewer heads than posts.
        ((10, "1", "100", "10"), "26", (4, 0)),
    ],
)
def test_heads_are_shifts_to_man_by_days_worked_rounded_up(
    given: tuple[int, str, str, str], work_days: str, expected: tuple[int, int]
) -> None:
    posts, shifts, days, leave = given
    coverage = Coverage(
        posts_to_man=posts, shifts=D(shifts), days_per_year=D(days), leave_days=D(leave)
    )
    found = manning(coverage, D(work_days))
    assert (found.heads, found.relief_heads) == expected


HUNDREDTHS = st.integers(1, 2400).map(lambda n: D(n).scaleb(-2))


@drawn(
    st.integers(1, 5000),
    HUNDREDTHS,
    st.integers(1, 36600).map(lambda n: D(n).scaleb(-2)),
    st.integers(0, 3000).map(lambda n: D(n).scaleb(-2)),
    st.integers(1000, 3100).map(lambda n: D(n).scaleb(-2)),
)
def test_the_reconciliation_closes_and_no_head_is_wasted(
    posts: int, shifts: Decimal, days: Decimal, leave: Decimal, work_days: Decimal
) -> None:
    coverage = Coverage(posts_to_man=posts, shifts=shifts, days_per_year=days, leave_days=leave)
    found = manning(coverage, work_days)
    each = 12 * Fraction(work_days) - Fraction(leave)
    exact = posts * Fraction(shifts) * Fraction(days) / each
    assert found.heads == ceil(exact)
    assert found.worked == found.to_man + found.spare
    assert 0 <= Fraction(found.spare) < each
