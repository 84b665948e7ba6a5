"""Unit prices beside the ceiling, never in it (§7, 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.naive.arithmetic import exact, fen
from tests.naive.costs import Lot, price_of
from tests.naive.figures import Roster
from tests.naive.positions import PositionCost

SWEEPER = "道路人工清扫保洁工"


@dataclass(frozen=True)
class PostPrice:
    """What one person of a position costs in a segment, in fen: 元/人·月 and 元/人·工作日."""

    start: str
    months: int
    per_month: int
    per_work_day: int


@dataclass(frozen=True)
class AreaPrice:
    """What a square metre costs a year, in fen, and how many ㎡ (exactly) one sweeper has."""

    area: Fraction
    per_year: int
    per_sweeper: Fraction | None


def post_prices(position: PositionCost, segments: Sequence[tuple[str, int]]) -> list[PostPrice]:
    """Return a position's unit prices, segment by segment."""
    first = {month.month: month.unit_cost for month in position.months}
    return [
        PostPrice(
            start=start,
            months=months,
            per_month=first[start],
            per_work_day=fen(Fraction(first[start], 100) / position.work_days),
        )
        for start, months in segments
    ]


def areas_of(roster: Roster, lots: Sequence[Lot]) -> dict[Lot, Fraction]:
    """Return the areas given: the project's under None, which is the lots' sum if all have one."""
    own: Mapping[str, Any] = price_of(roster).get("lots") or {}
    given = {lot: (own.get(lot) or {}).get("area") for lot in lots if lot is not None}
    areas: dict[Lot, Fraction] = {lot: exact(area) for lot, area in given.items() if area}
    if whole := roster["project"].get("area"):
        return {**areas, None: exact(whole)}
    return (
        {**areas, None: sum(areas.values(), Fraction(0))}
        if {*areas} == {*given} != set()
        else areas
    )


def area_price(
    area: Fraction, ceiling: int, positions: Sequence[PositionCost], months: int
) -> AreaPrice:
    """Return ceiling ÷ area × 12 ÷ months, and the area that one sweeper keeps."""
    sweepers = sum(row.headcount for row in positions if row.title == SWEEPER)
    return AreaPrice(
        area=area,
        per_year=fen(Fraction(ceiling, 100) / area * 12 / months),
        per_sweeper=area / sweepers if sweepers else None,
    )
