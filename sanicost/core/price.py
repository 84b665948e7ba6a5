"""From basic cost to ceiling: incentives, other costs, management fee, profit, tax (§7)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sanicost.core.apportion import running
from sanicost.core.estimate import Estimate
from sanicost.core.evaluate import half_up
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.roster import RATE_NAMES, OtherCost, Per, Prices, RateName, Roster

FEN = Decimal(100)


class Share(NamedTuple):
    """An other cost over the whole term, or a lot's part of it, in fen."""

    cost: OtherCost
    amount: int


class Charge(NamedTuple):
    """One percentage charge: its rate, the base that it is taken of and the amount, in fen."""

    rate: Decimal
    base: int
    amount: int


class Ceiling(NamedTuple):
    """The ceiling of one lot, or of a roster without lots, and its steps, in fen."""

    lot: str | None
    labour_cost: int
    incentives: int
    other_costs: tuple[Share, ...]
    charges: Mapping[RateName, Charge | None]
    ceiling: int

    @property
    def other_total(self) -> int:
        """The sum of the other costs."""
        return sum(share.amount for share in self.other_costs)


class Price(NamedTuple):
    """The project: the sum of its lots, each priced by itself (§7)."""

    parts: tuple[Ceiling, ...]
    other_costs: tuple[Share, ...]

    @property
    def labour_cost(self) -> int:
        """The basic cost of the project."""
        return sum(part.labour_cost for part in self.parts)

    @property
    def incentives(self) -> int:
        """Incentives with their on-cost."""
        return sum(part.incentives for part in self.parts)

    @property
    def ceiling(self) -> int:
        """最高投标限价: what a bid may not exceed."""
        return sum(part.ceiling for part in self.parts)

    def charge(self, name: RateName) -> int | None:
        """Return a charge's amount over all lots, None when no lot has a rate for it."""
        charges = [charge for part in self.parts if (charge := part.charges[name])]
        return sum(charge.amount for charge in charges) if charges else None


WHOLE = Fraction(1)


class Block(NamedTuple):
    """What the positions of one lot, or of a roster without lots, amount to, in fen."""

    labour_cost: int
    incentives: int
    heads: int


def blocks(estimate: Estimate) -> dict[str | None, Block]:
    """Return the block of each lot, or one under None for a roster without lots."""
    positions = estimate.roster.positions
    return {
        lot: Block(
            labour_cost=estimate.labour_cost(lot),
            incentives=sum(estimate.incentives(index) for index in estimate.indices(lot)),
            heads=sum(positions[index].headcount for index in estimate.indices(lot)),
        )
        for lot in estimate.roster.lots or (None,)
    }


def price(estimate: Estimate, scale: Fraction = WHOLE) -> Price:
    """Return the ceiling of the roster, lot by lot, each amount rounded half up to the fen.

    `scale` multiplies labour cost and incentives, as so many more or fewer heads would.
    """
    return price_blocks(estimate.roster, blocks(estimate), scale)


def price_blocks(
    roster: Roster, of_lot: Mapping[str | None, Block], scale: Fraction = WHOLE
) -> Price:
    """Return the ceiling that other costs and rates of a roster make of the blocks of its lots."""
    costs = roster.prices.other_costs
    parts = [_parts(cost, of_lot, roster.period.months, scale) for cost in costs]
    return Price(
        parts=tuple(
            _ceiling(
                roster.prices,
                lot,
                block,
                tuple(
                    Share(cost=cost, amount=of_cost[lot])
                    for cost, of_cost in zip(costs, parts, strict=True)
                    if lot in of_cost
                ),
                scale,
            )
            for lot, block in of_lot.items()
        ),
        other_costs=tuple(
            Share(cost=cost, amount=sum(of_cost.values()))
            for cost, of_cost in zip(costs, parts, strict=True)
        ),
    )


def _parts(
    cost: OtherCost, of_lot: Mapping[str | None, Block], months: int, scale: Fraction
) -> dict[str | None, int]:
    """Return what each lot bears of a cost over the term, in fen.

    A shared cost goes by basic cost, one per head by each lot's own heads (§7). A lot without
    positions, which only a roster between two compared ones has, bears nothing.
    """
    if cost.is_shared:
        whole = half_up(term_amount(cost, months))
        shares = running(whole, [block.labour_cost for block in of_lot.values()])
        return dict(zip(of_lot, shares, strict=True))
    lots = [lot for lot in of_lot if cost.lot in ("", lot)]
    return {lot: half_up(term_amount(cost, months, of_lot[lot].heads * scale)) for lot in lots}


def term_amount(cost: OtherCost, months: int, heads: Fraction = WHOLE) -> Fraction:
    """Return what a cost amounts to over the whole term, in fen, not rounded.

    An amount per year counts × months / 12; one per head × heads, which no other cost counts.
    """
    years = Fraction(months, MONTHS_PER_YEAR)
    times = {
        Per.MONTH: Fraction(months),
        Per.YEAR: years,
        Per.TERM: WHOLE,
        Per.HEAD_MONTH: heads * months,
        Per.HEAD_YEAR: heads * years,
    }[cost.per]
    return Fraction(cost.amount * FEN) * times


def _ceiling(
    prices: Prices, lot: str | None, block: Block, shares: tuple[Share, ...], scale: Fraction
) -> Ceiling:
    """Return the ceiling of one lot: each rate is taken of all that stands above it."""
    labour_cost = half_up(block.labour_cost * scale)
    incentives = half_up(block.incentives * scale)
    total = labour_cost + incentives + sum(share.amount for share in shares)
    charges: dict[RateName, Charge | None] = {}
    for name in RATE_NAMES:
        rate = prices.rate(name, lot)
        charge = None if rate is None else Charge(rate=rate, base=total, amount=_part(rate, total))
        charges[name] = charge
        total += charge.amount if charge else 0
    return Ceiling(
        lot=lot,
        labour_cost=labour_cost,
        incentives=incentives,
        other_costs=shares,
        charges=charges,
        ceiling=total,
    )


def _part(rate: Decimal, base: int) -> int:
    """Return rate × base, rounded half up to the fen."""
    return half_up(Fraction(rate) * base)
