"""From basic cost to ceiling: incentives, other costs, management fee, profit, tax (§7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sanicost.core.estimate import Estimate
from sanicost.core.evaluate import half_up
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.roster import RATE_NAMES, OtherCost, Per, Prices, RateName, Roster

FEN = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Share:
    """An other cost over the whole term, or a lot's part of it, in fen.

    `correction` is what the largest remainder adds to the part rounded half up.
    """

    cost: OtherCost
    amount: int
    correction: int = 0


@dataclass(frozen=True, kw_only=True)
class Charge:
    """One percentage charge: its rate, the base that it is taken of and the amount, in fen."""

    rate: Decimal
    base: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class Ceiling:
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


@dataclass(frozen=True, kw_only=True)
class Price:
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


@dataclass(frozen=True, kw_only=True)
class Block:
    """What the positions of one lot, or of a roster without lots, come to, in fen."""

    labour_cost: int
    incentives: int


def blocks(estimate: Estimate) -> dict[str | None, Block]:
    """Return the block of each lot, or one under None for a roster without lots."""
    return {
        lot: Block(
            labour_cost=estimate.labour_cost(lot),
            incentives=sum(estimate.incentives(index) for index in estimate.indices(lot)),
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
    wholes = tuple(
        Share(cost=cost, amount=term_amount(cost, roster.period.months))
        for cost in roster.prices.other_costs
    )
    if None in of_lot:
        return Price(
            parts=(_ceiling(roster.prices, None, of_lot[None], wholes, scale),), other_costs=wholes
        )
    basics = {str(lot): block.labour_cost for lot, block in of_lot.items()}
    shares = [_shares(whole, basics) for whole in wholes]
    parts = tuple(
        _ceiling(
            roster.prices,
            lot,
            of_lot[lot],
            tuple(by_lot[lot] for by_lot in shares if lot in by_lot),
            scale,
        )
        for lot in basics
    )
    return Price(parts=parts, other_costs=wholes)


def term_amount(cost: OtherCost, months: int) -> int:
    """Return what a cost amounts to over the whole term, in fen, rounded half up.

    An amount per year counts × months / 12.
    """
    times = {
        Per.MONTH: Fraction(months),
        Per.YEAR: Fraction(months, MONTHS_PER_YEAR),
        Per.TERM: Fraction(1),
    }[cost.per]
    return half_up(Fraction(cost.amount * FEN) * times)


def _shares(whole: Share, basics: Mapping[str, int]) -> dict[str, Share]:
    """Return each lot's part of a cost: all of it for its own lot, else by basic cost."""
    if whole.cost.lot != "":
        return {str(whole.cost.lot): whole}
    total = sum(basics.values())
    exact = [Fraction(whole.amount * basic, total) for basic in basics.values()]
    parts = largest_remainder(exact, whole.amount)
    return {
        lot: Share(cost=whole.cost, amount=part, correction=part - half_up(quota))
        for lot, part, quota in zip(basics, parts, exact, strict=True)
    }


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
