"""The ceiling by contract year and by budget year: amounts that add up to the whole (§7, 7)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sanicost.core.apportion import running
from sanicost.core.estimate import Estimate, Segment
from sanicost.core.price import Ceiling, Price
from sanicost.core.roster import RATE_NAMES, RateName


class Year(NamedTuple):
    """What one year bears of each component, in fen; a charge without a rate is None."""

    months: int
    labour_cost: int
    incentives: int
    other_costs: int
    charges: Mapping[RateName, int | None]

    @property
    def ceiling(self) -> int:
        """The sum of the components."""
        charges = sum(charge or 0 for charge in self.charges.values())
        return self.labour_cost + self.incentives + self.other_costs + charges


ByYear: TypeAlias = Mapping[int, Year]


class Years(NamedTuple):
    """The same money twice: by contract year from 1 on, and by calendar year, 预算年度."""

    contract: ByYear
    budget: ByYear


class YearsOfTender(NamedTuple):
    """The years of the tender, and of each lot: one under None for a roster without lots."""

    whole: Years
    lots: Mapping[str | None, Years]


Span: TypeAlias = Mapping[int, int]
"""How many months of each segment, by its number, fall into a year."""


def years(estimate: Estimate, price: Price) -> YearsOfTender:
    """Return every component by year, lot by lot; the tender's years are the sums of its lots."""
    contract, budget = _spans(estimate)
    lots = {
        part.lot: Years(
            contract=_by_year(estimate, part, contract), budget=_by_year(estimate, part, budget)
        )
        for part in price.parts
    }
    whole = Years(
        contract=_sums([one.contract for one in lots.values()]),
        budget=_sums([one.budget for one in lots.values()]),
    )
    return YearsOfTender(whole=whole, lots=lots)


def _spans(estimate: Estimate) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]]:
    """Return the months of each contract year and of each calendar year, segment by segment."""
    contract: dict[int, dict[int, int]] = {}
    budget: dict[int, dict[int, int]] = {}
    for number, segment in enumerate(estimate.segments):
        for month in range(segment.months):
            for spans, year in (
                (contract, segment.contract_year),
                (budget, (segment.start + month).year),
            ):
                span = spans.setdefault(year, {})
                span[number] = span.get(number, 0) + 1
    return contract, budget


def months_in(estimate: Estimate) -> Mapping[int, Span]:
    """Return how many months of each segment fall into each calendar year."""
    return _spans(estimate)[1]


def _by_year(estimate: Estimate, part: Ceiling, spans: Mapping[int, Span]) -> dict[int, Year]:
    """Return the components of one lot by year: pay falls to its months, the rest runs along.

    An other cost runs along the months, a charge along what it is a rate of (§7, 7).
    """
    months = [sum(span.values()) for span in spans.values()]
    labour = _paid(estimate, part, spans, ("unit_cost",))
    incentives = _paid(estimate, part, spans, ("incentives", "on_cost"))
    runs = [running(share.amount, months) for share in part.other_costs]
    other = [sum(run[place] for run in runs) for place in range(len(months))]
    bases = [sum(parts) for parts in zip(labour, incentives, other, strict=True)]
    charges: dict[RateName, Sequence[int | None]] = {}
    for name in RATE_NAMES:
        charge = part.charges[name]
        if charge is None:
            charges[name] = [None] * len(months)
            continue
        amounts = running(charge.amount, bases)
        charges[name] = amounts
        bases = [base + amount for base, amount in zip(bases, amounts, strict=True)]
    return {
        year: Year(
            months=months[place],
            labour_cost=labour[place],
            incentives=incentives[place],
            other_costs=other[place],
            charges={name: charges[name][place] for name in RATE_NAMES},
        )
        for place, year in enumerate(spans)
    }


def _paid(
    estimate: Estimate, part: Ceiling, spans: Mapping[int, Span], names: Sequence[str]
) -> list[int]:
    """Return what the heads of a lot are paid year by year, in fen."""
    indices = estimate.indices(part.lot)

    def month(segment: Segment) -> int:
        positions = estimate.roster.positions
        return sum(
            segment.amounts[name][index] * positions[index].headcount
            for name in names
            for index in indices
        )

    monthly = [month(segment) for segment in estimate.segments]
    return [sum(monthly[number] * months for number, months in s.items()) for s in spans.values()]


def _sums(lots: Sequence[ByYear]) -> dict[int, Year]:
    """Return the sums of the lots, year by year; a charge that no lot has stays None."""
    return {
        year: Year(
            months=first.months,
            labour_cost=sum(lot[year].labour_cost for lot in lots),
            incentives=sum(lot[year].incentives for lot in lots),
            other_costs=sum(lot[year].other_costs for lot in lots),
            charges={
                name: _sum_known([lot[year].charges[name] for lot in lots]) for name in RATE_NAMES
            },
        )
        for year, first in lots[0].items()
    }


def _sum_known(amounts: Sequence[int | None]) -> int | None:
    """Return the sum of the amounts that there are, None without any."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
