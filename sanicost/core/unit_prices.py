"""Unit prices beside the ceiling, never in it (§7, 8)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sanicost.core.estimate import Estimate
from sanicost.core.evaluate import half_up
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.price import Price
from sanicost.core.roster import Position, Roster


class AreaPrice(NamedTuple):
    """What a square metre costs a year, in fen, and how many ㎡ one sweeper keeps.

    `lot` is None for the tender; `per_sweeper` is None where there is no sweeper.
    """

    lot: str | None
    area: Decimal
    per_year: int
    sweepers: int

    @property
    def per_sweeper(self) -> Fraction | None:
        """The area that one sweeper keeps, exactly."""
        return Fraction(self.area) / self.sweepers if self.sweepers else None


def work_day(unit_cost: int, position: Position) -> int:
    """Return 元/人·工作日: a unit cost ÷ the days worked a month, in fen, rounded half up."""
    return half_up(Fraction(unit_cost) / Fraction(position.work_days))


def area_of(roster: Roster) -> Decimal | None:
    """Return the area of the tender: its own, else the sum of its lots where each has one."""
    areas = roster.prices.lot_areas
    if roster.project.area is not None or not roster.lots or not areas.keys() >= {*roster.lots}:
        return roster.project.area
    return sum((areas[lot] for lot in roster.lots), Decimal(0))


def area_prices(estimate: Estimate, price: Price) -> tuple[AreaPrice, ...]:
    """Return the prices by area: of the tender, then of each lot, as far as areas are given."""
    roster = estimate.roster
    whole = area_of(roster)
    found = [] if whole is None else [_price(roster, None, whole, price.ceiling)]
    areas = roster.prices.lot_areas
    return (
        *found,
        *(
            _price(roster, part.lot, areas[part.lot], part.ceiling)
            for part in price.parts
            if part.lot in areas and part.lot is not None
        ),
    )


def _price(roster: Roster, lot: str | None, area: Decimal, ceiling: int) -> AreaPrice:
    """Return ceiling ÷ area × 12 ÷ months, rounded half up to the fen."""
    per_year = Fraction(ceiling * MONTHS_PER_YEAR) / (Fraction(area) * roster.period.months)
    own = (one for one in roster.positions if lot is None or one.lot == lot)
    return AreaPrice(lot=lot, area=area, per_year=half_up(per_year), sweepers=sweepers(own))


def sweepers(positions: Iterable[Position]) -> int:
    """Return the heads of the posts by which an area is counted."""
    return sum(position.headcount for position in positions if position.sweeper)
