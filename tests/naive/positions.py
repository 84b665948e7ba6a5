"""A row of the roster over the term, and the segments in which nothing changes (§2, §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.naive.case import Case
from tests.naive.lines import MonthCost, month_cost


@dataclass(frozen=True)
class PositionCost:
    """One row of the roster over the whole term, in fen."""

    title: str
    lot: str | None
    headcount: int
    work_days: Fraction
    months: list[MonthCost]
    cost: int
    incentives: int


def position_cost(cases: Sequence[Case]) -> PositionCost:
    """Sum a position over its months: the basic cost, and the incentives with their on-cost."""
    position = cases[0].position
    months = [month_cost(case) for case in cases]
    headcount = int(position["headcount"])
    extras = sum(sum(month.incentives.values()) + month.on_cost for month in months)
    return PositionCost(
        title=str(position["title"]),
        lot=position.get("lot") or None,
        headcount=headcount,
        work_days=cases[0].work_days,
        months=months,
        cost=headcount * sum(month.unit_cost for month in months),
        incentives=headcount * extras,
    )


def same_price(positions: Sequence[PositionCost], index: int) -> bool:
    """Say whether every line of every position is what it was the month before."""
    return all(
        (now.lines, now.incentives, now.on_cost) == (then.lines, then.incentives, then.on_cost)
        for then, now in (position.months[index - 1 : index + 1] for position in positions)
    )


def segments_of(positions: Sequence[PositionCost]) -> list[tuple[str, int]]:
    """Join months of one contract year that are priced alike into (first month, months)."""
    segments: list[tuple[str, int]] = []
    for index, month in enumerate(positions[0].months):
        if index % 12 and same_price(positions, index):
            segments[-1] = (segments[-1][0], segments[-1][1] + 1)
        else:
            segments.append((month.month, 1))
    return segments
