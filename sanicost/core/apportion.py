"""Whole amounts shared so that the parts add up: running, or by largest remainder."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

from sanicost.core.evaluate import half_up


def running(amount: int, weights: Sequence[int]) -> list[int]:
    """Return an amount shared by weight with running rounding, so that the shares add up (§7).

    The shares up to one are the amount × the weights up to it ÷ all weights, rounded half up; each
    share is what that adds to those before. Without any weight nothing is shared.

    >>> running(100, [1, 1, 1])  # 33.33, 66.67, 100
    [33, 34, 33]
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    reached = [0, *(half_up(Fraction(amount * up_to, whole)) for up_to in accumulate(weights))]
    return [now - before for before, now in pairwise(reached)]


def largest_remainder(quotas: list[Fraction], total: int) -> list[int]:
    """Return whole parts that add up to `total`, largest remainder first, ties to the earlier.

    >>> largest_remainder([Fraction(5, 2), Fraction(5, 2)], 5)
    [3, 2]
    """
    parts = [quota.numerator // quota.denominator for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda i: parts[i] - quotas[i])
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts
