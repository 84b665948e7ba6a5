"""From basic cost to ceiling, one step upon the other (§7, 1 to 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.naive.arithmetic import half_up
from tests.naive.costs import RATES, Block, Costs


@dataclass(frozen=True)
class Ceiling:
    """The steps from basic cost to ceiling, in fen: of a lot, or of the whole project.

    An amount is None where no rate was given for it.
    """

    labour_cost: int
    incentives: int
    other_costs: Costs
    management_fee: int | None
    profit: int | None
    tax: int | None
    ceiling: int

    @property
    def other_total(self) -> int:
        """Return the sum of the other costs."""
        return sum(amount for _, amount in self.other_costs)


def ceiling_of(block: Block) -> Ceiling:
    """Add the steps one upon the other; each rate applies to all that stands above it."""
    labour = sum(position.cost for position in block.positions)
    incentives = sum(position.incentives for position in block.positions)
    total = Fraction(labour + incentives + sum(amount for _, amount in block.other))
    amounts: dict[str, int | None] = {}
    for name in RATES:
        rate = block.rates[name]
        amounts[name] = None if rate is None else half_up(rate * total)
        total += amounts[name] or 0
    return Ceiling(
        labour_cost=labour,
        incentives=incentives,
        other_costs=block.other,
        management_fee=amounts["management_fee"],
        profit=amounts["profit"],
        tax=amounts["tax"],
        ceiling=int(total),
    )


def sum_known(amounts: Iterable[int | None]) -> int | None:
    """Sum the amounts that there are; None when there is none at all."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def project_of(lots: Sequence[Ceiling], other: Costs) -> Ceiling:
    """Sum the lots into the project, which lists each other cost once and whole."""
    return Ceiling(
        labour_cost=sum(lot.labour_cost for lot in lots),
        incentives=sum(lot.incentives for lot in lots),
        other_costs=other,
        management_fee=sum_known(lot.management_fee for lot in lots),
        profit=sum_known(lot.profit for lot in lots),
        tax=sum_known(lot.tax for lot in lots),
        ceiling=sum(lot.ceiling for lot in lots),
    )
